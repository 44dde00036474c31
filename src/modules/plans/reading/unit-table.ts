import { reduceName } from './abbreviations.ts'
import { fold } from './fold.ts'
import type { Collective, Knowledge, UnitMatch, UnitName } from './plan-reading.ts'
import { levelOf, withoutNotes } from './unit-shape.ts'

export type Found = {
  unitId: string | null
  match: UnitMatch
  guessed: boolean
  members?: string[]
  candidates?: string[]
}

/** What the platform knows about names of units, ready for fast look-up. */
export type UnitTable = {
  size: number
  /** Finds the unit of a printed name; `level` is the level word that the list carries (市, 区 …). */
  find(name: string, level: string | null): Found
  /** Whether exactly this name stands in the table. */
  knows(name: string): boolean
  /** Stems of places in the names of units. */
  names: string[]
}

type Entry = { unit: UnitName; match: UnitMatch; level: string | null }

const PLACE =
  /^[\u4e00-\u9fff]{2,9}?(?:自治区|自治州|自治县|自治旗|省|市|州|盟|县|区|旗)(?=[\u4e00-\u9fff]{2,})/
const UNKNOWN: Found = { unitId: null, match: 'unknown', guessed: false }

function key(name: string): string {
  return fold(name).replace(/[\s]/g, '')
}

/** 云州市发展和改革委员会 → 市发展和改革委员会; the level word stays. Null where the name begins with no place. */
function withoutPlace(name: string): { level: string; name: string } | null {
  if (levelOf(name) !== null) return null
  let rest = name
  let level = ''
  // 云澜市青屏区民政局: the innermost place counts; a park is named by itself
  for (let place = PLACE.exec(rest)?.[0]; place; place = PLACE.exec(rest)?.[0]) {
    if (/^场/.test(rest.slice(place.length)) || /^管(?:委会|理委员会)/.test(rest.slice(place.length))) break
    level = (/(?:自治区|自治州|自治县|自治旗|.)$/.exec(place)?.[0] ?? '').replace(/^自治(?=[州县旗])/, '')
    rest = rest.slice(place.length)
    if (levelOf(rest) !== null) break
  }
  return level === '' ? null : { level, name: level + rest }
}

