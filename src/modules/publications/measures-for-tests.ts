import { randomUUID } from 'node:crypto'
import type { PublishedMeasure } from './services/publishing.ts'

let count = 0

/** A measure as `tasks` hands it over, unlike any other; what matters to a test is given by it. */
export function someMeasure(given: Partial<PublishedMeasure> = {}): PublishedMeasure {
  count += 1
  return {
    taskId: randomUUID(),
    number: `RW-2026-${String(count).padStart(4, '0')}`,
    planId: '7b0a4c7e-53b1-4a55-9d0e-0d3f6c1f2a11',
    planTitle: '瀚宁市优化营商环境行动方案',
    documentNumber: '瀚政办发〔2026〕6号',
    action: '实施高效办事提升行动',
    field: '经营主体登记',
    path: ['一、实施高效办事提升行动', '（一）经营主体登记'],
    title: `推行第${count}项登记全程网办`,
    text: '整合设立、变更、备案、注销四类业务的线上入口，材料齐全的当场核准。',
    leadUnitId: '0f2f3f54-8f5f-4b0e-9f0a-5f3c7a1d2e01',
    leadName: '市市场监管局',
    coLeadNames: [],
    partnerNames: ['市公安局'],
    partnerUnitIds: ['0f2f3f54-8f5f-4b0e-9f0a-5f3c7a1d2e02'],
    dueOn: '2026-09-30',
    deadlineText: '2026年9月底前',
    longTerm: false,
    state: 'inProgress',
    stateLabel: '办理中',
    light: 'green',
    lightReason: '正常推进',
    progress: 20,
    expectedProgress: 25,
    dispatchedOn: '2026-03-05',
    ...given,
  }
}

/** The same measure as it is refreshed with nothing changed. */
export const movementOf = (measure: PublishedMeasure) => ({
  state: measure.state,
  stateLabel: measure.stateLabel,
  light: measure.light,
  lightReason: measure.lightReason,
  progress: measure.progress,
  expectedProgress: measure.expectedProgress,
})
