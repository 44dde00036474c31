import { descendants, parseXml, UnreadableXml } from '#kernel/xml.ts'
import { openZip, type SafeZip, UnsafeArchive } from '#kernel/zip.ts'

export type OfficeKind = 'document' | 'workbook' | 'presentation'

/** Documents inside documents: a chart brings its workbook along. Deeper nesting serves nobody. */
const nestingAllowed = 2
/** What all documents inside one document may unpack to together. */
const nestedBytesAllowed = 200_000_000

/**
 * Inspects an Office Open XML file (docx, xlsx, pptx) part by part and says what it is.
 *
 * Refused: macros, OLE objects and ActiveX, links to outside data, templates and frames that are
 * fetched when the file is opened, DDE, DOCTYPE in any part, executables under any name. Hyperlinks
 * are allowed, for they do nothing until somebody clicks. A template on the author's own disk is
 * allowed too: Word records it in every document that was made from a template.
 *
 * Every entry is unpacked once, so sizes that lie and damage are found here.
 *
 * @throws {UnsafeArchive}
 */
export async function inspectOffice(zip: SafeZip): Promise<OfficeKind> {
  return inspect(zip, { nesting: nestingAllowed, bytes: nestedBytesAllowed })
}

async function inspect(zip: SafeZip, budget: { nesting: number; bytes: number }): Promise<OfficeKind> {
  const kind = await kindOf(zip)
  for (const name of zip.names) {
    checkName(name)
    const unpacked = (await zip.read(name))!
    const content = Buffer.from(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength)
    if (isExecutable(content)) throw refuse('文件内藏有可执行程序', '请删除该内容后另存')
    if (startsWith(content, 0xd0, 0xcf, 0x11, 0xe0)) throw refuseObject()
    if (startsWith(content, 0x50, 0x4b, 0x03, 0x04)) {
      if (budget.nesting === 0) throw refuse('文件层层嵌套其他文件', '请将嵌入的文件取出，单独上传')
      const inner = await openZip(content, { totalBytes: budget.bytes })
      budget.bytes -= inner.unpackedBytes
      budget.nesting -= 1
      await inspect(inner, budget)
      budget.nesting += 1
    } else {
      const text = markupOf(content)
      if (text !== null) checkMarkup(text)
      if (name.toLowerCase().endsWith('.rels')) checkRelationships((await zip.readText(name))!)
    }
  }
  return kind
}

async function kindOf(zip: SafeZip): Promise<OfficeKind> {
  const types = await zip.readText('[Content_Types].xml')
  if (types === null) throw notOffice()
  checkDoctype(types)
  const declared = [...descendants(parsed(types))].map((element) => element.attributes.ContentType ?? '')
  if (declared.some((type) => /macroEnabled|vbaProject/i.test(type))) throw refuseMacro()
  if (declared.some((type) => type.endsWith('wordprocessingml.document.main+xml'))) return 'document'
  if (declared.some((type) => type.endsWith('spreadsheetml.sheet.main+xml'))) return 'workbook'
  if (declared.some((type) => type.endsWith('presentationml.presentation.main+xml'))) return 'presentation'
  throw notOffice()
}

function checkName(name: string): void {
  const path = `/${name.toLowerCase()}`
  if (/\/(vbaproject[^/]*\.bin|vbadata\.xml|macrosheets\/.*)$/.test(path)) throw refuseMacro()
  if (/\/(activex\/.*|oleobject[^/]*\.bin)$/.test(path)) throw refuseObject()
  if (/\/(externallinks\/.*|querytables\/.*|connections\.xml)$/.test(path)) throw refuseLink('外部数据连接')
}