/** Builds the look-up. `on` is the day for which collectives are expanded (YYYY-MM-DD), where known. */
export function unitTable(knowledge: Knowledge, on: string | null): UnitTable {
  const exact = new Map<string, Entry[]>()
  const weak = new Map<string, Entry[]>()
  const reduced = new Map<string, Entry[]>()
  const groups = new Map<string, Collective>()
  const names: string[] = []
  const put = (map: Map<string, Entry[]>, name: string, entry: Entry): void => {
    const list = map.get(name)
    if (list) {
      if (!list.some((other) => other.unit === entry.unit)) list.push(entry)
    } else map.set(name, [entry])
  }

  for (const unit of knowledge.units) {
    const fullLevel = levelWord(unit)
    const forms: [string, UnitMatch][] = [[unit.fullName, 'full']]
    if (unit.shortName) forms.push([unit.shortName, 'short'])
    for (const name of unit.otherNames ?? []) forms.push([name, 'other'])
    for (const name of unit.formerNames ?? []) forms.push([name, 'former'])
    names.push(unit.fullName)
    for (const [printed, match] of forms) {
      const name = key(printed)
      if (name === '') continue
      const stripped = withoutPlace(name)
      const level = stripped?.level ?? levelOf(name) ?? fullLevel
      const entry: Entry = { unit, match, level }
      put(exact, name, entry)
      if (stripped && stripped.name !== name) put(exact, stripped.name, entry)
      for (const form of [name, stripped?.name]) {
        if (!form) continue
        const own = levelOf(form)
        const bare = own ? form.slice(own.length) : form
        put(weak, bare, entry)
        put(reduced, reduceName(bare), entry)
      }
    }
  }
  for (const group of knowledge.collectives) {
    if (on !== null && ((group.validFrom && group.validFrom > on) || (group.validTo && group.validTo < on)))
      continue
    for (const name of [group.name, ...(group.otherNames ?? [])]) groups.set(groupKey(name), group)
  }

  const choose = (
    entries: Entry[] | undefined,
    level: string | null,
    guessed: boolean,
    match?: UnitMatch,
  ): Found | null => {
    if (!entries || entries.length === 0) return null
    let fitting = entries
    if (level !== null) {
      const same = entries.filter((entry) => entry.level === level)
      fitting = same.length > 0 ? same : entries.filter((entry) => entry.level === null)
      if (fitting.length === 0) return null
    }
    const [only, ...more] = fitting
    if (!only) return null
    if (more.length > 0)
      return { ...UNKNOWN, candidates: fitting.map((entry) => entry.unit.id ?? entry.unit.fullName) }
    return { unitId: only.unit.id ?? null, match: match ?? only.match, guessed }
  }

  const answers = new Map<string, Found>()
  const find = (printed: string, level: string | null): Found => {
    const name = key(printed)
    const question = `${level ?? ''} ${name}`
    const answer = answers.get(question) ?? look(name, level)
    answers.set(question, answer)
    return answer
  }
  const look = (name: string, level: string | null): Found => {
    const own = levelOf(name)
    const bare = own ? name.slice(own.length) : name
    const plain = withoutNotes(name)
    const group = groups.get(groupKey(name)) ?? groups.get(groupKey(plain))
    if (group) return { unitId: null, match: 'collective', guessed: false, members: group.members }
    const alias = /[([]([^()[\]]{2,20})[)\]]$/.exec(name)?.[1]
    return (
      choose(exact.get(name), null, false) ??
      choose(weak.get(bare), own ?? level, false) ??
      (own === null ? choose(weak.get(bare), null, false) : null) ??
      (plain === name ? null : plainFound(plain, own ?? level)) ??
      choose(reduced.get(reduceName(bare)), own ?? level, true, 'other') ??
      (own === null ? choose(reduced.get(reduceName(bare)), null, true, 'other') : null) ??
      (alias ? choose(exact.get(alias), null, true) : null) ??
      unknown(name)
    )
  }
  const plainFound = (plain: string, level: string | null): Found | null => {
    const found = find(plain, level)
    return found.match === 'unknown' ? null : found
  }
  const unknown = (name: string): Found => {
    const near = nearest(name, knowledge.units)
    return near.length > 0 ? { ...UNKNOWN, candidates: near } : UNKNOWN
  }
  return {
    size: knowledge.units.length,
    find,
    knows: (printed) => {
      const name = key(printed)
      const own = levelOf(name)
      return exact.has(name) || groups.has(groupKey(name)) || weak.has(own ? name.slice(own.length) : name)
    },
    names,
  }
}

function groupKey(name: string): string {
  return key(name)
    .replace(/人民政府|管理委员会|政府/g, '')
    .replace(/有关/g, '相关')
    .replace(/[、()]/g, '')
}

/** The level word of a unit: from its full name, else from `level` where that is such a word. */
function levelWord(unit: UnitName): string | null {
  const name = key(unit.fullName)
  return withoutPlace(name)?.level ?? levelOf(name) ?? null
}

/** Up to three units whose full names share most pairs of characters with an unknown name. */
function nearest(name: string, units: UnitName[]): string[] {
  const own = pairs(name)
  if (own.size === 0) return []
  const scored: [number, string][] = []
  for (const unit of units) {
    let best = 0
    for (const form of [unit.fullName, unit.shortName ?? '', ...(unit.otherNames ?? [])]) {
      const other = pairs(key(form))
      let shared = 0
      for (const pair of own) if (other.has(pair)) shared++
      best = Math.max(best, (2 * shared) / (own.size + other.size || 1))
    }
    if (best >= 0.45) scored.push([best, unit.id ?? unit.fullName])
  }
  return scored
    .sort((a, b) => b[0] - a[0])
    .slice(0, 3)
    .map(([, id]) => id)
}

function pairs(name: string): Set<string> {
  const set = new Set<string>()
  for (let i = 0; i + 1 < name.length && i < 40; i++) set.add(name.slice(i, i + 2))
  return set
}
