import { Document, HeadingLevel, Packer, Paragraph } from 'docx'

/** A plan as a city would publish it, in the chain 一、→（一）→1.→（1）, with a unit that no list of units has. */
export const planTitle = '瀚宁市优化营商环境补充工作方案'

export const strangeUnit = '市营商环境提升工作专班'

interface Measure {
  title: string
  text: string
  leads: string
  partners: string
  deadline: string
}

export const measures: [Measure, Measure, Measure, Measure] = [
  {
    title: '推行经营主体迁移“一次办”',
    text: '实行迁入地一地申请、档案线上移交、税务事项同步划转，迁移办理时限压缩至2个工作日以内。',
    leads: '市市场监督管理局',
    partners: '市公安局、瀚宁税务局',
    deadline: '2026年12月底前',
  },
  {
    title: '公开涉企检查计划',
    text: '各执法部门于每季度首月公布检查计划，同一企业一季度内的现场检查合并进行，结果五日内告知企业。',
    leads: '市市场监督管理局',
    partners: '各旗区人民政府',
    deadline: '年底前',
  },
  {
    title: '压缩用电报装时限',
    text: '低压非居民用户报装用时压缩至10个工作日以内，报装进度可在线查询。',
    leads: '市发展改革委',
    partners: strangeUnit,
    deadline: '2026年10月底前',
  },
  {
    title: '建立政策兑现台账',
    text: '梳理惠企政策兑现事项，明确受理窗口、办理时限和责任人，按月公布兑现进度。',
    leads: '市发展和改革委员会',
    partners: '市财政局',
    deadline: '长期坚持',
  },
]

/** The Word file of it. */
export async function planFile(): Promise<Buffer> {
  const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
    new Paragraph({ text, heading: level })
  const measure = ({ title, text, leads, partners, deadline }: Measure, place: number) => [
    new Paragraph(`（${place}）${title}。${text}`),
    new Paragraph(`牵头部门：${leads}`),
    new Paragraph(`配合单位：${partners}`),
    new Paragraph(`完成时限：${deadline}`),
  ]
  const [first, second, third, fourth] = measures
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: planTitle, heading: HeadingLevel.TITLE }),
          new Paragraph('为进一步优化营商环境，结合我市实际，制定本方案。本方案共2个重点领域、4条措施。'),
          heading('一、重点任务', HeadingLevel.HEADING_1),
          heading('（一）提升办事效率', HeadingLevel.HEADING_2),
          heading('1.经营主体服务', HeadingLevel.HEADING_3),
          ...measure(first, 1),
          ...measure(second, 2),
          heading('2.要素保障', HeadingLevel.HEADING_3),
          ...measure(third, 1),
          ...measure(fourth, 2),
          heading('二、保障措施', HeadingLevel.HEADING_1),
          new Paragraph('各责任单位于每月25日前报送进展。'),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
