import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cell, docxFile, paragraph, run, table, wordNamespace } from './docx-file-for-tests.ts'
import { codes, read } from './reading-for-tests.ts'
import { xlsxFile } from './xlsx-file-for-tests.ts'

// One trap each, met in published documents; the words are ours.

const brief = async (input: string | Uint8Array) =>
  (await read(input)).items.map((item) => [
    item.number,
    item.title,
    item.leads.map((unit) => unit.name).join('、'),
    item.partners.map((unit) => unit.name).join('、'),
  ])

describe('who the duties belong to', () => {
  it('duties of a heading go to the measures below', async () => {
    const reading = await read(
      '云澜市2025年方案\n一、要素\n（三）用电（牵头单位：供电公司；配合单位：市发改委）\n1.零上门。实现零上门。\n2.零审批。取消审批。（完成时限：6月底前）',
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.number,
        item.path.at(-1),
        item.leads[0]?.name,
        item.deadline?.date ?? null,
      ]),
      [
        ['1', '（三）用电', '供电公司', null],
        ['2', '（三）用电', '供电公司', '2025-06-30'],
      ],
    )
    assert.ok(codes(reading).includes('inherited-duty'))
    assert.ok(reading.items[0]?.fieldSpans.some((span) => span.field === 'leads' && span.shared))
  })

  it('duties behind the last child belong to the parent', async () => {
    const reading = await read(
      '云澜市2025年方案\n一、简政\n（一）压减材料。\n1.梳理清单。\n2.公布清单。\n（责任单位：市司法局）\n（二）压减时间。\n1.并联办理。\n2.限时办结。\n（责任单位：市政务局）',
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.title, item.leads[0]?.name]),
      [
        ['（一）', '压减材料', '市司法局'],
        ['（二）', '压减时间', '市政务局'],
      ],
    )
    assert.ok(codes(reading).includes('children-as-text'))
  })

  it('a sibling without duties is a measure that lacks them', async () => {
    const reading = await read(
      '云澜市2025年方案\n一、简政\n1.甲事项改革。（责任单位：市司法局）\n2.乙事项改革。\n3.丙事项改革。（责任单位：市政务局）',
    )
    assert.deepEqual(
      reading.items.map((item) => item.number),
      ['1', '2', '3'],
    )
    assert.ok(codes(reading, 1).includes('no-lead'))
  })

  it('parent and children with duties of their own are measures all', async () => {
    assert.deepEqual(
      await brief(
        '国家分工方案\n一、简政放权\n（一）放宽准入，统一清单。继续压减许可。（发展改革委、商务部牵头，各地区按职责分工负责）\n具体措施：\n1．修订清单。（发展改革委、商务部负责）\n2.推进“证照分离”。（市场监管总局牵头，2021年底前完成）',
      ),
      [
        ['（一）', '放宽准入，统一清单', '发展改革委、商务部', '各地区'],
        ['1', '修订清单', '发展改革委', '商务部'],
        ['2', '推进“证照分离”', '市场监管总局', ''],
      ],
    )
  })

  it('paragraphs without numbers, and several duties under one number', async () => {
    const reading = await read(
      '云澜市2025年方案\n（一）优化流程。\n全面告知承诺。推进电子证照。（市政务局牵头，市公安局配合）\n清理各类证明。（市司法局牵头）\n（二）开展帮扶。组织服务。（市工商联牵头）同时做好宣传。（市委宣传部牵头）',
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.title, item.leads[0]?.name]),
      [
        ['', '全面告知承诺', '市政务局'],
        ['', '清理各类证明', '市司法局'],
        ['（二）', '开展帮扶', '市工商联'],
        ['（二）', '同时做好宣传', '市委宣传部'],
      ],
    )
    assert.ok(codes(reading, 3).includes('several-duties'))
  })

  it('a sentence at the end of a measure, not in requirements', async () => {
    assert.deepEqual(
      await brief(
        '云澜市2025年方案\n一、任务\n1.建设平台。汇聚数据。由市大数据局牵头，市财政局配合。\n2.开展试点。由市商务局负责。\n二、保障措施\n1.加强领导。由市营商办牵头协调。',
      ),
      [
        ['1', '建设平台', '市大数据局', '市财政局'],
        ['2', '开展试点', '市商务局', ''],
      ],
    )
  })

  it('notes on how to read the list name nobody', async () => {
    const reading = await read(
      '云澜市2025年若干措施\n（一）支持投资。\n责任单位：市发改委、市财政局（第一责任单位为牵头单位，下同）\n时限要求：持续推进\n（二）支持开工。\n责任单位：市住建局、市资规局\n时限要求：2025年3月底前出台，年底前落实',
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.leads.map((unit) => unit.name),
        item.partners.map((unit) => unit.name),
        item.leads[0]?.guessed,
      ]),
      [
        [['市发改委'], ['市财政局'], false],
        [['市住建局'], ['市资规局'], false],
      ],
    )
    assert.ok(!codes(reading, 1).includes('first-as-lead'))
  })

  it('roles in notes behind names, and a label inside the list', async () => {
    assert.deepEqual(
      await brief(
        '云澜市2025年方案\n1.推进甲项改革。（责任单位：市发改委（牵头）、市财政局、市住建局（配合））',
      ),
      [['1', '推进甲项改革', '市发改委', '市财政局、市住建局']],
    )
    assert.deepEqual(
      await brief('云澜市2025年方案\n1.推进甲项改革。（责任单位：市发改委牵头，市财政局配合）'),
      [['1', '推进甲项改革', '市发改委', '市财政局']],
    )
    assert.deepEqual(
      await brief('云澜市2025年方案\n1.推进甲项改革。（市发改委会同市财政局、市住建局负责）'),
      [['1', '推进甲项改革', '市发改委', '市财政局、市住建局']],
    )
  })
})

