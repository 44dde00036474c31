import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cell, docxFile, numberingPart, paragraph, run, table, wordNamespace } from './docx-file-for-tests.ts'
import { formatNumber } from './docx-numbering.ts'
import { read } from './reading-for-tests.ts'

const text = async (body: string[], parts: Record<string, string> = {}): Promise<string> =>
  (await read(await docxFile(body, parts))).sourceText
const numbered = (words: string, num: number, level: number): string =>
  paragraph(words, { list: { num, level } })

describe('automatic numbering', () => {
  const chain = [
    [
      { format: 'chineseCounting', text: '%1、' },
      { format: 'chineseCountingThousand', text: '（%2）' },
      { format: 'decimal', text: '%3.', suffix: 'nothing' },
    ],
  ]

  it('restarts deeper levels under each higher one', async () => {
    const body = [
      numbered('甲', 1, 0),
      numbered('子', 1, 1),
      numbered('丑', 1, 1),
      numbered('一条', 1, 2),
      numbered('乙', 1, 0),
      numbered('寅', 1, 1),
      numbered('二条', 1, 2),
    ]
    assert.equal(
      await text(body, { numbering: numberingPart(chain) }),
      '一、甲\n（一）子\n（二）丑\n1.一条\n二、乙\n（一）寅\n1.二条',
    )
  })

  it('goes on counting where a level says not to restart, and starts anew where an instance says so', async () => {
    const lists = [
      [
        { format: 'chineseCounting', text: '%1、' },
        { format: 'decimal', text: '%2.', suffix: 'nothing', restart: 0 },
      ],
    ]
    const body = [
      numbered('甲', 1, 0),
      numbered('一', 1, 1),
      numbered('乙', 1, 0),
      numbered('二', 1, 1),
      numbered('另起', 2, 1),
      numbered('再接', 2, 1),
    ]
    assert.equal(
      await text(body, { numbering: numberingPart(lists, [{ num: 2, abstract: 0, start: { 1: 1 } }]) }),
      '一、甲\n1.一\n二、乙\n2.二\n1.另起\n2.再接',
    )
  })

  it('prints several levels in one number, in digits where the level is legal', async () => {
    const lists = [
      [
        { format: 'chineseCounting', text: '第%1章' },
        { format: 'decimal', text: '%1.%2', legal: true },
      ],
    ]
    assert.equal(
      await text([numbered('总则', 1, 0), numbered('范围', 1, 1), numbered('期限', 1, 1)], {
        numbering: numberingPart(lists),
      }),
      '第一章 总则\n1.1 范围\n1.2 期限',
    )
  })

  it('takes numbering from the style, and none where it is switched off', async () => {
    const styles = `<w:styles ${wordNamespace}><w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="base"/></w:style></w:styles>`
    const body = [
      paragraph('甲', { style: 'own' }),
      paragraph('不编号', { style: 'own', list: { num: 0, level: 0 } }),
      paragraph('乙', { style: 'own' }),
    ]
    assert.equal(await text(body, { styles, numbering: numberingPart(chain) }), '一、甲\n不编号\n二、乙')
  })

  it('numbers empty paragraphs as Word does, and keeps bullets', async () => {
    const lists = [
      [{ format: 'bullet', text: '\uf06c' }],
      [{ format: 'decimal', text: '%1.', suffix: 'nothing' }],
    ]
    assert.equal(
      await text([numbered('要点', 1, 0), numbered('', 2, 0), numbered('一', 2, 0)], {
        numbering: numberingPart(lists),
      }),
      '● 要点\n1.\n2.一',
    )
  })

  it('knows the formats of numbers', () => {
    const cases: [string, number, string][] = [
      ['decimal', 12, '12'],
      ['chineseCounting', 23, '二十三'],
      ['chineseCountingThousand', 101, '一百零一'],
      ['ideographDigital', 23, '二三'],
      ['chineseLegalSimplified', 12, '拾贰'],
      ['ideographTraditional', 3, '丙'],
      ['ideographZodiac', 1, '子'],
      ['decimalEnclosedCircle', 3, '③'],
      ['decimalEnclosedCircle', 21, '㉑'],
      ['decimalEnclosedParen', 4, '⑷'],
      ['decimalEnclosedFullstop', 5, '⒌'],
      ['decimalFullWidth', 10, '１０'],
      ['decimalZero', 7, '07'],
      ['lowerLetter', 28, 'bb'],
      ['upperRoman', 14, 'XIV'],
      ['japaneseCounting', 20, '二十'],
      ['none', 1, ''],
    ]
    for (const [format, value, expected] of cases) assert.equal(formatNumber(value, format), expected, format)
  })
})

