import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'

const kilobytesAfter = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024

/** Bytes of memory that a process occupies (RSS). Linux only. */
export const memoryOf = (pid: number): number =>
  kilobytesAfter(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS')

/** Bytes of the database's processes together, what they share counted once (PSS); null where it cannot be seen. */
export function databaseMemory(dataFolder: string): number | null {
  const cluster = realpathSync(join(dataFolder, 'postgres'))
  let sum = 0
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (realpathSync(`/proc/${pid}/cwd`) === cluster)
        sum += kilobytesAfter(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss')
    } catch {
      // It has ended, or belongs to another account.
    }
  }
  return sum || null
}
