import type { Block, OfficialDocument } from './content.ts'
import { clause, sentence } from './figures-in-words.ts'
import { chineseTime } from './letters.ts'
import { chineseDate } from './wording.ts'

export type MinutesData = {
  /** 标志, such as 瀚宁市优化营商环境工作专题会议纪要. */
  mark: string
  /** 〔2026〕3号 or 第3期. */
  issueNumber: string
  /** The office that issues the minutes. */
  issuer: string
  signedOn: string
  title: string
  /** Wall-clock time in the city, such as 2026-10-20T15:00. */
  heldAt: string
  place: string
  /** 主持人, with the post. */
  chair: string
  /** What the meeting heard or studied, as the sentence goes on: 听取三季度任务进展情况汇报. */
  topics: string[]
  decisions: Decision[]
  present: string[]
  absent?: string[]
  observers?: string[]
  copyTo?: string
}

/** 议定事项: becomes a task in one step, so it says who and by when. */
export type Decision = {
  subject: string
  text: string
  leads: string[]
  partners?: string[]
  /** ISO day, or words where there is no day. */
  dueOn?: string
  dueText?: string
}

/** 会议纪要 (纪要格式): no addressee, no seal; who came stands at the end. Refuses (RangeError) times that are none. */
export const meetingMinutes = (data: MinutesData): OfficialDocument => ({
  layout: 'minutes',
  issuer: data.mark,
  documentNumber: data.issueNumber,
  signature: data.issuer,
  signedOn: data.signedOn,
  title: data.title,
  body: [
    { kind: 'paragraph', text: lead(data) },
    ...data.decisions.flatMap(decision),
    ...roll('出席', data.present),
    ...roll('请假', data.absent),
    ...roll('列席', data.observers),
  ],
  copyTo: data.copyTo,
  printedBy: data.issuer,
  printedOn: data.signedOn,
})

const lead = ({ heldAt, place, chair, topics, decisions }: MinutesData): string =>
  [
    sentence([
      `${chineseTime(heldAt)}，${clause(chair)}在${clause(place)}主持召开会议`,
      topics.length > 0 && topics.map(clause).join('，'),
    ]),
    decisions.length > 0 ? `会议议定事项${decisions.length}项，现纪要如下：` : '会议未形成议定事项。',
  ].join('')

const decision = ({ subject, text, leads, partners = [], dueOn, dueText }: Decision): Block[] => {
  const due = dueOn ? `${chineseDate(dueOn)}前` : clause(dueText)
  const duties = [
    leads.length > 0 && `牵头单位：${leads.join('、')}`,
    partners.length > 0 && `配合单位：${partners.join('、')}`,
    due && `完成时限：${due}`,
  ].filter(Boolean)
  return [
    { kind: 'heading', level: 1, text: clause(subject) },
    { kind: 'paragraph', text: `${clause(text)}。${duties.length > 0 ? `（${duties.join('；')}）` : ''}` },
  ]
}

const roll = (label: string, people: readonly string[] | undefined): Block[] =>
  people && people.length > 0 ? [{ kind: 'roll', label, names: people.join('、') }] : []
