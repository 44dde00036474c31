import { child, children, type XmlElement } from '#kernel/xml.ts'

/** What a number format makes of a number, as far as plans need it. */
export type NumberFormat =
  | { kind: 'general' }
  | { kind: 'date'; pattern: string }
  | { kind: 'fixed'; decimals: number; percent: boolean }

/** Built-in formats that show dates (ECMA-376 part 1, 18.8.30, with the Chinese ones 27 to 36 and 50 to 58). */
const BUILT_IN_DATES: Record<number, string> = {
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}
const BUILT_IN_FIXED: Record<number, NumberFormat> = {
  1: { kind: 'fixed', decimals: 0, percent: false },
  2: { kind: 'fixed', decimals: 2, percent: false },
  9: { kind: 'fixed', decimals: 0, percent: true },
  10: { kind: 'fixed', decimals: 2, percent: true },
}

/** Number formats by the index that a cell carries. */
export function readFormats(styles: XmlElement | null): NumberFormat[] {
  if (!styles) return []
  const custom = new Map<number, string>()
  for (const format of children(child(styles, 'numFmts') ?? EMPTY, 'numFmt'))
    custom.set(Number(format.attributes.numFmtId), format.attributes.formatCode ?? '')
  return children(child(styles, 'cellXfs') ?? EMPTY, 'xf').map((xf) => {
    const id = Number(xf.attributes.numFmtId ?? 0)
    const code = custom.get(id)
    if (code !== undefined) return formatOf(code)
    const date = BUILT_IN_DATES[id]
    return date ? { kind: 'date', pattern: date } : (BUILT_IN_FIXED[id] ?? { kind: 'general' })
  })
}

const EMPTY: XmlElement = { name: '', local: '', attributes: {}, children: [] }

function formatOf(code: string): NumberFormat {
  const [section = ''] = code.split(';')
  const bare = section.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').replace(/\\(.)/g, '"$1"')
  const letters = bare.replace(/"[^"]*"/g, '')
  if (
    /[yd]/i.test(letters) ||
    (/m/i.test(letters) && /年|月|日/.test(bare)) ||
    (/e/.test(letters) && /年/.test(bare))
  )
    return { kind: 'date', pattern: bare }
  const fixed = /^[#,]*0(?:\.(0+))?(%)?$/.exec(letters.replace(/[_ ]/g, ''))
  if (fixed) return { kind: 'fixed', decimals: fixed[1]?.length ?? 0, percent: fixed[2] === '%' }
  return { kind: 'general' }
}

/** A number as the sheet shows it. */
export function showNumber(value: number, format: NumberFormat | undefined, epoch1904: boolean): string {
  if (!Number.isFinite(value)) return ''
  if (format?.kind === 'date') return showDate(value, format.pattern, epoch1904)
  if (format?.kind === 'fixed')
    return format.percent ? `${(value * 100).toFixed(format.decimals)}%` : value.toFixed(format.decimals)
  return String(Number(value.toPrecision(15)))
}

/** Serial days to a printed day: Chinese where the format is, ISO otherwise. */
function showDate(serial: number, pattern: string, epoch1904: boolean): string {
  const days = Math.floor(serial) + (epoch1904 ? 1462 : 0)
  if (days < 1 || days > 2958465) return String(serial)
  // day 60 is the 29 February 1900 that never was
  const date = new Date(Date.UTC(1899, 11, days < 60 ? 31 : 30) + days * 86_400_000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  const letters = pattern.replace(/"[^"]*"/g, '').toLowerCase()
  const hasYear = /[ye]/.test(letters)
  const hasDay = /d/.test(letters)
  if (/年|月|日/.test(pattern)) return `${hasYear ? `${year}年` : ''}${month}月${hasDay ? `${day}日` : ''}`
  if (!hasDay) return `${year}年${month}月`
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
