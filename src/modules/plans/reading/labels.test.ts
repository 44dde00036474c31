import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { columnRole, findLabels, labelRole } from './labels.ts'

describe('labels', () => {
  const roles: Record<string, string[]> = {
    lead: [
      '牵头单位',
      '牵头部门',
      '牵头责任单位',
      '主责单位',
      '主办单位',
      '负责单位',
      '市级牵头单位',
      '责任牵头单位',
      '牵头处室',
      '牵头',
    ],
    partner: [
      '配合单位',
      '配合部门',
      '协办单位',
      '参加单位',
      '参与单位',
      '协同单位',
      '配合',
      '责任（配合）单位',
    ],
    duty: [
      '责任单位',
      '责任部门',
      '责任主体',
      '整改责任单位',
      '落实单位',
      '实施单位',
      '责任分工',
      '责任科室',
    ],
    leader: ['牵头领导', '分管领导', '责任领导', '包联领导', '牵头市领导', '责任县级领导'],
    deadline: [
      '完成时限',
      '完成时间',
      '时间节点',
      '整改时限',
      '进度安排',
      '时间进度',
      '时限要求',
      '完成期限',
      '办结时限',
    ],
    extra: ['责任人', '联系人', '联系电话', '预期成果', '备注'],
    both: ['牵头及配合单位', '牵头、配合单位'],
  }
  for (const [role, labels] of Object.entries(roles))
    for (const label of labels)
      it(`${label} is ${role}`, () =>
        assert.equal(labelRole(label.replaceAll('（', '(').replaceAll('）', ')')), role))

  for (const words of [
    '单位',
    '时间',
    '各责任单位',
    '参会单位',
    '会议时间',
    '工作目标',
    '指导思想',
    'constructor',
    '__proto__',
    '适用范围',
  ])
    it(`${words} is none`, () => assert.equal(labelRole(words), null))

  it('finds labels with a colon that no Chinese word precedes', () => {
    const found = (text: string): string[] =>
      findLabels(text, 0, text.length).map((label) => `${label.label}=${text.slice(label.end)}`)
    assert.deepEqual(found('牵头单位:市发改委'), ['牵头单位=市发改委'])
    assert.deepEqual(found('。责任单位 :市发改委'), ['责任单位=市发改委'])
    assert.deepEqual(found('[牵头单位]市发改委'), ['牵头单位=市发改委'])
    assert.deepEqual(found('请各责任单位:按时报送'), [])
    assert.deepEqual(found('会议时间:上午'), [])
  })
})

describe('column heads', () => {
  const roles: Record<string, string[]> = {
    sequence: ['序号', '编号', '任务编号'],
    group: ['领域', '重点领域', '类别', '专项行动', '一级指标'],
    task: ['任务', '重点任务', '工作任务', '任务名称', '项目名称', '整改事项'],
    measure: ['具体措施', '工作内容', '主要措施', '整改措施', '工作举措', '任务内容', '具体任务'],
    lead: ['牵头单位', '主办单位', '牵头\n单位', '牵头单位（部门）'],
    partner: ['配合单位', '协办单位', '配合'],
    duty: ['责任单位', '责任部门'],
    deadline: ['完成时限', '完成时间', '时限', '时间', '完成日期'],
    milestone: ['一季度', '第二季度', '8月', '十二月', '三季度形象进度', '上半年'],
    goal: ['工作目标', '目标', '工作目标及任务要求'],
    extra: ['备注', '联系人'],
    remark: ['工作进度', '主办单位意见', '资金使用情况'],
  }
  for (const [role, heads] of Object.entries(roles))
    for (const head of heads)
      it(`${head.replace('\n', '⏎')} is ${role}`, () =>
        assert.equal(columnRole(head.replaceAll('（', '(').replaceAll('）', ')')), role))
  for (const words of ['市发改委', '推进登记改革', '1', '', '2025年12月底前'])
    it(`${words || '(empty)'} is none`, () => assert.equal(columnRole(words), null))
})
