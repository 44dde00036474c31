import { child, children, type XmlElement } from '#kernel/xml.ts'
import { attribute, type NumberingReference } from './docx-numbering.ts'

export type ParagraphStyle = {
  name: string
  numbering: { num: string | null; level: number | null }
  /** 0 to 8, as written in the file */
  outline: number | null
  align: string | null
  bold: boolean | null
}

type Style = ParagraphStyle & { basedOn: string | null }

/** Paragraph styles with what they inherit. */
export class DocxStyles {
  readonly #styles = new Map<string, Style>()
  readonly #resolved = new Map<string, ParagraphStyle>()
  readonly #default: string | null = null

  constructor(root: XmlElement | null) {
    if (!root) return
    for (const element of children(root, 'style')) {
      const id = attribute(element, 'styleId')
      if (id === undefined) continue
      const paragraph = child(element, 'pPr')
      const run = child(element, 'rPr')
      const name = child(element, 'name')
      const basedOn = child(element, 'basedOn')
      this.#styles.set(id, {
        name: name ? (attribute(name, 'val') ?? '') : '',
        basedOn: basedOn ? (attribute(basedOn, 'val') ?? null) : null,
        numbering: readNumbering(paragraph),
        outline: readOutline(paragraph),
        align: readAlign(paragraph),
        bold: readToggle(run, 'b'),
      })
      if (
        attribute(element, 'type') === 'paragraph' &&
        /^(?:1|true|on)$/.test(attribute(element, 'default') ?? '')
      )
        this.#default = id
    }
  }

  get(id: string | null): ParagraphStyle {
    const key = id ?? this.#default ?? ''
    const known = this.#resolved.get(key)
    if (known) return known
    const style: ParagraphStyle = {
      name: '',
      numbering: { num: null, level: null },
      outline: null,
      align: null,
      bold: null,
    }
    const visited = new Set<string>()
    for (let at: string | null = key; at !== null && !visited.has(at); ) {
      visited.add(at)
      const own: Style | undefined = this.#styles.get(at)
      if (!own) break
      if (style.name === '') style.name = own.name
      style.numbering.num ??= own.numbering.num
      style.numbering.level ??= own.numbering.level
      style.outline ??= own.outline
      style.align ??= own.align
      style.bold ??= own.bold
      at = own.basedOn
    }
    this.#resolved.set(key, style)
    return style
  }

  /** The list that a list style names. */
  numberingOf(id: string): string | null {
    return this.#styles.get(id)?.numbering.num ?? null
  }
}

export function readNumbering(properties: XmlElement | undefined): {
  num: string | null
  level: number | null
} {
  const element = properties ? child(properties, 'numPr') : undefined
  if (!element) return { num: null, level: null }
  const num = child(element, 'numId')
  const level = child(element, 'ilvl')
  return {
    num: num ? (attribute(num, 'val') ?? null) : null,
    level: level ? Number(attribute(level, 'val') ?? 0) : null,
  }
}

export function readOutline(properties: XmlElement | undefined): number | null {
  const element = properties ? child(properties, 'outlineLvl') : undefined
  const value = element ? Number(attribute(element, 'val') ?? 9) : null
  return value !== null && value >= 0 && value <= 8 ? value : null
}

export function readAlign(properties: XmlElement | undefined): string | null {
  const element = properties ? child(properties, 'jc') : undefined
  return element ? (attribute(element, 'val') ?? null) : null
}

export function readToggle(properties: XmlElement | undefined, name: string): boolean | null {
  const element = properties ? child(properties, name) : undefined
  if (!element) return null
  return !/^(?:0|false|off|none)$/.test(attribute(element, 'val') ?? '')
}

/** The list and level of a paragraph: its own, else its style's; numId 0 switches numbering off. */
export function effectiveNumbering(
  own: { num: string | null; level: number | null },
  style: ParagraphStyle,
): NumberingReference | null {
  const num = own.num ?? style.numbering.num
  if (num === null || num === '0') return null
  return { num, level: own.level ?? style.numbering.level ?? 0 }
}
