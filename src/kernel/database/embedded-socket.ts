import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '#kernel/refusal.ts'
import { type Account, mayReach } from './embedded-account.ts'

/**
 * Where the server's socket lies: in the cluster itself, unless that path is longer than a socket's address may be.
 * Then in a short folder under the system's temporary one, named after the cluster, closed to everybody else.
 * 103 bytes is what the strictest system (macOS) takes; Linux takes 107. Null on Windows, which goes without.
 */
export function socketFolderFor(cluster: string, account: Account | null): string | null {
  if (process.platform === 'win32') return null
  if (Buffer.byteLength(join(cluster, '.s.PGSQL.65535')) <= 103) return cluster
  const key = createHash('sha256').update(cluster).digest('hex').slice(0, 16)
  const base = tmpdir().length <= 60 && (!account || mayReach(tmpdir(), account)) ? tmpdir() : '/tmp'
  for (const suffix of ['', '-2', '-3']) {
    const folder = join(base, `wuxin-${key}${suffix}`)
    if (claim(folder, account)) return folder
  }
  throw new Refusal(
    'unavailable',
    `数据目录的路径过长，须在 ${base} 中另放套接字，但 ${join(base, `wuxin-${key}`)} 已被其他用户占用。请缩短数据目录的路径，或删除该目录。`,
  )
}

/** Everybody may create folders under /tmp; one that somebody else made first is not ours. */
function claim(folder: string, account: Account | null): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = lstatSync(folder)
  if (!found.isDirectory() || (found.mode & 0o077) !== 0) return false
  const me = process.getuid?.() ?? 0
  if (account && found.uid === me) chownSync(folder, account.uid, account.gid)
  return found.uid === me || found.uid === account?.uid
}
