import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeGb18030 } from '../corpus/gb18030.ts'
import { cell, docxFile, numberingPart, paragraph, table } from './docx-file-for-tests.ts'
import { codes, read, type Short, short } from './reading-for-tests.ts'
import { xlsxFile } from './xlsx-file-for-tests.ts'

// The formats F01 to F15 in which task lists are published, each in words of a city that does not exist.

const fields = (
  path: string[],
  rows: [
    number: string,
    title: string,
    leads: string[],
    partners: string[],
    date: string | null,
    kind?: string | null,
  ][],
): Short[] =>
  rows.map(([number, title, leads, partners, date, kind]) => ({
    number,
    path,
    title,
    leads,
    partners,
    date,
    kind: kind === undefined ? (date ? 'date' : null) : kind,
  }))

const f01 = [
  '云澜市人民政府办公室关于印发《云澜市优化营商环境行动方案》的通知',
  '云政办发〔2025〕7号',
  '各旗区人民政府，市人民政府各部门：',
  '《云澜市优化营商环境行动方案》已经市政府同意，现印发给你们，请认真贯彻执行。',
  '云澜市人民政府办公室',
  '2025年2月18日',
  '（此件公开发布）',
  '云澜市优化营商环境行动方案',
  '为持续优化营商环境，制定本方案。',
  '一、总体要求',
  '以企业感受为标准，实施2个行动、3个领域、4条措施。',
  '二、重点任务',
  '（一）实施准入便利行动',
  '1.开办企业',
  '（1）推行企业名称自主申报。全市企业登记一次办好，10个工作日内公布清单。',
  '牵头部门：市市场监督管理局',
  '配合单位：市公安局，各旗区人民政府',
  '完成时限：2025年9月底前',
  '（2）压减开办材料。免费发放首套印章。',
  '牵头部门：市市场监督管理局、市公安局',
  '配合单位：各旗区人民政府',
  '完成时限：长期坚持',
  '2.注销企业',
  '（1）优化注销流程。实行一网注销。',
  '牵头部门：市市场监督管理局',
  '配合单位：国家税务总局云澜市税务局',
  '完成时限：2025年12月底前',
  '（二）实施要素保障行动',
  '1.用电报装',
  '（1）推行报装零上门。小微企业报装不超过10天。',
  '牵头部门：云澜供电公司',
  '配合单位：市能源局',
  '完成时限：2025年6月底前完成试点，年底前全面推开',
  '三、保障措施',
  '（一）加强组织领导。各部门主要负责同志要亲自抓。',
  '抄送：市委办公室。',
]

const f01Expected: Short[] = [
  ...fields(
    ['二、重点任务', '（一）实施准入便利行动', '1.开办企业'],
    [
      ['（1）', '推行企业名称自主申报', ['市市场监督管理局'], ['市公安局', '各旗区人民政府'], '2025-09-30'],
      ['（2）', '压减开办材料', ['市市场监督管理局', '市公安局'], ['各旗区人民政府'], null, 'long-term'],
    ],
  ),
  ...fields(
    ['二、重点任务', '（一）实施准入便利行动', '2.注销企业'],
    [['（1）', '优化注销流程', ['市市场监督管理局'], ['国家税务总局云澜市税务局'], '2025-12-31']],
  ),
  ...fields(
    ['二、重点任务', '（二）实施要素保障行动', '1.用电报装'],
    [['（1）', '推行报装零上门', ['云澜供电公司'], ['市能源局'], '2025-12-31', 'milestones']],
  ),
]

