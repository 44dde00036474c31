import { child, descendants, type XmlElement } from '#kernel/xml.ts'
import { attribute, type DocxNumbering } from './docx-numbering.ts'
import {
  type DocxStyles,
  effectiveNumbering,
  readAlign,
  readNumbering,
  readOutline,
  readToggle,
} from './docx-styles.ts'
import type { ParagraphLayout } from './source.ts'

export type ReadParagraph = {
  text: string
  layout: ParagraphLayout
  /** footnotes, printed at the foot of the page */
  notes: string[]
  /** contents of text boxes anchored here */
  boxes: XmlElement[]
  /** the end of the paragraph was deleted in a tracked change: the next one goes on in it */
  runsOn: boolean
}

type Runs = {
  parts: string[]
  bold: number
  length: number
  notes: string[]
  boxes: XmlElement[]
  field: number
  instruction: boolean[]
}

/** Turns paragraphs into the text that they print. Numbering counts on from one to the next. */
export class DocxParagraphs {
  readonly #styles: DocxStyles
  readonly #numbering: DocxNumbering
  readonly #notes: ReadonlyMap<string, XmlElement>
  readonly seen = { revisions: false, hidden: false, pictures: false }

  constructor(styles: DocxStyles, numbering: DocxNumbering, notes: ReadonlyMap<string, XmlElement>) {
    this.#styles = styles
    this.#numbering = numbering
    this.#notes = notes
  }

  read(paragraph: XmlElement): ReadParagraph {
    const properties = child(paragraph, 'pPr')
    const styleElement = properties ? child(properties, 'pStyle') : undefined
    const style = this.#styles.get(styleElement ? (attribute(styleElement, 'val') ?? null) : null)
    const runs: Runs = { parts: [], bold: 0, length: 0, notes: [], boxes: [], field: 0, instruction: [] }
    this.#walk(paragraph, runs, style.bold ?? false)
    let text = runs.parts.join('')
    const reference = effectiveNumbering(readNumbering(properties), style)
    if (reference) text = this.#numbering.next(reference) + text
    const layout: ParagraphLayout = {}
    const outline = readOutline(properties) ?? style.outline
    if (/^toc \d|^toc heading|^目录/i.test(style.name)) layout.contents = true
    else if (outline !== null) layout.level = outline + 1
    const align = readAlign(properties) ?? style.align
    if (align === 'center') layout.align = 'center'
    else if (align === 'right' || align === 'end') layout.align = 'right'
    if (runs.length > 0 && runs.bold * 2 > runs.length) layout.bold = true
    const mark = properties ? child(properties, 'rPr') : undefined
    const runsOn = mark !== undefined && child(mark, 'del') !== undefined
    if (runsOn) this.seen.revisions = true
    return { text, layout, notes: runs.notes, boxes: runs.boxes, runsOn }
  }

