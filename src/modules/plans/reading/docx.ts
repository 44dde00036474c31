import { child, children, descendants, parseXml, type XmlElement } from '#kernel/xml.ts'
import type { SafeZip } from '#kernel/zip.ts'
import { DocxNumbering } from './docx-numbering.ts'
import { DocxParagraphs } from './docx-paragraphs.ts'
import { DocxStyles } from './docx-styles.ts'
import { readDocxTable } from './docx-tables.ts'
import { flag } from './flags.ts'
import { SourceBuilder, type SourceDocument } from './source.ts'
import { PlanUnreadable } from './unreadable.ts'

/**
 * Reads a docx from its parts into the text as printed: automatic numbers restored, runs joined, tracked
 * changes as accepted, tables with their merged cells, text boxes and footnotes behind their paragraph.
 * @throws {PlanUnreadable}
 */
export async function readDocx(zip: SafeZip): Promise<SourceDocument> {
  const main = await mainPart(zip)
  const part = async (name: string): Promise<XmlElement | null> => {
    const text = await zip.readText(name)
    return text === null ? null : parseXml(text)
  }
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const document = await part(main)
  const body = document ? child(document, 'body') : undefined
  if (!body) throw new PlanUnreadable('文档没有正文，请用 Word 或 WPS 打开后另存为 .docx 再上传')
  const styles = new DocxStyles(await part(`${folder}styles.xml`))
  const numbering = new DocxNumbering(await part(`${folder}numbering.xml`), (style) =>
    styles.numberingOf(style),
  )
  const notes = new Map<string, XmlElement>()
  for (const kind of ['footnote', 'endnote'])
    for (const note of children((await part(`${folder}${kind}s.xml`)) ?? EMPTY, kind)) {
      const id = note.attributes['w:id']
      const type = note.attributes['w:type']
      if (id !== undefined && (type === undefined || type === 'normal')) notes.set(`${kind} ${id}`, note)
    }
  const builder = new SourceBuilder('docx')
  const paragraphs = new DocxParagraphs(styles, numbering, notes)
  readBlocks(body, builder, paragraphs)
  if (paragraphs.seen.revisions) builder.flags.push(flag('tracked-changes'))
  if (paragraphs.seen.hidden) builder.flags.push(flag('hidden-text'))
  if (paragraphs.seen.pictures) builder.flags.push(flag('image-content'))
  return builder.document()
}

const EMPTY: XmlElement = { name: '', local: '', attributes: {}, children: [] }

/** The main part by its relationship; its usual name where the relationships are missing. */
async function mainPart(zip: SafeZip): Promise<string> {
  const text = await zip.readText('_rels/.rels')
  if (text !== null)
    for (const relation of descendants(parseXml(text), 'Relationship'))
      if (/\/officeDocument$/.test(relation.attributes.Type ?? '')) {
        const name = (relation.attributes.Target ?? '').replace(/^\//, '')
        if (zip.names.includes(name)) return name
      }
  if (zip.names.includes('word/document.xml')) return 'word/document.xml'
  throw new PlanUnreadable('文档没有正文，请用 Word 或 WPS 打开后另存为 .docx 再上传')
}

/** Blocks one after another; wrappers (content controls, accepted insertions, custom XML) are looked into. */
export function readBlocks(parent: XmlElement, builder: SourceBuilder, paragraphs: DocxParagraphs): void {
  let open = ''
  for (const node of parent.children) {
    if (typeof node === 'string') continue
    switch (node.local) {
      case 'p': {
        const { text, layout, notes, boxes, runsOn } = paragraphs.read(node)
        if (runsOn) {
          open += text
          break
        }
        builder.paragraph(open + text, layout)
        open = ''
        for (const note of notes) builder.paragraph(note, {}, 'note')
        for (const box of boxes) readBlocks(box, builder, paragraphs)
        break
      }
      case 'tbl':
        readDocxTable(node, builder, paragraphs)
        break
      case 'sdt': {
        const content = child(node, 'sdtContent')
        if (content) readBlocks(content, builder, paragraphs)
        break
      }
      case 'ins':
      case 'moveTo':
        paragraphs.seen.revisions = true
        readBlocks(node, builder, paragraphs)
        break
      case 'del':
      case 'moveFrom':
        paragraphs.seen.revisions = true
        break
      case 'customXml':
      case 'smartTag':
        readBlocks(node, builder, paragraphs)
        break
    }
  }
  if (open !== '') builder.paragraph(open)
}
