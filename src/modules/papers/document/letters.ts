import { quoted } from './bulletin-words.ts'
import type { Block, OfficialDocument } from './content.ts'
import { clause, sentence } from './figures-in-words.ts'
import { chineseDate } from './wording.ts'

/** What every letter of the office carries. */
export type LetterFrame = {
  issuer: string
  documentNumber?: string
  /** The unit that is addressed. */
  addressee: string
  /** 成文日期, ISO. */
  signedOn: string
  copyTo?: string
  contact?: { name: string; phone: string }
}

export type LetterTask = {
  number: string
  name: string
  /** 完成时限 as printed. */
  dueText: string
  /** Percent. */
  progress: number
  /** 序时进度 in percent. */
  expected?: number
  daysLate?: number
  reason?: string
}

export type SupervisionLetterData = LetterFrame & {
  plan: { title: string; documentNumber?: string }
  /** The day of the figures, ISO. */
  asOf: string
  tasks: LetterTask[]
  /** Times that these tasks were urged before. */
  urgedBefore?: number
  /** Day of the written answer, ISO. */
  replyDueOn: string
  /** Requirements beyond the answer, one each. */
  requirements?: string[]
}

/** 督办函 for one or more tasks of a unit (信函格式). Refuses (RangeError) a letter without a task or with a day that is none. */
export const supervisionLetter = (data: SupervisionLetterData): OfficialDocument => {
  const [first] = data.tasks
  if (!first) throw new RangeError('督办函至少要列明一项任务。')
  const subject =
    data.tasks.length === 1 ? quoted(first.name) : `${quoted(first.name)}等${data.tasks.length}项`
  return {
    ...frame(data),
    title: `关于加快推进${subject}任务的督办函`,
    body: [
      { kind: 'paragraph', text: supervisionLead(data) },
      { kind: 'heading', level: 1, text: '督办事项' },
      ...data.tasks.map((task): Block => ({ kind: 'heading', level: 3, text: taskLine(task) })),
      { kind: 'heading', level: 1, text: '办理要求' },
      ...numbered([
        ...(data.requirements ?? []),
        `请你单位主要负责同志牵头，逐项明确整改措施、责任人和完成时限，于${chineseDate(data.replyDueOn)}前书面函复我办，并加盖公章。`,
      ]),
      ...contact(data),
      { kind: 'paragraph', text: '特此函告。' },
    ],
  }
}

const supervisionLead = ({ plan, asOf, tasks, urgedBefore = 0 }: SupervisionLetterData): string => {
  const number = plan.documentNumber ? `（${plan.documentNumber}）` : ''
  return [
    `截至${chineseDate(asOf)}，你单位牵头的《${plan.title}》${number}任务中，有${tasks.length}项进展滞后。`,
    urgedBefore > 0 ? `此前已催办${urgedBefore}次。` : '',
    '现就有关事项函告如下：',
  ].join('')
}

const taskLine = ({ number, name, dueText, progress, expected, daysLate = 0, reason }: LetterTask): string =>
  sentence([
    `${quoted(name)}（任务编号：${number}）`,
    `完成时限为${clause(dueText) || '未注明'}`,
    `进度${progress}%`,
    expected !== undefined && expected > progress && `落后序时进度${expected - progress}个百分点`,
    daysLate > 0 && `已逾期${daysLate}天`,
    clause(reason) && `原因是${clause(reason)}`,
  ])

export type InterviewNoticeData = LetterFrame & {
  /** 约谈制度 or decision that it rests on, with the book-title marks where it has them. */
  basis?: string
  /** 约谈事由: facts, one each. */
  reasons: string[]
  /** Wall-clock time in the city, such as 2026-10-20T09:30. */
  at: string
  place: string
  /** 约谈人, with their posts. */
  interviewers: string[]
  /** 被约谈人, by their posts. */
  interviewees: string[]
  /** What they must bring. */
  materials: string[]
  /** Day by which the list of those who come is due, ISO. */
  confirmDueOn?: string
}

/** 约谈通知书 (信函格式). Refuses (RangeError) a notice without a reason, and times that are none. */
export const interviewNotice = (data: InterviewNoticeData): OfficialDocument => {
  if (data.reasons.length === 0) throw new RangeError('约谈通知书至少要写明一项约谈事由。')
  return {
    ...frame(data),
    title: '约谈通知书',
    body: [
      {
        kind: 'paragraph',
        text: `${data.basis ? `根据${clause(data.basis)}，` : ''}经研究，决定对你单位进行约谈。现将有关事项通知如下：`,
      },
      ...part('约谈事由', data.reasons),
      { kind: 'heading', level: 1, text: '约谈时间和地点' },
      { kind: 'paragraph', text: `时间：${chineseTime(data.at)}。\n地点：${clause(data.place)}。` },
      { kind: 'heading', level: 1, text: '约谈人和被约谈人' },
      {
        kind: 'paragraph',
        text: `约谈人：${data.interviewers.join('、')}。\n被约谈人：${data.interviewees.join('、')}。`,
      },
      ...part('有关要求', [
        ...(data.materials.length > 0 ? [`请携带以下材料：${data.materials.map(clause).join('；')}。`] : []),
        ...(data.confirmDueOn ? [`请于${chineseDate(data.confirmDueOn)}前报送参加约谈人员名单。`] : []),
        '被约谈人应当按时到场；确因特殊情况不能参加的，须提前书面说明理由并经同意。',
      ]),
      ...contact(data),
    ],
  }
}

const frame = ({ issuer, documentNumber, addressee, signedOn, copyTo }: LetterFrame) => ({
  layout: 'letter' as const,
  issuer,
  documentNumber,
  recipients: addressee,
  signature: issuer,
  signedOn,
  copyTo,
})

/** One item stands as a paragraph, several are numbered. */
const numbered = (items: readonly string[]): Block[] => {
  const texts = items.map((item) => sentence([clause(item)])).filter(Boolean)
  return texts.map((text) =>
    texts.length === 1 ? { kind: 'paragraph', text } : { kind: 'heading', level: 3, text },
  )
}

const part = (text: string, items: readonly string[]): Block[] => [
  { kind: 'heading', level: 1, text },
  ...numbered(items),
]

const contact = ({ contact: person }: LetterFrame): Block[] =>
  person ? [{ kind: 'paragraph', text: `联系人：${person.name}，联系电话：${person.phone}。` }] : []

/** 2026-10-20T09:30 → 2026年10月20日（星期二）9时30分. */
export const chineseTime = (wallClock: string): string => {
  const at = Temporal.PlainDateTime.from(wallClock)
  const weekday = '一二三四五六日'[at.dayOfWeek - 1]
  const minutes = at.minute === 0 ? '' : `${at.minute}分`
  return `${chineseDate(at.toPlainDate().toString())}（星期${weekday}）${at.hour}时${minutes}`
}
