import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BulletinData } from './bulletin.ts'
import { bulletinDocument } from './bulletin.ts'
import type { Block, TableBlock } from './content.ts'
import { SAMPLE_TASKS, sampleMonth } from './sample-month.ts'

const said = (block: Block): string =>
  block.kind === 'heading' ? block.text + (block.follow ?? '') : block.kind === 'paragraph' ? block.text : ''

/** The text of each of the four sections. */
const sections = (data: BulletinData): Record<string, string> => {
  const found: Record<string, string> = {}
  let name = ''
  for (const block of bulletinDocument(data).body) {
    if (block.kind === 'heading' && block.level === 1) name = block.text
    else found[name] = (found[name] ?? '') + said(block)
  }
  return found
}

const table = (body: Block[]): TableBlock => body.find((block) => block.kind === 'table') as TableBlock

describe('the sample month', () => {
  const text = sections(sampleMonth())

  test('is a 通报 with title, number, recipients, four sections and three attachments', () => {
    const paper = bulletinDocument(sampleMonth())
    assert.equal(paper.title, '关于2026年9月优化营商环境工作任务进展情况的通报')
    assert.equal(paper.documentNumber, '瀚营商办发〔2026〕12号')
    assert.deepEqual(Object.keys(text).slice(1), ['总体进展', '主要成效', '存在问题', '下一步工作要求'])
    assert.deepEqual(paper.attachmentsNote, ['慢序时任务清单', '按序时任务清单', '各牵头单位任务进展情况表'])
    assert.deepEqual(
      paper.attachments!.map(({ landscape }) => Boolean(landscape)),
      [true, true, false],
    )
  })

  test('一 says the totals, the change and the lights', () => {
    const part = text.总体进展!
    assert.match(
      part,
      /共部署任务8项。截至9月30日，已签收7项、未签收1项，办理中5项，已办结2项（其中已销号1项）。/,
    )
    assert.match(part, /办结数比上月末增加1项。逾期未办结1项，与上月末持平。/)
    assert.match(
      part,
      /绿灯2项、黄灯1项、红灯2项、蓝灯2项，另有1项暂未亮灯。红灯比上月末增加1项，黄灯比上月末减少1项。/,
    )
    assert.match(
      part,
      /应报送进展12项次，按时报送10项次，按时报送率83\.3%，迟报1项次，漏报1项次。经审核退回补充1项次。/,
    )
  })

  test('no rate is taken of a base under ten', () => {
    assert.doesNotMatch(text.总体进展!, /办结率/)
    const groups = table(bulletinDocument(sampleMonth()).body)
    assert.deepEqual(
      groups.rows.map((row) => row[3]),
      ['—', '—'],
    )
  })

  test('二 names what was closed, what moved and what recovered, with the result', () => {
    assert.match(
      text.主要成效!,
      /9月办结任务1项。市市场监督管理局牵头的“扶持个体私营经济发展”已办结：印发.*216户。/,
    )
    assert.match(
      text.主要成效!,
      /提升的任务3项。其中提升20个百分点以上的1项。.*“推进‘一件事’集成办理”由55%提升到80%/,
    )
    assert.match(text.主要成效!, /由黄灯、红灯转为绿灯的任务1项。/)
  })

  test('三 names unit, task, gap and reason', () => {
    assert.match(
      text.存在问题!,
      /市能源局牵头的“压减用电报装时间”应于2026年8月31日前完成，进度60%，已逾期30天，原因是外线工程/,
    )
    assert.match(
      text.存在问题!,
      /“建立涉企检查‘扫码入企’制度”进度30%，落后序时进度45个百分点，原因是行政检查系统/,
    )
    assert.match(text.存在问题!, /进度60%，落后序时进度15个百分点。/, 'the gap is not said twice')
    assert.match(text.存在问题!, /漏报的有市司法局（1项次）。迟报的有市能源局（1项次）。/)
    assert.match(text.存在问题!, /退回补充的有市地方金融管理局（1项次，未填写存在问题）。/)
  })

  test('四 addresses the units, with days', () => {
    const part = text.下一步工作要求!
    assert.match(
      part,
      /请市能源局、市司法局主要负责同志牵头，对2项逾期、红灯任务.*于2026年10月20日前书面报送整改措施。/,
    )
    assert.match(
      part,
      /10月到期任务1项：市自然资源局牵头的“推进‘标准地＋带方案出让’”（10月31日到期，进度88%）。/,
    )
    assert.match(part, /于2026年10月25日前报送10月进展/)
  })

  test('the two lists part the plan without a rest, the worst first, with letters for the lights', () => {
    const [slow, rest] = bulletinDocument(sampleMonth()).attachments!.map(({ body }) => table(body))
    assert.equal(slow!.rows.length + rest!.rows.length, SAMPLE_TASKS.length)
    assert.deepEqual(
      slow!.rows.map((row) => [row[1], row[7]]),
      [
        ['YS-2026-004', '红'],
        ['YS-2026-005', '红'],
        ['YS-2026-006', '黄'],
      ],
    )
  })
})