describe('text of a docx', () => {
  it('joins runs that split a word, breaks, tabs and symbols', async () => {
    const body = [
      `<w:p>${run('市市场')}${run('监管', true)}${run('局')}<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F06C"/></w:r></w:p>`,
    ]
    assert.equal(await text(body), '市市场监管局 甲\n乙-●')
  })

  it('reads tracked changes as accepted, and says so', async () => {
    const reading = await read(
      await docxFile([
        `<w:p>${run('完成时限：')}<w:del w:id="1"><w:r><w:delText>6月</w:delText></w:r></w:del><w:ins w:id="2">${run('9月')}</w:ins>${run('底前')}</w:p>`,
        `<w:moveFrom w:id="3"><w:p>${run('移走')}</w:p></w:moveFrom>`,
      ]),
    )
    assert.equal(reading.sourceText, '完成时限：9月底前')
    assert.deepEqual(
      reading.flags.map((flag) => flag.code),
      ['tracked-changes'],
    )
  })

  it('leaves out what is not printed: hidden text (told), field codes, deleted rows', async () => {
    const body = [
      `<w:p>${run('正文')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗文</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('3')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
    ]
    const reading = await read(await docxFile(body))
    assert.equal(reading.sourceText, '正文3')
    assert.deepEqual(
      reading.flags.map((flag) => flag.code),
      ['hidden-text'],
    )
  })

  it('keeps text boxes once, footnotes behind their paragraph, and content controls', async () => {
    const box = (words: string): string => `<w:txbxContent>${paragraph(words)}</w:txbxContent>`
    const body = [
      `<w:p>${run('正文')}<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps"><w:drawing>${box('框中文字')}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box('框中文字')}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:footnoteReference w:id="5"/></w:r></w:p>`,
      `<w:sdt><w:sdtContent>${paragraph('控件内容')}</w:sdtContent></w:sdt>`,
    ]
    const footnotes = `<w:footnotes ${wordNamespace}><w:footnote w:id="0" w:type="separator">${paragraph('---')}</w:footnote><w:footnote w:id="5">${paragraph('脚注说明')}</w:footnote></w:footnotes>`
    const reading = await read(await docxFile(body, { footnotes }))
    assert.equal(reading.sourceText, '正文\n脚注说明\n框中文字\n控件内容')
    assert.deepEqual(
      reading.blocks.map((block) => block.kind),
      ['paragraph', 'note', 'paragraph', 'paragraph'],
    )
  })

  it('gives pages what they need to draw: levels, alignment, cells with spans', async () => {
    const reading = await read(
      await docxFile([
        paragraph('标题', { align: 'center', bold: true, outline: 0 }),
        table([
          [cell('甲', { span: 2 }), cell('乙', { merge: 'restart' })],
          [cell('丙'), cell('丁'), cell('', { merge: 'continue' })],
        ]),
      ]),
    )
    assert.equal(reading.sourceText, '标题\n甲\t乙\n丙\t丁')
    assert.deepEqual(
      reading.blocks.map(({ start, end, ...layout }) => layout),
      [
        { kind: 'paragraph', level: 1, align: 'center', bold: true },
        { kind: 'cell', cell: { table: 0, row: 0, column: 0, rowSpan: 1, columnSpan: 2 } },
        { kind: 'cell', cell: { table: 0, row: 0, column: 2, rowSpan: 2, columnSpan: 1 } },
        { kind: 'cell', cell: { table: 0, row: 1, column: 0, rowSpan: 1, columnSpan: 1 } },
        { kind: 'cell', cell: { table: 0, row: 1, column: 1, rowSpan: 1, columnSpan: 1 } },
      ],
    )
  })
})
