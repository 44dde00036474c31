import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { textOf } from '#kernel/xml.ts'
import type { Block, OfficialDocument } from './content.ts'
import { dispatchSlip } from './dispatch-slip.ts'
import { chineseTime, interviewNotice, supervisionLetter } from './letters.ts'
import { meetingMinutes } from './minutes.ts'
import { written } from './opened-document.ts'

const said = (block: Block): string =>
  block.kind === 'heading' || block.kind === 'paragraph'
    ? block.text
    : block.kind === 'roll'
      ? `${block.label}：${block.names}`
      : ''
const text = (paper: OfficialDocument): string => paper.body.map(said).join('\n')

const frame = {
  issuer: '瀚宁市营商办',
  documentNumber: '瀚营商办函〔2026〕21号',
  addressee: '市能源局',
  signedOn: '2026-10-12',
}
const late = {
  number: 'YS-2026-004',
  name: '压减用电报装时间',
  dueText: '2026年8月底前',
  progress: 60,
  expected: 100,
  daysLate: 30,
  reason: '外线工程审批尚未并联。',
}
const supervised = {
  ...frame,
  plan: { title: '工作方案', documentNumber: '瀚政办发〔2026〕8号' },
  asOf: '2026-09-30',
  tasks: [late],
  replyDueOn: '2026-10-20',
}

describe('督办函', () => {
  test('is a letter that says which task, how far behind, why, and until when an answer is due', () => {
    const paper = supervisionLetter(supervised)
    assert.equal(paper.layout, 'letter')
    assert.equal(paper.title, '关于加快推进“压减用电报装时间”任务的督办函')
    assert.equal(paper.recipients, '市能源局')
    assert.match(
      text(paper),
      /“压减用电报装时间”（任务编号：YS-2026-004），完成时限为2026年8月底前，进度60%，落后序时进度40个百分点，已逾期30天，原因是外线工程审批尚未并联。\n/,
    )
    assert.match(text(paper), /于2026年10月20日前书面函复/)
    assert.doesNotMatch(text(paper), /催办|联系人/, 'what was not given is not said')
  })

  test('names the number of tasks and of urgings when there are more', () => {
    const paper = supervisionLetter({ ...supervised, tasks: [late, late, late], urgedBefore: 2 })
    assert.equal(paper.title, '关于加快推进“压减用电报装时间”等3项任务的督办函')
    assert.match(text(paper), /有3项进展滞后。此前已催办2次。/)
  })

  test('without a task, or with a day that is none, it is refused', () => {
    assert.throws(() => supervisionLetter({ ...supervised, tasks: [] }), /至少要列明一项任务/)
    assert.throws(() => supervisionLetter({ ...supervised, replyDueOn: '2026-11-31' }), RangeError)
  })
})

describe('约谈通知书', () => {
  const notice = {
    ...frame,
    basis: '《约谈制度》',
    reasons: ['任务连续2个月亮红灯', '9月漏报进展1项次。'],
    at: '2026-10-20T09:30',
    place: '市政务服务中心',
    interviewers: ['市营商办主任'],
    interviewees: ['主要负责同志', '分管负责同志'],
    materials: ['书面汇报', '整改措施'],
    confirmDueOn: '2026-10-16',
  }

  test('says why, when, where, who, and what to bring', () => {
    const paper = interviewNotice(notice)
    assert.equal(paper.layout, 'letter')
    for (const part of [
      '根据《约谈制度》，经研究，决定对你单位进行约谈。',
      '任务连续2个月亮红灯。\n9月漏报进展1项次。',
      '时间：2026年10月20日（星期二）9时30分。',
      '地点：市政务服务中心。',
      '被约谈人：主要负责同志、分管负责同志。',
      '请携带以下材料：书面汇报；整改措施。',
      '请于2026年10月16日前报送参加约谈人员名单。',
    ])
      assert.ok(text(paper).includes(part), part)
  })

  test('a single reason is not numbered', () => {
    const [, heading, reason] = interviewNotice({ ...notice, reasons: ['任务逾期'] }).body
    assert.equal(heading!.kind, 'heading')
    assert.deepEqual(reason, { kind: 'paragraph', text: '任务逾期。' })
  })

  test('without a reason, or at a time that is none, it is refused', () => {
    assert.throws(() => interviewNotice({ ...notice, reasons: [] }), /至少要写明一项约谈事由/)
    assert.throws(() => interviewNotice({ ...notice, at: '2026-10-20T25:00' }), RangeError)
  })

  test('full hours are said without minutes', () => {
    assert.equal(chineseTime('2026-10-25T15:00'), '2026年10月25日（星期日）15时')
  })
})

describe('会议纪要', () => {
  const minutes = {
    mark: '优化营商环境工作专题会议纪要',
    issueNumber: '〔2026〕3号',
    issuer: '瀚宁市营商办',
    signedOn: '2026-10-22',
    title: '关于三季度重点任务推进工作的会议纪要',
    heldAt: '2026-10-20T15:00',
    place: '第二会议室',
    chair: '副市长王五',
    topics: ['听取进展情况汇报'],
    decisions: [
      {
        subject: '加快用电报装改革',
        text: '完成并联审批流程改造。',
        leads: ['市能源局'],
        partners: ['市自然资源局'],
        dueOn: '2026-10-31',
      },
      { subject: '推进集成办理', text: '再上线6个事项', leads: ['市政务服务局'], dueText: '年底前' },
    ],
    present: ['王五', '张三'],
    absent: ['周九'],
  }

  test('says when, where, who, what was decided, who does it by when, and who came', async () => {
    const paper = meetingMinutes(minutes)
    assert.match(
      text(paper),
      /^2026年10月20日（星期二）15时，副市长王五在第二会议室主持召开会议，听取进展情况汇报。会议议定事项2项/,
    )
    assert.match(
      text(paper),
      /完成并联审批流程改造。（牵头单位：市能源局；配合单位：市自然资源局；完成时限：2026年10月31日前）/,
    )
    assert.match(text(paper), /再上线6个事项。（牵头单位：市政务服务局；完成时限：年底前）/)
    assert.match(text(paper), /出席：王五、张三\n请假：周九$/)
    const file = await written(paper)
    assert.ok(textOf(file.body).includes('优化营商环境工作专题会议纪要'))
  })

  test('a meeting that decided nothing says so', () => {
    assert.match(text(meetingMinutes({ ...minutes, decisions: [] })), /会议未形成议定事项。/)
  })
})

test('交办通知单 is a plain form: no red, number on the right, tasks in a table', async () => {
  const file = await written(
    dispatchSlip({
      issuer: '瀚宁市营商办',
      number: 'JB-2026-007',
      signedOn: '2026-03-02',
      leads: ['市能源局'],
      partners: [],
      basis: '瀚政办发〔2026〕8号',
      receiptDueOn: '2026-03-04',
      tasks: [
        { number: 'YS-2026-004', name: '压减用电报装时间', measure: '并联审批', dueText: '2026年8月底前' },
      ],
    }),
  )
  const all = textOf(file.body)
  for (const part of [
    '交办通知单',
    '编号：JB-2026-007',
    '请于2026年3月4日前签收',
    'YS-2026-004',
    '2026年3月2日',
  ])
    assert.ok(all.includes(part), part)
  assert.ok(!file.paragraphs.some((each) => JSON.stringify(each.children).includes('FF0000')))
})
