import { lines } from './wording.ts'

/** Under this base a share says more than its figure bears: it is left out. */
const SMALL_BASE = 10

/** 38 of 100 → 38%, 1 of 30 → 3.3%; undefined where the base is too small to speak of a share. */
export const share = (part: number, whole: number): string | undefined =>
  whole < SMALL_BASE ? undefined : `${oneDecimal((part / whole) * 100)}%`

const oneDecimal = (value: number): string => String(Math.round(value * 10) / 10)

/** 增加3项, 减少2项, 与上月末持平. */
export const change = (now: number, before: number, unit: string): string => {
  if (now === before) return '与上月末持平'
  return `比上月末${now > before ? '增加' : '减少'}${Math.abs(now - before)}${unit}`
}

/** The change of a share in percentage points; undefined where either base is small or nothing moved. */
export const shareChange = (
  now: { part: number; whole: number },
  before: { part: number; whole: number },
): string | undefined => {
  if (now.whole < SMALL_BASE || before.whole < SMALL_BASE) return undefined
  const points = oneDecimal((now.part / now.whole - before.part / before.whole) * 100)
  if (Number(points) === 0) return undefined
  return `${Number(points) > 0 ? '提高' : '下降'}${points.replace('-', '')}个百分点`
}

/** 个别 for one or two, 部分 for more: a bulletin does not call two of a hundred “部分”. */
export const some = (count: number): string => (count <= 2 ? '个别' : '部分')

/** Clauses of one sentence, empty ones left out; an empty text when there is none. */
export const sentence = (clauses: readonly (string | undefined | false)[], joint = '，'): string => {
  const present = clauses.filter((clause): clause is string => Boolean(clause))
  return present.length > 0 ? `${present.join(joint)}。` : ''
}

/** A text that someone typed, as part of a sentence of ours: one line, no stop at its end. */
export const clause = (text: string | undefined): string =>
  lines(text ?? '')
    .join('')
    .replace(/[。；，、.;,\s]+$/, '')

/**
 * The first sentences of a report as far as `limit` characters reach; a first sentence that is longer is cut at its
 * last clause. Ends with a full stop.
 */
export const opening = (text: string | undefined, limit: number): string => {
  const whole = lines(text ?? '').join('')
  if (whole === '') return ''
  if (whole.length <= limit) return `${clause(whole)}。`
  const head = whole.slice(0, limit)
  const cut = [/.*[。！？]/s, /.*；/s, /.*，/s]
    .map((end) => end.exec(head)?.[0])
    .find((part) => part !== undefined)
  return `${clause(cut ?? head)}。`
}