describe('text that lost its lines', () => {
  it('headings and measures in one paragraph', async () => {
    const reading = await read(
      '云澜市若干措施\n为落实部署，制定本方案。一、加强要素支持（一）强化财税保障。落实政策。（市税务局、市财政局）（二）加强基金支持。发挥作用。（市财政局、市发改委）二、强化创新（三）支持攻关。鼓励企业。（市科技局、市经信局按职责分工负责）',
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.path, item.title]),
      [
        ['（一）', ['一、加强要素支持'], '强化财税保障'],
        ['（二）', ['一、加强要素支持'], '加强基金支持'],
        ['（三）', ['二、强化创新'], '支持攻关'],
      ],
    )
  })

  it('lines broken inside names and brackets', async () => {
    assert.deepEqual(
      await brief(
        '云澜市2025年方案\n1.推进登记改革。（牵头单位：市市场监管局、市住房和城\n乡建设局；配合单位：市公\n安局）\n2.推进用电改革。\n牵头单位：市发改委、\n市能源局',
      ),
      [
        ['1', '推进登记改革', '市市场监管局、市住房和城乡建设局', '市公安局'],
        ['2', '推进用电改革', '市发改委、市能源局', ''],
      ],
    )
  })

  it('a bracket that is never closed ends with its line', async () => {
    assert.deepEqual(
      await brief(
        '云澜市2025年方案\n1.推进登记改革。（牵头单位：市市场监管局\n2.推进用电改革。（牵头单位：市能源局）',
      ),
      [
        ['1', '推进登记改革', '市市场监管局', ''],
        ['2', '推进用电改革', '市能源局', ''],
      ],
    )
  })

  it('a table copied as text with tabs', async () => {
    assert.deepEqual(
      await brief(
        '云澜市2025年任务清单\n序号\t重点任务\t牵头单位\t配合单位\n1\t推进登记改革\t市市场监管局\t各旗区\n2\t推进用电改革\t市发改委\t供电公司',
      ),
      [
        ['1', '推进登记改革', '市市场监管局', '各旗区'],
        ['2', '推进用电改革', '市发改委', '供电公司'],
      ],
    )
  })
})