describe('other months', () => {
  const calm = SAMPLE_TASKS.filter(({ light }) => light === 'green').map((task) => ({
    ...task,
    progressLastMonth: task.progress,
    lightLastMonth: 'green' as const,
  }))
  const quiet = { due: 2, onTime: 2, late: [], missed: [], returned: [] }

  test('a month without trouble says so in few words, and has no list of slow tasks', () => {
    const data = sampleMonth(calm, { reporting: quiet })
    const text = sections(data)
    assert.match(text.总体进展!, /已全部签收，办理中2项，尚无办结任务。/)
    assert.match(text.总体进展!, /无逾期任务。/)
    assert.match(text.总体进展!, /应报送进展2项次，全部按时报送。/)
    assert.equal(text.主要成效, '9月无新办结任务，各项任务进度与上月末相比无变化。')
    assert.equal(text.存在问题, '9月无逾期任务，无黄灯、红灯任务，进展报送无迟报、漏报、退回。')
    assert.deepEqual(bulletinDocument(data).attachmentsNote, ['按序时任务清单', '各牵头单位任务进展情况表'])
  })

  test('a first bulletin compares with nothing', () => {
    const first = calm.map(({ progressLastMonth: _, ...task }) => task)
    const text = sections(sampleMonth(first, { lastMonth: undefined, reporting: quiet }))
    assert.doesNotMatch(Object.values(text).join(''), /上月/)
  })

  test('without a requirement the fourth section is left out', () => {
    const long = calm.map((task) => ({ ...task, dueOn: '2027-06-30' }))
    const text = sections(sampleMonth(long, { nextMonth: {}, reporting: quiet }))
    assert.ok(!('下一步工作要求' in text))
  })

  test('rates and their change appear from a base of ten on', () => {
    const many = Array.from({ length: 10 }, (_, index) => ({
      ...SAMPLE_TASKS[index < 4 ? 0 : 2]!,
      number: `YS-2026-${index}`,
    }))
    const data = sampleMonth(many)
    const lastMonth = { ...data.totals, closed: 3 }
    assert.match(
      sections({ ...data, lastMonth }).总体进展!,
      /办结率40%。办结数比上月末增加1项，办结率提高10个百分点。/,
    )
  })

  test('many yellow tasks are named by unit, with the attachment', () => {
    const yellow = Array.from({ length: 13 }, (_, index) => ({
      ...SAMPLE_TASKS[5]!,
      number: `YS-2026-${index}`,
    }))
    assert.match(
      sections(sampleMonth(yellow)).存在问题!,
      /共13项，涉及1个牵头单位：市地方金融管理局（13项），详见附件1。/,
    )
  })

  test('many tasks that fall due are counted by unit', () => {
    const due = Array.from({ length: 11 }, (_, index) => ({
      ...SAMPLE_TASKS[6]!,
      number: `YS-2026-${index}`,
    }))
    assert.match(
      sections(sampleMonth(due)).下一步工作要求!,
      /10月到期任务11项：市自然资源局（11项）。请牵头单位/,
    )
  })

  test('in January the next month and last month are right', () => {
    const text = sections(sampleMonth(calm, { month: '2026-12', asOf: '2026-12-31', reporting: quiet }))
    assert.match(text.下一步工作要求!, /报送1月进展/)
  })

  test('a month that is none is refused', () => {
    assert.throws(() => bulletinDocument(sampleMonth(calm, { month: '2026-13' })), RangeError)
  })
})

test('no sentence is empty, doubled in its stop, or left with an unfilled place', () => {
  const texts = [
    sampleMonth(),
    sampleMonth(SAMPLE_TASKS.slice(3, 5)),
    sampleMonth(SAMPLE_TASKS.slice(7)),
  ].flatMap((data) => bulletinDocument(data).body.map(said).filter(Boolean))
  for (const text of texts) {
    assert.doesNotMatch(text, /undefined|null|NaN|。。|，，|，。|；。|：。|（）|“”/, text)
  }
})
