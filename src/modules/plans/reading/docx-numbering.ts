import { child, children, type XmlElement } from '#kernel/xml.ts'
import { toChineseNumber } from './chinese-numbers.ts'

type Level = {
  format: string
  text: string
  start: number
  restartAfter: number | null
  suffix: string
  legal: boolean
}
type Definition = { levels: Map<number, Level>; styleLink: string | null }
type Instance = { abstract: string; overrides: Map<number, { start: number | null; level: Level | null }> }

export type NumberingReference = { num: string; level: number }

/**
 * Automatic numbers are not in the text of a docx: they are computed when the page is drawn. This counts
 * them as Word does, so that the text reads as printed.
 */
export class DocxNumbering {
  readonly #abstracts = new Map<string, Definition>()
  readonly #instances = new Map<string, Instance>()
  readonly #counters = new Map<string, number[]>()
  /** instances with a start of their own that have begun */
  readonly #begun = new Set<string>()

  constructor(root: XmlElement | null, styleNumbering: (style: string) => string | null) {
    if (!root) return
    for (const element of children(root, 'abstractNum')) {
      const levels = new Map<number, Level>()
      for (const level of children(element, 'lvl'))
        levels.set(Number(attribute(level, 'ilvl') ?? 0), readLevel(level))
      const link = child(element, 'numStyleLink')
      this.#abstracts.set(attribute(element, 'abstractNumId') ?? '', {
        levels,
        styleLink: link ? (attribute(link, 'val') ?? null) : null,
      })
    }
    for (const element of children(root, 'num')) {
      const overrides: Instance['overrides'] = new Map()
      for (const override of children(element, 'lvlOverride')) {
        const start = child(override, 'startOverride')
        const level = child(override, 'lvl')
        overrides.set(Number(attribute(override, 'ilvl') ?? 0), {
          start: start ? Number(attribute(start, 'val') ?? 1) : null,
          level: level ? readLevel(level) : null,
        })
      }
      const reference = child(element, 'abstractNumId')
      this.#instances.set(attribute(element, 'numId') ?? '', {
        abstract: reference ? (attribute(reference, 'val') ?? '') : '',
        overrides,
      })
    }
    // a list that only points to a list style takes the levels of that style's list
    for (const definition of this.#abstracts.values()) {
      if (definition.levels.size > 0 || definition.styleLink === null) continue
      const num = styleNumbering(definition.styleLink)
      const target = num === null ? undefined : this.#abstracts.get(this.#instances.get(num)?.abstract ?? '')
      if (target) for (const [index, level] of target.levels) definition.levels.set(index, level)
    }
  }

  /** The printed number of the next paragraph of a list, with what parts it from the words; empty for none. */
  next(reference: NumberingReference): string {
    const instance = this.#instances.get(reference.num)
    const definition = instance ? this.#abstracts.get(instance.abstract) : undefined
    if (!instance || !definition) return ''
    const at = Math.min(Math.max(reference.level, 0), 8)
    const level = this.#level(instance, definition, at)
    if (!level) return ''
    const counters = this.#counters.get(instance.abstract) ?? []
    this.#counters.set(instance.abstract, counters)
    const key = `${reference.num} ${at}`
    const override = instance.overrides.get(at)
    if (override?.start != null && !this.#begun.has(key)) counters[at] = override.start
    else counters[at] = counters[at] === undefined ? level.start : counters[at] + 1
    this.#begun.add(key)
    for (let deeper = at + 1; deeper < counters.length; deeper++) {
      const below = this.#level(instance, definition, deeper)
      if (below?.restartAfter === 0) continue
      if (below?.restartAfter != null && at >= below.restartAfter) continue
      delete counters[deeper]
    }
    for (let above = 0; above < at; above++)
      counters[above] ??= this.#level(instance, definition, above)?.start ?? 1
    const words = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1
      const format = level.legal ? 'decimal' : (this.#level(instance, definition, index)?.format ?? 'decimal')
      return formatNumber(counters[index] ?? 1, format)
    })
    if (level.format === 'none' && words === '') return ''
    if (level.format === 'bullet') return `${bullet(level.text)} `
    if (words === '') return ''
    return /[、）)．。：:]$/.test(words) || level.suffix === 'nothing' ? words : `${words} `
  }

  #level(instance: Instance, definition: Definition, index: number): Level | undefined {
    return instance.overrides.get(index)?.level ?? definition.levels.get(index)
  }
}