describe('F01: labelled lines behind the measure', () => {
  it('reads the text', async () => {
    const reading = await read(f01.join('\n'))
    assert.deepEqual(short(reading), f01Expected)
    assert.equal(reading.title, '云澜市优化营商环境行动方案')
    assert.equal(reading.documentNumber, '云政办发〔2025〕7号')
    assert.equal(reading.issuedOn, '2025-02-18')
    assert.equal(reading.year, 2025)
    assert.deepEqual([reading.counts.actions, reading.counts.fields, reading.counts.items], [2, 3, 4])
    assert.deepEqual(
      reading.counts.stated.map((stated) => [stated.number, stated.noun, stated.agrees]),
      [
        [2, '行动', true],
        [3, '领域', true],
        [4, '措施', true],
      ],
    )
    assert.deepEqual(reading.items[3]?.deadline?.milestones, [
      { label: '完成试点', date: '2025-06-30' },
      { label: '全面推开', date: '2025-12-31' },
    ])
    assert.equal(reading.items[0]?.text, '全市企业登记一次办好，10个工作日内公布清单。')
    assert.ok(
      !reading.spans.some(
        (span) => span.kind === 'item' && reading.sourceText.slice(span.start, span.end).includes('抄送'),
      ),
    )
  })

  it('says when the document counts otherwise', async () => {
    const reading = await read(f01.join('\n').replace('4条措施', '5条措施'))
    assert.equal(reading.counts.agree, false)
    assert.ok(reading.flags.some((flag) => flag.code === 'count-differs'))
  })

  it('reads the docx, typed and with automatic numbers, as the same text', async () => {
    const typed = await read(await docxFile(f01.map((line) => paragraph(line))))
    assert.deepEqual(short(typed), f01Expected)
    const levels = numberingPart([
      [
        { format: 'chineseCountingThousand', text: '%1、' },
        { format: 'chineseCountingThousand', text: '（%2）' },
        { format: 'decimal', text: '%3.', suffix: 'nothing' },
        { format: 'decimal', text: '（%4）' },
      ],
    ])
    const body = f01.map((line) => {
      const match = /^(?:([一二三]、)|(（[一二三]）)|(\d\.)|(（\d）))/.exec(line)
      if (!match) return paragraph(line)
      const level = match.slice(1).findIndex((part) => part !== undefined)
      return paragraph(line.slice(match[0].length), { list: { num: 1, level } })
    })
    const automatic = await read(await docxFile(body, { numbering: levels }))
    assert.deepEqual(short(automatic), f01Expected)
    assert.equal(automatic.sourceText, typed.sourceText)
  })
})

