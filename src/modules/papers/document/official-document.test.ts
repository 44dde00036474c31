import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { child, children, descendants, textOf, type XmlElement } from '#kernel/xml.ts'
import type { Block, OfficialDocument } from './content.ts'
import { at, definition, number, paragraphWith, styleOf, w, written } from './opened-document.ts'
import { millimetres } from './page.ts'

const BODY: Block[] = [
  { kind: 'paragraph', text: '现将有关情况通报如下。' },
  { kind: 'heading', level: 1, text: '总体进展' },
  { kind: 'heading', level: 2, text: '任务进度。', follow: '已办结两项。' },
  { kind: 'heading', level: 3, text: '市场准入' },
  { kind: 'heading', level: 4, text: '企业开办' },
]

const paper = (given: Partial<OfficialDocument> = {}): OfficialDocument => ({
  layout: 'document',
  issuer: '瀚宁市优化营商环境工作领导小组办公室',
  withWenjian: true,
  documentNumber: '瀚营商办发〔2026〕12号',
  title: '关于任务进展情况的通报',
  recipients: '各旗区人民政府，市直各部门',
  body: BODY,
  attachmentsNote: ['慢序时任务清单', '按序时任务清单'],
  signature: '瀚宁市营商办',
  signedOn: '2026-09-05',
  note: '此件公开发布',
  copyTo: '市委办公室，市纪委监委机关',
  printedBy: '瀚宁市营商办',
  printedOn: '2026-09-06',
  ...given,
})

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`)

describe('page', () => {
  test('A4, margins, grid of 22 lines × 28 characters', async () => {
    const [section] = (await written(paper())).sections
    assert.deepEqual([number(at(section!, 'pgSz'), 'w'), number(at(section!, 'pgSz'), 'h')], [11906, 16838])
    const margins = at(section!, 'pgMar')
    const sides = ['top', 'right', 'bottom', 'left'].map((side) =>
      Math.round(millimetres(number(margins, side))),
    )
    assert.deepEqual(sides, [37, 26, 35, 28])
    const grid = at(section!, 'docGrid')
    assert.equal(w(grid, 'type'), 'linesAndChars')
    assert.equal(number(grid, 'linePitch'), 579)
    near(number(grid, 'charSpace'), -848, 1)
  })

  test('the text is 3号仿宋 on exact lines', async () => {
    const styles = await (await written(paper())).part('word/styles.xml')
    const normal = definition(styles, 'Normal')
    assert.equal(w(normal, 'default'), '1')
    assert.equal(w(at(normal, 'rPr', 'rFonts'), 'eastAsia'), '仿宋_GB2312')
    assert.equal(number(at(normal, 'rPr', 'sz'), 'val'), 32)
    assert.equal(number(at(normal, 'pPr', 'spacing'), 'line'), 579)
    assert.equal(w(at(normal, 'pPr', 'spacing'), 'lineRule'), 'exact')
  })

  test('every font is named with its fallback', async () => {
    const opened = await written(paper())
    const table = await opened.part('word/fontTable.xml')
    const named = new Set(children(table, 'font').map((font) => w(font, 'name')!))
    const used = new Set(
      [...descendants(await opened.part('word/styles.xml'), 'rFonts')].map((fonts) => w(fonts, 'eastAsia')!),
    )
    for (const face of used) assert.ok(named.has(face), `${face} has no entry`)
    for (const font of children(table, 'font'))
      assert.ok(child(font, 'altName'), `${w(font, 'name')} has no fallback`)
  })
})

describe('版头', () => {
  test('mark: red, centred, its upper edge 35 mm under 版心', async () => {
    const opened = await written(paper())
    const mark = paragraphWith(opened, '办公室文件')
    const before = opened.paragraphs.slice(0, opened.paragraphs.indexOf(mark))
    const above = before.length * 579 + number(at(mark, 'pPr', 'spacing'), 'before')
    near(millimetres(above), 35, 0.1)
    const style = definition(await opened.part('word/styles.xml'), styleOf(mark)!)
    assert.equal(w(at(style, 'rPr', 'color'), 'val'), 'FF0000')
    assert.equal(w(at(style, 'rPr', 'rFonts'), 'eastAsia'), '方正小标宋简体')
    assert.equal(w(at(style, 'pPr', 'jc'), 'val'), 'center')
  })

  test('a long mark stays within the 156 mm of one line', async () => {
    for (const issuer of ['某市人民政府', '瀚宁市优化营商环境工作领导小组办公室', '办'.repeat(24)]) {
      const mark = paragraphWith(await written(paper({ issuer })), issuer)
      const run = at(mark, 'r', 'rPr')
      const scale = child(run, 'w') ? number(at(run, 'w'), 'val') / 100 : 1
      const points = (number(at(run, 'sz'), 'val') / 2) * scale * (issuer.length + 2)
      assert.ok(points * 20 <= 8844, `${issuer}: ${points} pt`)
    }
  })

  test('份号, 密级 and 紧急程度 stand above the mark in this order and do not move it', async () => {
    const plain = await written(paper())
    const full = await written(paper({ copyNumber: '000012', secrecy: '秘密★1年', urgency: '特急' }))
    const texts = full.paragraphs.slice(0, 3).map(textOf)
    assert.deepEqual(texts, ['000012', '秘密★1年', '特急'])
    const place = (opened: typeof full) =>
      opened.paragraphs.findIndex((each) => textOf(each).includes('文件'))
    assert.equal(place(full), place(plain))
  })

  test('文号 two lines under the mark, a red line as wide as 版心 4 mm under it', async () => {
    const line = paragraphWith(await written(paper()), '〔2026〕12号')
    assert.equal(number(at(line, 'pPr', 'spacing'), 'before'), 2 * 579)
    const border = at(line, 'pPr', 'pBdr', 'bottom')
    assert.equal(w(border, 'color'), 'FF0000')
    assert.equal(child(at(line, 'pPr'), 'ind'), undefined, 'an indent would shorten the line')
    // Of a 579 twip line a fifth lies under the base line; a Chinese character of 16 pt reaches 0.14 of it.
    const underCharacter = 579 / 20 / 5 - 0.14 * 16 + number(border, 'space')
    near(underCharacter * (25.4 / 72), 4, 0.3)
  })

  test('签发人 in 楷体 on the right of a paper that goes up', async () => {
    const line = paragraphWith(await written(paper({ signatory: '张三' })), '签发人：张三')
    const name = children(line, 'r').at(-1)!
    assert.equal(w(at(name, 'rPr', 'rFonts'), 'eastAsia'), '楷体_GB2312')
    assert.ok(child(at(line, 'pPr', 'pBdr'), 'bottom'))
  })
})

describe('主体', () => {
  test('title: 2号小标宋, two lines under the red line, one above 主送机关', async () => {
    const styles = await (await written(paper())).part('word/styles.xml')
    const title = definition(styles, 'Title')
    assert.equal(number(at(title, 'rPr', 'sz'), 'val'), 44)
    assert.equal(w(at(title, 'rPr', 'rFonts'), 'eastAsia'), '方正小标宋简体')
    assert.equal(number(at(title, 'pPr', 'spacing'), 'before'), 2 * 579)
    assert.equal(number(at(title, 'pPr', 'spacing'), 'after'), 579)
  })

  test('主送机关 is flush left and ends with a full-width colon, once', async () => {
    for (const recipients of ['各旗区人民政府', '各旗区人民政府：', '各旗区人民政府:']) {
      const line = paragraphWith(await written(paper({ recipients })), '各旗区人民政府')
      assert.equal(textOf(line), '各旗区人民政府：')
      assert.equal(child(at(line, 'pPr'), 'ind'), undefined)
    }
  })

  test('levels: 一、黑体, （一）楷体, 1.仿宋, （1）仿宋, counted by the program', async () => {
    const opened = await written(paper())
    const styles = await opened.part('word/styles.xml')
    const numbering = await opened.part('word/numbering.xml')
    const faces = ['黑体', '楷体_GB2312', '仿宋_GB2312', '仿宋_GB2312']
    const texts = ['%1、', '（%2）', '%3.', '（%4）']
    const used = [...descendants(opened.body, 'numId')].map((id) => w(id, 'val'))
    for (const [index, face] of faces.entries()) {
      const style = definition(styles, `Heading${index + 1}`)
      assert.equal(w(at(style, 'rPr', 'rFonts'), 'eastAsia'), face)
      assert.equal(number(at(style, 'rPr', 'sz'), 'val'), 32)
      assert.equal(w(at(style, 'rPr', 'b'), 'val'), 'false')
      assert.equal(number(at(style, 'pPr', 'ind'), 'firstLineChars'), 200)
      assert.equal(w(at(style, 'pPr', 'outlineLvl'), 'val'), String(index))
      const level = [...descendants(numbering, 'lvl')].find(
        (each) => child(each, 'pStyle') && w(at(each, 'pStyle'), 'val') === `Heading${index + 1}`,
      )
      assert.equal(w(at(level!, 'lvlText'), 'val'), texts[index])
    }
    assert.equal(used.length, 4)
    assert.equal(new Set(used).size, 1, 'one text counts in one series')
  })

  test('text that goes on behind a heading stands in 仿宋', async () => {
    const heading = paragraphWith(await written(paper()), '任务进度。已办结两项。')
    const [own, follow] = children(heading, 'r')
    assert.equal(child(own!, 'rPr'), undefined)
    assert.equal(w(at(follow!, 'rPr', 'rFonts'), 'eastAsia'), '仿宋_GB2312')
  })

  test('a third level that begins with a digit stands apart from its number', async () => {
    const body: Block[] = [{ kind: 'heading', level: 3, text: '9月漏报1项次' }]
    assert.equal(textOf(paragraphWith(await written(paper({ body })), '漏报')), ' 9月漏报1项次')
  })

  test('附件说明: one line below, numbered, hanging, without a full stop; unnumbered when alone', async () => {
    const two = await written(paper())
    const first = paragraphWith(two, '附件：')
    assert.equal(number(at(first, 'pPr', 'spacing'), 'before'), 579)
    assert.match(textOf(first), /^附件：1\.慢序时任务清单$/)
    const second = two.paragraphs[two.paragraphs.indexOf(first) + 1]!
    assert.equal(textOf(second), '2.按序时任务清单')
    assert.equal(number(at(first, 'pPr', 'ind'), 'left'), number(at(second, 'pPr', 'ind'), 'left'))
    const one = await written(paper({ attachmentsNote: ['任务清单'] }))
    assert.equal(textOf(paragraphWith(one, '附件：')), '附件：任务清单')
  })

  test('署名 and date: with room for a seal the date keeps four characters, without one it begins two to the right', async () => {
    const indent = (opened: Awaited<ReturnType<typeof written>>, text: string) =>
      number(at(paragraphWith(opened, text), 'pPr', 'ind'), 'right') / (8844 / 28)
    const sealed = await written(paper({ printedBy: undefined, copyTo: undefined }))
    near(indent(sealed, '2026年9月5日'), 4, 0.01)
    // Name and date are both 6 characters wide.
    near(indent(sealed, '瀚宁市营商办'), 4, 0.01)
    const open = await written(paper({ sealed: false, printedBy: undefined, copyTo: undefined }))
    near(indent(open, '2026年9月5日'), 2, 0.01)
    // The name begins two characters left of the date: 2 + 6 + 2 − 6.
    near(indent(open, '瀚宁市营商办'), 4, 0.01)
  })

  test('a name longer than the room for the seal keeps two characters, the date in its middle', async () => {
    const signature = '瀚宁市优化营商环境工作领导小组办公室'
    const opened = await written(
      paper({ signature, issuer: '瀚宁市', printedBy: undefined, copyTo: undefined }),
    )
    const right = (text: string) =>
      number(at(paragraphWith(opened, text), 'pPr', 'ind'), 'right') / (8844 / 28)
    near(right(signature), 2, 0.01)
    near(right('2026年9月5日'), 2 + (18 - 6) / 2, 0.01)
  })

  test('附注 in brackets, two characters in', async () => {
    const note = paragraphWith(await written(paper()), '此件公开发布')
    assert.equal(textOf(note), '（此件公开发布）')
    assert.equal(number(at(note, 'pPr', 'ind'), 'firstLineChars'), 200)
  })

  test('a date that is none is refused', async () => {
    await assert.rejects(written(paper({ signedOn: '2026-02-30' })), RangeError)
  })
})

describe('附件', () => {
  const columns = [
    { title: '序号', share: 1, align: 'center' as const },
    { title: '任务', share: 5 },
  ]
  const attachments = [
    {
      title: '慢序时任务清单',
      landscape: true,
      body: [{ kind: 'table' as const, columns, rows: [['1', '甲']] }],
    },
    { title: '说明', body: [{ kind: 'heading' as const, level: 1 as const, text: '口径' }] },
  ]

  test('each on a new page: “附件1” in 黑体 on line 1, title on line 3', async () => {
    const opened = await written(paper({ attachments }))
    const label = opened.paragraphs.find((each) => textOf(each) === '附件1')!
    const style = definition(await opened.part('word/styles.xml'), styleOf(label)!)
    assert.equal(w(at(style, 'rPr', 'rFonts'), 'eastAsia'), '黑体')
    const title = opened.paragraphs[opened.paragraphs.indexOf(label) + 1]!
    assert.equal(styleOf(title), 'Title')
    assert.equal(number(at(title, 'pPr', 'spacing'), 'before'), 579)
    assert.equal(w(at(opened.sections[1]!, 'type'), 'val'), 'nextPage')
  })

  test('a landscape table fills the turned 版心, repeats its head, and tears no row', async () => {
    const opened = await written(paper({ attachments }))
    const section = opened.sections[1]!
    assert.deepEqual([number(at(section, 'pgSz'), 'w'), number(at(section, 'pgSz'), 'h')], [16838, 11906])
    assert.equal(w(at(section, 'pgSz'), 'orient'), 'landscape')
    const [top, right, bottom, left] = ['top', 'right', 'bottom', 'left'].map((side) =>
      number(at(section, 'pgMar'), side),
    )
    assert.deepEqual(
      [top, right, bottom, left].map((each) => Math.round(millimetres(each!))),
      [28, 37, 26, 35],
    )
    const table = [...descendants(opened.body, 'tbl')].find((each) => textOf(each).includes('序号'))!
    const widths = children(at(table, 'tblGrid'), 'gridCol').map((column) => number(column, 'w'))
    assert.equal(
      widths.reduce((sum, each) => sum + each, 0),
      16838 - right! - left!,
    )
    const rows = children(table, 'tr')
    assert.ok(child(at(rows[0]!, 'trPr'), 'tblHeader'))
    assert.ok(rows.every((row) => child(at(row, 'trPr'), 'cantSplit')))
  })

  test('under a table that ends a section stands no line that could take one more page', async () => {
    const opened = await written(
      paper({ attachments, copyTo: undefined, printedBy: undefined, printedOn: undefined }),
    )
    const blocks = children(opened.body)
    const end = blocks[blocks.findIndex((each) => each.local === 'tbl') + 1]!
    assert.ok(child(at(end, 'pPr'), 'sectPr'))
    assert.equal(w(at(end, 'pPr', 'spacing'), 'lineRule'), 'exact')
    assert.ok(number(at(end, 'pPr', 'spacing'), 'line') <= 12756 - 22 * 579)
  })

  test('headings of an attachment count from one again', async () => {
    const opened = await written(paper({ attachments }))
    const numbers = ['总体进展', '口径'].map((text) =>
      w(at(paragraphWith(opened, text), 'pPr', 'numPr', 'numId'), 'val'),
    )
    assert.notEqual(numbers[0], numbers[1])
    const numbering = await opened.part('word/numbering.xml')
    const second = children(numbering, 'num').find((num) => w(num, 'numId') === numbers[1])!
    assert.equal(w(at(second, 'lvlOverride', 'startOverride'), 'val'), '1')
  })
})

describe('版记 and page numbers', () => {
  test('版记 is pinned to the lower edge of 版心, as wide as it, lines 0.35, 0.25, 0.35 mm', async () => {
    const opened = await written(paper())
    const table = [...descendants(opened.body, 'tbl')].find((each) => textOf(each).includes('抄送'))!
    const float = at(table, 'tblPr', 'tblpPr')
    assert.equal(w(float, 'vertAnchor'), 'margin')
    assert.equal(w(float, 'tblpYSpec'), 'bottom')
    assert.equal(number(at(table, 'tblPr', 'tblW'), 'w'), 8844)
    const thickness = (side: string) =>
      (number(at(table, 'tblPr', 'tblBorders', side), 'sz') / 8) * (25.4 / 72)
    near(thickness('top'), 0.35, 0.02)
    near(thickness('insideH'), 0.25, 0.02)
    near(thickness('bottom'), 0.35, 0.02)
    assert.match(textOf(table), /抄送：市委办公室，市纪委监委机关。瀚宁市营商办2026年9月6日印发/)
    const style = definition(await opened.part('word/styles.xml'), 'OfficialImprint')
    assert.equal(number(at(style, 'rPr', 'sz'), 'val'), 28)
  })

  test('版记 follows the attachments; after a landscape one it stands on an upright page of its own', async () => {
    const attachments = [{ title: '清单', landscape: true, body: [] }]
    const opened = await written(paper({ attachments }))
    assert.equal(opened.sections.length, 3)
    assert.equal(number(at(opened.sections[2]!, 'pgSz'), 'w'), 11906)
    const blocks = children(opened.body)
    const table = blocks.findIndex((each) => each.local === 'tbl' && textOf(each).includes('抄送'))
    const lastBreak = blocks.findLastIndex((each) => [...descendants(each, 'sectPr')].length > 0)
    assert.ok(table > lastBreak)
  })

  test('— N — in 4号宋体, odd pages right, even pages left, one character from the side', async () => {
    const opened = await written(paper())
    const settings = await opened.part('word/settings.xml')
    assert.notEqual(w(at(settings, 'evenAndOddHeaders'), 'val'), 'false')
    const style = definition(await opened.part('word/styles.xml'), 'OfficialPageNumber')
    assert.equal(number(at(style, 'rPr', 'sz'), 'val'), 28)
    assert.equal(w(at(style, 'rPr', 'rFonts'), 'ascii'), '宋体')
    for (const [type, side, align] of [
      ['default', 'right', 'right'],
      ['even', 'left', 'left'],
    ] as const) {
      const paragraph = at(await footer(opened, opened.sections[0]!, type), 'p')
      assert.equal(number(at(paragraph, 'pPr', 'ind'), side), 280)
      assert.equal(w(at(paragraph, 'pPr', 'jc'), 'val'), align)
      assert.match(textOf(paragraph), /^— .* —$/)
    }
    const distance = number(at(opened.sections[0]!, 'pgMar'), 'footer')
    near(millimetres(1984 - distance - 140), 7, 0.1)
  })

  test('on a landscape page the number stands left of 版心, turned, odd below and even above', async () => {
    const opened = await written(paper({ attachments: [{ title: '清单', landscape: true, body: [] }] }))
    const place = async (type: string) => {
      const table = at(await footer(opened, opened.sections[1]!, type), 'tbl')
      const cell = at(table, 'tr', 'tc')
      assert.equal(w(at(cell, 'tcPr', 'textDirection'), 'val'), 'tbRl')
      const float = at(table, 'tblPr', 'tblpPr')
      const height = number(at(table, 'tr', 'trPr', 'trHeight'), 'val')
      return {
        middle: number(float, 'tblpX') + 140,
        top: number(float, 'tblpY'),
        bottom: number(float, 'tblpY') + height,
      }
    }
    const [odd, even] = [await place('default'), await place('even')]
    near(millimetres(1984 - odd.middle), 7, 0.1)
    near(11906 - 1474 - odd.bottom, 280, 1)
    near(even.top - 1588, 280, 1)
  })
})

const footer = async (
  opened: Awaited<ReturnType<typeof written>>,
  section: XmlElement,
  type: string,
): Promise<XmlElement> => edge(opened, section, 'footer', type)

const edge = async (
  opened: Awaited<ReturnType<typeof written>>,
  section: XmlElement,
  kind: 'header' | 'footer',
  type: string,
): Promise<XmlElement> => {
  const reference = children(section, `${kind}Reference`).find((each) => w(each, 'type') === type)!
  const relations = await opened.part('word/_rels/document.xml.rels')
  const target = children(relations).find((each) => each.attributes.Id === reference.attributes['r:id'])!
  return opened.part(`word/${target.attributes.Target}`)
}

describe('信函格式', () => {
  const letter = paper({ layout: 'letter', withWenjian: false, title: '关于按期办结任务的督办函' })
  const EMU = 36000

  test('first page without a number, with its own head and foot', async () => {
    const opened = await written(letter)
    const section = opened.sections[0]!
    assert.ok(child(section, 'titlePg'))
    assert.deepEqual([...descendants(await edge(opened, section, 'footer', 'first'), 'instrText')], [])
    assert.match(textOf(await edge(opened, section, 'footer', 'default')), /PAGE/)
  })

  test('mark 30 mm from the edge, double line (thick over thin) 4 mm under it, 170 mm wide', async () => {
    const opened = await written(letter)
    const section = opened.sections[0]!
    const head = await edge(opened, section, 'header', 'first')
    near(millimetres(number(at(section, 'pgMar'), 'header')), 30, 0.1)
    const size = number(at(at(head, 'p', 'r'), 'rPr', 'sz'), 'val') / 2
    const [upper, lower] = strokes(head)
    near(upper!.top, 30 + size * (25.4 / 72) + 4, 0.1)
    near(upper!.width, 170, 0.1)
    near(upper!.left, (210 - 170) / 2, 0.1)
    assert.ok(upper!.thickness > lower!.thickness && upper!.top < lower!.top)
  })

  test('lower double line (thin over thick) 20 mm from the paper edge', async () => {
    const opened = await written(letter)
    const [upper, lower] = strokes(await edge(opened, opened.sections[0]!, 'footer', 'first'))
    near(lower!.top, 297 - 20, 0.1)
    assert.ok(upper!.thickness < lower!.thickness && upper!.top < lower!.top)
    near(lower!.width, 170, 0.1)
  })

  test('文号 flush right under the line; no lines and no 印发机关 in 版记', async () => {
    const opened = await written(letter)
    const number = paragraphWith(opened, '〔2026〕12号')
    assert.equal(w(at(number, 'pPr', 'tabs', 'tab'), 'val'), 'right')
    assert.equal(w(at(number, 'pPr', 'tabs', 'tab'), 'pos'), '8844')
    const table = [...descendants(opened.body, 'tbl')].find((each) => textOf(each).includes('抄送'))!
    assert.ok(!textOf(table).includes('印发'))
    assert.equal(w(at(table, 'tblPr', 'tblBorders', 'top'), 'val'), 'none')
  })

  const strokes = (part: XmlElement) =>
    [...descendants(part, 'anchor')]
      .map((anchor) => ({
        top: Number(textOf(at(anchor, 'positionV', 'posOffset'))) / EMU,
        left: Number(textOf(at(anchor, 'positionH', 'posOffset'))) / EMU,
        width: Number(at(anchor, 'extent').attributes.cx) / EMU,
        thickness: Number([...descendants(anchor, 'ln')][0]!.attributes.w),
      }))
      .toSorted((one, other) => one.top - other.top)
})

describe('纪要格式', () => {
  test('office and day in the head, roll with 黑体 labels and hanging names, no signature at the end', async () => {
    const opened = await written(
      paper({
        layout: 'minutes',
        withWenjian: false,
        issuer: '优化营商环境工作专题会议纪要',
        documentNumber: '〔2026〕第3期',
        body: [
          { kind: 'roll', label: '出席', names: '张三、李四' },
          { kind: 'roll', label: '请假', names: '王五' },
        ],
      }),
    )
    const line = paragraphWith(opened, '2026年9月5日')
    assert.match(textOf(line), /^瀚宁市营商办2026年9月5日$/)
    assert.ok(child(at(line, 'pPr', 'pBdr'), 'bottom'))
    assert.equal(opened.paragraphs.filter((each) => textOf(each).includes('2026年9月5日')).length, 1)
    const roll = paragraphWith(opened, '出席：')
    const [label, names] = children(roll, 'r')
    assert.equal(w(at(label!, 'rPr', 'rFonts'), 'eastAsia'), '黑体')
    assert.equal(child(names!, 'rPr'), undefined)
    near(number(at(roll, 'pPr', 'ind'), 'hanging') / (8844 / 28), 3, 0.01)
  })
})

test('property: whatever people type, the file can be read and says it', async () => {
  const typed = fc.string({ unit: 'binary', maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(typed, typed, async (text, cell) => {
      const opened = await written(
        paper({
          body: [
            { kind: 'paragraph', text },
            { kind: 'table', columns: [{ title: '列', share: 1 }], rows: [[cell]] },
          ],
        }),
      )
      const all = textOf(opened.body)
      for (const word of [text, cell].flatMap((each) => each.match(/[\p{L}\p{N}]+/gu) ?? []))
        assert.ok(all.includes(word), word)
    }),
    { numRuns: 40 },
  )
})