export function attribute(element: XmlElement, local: string): string | undefined {
  const { attributes } = element
  const exact = attributes[`w:${local}`] ?? attributes[local]
  if (exact !== undefined) return exact
  for (const name in attributes) if (name.endsWith(`:${local}`)) return attributes[name]
  return undefined
}

function readLevel(element: XmlElement): Level {
  const value = (name: string): string | null => {
    const found = child(element, name)
    return found ? (attribute(found, 'val') ?? '') : null
  }
  const restart = value('lvlRestart')
  const legal = child(element, 'isLgl')
  const formatElement = child(element, 'numFmt')
  const custom = formatElement ? attribute(formatElement, 'format') : undefined
  return {
    format: value('numFmt') === 'custom' && custom ? 'decimalZero' : (value('numFmt') ?? 'decimal'),
    text: value('lvlText') ?? '',
    start: Number(value('start') ?? 0),
    restartAfter: restart === null ? null : Number(restart),
    suffix: value('suff') ?? 'tab',
    legal: legal !== undefined && !/^(?:0|false|off)$/.test(attribute(legal, 'val') ?? ''),
  }
}

/** Symbol fonts keep their signs in the private area; on paper they are dots and squares. */
function bullet(text: string): string {
  const character = text.trim()[0] ?? ''
  return character === '' || /[\ue000-\uf8ff]/.test(character) ? '●' : text.trim()
}

const HEAVENLY = '甲乙丙丁戊己庚辛壬癸'
const EARTHLY = '子丑寅卯辰巳午未申酉戌亥'
const LEGAL_DIGITS: Record<string, string> = {
  〇: '零',
  零: '零',
  一: '壹',
  二: '贰',
  三: '叁',
  四: '肆',
  五: '伍',
  六: '陆',
  七: '柒',
  八: '捌',
  九: '玖',
  十: '拾',
  百: '佰',
  千: '仟',
}

/** One number in a format of WordprocessingML (ST_NumberFormat). Unknown formats count in digits. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'chineseCounting':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'koreanCounting':
      return toChineseNumber(value, '〇')
    case 'chineseCountingThousand':
    case 'taiwaneseCountingThousand':
    case 'japaneseDigitalTenThousand':
      return toChineseNumber(value)
    case 'ideographDigital':
    case 'taiwaneseDigital':
    case 'japaneseDigital':
      return [...String(value)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('')
    case 'chineseLegalSimplified':
    case 'ideographLegalTraditional':
    case 'japaneseLegal':
      return [...toChineseNumber(value)].map((character) => LEGAL_DIGITS[character] ?? character).join('')
    case 'ideographTraditional':
      return HEAVENLY[(value - 1) % 10] ?? String(value)
    case 'ideographZodiac':
      return EARTHLY[(value - 1) % 12] ?? String(value)
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      if (value <= 20) return String.fromCharCode(0x245f + value)
      if (value <= 35) return String.fromCharCode(0x3251 + value - 21)
      return value <= 50 ? String.fromCharCode(0x32b1 + value - 36) : String(value)
    case 'decimalEnclosedParen':
      return value <= 20 ? String.fromCharCode(0x2473 + value) : `(${value})`
    case 'decimalEnclosedFullstop':
      return value <= 20 ? String.fromCharCode(0x2487 + value) : `${value}.`
    case 'ideographEnclosedCircle':
      return value <= 10 ? String.fromCharCode(0x327f + value) : String(value)
    case 'decimalFullWidth':
    case 'decimalFullWidth2':
      return [...String(value)].map((digit) => String.fromCharCode(0xff10 + Number(digit))).join('')
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'lowerLetter':
      return letters(value).toLowerCase()
    case 'upperLetter':
      return letters(value)
    case 'lowerRoman':
      return roman(value).toLowerCase()
    case 'upperRoman':
      return roman(value)
    case 'numberInDash':
      return `- ${value} -`
    case 'bullet':
    case 'none':
      return ''
    default:
      return String(value)
  }
}

/** A … Z, AA, BB …: Word repeats the letter. */
function letters(value: number): string {
  return String.fromCharCode(65 + ((value - 1) % 26)).repeat(Math.min(20, Math.floor((value - 1) / 26) + 1))
}

function roman(value: number): string {
  if (value <= 0 || value >= 4000) return String(value)
  const table: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ]
  let rest = value
  let text = ''
  for (const [amount, letter] of table)
    while (rest >= amount) {
      text += letter
      rest -= amount
    }
  return text
}
