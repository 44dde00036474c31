import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DemoRole, people, roleLabels } from './people.ts'
import { units } from './units.ts'

const letters = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '#%+=']

/** The sample city's password: made for this data folder, kept in it, the same for all its invented people. */
export function demoPassword(dataFolder: string): string {
  const file = join(dataFolder, 'demo-password')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const pick = (from: string) => from[randomInt(from.length)]!
  const made = Array.from({ length: 12 }, (_, i) => pick(letters[i % 3]!)).join('') + pick(letters[3]!)
  writeFileSync(file, `${made}\n`, { mode: 0o600 })
  return made
}

const shown: [DemoRole, string | null][] = [
  ['dispatcher', null],
  ['dispatch-head', null],
  ['liaison', 'SCJG'],
  ['unit-leader', 'SCJG'],
  ['district-dispatcher', null],
  ['city-leader', null],
  ['secrecy-reviewer', null],
  ['system-admin', null],
  ['security-admin', null],
  ['audit-admin', null],
]

/** One sign-in for each role, as lines of a table. */
export function signInLines(): string[] {
  return shown.flatMap(([role, unitCode]) => {
    const matching = people.flatMap((person) =>
      person.posts
        .filter((post) => post.role === role && (!unitCode || post.unitCode === unitCode))
        .map((post) => ({ person, post })),
    )
    const [found] = matching
    if (!found) return []
    const unit = units.find((each) => each.code === found.post.unitCode)!
    return [
      `  ${roleLabels[role].padEnd(6, '　')} ${found.person.signInName.padEnd(18)} ${found.person.name}（${unit.shortName}）`,
    ]
  })
}