describe('what is no measure', () => {
  it('tables of contents, footnotes, tails and signatures', async () => {
    const styles = `<w:styles ${wordNamespace}><w:style w:type="paragraph" w:styleId="t1"><w:name w:val="toc 1"/></w:style></w:styles>`
    const footnotes = `<w:footnotes ${wordNamespace}><w:footnote w:id="2">${paragraph('1.脚注里的编号。（责任单位：市某局）')}</w:footnote></w:footnotes>`
    const reading = await read(
      await docxFile(
        [
          paragraph('云澜市2025年行动方案', { align: 'center' }),
          paragraph('一、登记改革 2', { style: 't1' }),
          paragraph('二、用电改革……………3'),
          paragraph('一、登记改革'),
          `<w:p>${run('1.推进登记改革。全程网办。')}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>`,
          paragraph('牵头单位：市市场监管局'),
          paragraph('附件：1.任务清单'),
          paragraph('云澜市人民政府办公室'),
          paragraph('2025年3月1日'),
        ],
        { styles, footnotes },
      ),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.title, item.text, item.leads.map((unit) => unit.name)]),
      [['1', '推进登记改革', '全程网办。', ['市市场监管局']]],
    )
    assert.deepEqual(
      reading.spans
        .filter((span) => span.kind === 'other')
        .map((span) =>
          span.kind === 'other' ? [span.role, reading.sourceText.slice(span.start, span.end)] : [],
        ),
      [
        ['front', '云澜市2025年行动方案'],
        ['contents', '一、登记改革 2'],
        ['contents', '二、用电改革……………3'],
        ['table-note', '1.脚注里的编号。（责任单位：市某局）'],
        ['tail', '附件：1.任务清单'],
        ['tail', '云澜市人民政府办公室'],
        ['tail', '2025年3月1日'],
      ],
    )
  })
})