function checkMarkup(text: string): void {
  checkDoctype(text)
  // Word splits a field over several runs as it likes, so the pieces are joined before they are read.
  const pieces = text.matchAll(/<(?:\w+:)?instrText\b[^>]*>([^<]*)<|\binstr\s*=\s*["']([^"']*)["']/g)
  const fields = Array.from(pieces, (piece) => piece[1] ?? ` ${piece[2]} `).join('')
  if (/(^|\s)DDE(AUTO)?\s/i.test(withCharacters(fields))) throw refuseLink('动态数据交换（DDE）域')
  if (/<(?:\w+:)?f\b[^<]*\bWEBSERVICE\s*\(/i.test(text)) throw refuseLink('访问网络的公式（WEBSERVICE）')
}

/** Puts characters for `&#68;`, with which a word can be hidden from a search. */
function withCharacters(markup: string): string {
  return markup.replace(/&#(x?)([0-9a-f]{1,6});/gi, (_, hex: string, digits: string) => {
    const code = Number.parseInt(digits, hex === '' ? 10 : 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function checkDoctype(text: string): void {
  if (text.includes('<!DOCTYPE'))
    throw refuse('文件内含有文档类型声明（DOCTYPE）', '请用 Office 或 WPS 打开后另存')
}

function checkRelationships(text: string): void {
  for (const { local, attributes } of descendants(parsed(text))) {
    if (local !== 'Relationship') continue
    const type = (attributes.Type ?? '').split('/').at(-1)!.toLowerCase()
    const target = attributes.Target ?? ''
    if (type === 'oleobject' || type === 'control' || type === 'activexcontrolbinary') throw refuseObject()
    if (type === 'vbaproject' || type === 'xlmacrosheet') throw refuseMacro()
    if (type === 'afchunk' || type === 'subdocument' || type === 'frame')
      throw refuseLink('打开时载入的其他文件')
    if ((attributes.TargetMode ?? '').toLowerCase() !== 'external') continue
    if (type === 'hyperlink') checkHyperlink(target)
    else if (type !== 'attachedtemplate' || !isOnOwnDisk(target))
      throw refuseLink(outsideNames[type] ?? '外部文件')
  }
}

const outsideNames: Record<string, string> = {
  image: '图片',
  attachedtemplate: '模板',
  video: '视频',
  audio: '音频',
  externallinkpath: '工作簿',
}

/** Schemes that open a page, a mail or a file; any other starts a program. */
function checkHyperlink(target: string): void {
  const scheme = /^\s*([a-z][a-z0-9+.-]+):/i.exec(target)?.[1]?.toLowerCase()
  if (scheme === undefined || ['http', 'https', 'mailto', 'tel', 'ftp', 'file'].includes(scheme)) return
  throw refuse(`文件内的超链接以“${scheme.slice(0, 20)}:”开头，可能启动程序`, '请删除该超链接后另存')
}

function isOnOwnDisk(target: string): boolean {
  return /^(file:\/\/\/)?[a-z]:[\\/]|^[^\\/:]+$/i.test(target)
}

/**
 * Text of a part that is markup by its beginning, whatever its name says; null for anything else.
 * Only plain letters are looked for in it, so UTF-8 is read as Latin-1: a sheet of 100 MB then takes 100 MB.
 */
function markupOf(content: Buffer): string | null {
  const wide = startsWith(content, 0xff, 0xfe)
    ? 'utf-16le'
    : startsWith(content, 0xfe, 0xff)
      ? 'utf-16be'
      : null
  if (wide !== null) return new TextDecoder(wide).decode(content)
  const head = content.subarray(0, 200).toString('latin1').replace(/^ï»¿/, '').trimStart()
  if (!head.startsWith('<')) return null
  // Declared as anything else, an Office program would see other characters than we do.
  const encoding = /^<\?xml[^>]*\bencoding\s*=\s*["']([^"']*)/.exec(head)?.[1]
  if (encoding !== undefined && !/^(utf-?8|us-ascii)$/i.test(encoding)) {
    throw refuse(`文件内部使用了“${encoding.slice(0, 20)}”编码`, '请用 Office 或 WPS 打开后另存')
  }
  return content.toString('latin1')
}

function isExecutable(content: Buffer): boolean {
  const windows = startsWith(content, 0x4d, 0x5a) && content.includes('PE\0\0', 0x40, 'latin1')
  return windows || startsWith(content, 0x7f, 0x45, 0x4c, 0x46)
}

function startsWith(content: Buffer, ...magic: number[]): boolean {
  return magic.every((byte, index) => content[index] === byte)
}

function parsed(text: string) {
  try {
    return parseXml(text, { nodes: 200_000 })
  } catch (error) {
    if (error instanceof UnreadableXml) throw new UnsafeArchive(error.message, { cause: error })
    throw error
  }
}

function refuse(what: string, wayOut: string): UnsafeArchive {
  return new UnsafeArchive(`${what}，不予接收。${wayOut}，再重新上传。`)
}

function refuseMacro(): UnsafeArchive {
  return refuse('文件含有宏', '请另存为不含宏的 docx 或 xlsx')
}

function refuseObject(): UnsafeArchive {
  return refuse('文件嵌有 OLE 对象或 ActiveX 控件', '请删除嵌入的对象，或转为图片后另存')
}

function refuseLink(what: string): UnsafeArchive {
  return refuse(`文件引用了外部内容（${what}）`, '请断开链接，或改为嵌入文件本身后另存')
}

function notOffice(): UnsafeArchive {
  return new UnsafeArchive(
    '文件不是 Word 或 Excel 文件。请用 Office 或 WPS 打开后另存为 docx 或 xlsx，再重新上传。',
  )
}
