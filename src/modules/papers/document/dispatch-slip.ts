import type { OfficialDocument } from './content.ts'
import { chineseDate } from './wording.ts'

export type DispatchSlipData = {
  issuer: string
  /** Number of the slip. */
  number: string
  signedOn: string
  leads: string[]
  partners: string[]
  tasks: DispatchedTask[]
  /** 交办依据: plan, meeting or instruction. */
  basis: string
  /** Day by which the receipt is due, ISO. */
  receiptDueOn?: string
  requirements?: string[]
  contact?: { name: string; phone: string }
}

export type DispatchedTask = { number: string; name: string; measure: string; dueText: string }

/** 交办通知单: an internal form, therefore plain and without a red head. */
export const dispatchSlip = (data: DispatchSlipData): OfficialDocument => ({
  layout: 'plain',
  issuer: data.issuer,
  documentNumber: `编号：${data.number}`,
  title: '交办通知单',
  body: [
    {
      kind: 'table',
      columns: [
        { title: '项目', share: 2, align: 'center' },
        { title: '内容', share: 10 },
      ],
      rows: [
        ['牵头单位', data.leads.join('、')],
        ['配合单位', data.partners.join('、') || '无'],
        ['交办依据', data.basis],
        ['办理要求', requirements(data).join('\n')],
        ...(data.contact ? [['联系人', `${data.contact.name}　${data.contact.phone}`]] : []),
      ],
    },
    { kind: 'remark', text: `交办任务${data.tasks.length}项：` },
    {
      kind: 'table',
      columns: [
        { title: '任务编号', share: 4, align: 'center' },
        { title: '任务名称', share: 5 },
        { title: '具体措施', share: 11 },
        { title: '完成时限', share: 4, align: 'center' },
      ],
      rows: data.tasks.map(({ number, name, measure, dueText }) => [
        number,
        name,
        measure,
        dueText || '未注明',
      ]),
    },
  ],
  signature: data.issuer,
  signedOn: data.signedOn,
})

const requirements = ({ receiptDueOn, requirements: given = [] }: DispatchSlipData): string[] =>
  [
    receiptDueOn &&
      `请于${chineseDate(receiptDueOn)}前签收；不属于本单位职责的，请在签收期限内申请退回并说明理由、依据和转办建议。`,
    ...given,
  ].filter((text): text is string => Boolean(text))
