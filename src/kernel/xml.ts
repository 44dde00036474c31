import { SaxesParser } from 'saxes'

/** An element as written. Text stands among the children as strings; comments and instructions are left out. */
export type XmlElement = {
  /** Name with its prefix as written, e.g. `w:tbl`. */
  readonly name: string
  /** Name without the prefix, e.g. `tbl`. */
  readonly local: string
  /** Values by name as written (`w:val`); an object without a prototype. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlNode[]
}
export type XmlNode = XmlElement | string

export type XmlLimits = {
  /** Elements inside one another. */
  depth: number
  /** Elements, texts and attributes together. */
  nodes: number
}

const defaults: XmlLimits = { depth: 200, nodes: 5_000_000 }

/** The text is not XML that we are willing to read. The message is a sentence for the person who sent it. */
export class UnreadableXml extends Error {
  override readonly name = 'UnreadableXml'
}

type Growing = { name: string; local: string; attributes: Record<string, string>; children: XmlNode[] }

/**
 * Reads one XML document into a tree.
 *
 * A DOCTYPE is refused whatever it says: no office document needs one, and entity bombs and outside
 * entities cannot be written without one.
 *
 * @throws {UnreadableXml} ill-formed, with a DOCTYPE, nested too deeply, or too large.
 */
export function parseXml(text: string, limits: Partial<XmlLimits> = {}): XmlElement {
  const { depth, nodes } = { ...defaults, ...limits }
  const parser = new SaxesParser({ xmlns: false, position: false })
  const open: Growing[] = []
  let root: Growing | undefined
  let current: Growing | undefined
  let count = 0

  const addText = (value: string) => {
    if (current === undefined || value === '') return
    const last = current.children.length - 1
    const before = current.children[last]
    if (typeof before === 'string') current.children[last] = before + value
    else {
      count += 1
      current.children.push(value)
    }
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('doctype', () => {
    throw new UnreadableXml(
      '文件内含有文档类型声明（DOCTYPE），不予读取。请用 Office 或 WPS 打开后另存，再重新上传。',
    )
  })
  parser.on('attribute', () => {
    count += 1
    if (count > nodes) throw tooLarge()
  })
  parser.on('opentag', (tag) => {
    count += 1
    if (count > nodes) throw tooLarge()
    if (open.length >= depth) {
      throw new UnreadableXml(`文件内容嵌套超过 ${depth} 层，不予读取。请简化嵌套的表格后另存，再重新上传。`)
    }
    const name = tag.name
    const element: Growing = {
      name,
      local: name.slice(name.indexOf(':') + 1),
      attributes: tag.attributes,
      children: [],
    }
    if (current === undefined) root ??= element
    else current.children.push(element)
    open.push(element)
    current = element
  })
  parser.on('closetag', () => {
    open.pop()
    current = open.at(-1)
  })

  try {
    parser.write(text).close()
  } catch (error) {
    if (error instanceof UnreadableXml) throw error
    throw new UnreadableXml(
      '文件内容不是完整的 XML，可能已损坏。请用 Office 或 WPS 打开后另存，再重新上传。',
      {
        cause: error,
      },
    )
  }
  return root as XmlElement
}

function tooLarge(): UnreadableXml {
  return new UnreadableXml('文件内容过多，超出可读取的上限。请拆分为几个文件后分别上传。')
}

/** First child element with this local name. */
export function child(parent: XmlElement, local: string): XmlElement | undefined {
  for (const node of parent.children) if (typeof node !== 'string' && node.local === local) return node
  return undefined
}

/** Child elements in order; with a local name, only those. */
export function children(parent: XmlElement, local?: string): XmlElement[] {
  const found: XmlElement[] = []
  for (const node of parent.children) {
    if (typeof node !== 'string' && (local === undefined || node.local === local)) found.push(node)
  }
  return found
}

/** Elements below, at any depth, in document order; with a local name, only those. */
export function* descendants(parent: XmlElement, local?: string): Generator<XmlElement> {
  const waiting: Iterator<XmlNode>[] = [parent.children[Symbol.iterator]()]
  while (waiting.length > 0) {
    const next = waiting[waiting.length - 1]!.next()
    if (next.done) waiting.pop()
    else if (typeof next.value !== 'string') {
      if (local === undefined || next.value.local === local) yield next.value
      waiting.push(next.value.children[Symbol.iterator]())
    }
  }
}

/** All text below an element, in document order, joined with nothing between. */
export function textOf(element: XmlElement): string {
  let text = ''
  for (const node of element.children) text += typeof node === 'string' ? node : textOf(node)
  return text
}