  #walk(parent: XmlElement, runs: Runs, bold: boolean): void {
    for (const node of parent.children) {
      if (typeof node === 'string') continue
      switch (node.local) {
        case 'r':
          this.#run(node, runs, bold)
          break
        case 'ins':
        case 'moveTo':
          this.seen.revisions = true
          this.#walk(node, runs, bold)
          break
        case 'del':
        case 'moveFrom':
          this.seen.revisions = true
          break
        case 'hyperlink':
        case 'smartTag':
        case 'fldSimple':
        case 'customXml':
        case 'dir':
        case 'bdo':
          this.#walk(node, runs, bold)
          break
        case 'sdt': {
          const content = child(node, 'sdtContent')
          if (content) this.#walk(content, runs, bold)
          break
        }
        case 'oMath':
        case 'oMathPara':
          for (const text of descendants(node, 't')) this.#put(runs, stringOf(text), bold)
          break
        case 'AlternateContent':
          this.#alternate(node, runs, (choice) => this.#walk(choice, runs, bold))
          break
      }
    }
  }

  #run(run: XmlElement, runs: Runs, styleBold: boolean): void {
    const properties = child(run, 'rPr')
    if (readToggle(properties, 'vanish') === true) {
      if (stringsBelow(run).trim() !== '') this.seen.hidden = true
      return
    }
    const bold = readToggle(properties, 'b') ?? styleBold
    for (const node of run.children) {
      if (typeof node === 'string') continue
      // the instruction of a field (PAGE, HYPERLINK …) is not printed, its result is
      if (runs.instruction.at(-1) === true && node.local !== 'fldChar') continue
      switch (node.local) {
        case 't':
          this.#put(runs, stringOf(node), bold)
          break
        case 'tab':
        case 'ptab':
          this.#put(runs, ' ', bold)
          break
        case 'br':
          if (attribute(node, 'type') !== 'page') this.#put(runs, '\n', bold)
          break
        case 'cr':
          this.#put(runs, '\n', bold)
          break
        case 'noBreakHyphen':
          this.#put(runs, '-', bold)
          break
        case 'sym':
          this.#put(runs, symbol(attribute(node, 'char') ?? ''), bold)
          break
        case 'fldChar': {
          const type = attribute(node, 'fldCharType')
          if (type === 'begin') runs.instruction.push(true)
          else if (type === 'separate') runs.instruction[runs.instruction.length - 1] = false
          else if (type === 'end') runs.instruction.pop()
          break
        }
        case 'ruby': {
          const base = child(node, 'rubyBase')
          if (base) this.#walk(base, runs, bold)
          break
        }
        case 'footnoteReference':
        case 'endnoteReference':
          this.#note(node, runs)
          break
        case 'AlternateContent':
          this.#alternate(node, runs, (choice) => this.#run(choice, runs, bold))
          break
        case 'drawing':
        case 'pict':
        case 'object':
          this.#drawing(node, runs)
          break
      }
    }
  }

  #put(runs: Runs, text: string, bold: boolean): void {
    if (text === '') return
    runs.parts.push(text)
    const length = text.trim().length
    runs.length += length
    if (bold) runs.bold += length
  }

  /** The first choice that holds something; the fallback repeats it for older programs. */
  #alternate(element: XmlElement, runs: Runs, read: (choice: XmlElement) => void): void {
    const choices = element.children.filter((option) => typeof option !== 'string')
    for (const choice of choices) {
      const [box] = descendants(choice, 'txbxContent')
      if (!box) continue
      runs.boxes.push(...outermostBoxes(choice))
      return
    }
    if (choices[0]) read(choices[0])
  }

  #drawing(element: XmlElement, runs: Runs): void {
    const boxes = outermostBoxes(element)
    runs.boxes.push(...boxes)
    if (boxes.length > 0) return
    for (const _ of descendants(element, 'blip')) {
      this.seen.pictures = true
      return
    }
  }

  #note(reference: XmlElement, runs: Runs): void {
    const kind = reference.local === 'footnoteReference' ? 'footnote' : 'endnote'
    const note = this.#notes.get(`${kind} ${attribute(reference, 'id') ?? ''}`)
    if (!note) return
    const words = [...descendants(note, 'p')].map((paragraph) =>
      this.read({
        ...paragraph,
        children: paragraph.children.filter((node) => typeof node === 'string' || node.local !== 'pPr'),
      }).text.trim(),
    )
    const text = words.filter((line) => line !== '').join('\n')
    if (text !== '') runs.notes.push(text)
  }
}

/** Text boxes below, not those inside one another; of a choice and its fallback only the first. */
function outermostBoxes(element: XmlElement): XmlElement[] {
  if (element.local === 'txbxContent') return [element]
  const boxes: XmlElement[] = []
  for (const node of element.children) {
    if (typeof node === 'string') continue
    boxes.push(...outermostBoxes(node))
    if (element.local === 'AlternateContent' && boxes.length > 0) break
  }
  return boxes
}

/** `w:t` keeps its spaces only where it says so; elsewhere they are layout of the XML. */
function stringOf(element: XmlElement): string {
  let text = ''
  for (const node of element.children) if (typeof node === 'string') text += node
  return element.attributes['xml:space'] === 'preserve'
    ? text.replace(/\r\n?/g, '\n')
    : text.replace(/^[\r\n\t ]+|[\r\n\t ]+$/g, '')
}

function stringsBelow(element: XmlElement): string {
  let text = ''
  for (const node of descendants(element, 't')) text += stringOf(node)
  return text
}

/** Symbol fonts: the signs that plans use as bullets and marks. */
function symbol(code: string): string {
  const value = Number.parseInt(code, 16) & 0xff
  if (Number.isNaN(value)) return ''
  if (value === 0xab || value === 0xb6) return '★'
  if (value >= 0x81 && value <= 0x8a) return String.fromCharCode(0x2460 + value - 0x81)
  return '●'
}