describe('tables with traps', () => {
  const head = ['序号', '重点任务', '具体措施', '责任单位', '完成时限']
  it('an export that lost its merged cells', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: 'S',
          rows: [
            ['云澜市2025年清单'],
            head,
            ['1', '市场准入', '推行登记改革', '市市场监管局', '6月底前'],
            [null, null, '压减办理材料', null, null],
            ['2', '用电', '推行零上门', '供电公司', '长期坚持'],
          ],
        },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.path, item.title, item.leads[0]?.name, item.deadline?.raw]),
      [
        [['市场准入'], '推行登记改革', '市市场监管局', '6月底前'],
        [['市场准入'], '压减办理材料', '市市场监管局', '6月底前'],
        [['用电'], '推行零上门', '供电公司', '长期坚持'],
      ],
    )
    assert.ok(codes(reading, 1).includes('blank-as-above'))
  })

  it('groups printed again in each row are one heading', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: 'S',
          rows: [
            ['云澜市2025年清单'],
            head,
            ['1', '市场准入', '推行登记改革', '市市场监管局', '6月底前'],
            ['2', '市场准入', '压减办理材料', '市公安局', '6月底前'],
            ['3', '用电', '推行零上门', '供电公司', '6月底前'],
          ],
        },
      ]),
    )
    assert.deepEqual(
      reading.headings.map((heading) => [heading.printed, heading.items]),
      [
        ['市场准入', 2],
        ['用电', 1],
      ],
    )
    assert.deepEqual(
      reading.items.map((item) => item.number),
      ['1', '2', '3'],
    )
  })

  it('duties inside the cell of the measure, labels inside the cell of the duties', async () => {
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年清单'),
        table([
          ['序号', '任务', '备注'].map((words) => cell(words)),
          ['1', '推行登记改革。全程网办。（牵头单位：市市场监管局；完成时限：6月底前）', '无'].map((words) =>
            cell(words),
          ),
        ]),
        paragraph('另表'),
        table([
          ['序号', '任务', '责任分工'].map((words) => cell(words)),
          ['1', '推行用电改革', '牵头单位：市发改委\n配合单位：供电公司'].map((words) => cell(words)),
        ]),
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.title,
        item.text,
        item.leads.map((unit) => unit.name),
        item.partners.map((unit) => unit.name),
        item.deadline?.date ?? null,
      ]),
      [
        ['推行登记改革', '全程网办。', ['市市场监管局'], [], '2025-06-30'],
        ['推行用电改革', '推行用电改革', ['市发改委'], ['供电公司'], null],
      ],
    )
    assert.ok(
      reading.spans.some(
        (span) =>
          span.kind === 'item' &&
          span.field === 'leads' &&
          reading.sourceText.slice(span.start, span.end).startsWith('（牵头单位'),
      ),
    )
  })

  it('a table that goes on over the page without its head', async () => {
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年清单'),
        table([
          ['序号', '任务', '责任单位'].map((words) => cell(words)),
          ['1', '推行登记改革', '市市场监管局'].map((words) => cell(words)),
        ]),
        paragraph('续表'),
        table([['2', '推行用电改革', '市发改委'].map((words) => cell(words))]),
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.leads[0]?.name]),
      [
        ['1', '市市场监管局'],
        ['2', '市发改委'],
      ],
    )
  })

  it('automatic numbers in the column of numbers, measures over several rows, extra columns kept', async () => {
    const numbering = `<w:numbering ${wordNamespace}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
    const auto = `<w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:tc>`
    const reading = await read(
      await docxFile(
        [
          paragraph('云澜市2025年清单'),
          table([
            ['序号', '任务', '工作目标', '责任单位', '备注'].map((words) => cell(words)),
            [
              auto,
              cell('推行登记改革', { merge: 'restart' }),
              cell('网办率95%'),
              cell('市市场监管局'),
              cell('对标先进城市'),
            ],
            [cell(''), cell('', { merge: 'continue' }), cell(''), cell('市公安局'), cell('')],
          ]),
        ],
        { numbering },
      ),
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.number,
        item.title,
        item.leads.map((unit) => unit.name),
        item.partners.map((unit) => unit.name),
        item.extras.map((extra) => `${extra.label}=${extra.text}`),
      ]),
      [['1', '推行登记改革', ['市市场监管局'], ['市公安局'], ['工作目标=网办率95%', '备注=对标先进城市']]],
    )
  })

  it('text with duties and an annex with another list: both', async () => {
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年方案'),
        paragraph('一、改革任务'),
        paragraph('1.推进登记改革。（责任单位：市市场监管局）'),
        paragraph('附件'),
        paragraph('重点项目清单'),
        table([
          ['序号', '项目名称', '责任单位'].map((words) => cell(words)),
          ['1', '建设政务大厅', '市政务局'].map((words) => cell(words)),
        ]),
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.path, item.title]),
      [
        [['一、改革任务'], '推进登记改革'],
        [[], '建设政务大厅'],
      ],
    )
  })
})

describe('numbered and scattered fields', () => {
  it('fields that carry numbers of their own are no measures', async () => {
    const reading = await read(
      '云澜市2025年方案\n一、改革\n（一）推进登记改革。\n1.目标任务。实现便利化。\n2.责任单位。牵头单位：市市场监管局；配合单位：市公安局。\n3.完成时限。2025年9月底前。\n（二）推进用电改革。\n1.目标任务。实现零上门。\n2.责任单位。市发改委、供电公司。\n3.完成时限。2025年12月底前。',
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.number,
        item.title,
        item.text,
        item.leads[0]?.name,
        item.partners[0]?.name,
        item.deadline?.date,
      ]),
      [
        ['（一）', '推进登记改革', '1.目标任务。实现便利化。', '市市场监管局', '市公安局', '2025-09-30'],
        ['（二）', '推进用电改革', '1.目标任务。实现零上门。', '市发改委', '供电公司', '2025-12-31'],
      ],
    )
  })

  it('a lead above, responsible units below, and a limit behind the last are for all', async () => {
    const reading = await read(
      '青屏县2024年方案\n一、开办企业\n牵头领导：县委常委、常务副县长 李某\n牵头单位：县市场监管局\n责任单位：县公安局、县税务局\n（一）压缩环节。环节压缩至1个。\n（二）压缩时间。时间压缩至0.5个工作日。\n完成时限：6月30日前\n二、法治环境（牵头单位：县司法局）\n1.规范执法。（责任单位：县公安局）',
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.title,
        item.leads[0]?.name,
        item.partners.map((unit) => unit.name),
        item.leaders.map((leader) => leader.raw),
        item.deadline?.date ?? null,
      ]),
      [
        ['压缩环节', '县市场监管局', ['县公安局', '县税务局'], ['县委常委、常务副县长 李某'], '2024-06-30'],
        ['压缩时间', '县市场监管局', ['县公安局', '县税务局'], ['县委常委、常务副县长 李某'], '2024-06-30'],
        ['规范执法', '县司法局', ['县公安局'], [], null],
      ],
    )
  })

  it('任务1： with labelled lines', async () => {
    const reading = await read(
      '2025年重点任务清单\n任务1：推进一件事\n工作内容：推行13个。\n牵头单位：市政数局\n完成时限：9月底\n任务2：推进共享\n工作内容：编制目录。\n牵头单位：市政数局\n完成时限：长期',
    )
    assert.equal(reading.title, '2025年重点任务清单')
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.title, item.text, item.deadline?.kind]),
      [
        ['任务1', '推进一件事', '工作内容：推行13个。', 'date'],
        ['任务2', '推进共享', '工作内容：编制目录。', 'long-term'],
      ],
    )
  })
})

describe('headings inside tables', () => {
  it('stand in lines of their own, with counts that are held against what was read', async () => {
    const head = ['序号', '任务', '牵头单位', '时限']
    const sheet = (third: string) =>
      xlsxFile([
        {
          name: 'S',
          rows: [
            ['云澜市2025年任务台账'],
            ['（一）政务环境（2项）'],
            head,
            ['1', '推进一网通办', '市政数局', '6月'],
            ['2', '推进一件事', '市政数局', '9月'],
            [third],
            head,
            ['3', '规范执法', '市司法局', '6月'],
            ['注：时限均为2025年。'],
          ],
          merges: ['A1:D1', 'A2:D2', 'A6:D6', 'A9:D9'],
        },
      ])
    const reading = await read(await sheet('（二）法治环境（1项）'))
    assert.deepEqual(
      reading.items.map((item) => item.path),
      [['（一）政务环境（2项）'], ['（一）政务环境（2项）'], ['（二）法治环境（1项）']],
    )
    assert.equal(reading.counts.agree, true)
    assert.equal((await read(await sheet('（二）法治环境（4项）'))).counts.agree, false)
  })

  it('a number and a name in cells of their own', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: 'S',
          rows: [
            ['序号', '重点任务', '责任分工', '', '时限'],
            ['', '', '牵头单位', '配合单位', ''],
            ['一', '政务环境', '', '', ''],
            ['1', '推进一网通办', '市政数局', '各部门', '2025年6月'],
            ['二', '法治环境', '', '', ''],
            ['2', '规范执法', '市司法局', '', '2025年9月'],
          ],
          merges: ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2'],
        },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.path, item.title]),
      [
        ['1', ['一、政务环境'], '推进一网通办'],
        ['2', ['二、法治环境'], '规范执法'],
      ],
    )
  })

  it('two levels of groups whose merged cells were lost', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: 'S',
          rows: [
            ['云澜市2025年指标任务'],
            ['一级指标', '二级指标', '提升措施', '牵头单位'],
            ['开办企业', '环节', '推行网办', '市市场监管局'],
            ['', '时间', '推行容缺', '市市场监管局'],
            ['建筑许可', '', '联合验收', '市住建局'],
          ],
        },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => item.path),
      [['开办企业', '环节'], ['开办企业', '时间'], ['建筑许可']],
    )
  })

  it('a list of two columns whose cells carry their duties', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: 'S',
          rows: [
            ['序号', '工作要点'],
            ['1', '推进登记改革。（责任单位：市市场监管局）'],
            ['2', '推进用电改革。（责任单位：供电公司、市发改委）'],
          ],
        },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.title, item.leads[0]?.name, item.partners[0]?.name]),
      [
        ['1', '推进登记改革', '市市场监管局', undefined],
        ['2', '推进用电改革', '供电公司', '市发改委'],
      ],
    )
  })
})