describe('formats in running text', () => {
  const cases: { name: string; lines: string[]; expected: Short[] }[] = [
    {
      name: 'F02: square brackets, prefix printed once, groups by commas',
      lines: [
        '青屏市2024年优化营商环境工作要点',
        '一、对标提升',
        '（一）优化市场准入退出。推进多部门联办，实现“一网一窗一次”办结。〔牵头单位：市市场监管局、发展改革委、大数据发展局；配合单位：市公安局、民政局、住房城乡建设局，青屏公积金管理中心，市消防救援支队，人民银行青屏市分行、青屏海关、青屏税务局，各县（区）人民政府〕',
      ],
      expected: fields(
        ['一、对标提升'],
        [
          [
            '（一）',
            '优化市场准入退出',
            ['市市场监管局', '市发展改革委', '市大数据发展局'],
            [
              '市公安局',
              '市民政局',
              '市住房城乡建设局',
              '青屏公积金管理中心',
              '市消防救援支队',
              '人民银行青屏市分行',
              '青屏海关',
              '青屏税务局',
              '各县（区）人民政府',
            ],
            null,
          ],
        ],
      ),
    },
    {
      name: 'F02 in half-width characters',
      lines: [
        '青屏市2024年优化营商环境工作要点',
        '一、对标提升',
        '(一)优化市场准入退出.推进联办。[牵头单位:市市场监管局、发展改革委;配合单位:市公安局,各县(区)人民政府]',
      ],
      expected: fields(
        ['一、对标提升'],
        [
          [
            '(一)',
            '优化市场准入退出.推进联办',
            ['市市场监管局', '市发展改革委'],
            ['市公安局', '各县(区)人民政府'],
            null,
          ],
        ],
      ),
    },
    {
      name: 'F03: the deadline is the last chunk of the bracket, its year in the title',
      lines: [
        '澜山自治州2020年深化改革工作计划',
        '一、提升效能',
        '1.加大放权力度。承接下放事项。（牵头单位:州行政审批服务局;责任单位:州司法局、州委编办及州直相关单位,各县市人民政府、澜山经开区管委会,6月底完成）',
      ],
      expected: fields(
        ['一、提升效能'],
        [
          [
            '1',
            '加大放权力度',
            ['州行政审批服务局'],
            ['州司法局', '州委编办', '州直相关单位', '各县市人民政府', '澜山经开区管委会'],
            '2020-06-30',
          ],
        ],
      ),
    },
    {
      name: 'F04: roles by verbs, the deadline in the sentence',
      lines: [
        '澜水市2022年改革要点',
        '一、推进审批优化',
        '1.实施许可清单管理。2022年10月底前编制并公布清单。（市政府办公室、市行政审批制度改革工作领导小组办公室牵头,市级各有关部门及各县市区政府按职责分工负责）',
      ],
      expected: fields(
        ['一、推进审批优化'],
        [
          [
            '1',
            '实施许可清单管理',
            ['市政府办公室', '市行政审批制度改革工作领导小组办公室'],
            ['市级各有关部门', '各县市区政府'],
            '2022-10-31',
          ],
        ],
      ),
    },
    {
      name: 'F05: brackets and separators mixed',
      lines: [
        '青屏区2021年重点任务分工方案',
        '一、放权',
        '（一）精简审批。',
        '1.承接下放事项。组织评估。〔牵头单位:区政府办公室,责任单位:区政府有关部门,各街道（功能区）〕',
        '2.落实许可审查。（牵头单位:区政府办公室、区司法局;责任单位:区政府有关部门）',
      ],
      expected: fields(
        ['一、放权', '（一）精简审批'],
        [
          ['1', '承接下放事项', ['区政府办公室'], ['区政府有关部门', '各街道（功能区）'], null],
          ['2', '落实许可审查', ['区政府办公室', '区司法局'], ['区政府有关部门'], null],
        ],
      ),
    },
    {
      name: 'F06: a single list, names with brackets of their own, 等 and a trailing group',
      lines: [
        '澜城市2023年优化营商环境方案',
        '一、办理破产',
        '（八）提升线下查询便利度。支持管理人查询。（责任单位：市高院、市公安局、市规划资源局、市通信管理局等；各区政府）',
        '二、工程建设',
        '2.完善综合验收制度。细化要求。（责任部门：市住房城乡建设管理委、市交通委（市道运局）、市气象局）',
      ],
      expected: [
        ...fields(
          ['一、办理破产'],
          [
            [
              '（八）',
              '提升线下查询便利度',
              ['市高院'],
              ['市公安局', '市规划资源局', '市通信管理局', '各区政府'],
              null,
            ],
          ],
        ),
        ...fields(
          ['二、工程建设'],
          [['2', '完善综合验收制度', ['市住房城乡建设管理委'], ['市交通委（市道运局）', '市气象局'], null]],
        ),
      ],
    },
    {
      name: 'F07: elided prefix, brackets inside names of groups, children that are only text',
      lines: [
        '水城2019年行动方案',
        '一、审批提速',
        '（一）加大放权。削减事项。（责任单位：市行政审批局、住建局、司法局，各市（区）人民政府，医药高新区管委会）',
        '（二）压减时间。分两步：1.梳理事项；2.公布清单。（责任单位：市行政审批局）',
      ],
      expected: fields(
        ['一、审批提速'],
        [
          [
            '（一）',
            '加大放权',
            ['市行政审批局'],
            ['市住建局', '市司法局', '各市（区）人民政府', '医药高新区管委会'],
            null,
          ],
          ['（二）', '压减时间', ['市行政审批局'], [], null],
        ],
      ),
    },
    {
      name: 'F08: several items in one paragraph, no brackets, figures that are no numbers',
      lines: [
        '澜港市招商若干措施',
        '一、支持落地',
        '1.对来澜港创业的团队，最高给予 5000 万元资助。责任单位：市委组织部、市科技局。2.对实际投资 2 亿元以上的项目给予奖励。责任单位：市发改委、市财政局。3.支持技改。责任单位：市工信局。',
      ],
      expected: fields(
        ['一、支持落地'],
        [
          ['1', '对来澜港创业的团队，最高给予 5000 万元资助', ['市委组织部'], ['市科技局'], null],
          ['2', '对实际投资 2 亿元以上的项目给予奖励', ['市发改委'], ['市财政局'], null],
          ['3', '支持技改', ['市工信局'], [], null],
        ],
      ),
    },
    {
      name: 'F09: duty and time in one bracket',
      lines: [
        '关于落实2020年重点工作分工的意见',
        '一、保持稳定',
        '1.做好各项工作，确保完成任务。（国务院各部门分别负责，年内持续推进）',
        '2.提高安全水平。（工业和信息化部、公安部、应急管理部按职责分工负责）',
      ],
      expected: fields(
        ['一、保持稳定'],
        [
          ['1', '做好各项工作，确保完成任务', ['国务院各部门'], [], '2020-12-31'],
          ['2', '提高安全水平', ['工业和信息化部'], ['公安部', '应急管理部'], null],
        ],
      ),
    },
    {
      name: 'F10: a space behind the number, the deadline in the text, lead only',
      lines: [
        '澜江省2022年创新提升行动方案',
        '（一）开办企业领域。',
        '1. 提升登记便利度。优化系统，9月底前，实现1个环节、0成本、1天办结。（牵头单位：省市场监管局）',
        '2. 提升开户效率。6月底前，推广电子执照。（牵头单位：人民银行澜江分行）',
      ],
      expected: fields(
        ['（一）开办企业领域'],
        [
          ['1', '提升登记便利度', ['省市场监管局'], [], '2022-09-30'],
          ['2', '提升开户效率', ['人民银行澜江分行'], [], '2022-06-30'],
        ],
      ),
    },
    {
      name: 'F11: sub-items inside one paragraph are the items',
      lines: [
        '澜池市2017年改革任务分工',
        '一、简政',
        '1.深化商事制度改革。（1）落实多证合一。扩大范围。（市工商质监局牵头负责）（2）完善全程电子化。（市工商质监局牵头，市税务局配合）（3）推进注销改革。（市工商质监局牵头负责）',
      ],
      expected: fields(
        ['一、简政', '1.深化商事制度改革'],
        [
          ['（1）', '落实多证合一', ['市工商质监局'], [], null],
          ['（2）', '完善全程电子化', ['市工商质监局'], ['市税务局'], null],
          ['（3）', '推进注销改革', ['市工商质监局'], [], null],
        ],
      ),
    },
    {
      name: 'F13: the label of one responsible group',
      lines: [
        '云澜市2025年发展措施',
        '（一）统筹协同发展。立足实际错位发展。（责任单位:市直相关部门,各旗区人民政府）',
      ],
      expected: fields([], [['（一）', '统筹协同发展', ['市直相关部门'], ['各旗区人民政府'], null]]),
    },
  ]
  for (const { name, lines, expected } of cases)
    it(name, async () => {
      assert.deepEqual(short(await read(lines.join('\n'))), expected)
      assert.deepEqual(short(await read(await docxFile(lines.map((line) => paragraph(line))))), expected)
    })

  it('F06 marks what is concluded', async () => {
    const reading = await read(cases[5]?.lines.join('\n') ?? '')
    assert.ok(codes(reading).includes('first-as-lead'))
    assert.ok(codes(reading).includes('open-list'))
    assert.equal(reading.items[0]?.leads[0]?.guessed, true)
  })

  it('F08 in GB18030 reads as in UTF-8', async () => {
    const lines = ['澜港市措施', '1.支持技改。责任单位：市工信局。2.支持外贸。责任单位：市商务局。']
    // 市 工 信 局 and the rest in GBK, written out so that the test needs no encoder
    const national = await read(encodeGb18030(lines.join('\r\n')))
    const universal = await read(`\ufeff${lines.join('\n')}`)
    assert.deepEqual(short(national), short(universal))
    assert.equal(national.items.length, 2)
  })

  it('F14: stars stay as marks, plans without units are read by their numbers', async () => {
    const reading = await read(
      [
        '澜浦区打造一流营商环境行动方案',
        '一、评价指标提升（Systematization）',
        '（一）企业开办。方便企业和群众办事。',
        '1* .开展“一证多址”改革。免于再次办理许可证。',
        '2*.开展住所标准化登记。建立地址库。',
        '3.推进效能评估。形成报告。',
        '二、保障措施',
        '（一）加强统筹。各部门密切配合。',
      ].join('\n'),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.number, item.marks, item.title]),
      [
        ['1', ['*'], '开展“一证多址”改革'],
        ['2', ['*'], '开展住所标准化登记'],
        ['3', [], '推进效能评估'],
      ],
    )
    assert.ok(reading.flags.some((flag) => flag.code === 'no-duties'))
  })

  const none: [string, string[]][] = [
    [
      'a notice of a meeting',
      [
        '关于召开推进会的通知',
        '各区政府：',
        '一、会议时间',
        '2025年3月12日上午9:00。',
        '二、参会人员',
        '（一）市发改委、市财政局负责同志。',
        '三、有关要求',
        '1.请于3月10日前报送名单。联系人：王某，电话：1234567。',
      ],
    ],
    [
      'a speech',
      [
        '在大会上的讲话',
        '一、肯定成绩。成效明显。',
        '二、认清形势。差距不小。',
        '三、抓好落实。各责任单位要履职，市发改委要牵头抓总。',
      ],
    ],
    [
      'rules',
      [
        '云澜市政务服务管理办法',
        '第一条 为规范政务服务，制定本办法。',
        '第二条 市政务服务部门负责本办法的实施。',
        '第三条 各部门应当公开事项。',
      ],
    ],
  ]
  for (const [name, lines] of none)
    it(`finds nothing in ${name}`, async () => {
      assert.deepEqual(short(await read(lines.join('\n'))), [])
    })
})

