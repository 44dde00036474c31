import { child, children, descendants, parseXml, textOf, type XmlElement } from '#kernel/xml.ts'
import { openZip } from '#kernel/zip.ts'
import type { OfficialDocument } from './content.ts'
import { writeOfficialDocument } from './official-document.ts'

/** A written `.docx`, read back part by part: for the tests of this folder. */
export type OpenedDocument = {
  part: (name: string) => Promise<XmlElement>
  body: XmlElement
  sections: XmlElement[]
  paragraphs: XmlElement[]
}

export const written = async (document: OfficialDocument): Promise<OpenedDocument> => {
  const zip = await openZip(await writeOfficialDocument(document))
  const part = async (name: string): Promise<XmlElement> => {
    const text = await zip.readText(name)
    if (text === null) throw new Error(`No part ${name}; there are ${zip.names.join(', ')}`)
    return parseXml(text)
  }
  const body = child(await part('word/document.xml'), 'body')!
  return {
    part,
    body,
    sections: [...descendants(body, 'sectPr')],
    paragraphs: [...descendants(body, 'p')],
  }
}

/** The element that a path of local names leads to; refuses a path that does not exist. */
export const at = (element: XmlElement, ...path: string[]): XmlElement => {
  let here = element
  for (const local of path) {
    const next = child(here, local)
    if (!next) throw new Error(`${here.name} has no ${local} (of ${path.join('/')})`)
    here = next
  }
  return here
}

/** Value of a `w:` attribute. */
export const w = (element: XmlElement, attribute: string): string | undefined =>
  element.attributes[`w:${attribute}`]

export const number = (element: XmlElement, attribute: string): number => Number(w(element, attribute))

export const styleOf = (paragraph: XmlElement): string | undefined => {
  const properties = child(paragraph, 'pPr')
  const style = properties && child(properties, 'pStyle')
  return style && w(style, 'val')
}

export const paragraphWith = (opened: OpenedDocument, text: string): XmlElement => {
  const found = opened.paragraphs.find((paragraph) => textOf(paragraph).includes(text))
  if (!found) throw new Error(`No paragraph says ${text}`)
  return found
}

/** A style definition by its id. */
export const definition = (styles: XmlElement, id: string): XmlElement => {
  const found = children(styles, 'style').find((style) => w(style, 'styleId') === id)
  if (!found) throw new Error(`No style ${id}`)
  return found
}