describe('tables', () => {
  const head = ['序号', '重点任务', '具体措施', '牵头单位', '配合单位', '完成时限']

  it('F12g: merged cells, 同上 and 〃 in a workbook', async () => {
    const reading = await read(
      await xlsxFile(
        [
          {
            name: 'Sheet1',
            rows: [
              ['附件', null, null, null, null, null],
              ['云澜市2025年营商环境任务清单', null, null, null, null, null],
              head,
              [
                '1',
                '市场准入',
                '（1）推行标准化登记。建立地址库。',
                '市市场监管局',
                '各旗区',
                '2025年12月底前',
              ],
              [null, null, '（2）压减材料', '〃', '同上', '长期坚持'],
              [null, null, '（3）免费刻章', '市公安局、市场监管局', '／', '同上'],
              [
                '2',
                '不动产登记',
                '推行一窗办理',
                '市自然资源局',
                '市税务局\n市住建局',
                { number: 45930, style: 1 },
              ],
              ['合计', null, null, null, null, '4条'],
            ],
            merges: ['A2:F2', 'A4:A6', 'B4:B6'],
          },
        ],
        ['yyyy"年"m"月"d"日"'],
      ),
    )
    assert.equal(reading.title, '云澜市2025年营商环境任务清单')
    assert.deepEqual(short(reading), [
      ...fields(
        ['市场准入'],
        [
          ['（1）', '推行标准化登记', ['市市场监管局'], ['各旗区'], '2025-12-31'],
          ['（2）', '压减材料', ['市市场监管局'], ['各旗区'], null, 'long-term'],
          ['（3）', '免费刻章', ['市公安局', '市市场监管局'], [], null, 'long-term'],
        ],
      ),
      ...fields(
        ['不动产登记'],
        [['', '推行一窗办理', ['市自然资源局'], ['市税务局', '市住建局'], '2025-09-30']],
      ),
    ])
    assert.deepEqual(
      reading.headings.map((heading) => [heading.number, heading.title]),
      [
        ['1', '市场准入'],
        ['2', '不动产登记'],
      ],
    )
    assert.ok(codes(reading, 1).includes('copied-above'))
  })

  it('F12a: task and responsible unit in a docx, head repeated, section rows', async () => {
    const top = [cell('任务'), cell('责任单位')]
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年重点工作责任分解', { align: 'center' }),
        table([
          top,
          [cell('一、扩大投资', { span: 2 })],
          [cell('1.开工重大项目30个。'), cell('市发改委、市财政局')],
          top,
          [cell('2.新增停车位3000个。'), cell('市城管局')],
          [cell('二、改善民生', { span: 2 })],
          [cell('3.建成学校5所。'), cell('市教育局')],
        ]),
      ]),
    )
    assert.deepEqual(short(reading), [
      ...fields(
        ['一、扩大投资'],
        [
          ['1', '开工重大项目30个', ['市发改委'], ['市财政局'], null],
          ['2', '新增停车位3000个', ['市城管局'], [], null],
        ],
      ),
      ...fields(['二、改善民生'], [['3', '建成学校5所', ['市教育局'], [], null]]),
    ])
  })

  it('F12b: leaders; F12j: 责任单位 beside 牵头单位 are partners', async () => {
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年任务分工'),
        table([
          ['序号', '工作任务', '牵头领导', '牵头单位', '责任单位'].map((words) => cell(words)),
          ['1', '推进数字政府建设', '李某某、王某某', '市政数局', '市发改委、市财政局'].map((words) =>
            cell(words),
          ),
        ]),
      ]),
    )
    assert.deepEqual(
      short(reading),
      fields([], [['1', '推进数字政府建设', ['市政数局'], ['市发改委', '市财政局'], null]]),
    )
    assert.deepEqual(
      reading.items[0]?.leaders.map((leader) => leader.raw),
      ['李某某', '王某某'],
    )
  })

  it('F12c: quarters are milestones under a head of two rows', async () => {
    const reading = await read(
      await xlsxFile([
        {
          name: '任务分解表',
          rows: [
            ['2021年任务分解表', null, null, null, null, null, null],
            ['序号', '任务', '牵头单位', '责任（配合）单位', '形象进度', null, null],
            [null, null, null, null, '一季度', '二季度', '三季度'],
            ['1', '建设政务大厅', '区政务办', '区住建局', '完成设计', '主体开工', '投入使用'],
          ],
          merges: ['A1:G1', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'E2:G2'],
        },
      ]),
    )
    assert.deepEqual(
      short(reading),
      fields([], [['1', '建设政务大厅', ['区政务办'], ['区住建局'], '2021-09-30', 'milestones']]),
    )
    assert.deepEqual(reading.items[0]?.deadline?.milestones, [
      { label: '一季度', date: '2021-03-31', target: '完成设计' },
      { label: '二季度', date: '2021-06-30', target: '主体开工' },
      { label: '三季度', date: '2021-09-30', target: '投入使用' },
    ])
  })

  it('F12i: a vertical form holds one task', async () => {
    const reading = await read(
      await docxFile([
        paragraph('2025年实事项目表', { align: 'center' }),
        table(
          [
            ['项目名称', '口袋公园建设'],
            ['项目内容', '新建口袋公园6个。'],
            ['主办单位', '区绿化局'],
            ['协办单位', '各街道'],
            ['完成时限', '2025年10月底前'],
          ].map((row) => row.map((words) => cell(words))),
        ),
      ]),
    )
    assert.deepEqual(
      short(reading),
      fields([], [['', '口袋公园建设', ['区绿化局'], ['各街道'], '2025-10-31']]),
    )
    assert.equal(reading.items[0]?.text, '新建口袋公园6个。')
  })

  it('F15: rectification with compound times', async () => {
    const times: [string, string | null, string, boolean][] = [
      ['2024年底前，并长期坚持', '2024-12-31', 'date', true],
      ['2026年底前', '2026-12-31', 'date', false],
      ['立行立改，长期坚持', null, 'immediate', true],
    ]
    const reading = await read(
      await xlsxFile([
        {
          name: '整改',
          rows: [
            ['反馈问题整改清单', null, null, null],
            ['问题', '整改措施', '责任部门', '完成时限'],
            ...times.map(([raw], i) => [
              `问题${'甲乙丙'[i]}`,
              `整改措施内容第${i + 1}项`,
              '市生态环境局',
              raw,
            ]),
          ],
        },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [
        item.title,
        item.deadline?.raw,
        item.deadline?.date,
        item.deadline?.kind,
        item.deadline?.longTerm,
      ]),
      times.map(([raw, date, kind, long], i) => [`整改措施内容第${i + 1}项`, raw, date, kind, long]),
    )
  })

  it('one sheet per field; hidden rows and sheets are told', async () => {
    const rows = (task: string): string[][] => [
      ['序号', '任务', '牵头单位'],
      ['1', task, '市发改委'],
      ['2', `${task}第二项`, '市财政局'],
    ]
    const reading = await read(
      await xlsxFile([
        { name: '市场准入', rows: rows('登记改革') },
        { name: '纳税', rows: rows('办税改革'), hiddenRows: [3] },
        { name: '备用', rows: rows('不应读入'), state: 'hidden' },
      ]),
    )
    assert.deepEqual(
      reading.items.map((item) => [item.path, item.title]),
      [
        [['市场准入'], '登记改革'],
        [['市场准入'], '登记改革第二项'],
        [['纳税'], '办税改革'],
        [['纳税'], '办税改革第二项'],
      ],
    )
    assert.ok(codes(reading, 3).includes('hidden-row'))
    assert.ok(reading.flags.some((flag) => flag.code === 'hidden-sheet'))
  })

  it('1.10 that a sheet keeps as a number is restored', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => [
      { number: Number(`1.${i + 1}`) },
      `任务第${i + 1}项内容`,
      '市发改委',
    ])
    const reading = await read(
      await xlsxFile([{ name: 'Sheet1', rows: [['序号', '任务', '牵头单位'], ...rows] }]),
    )
    assert.equal(reading.items.at(-1)?.number, '1.10')
    assert.ok(codes(reading, 9).includes('sequence-repaired'))
  })

  it('merged cells of a docx table, down and across', async () => {
    const reading = await read(
      await docxFile([
        paragraph('云澜市2025年任务清单'),
        table([
          head.map((words) => cell(words)),
          [
            cell('1'),
            cell('融资', { merge: 'restart' }),
            cell('设立担保基金'),
            cell('市金融办', { merge: 'restart' }),
            cell('市财政局'),
            cell('6月底前', { merge: 'restart' }),
          ],
          [
            cell('2'),
            cell('', { merge: 'continue' }),
            cell('开展银企对接'),
            cell('', { merge: 'continue' }),
            cell('人行云澜分行'),
            cell('', { merge: 'continue' }),
          ],
        ]),
      ]),
    )
    assert.deepEqual(
      short(reading),
      fields(
        ['融资'],
        [
          ['1', '设立担保基金', ['市金融办'], ['市财政局'], '2025-06-30'],
          ['2', '开展银企对接', ['市金融办'], ['人行云澜分行'], '2025-06-30'],
        ],
      ),
    )
  })
})
