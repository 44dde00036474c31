import type { Light } from '#modules/tasks/contract.ts'
import type { BulletinData, BulletinGroup, BulletinTask } from './bulletin.ts'

/** A month of an invented city, small enough to be counted by hand: for the tests of this folder. */
const task = (number: number, name: string, lead: string, given: Partial<BulletinTask>): BulletinTask => ({
  number: `YS-2026-${String(number).padStart(3, '0')}`,
  name,
  action: '聚焦全生命周期服务专项行动',
  field: '市场准入',
  leads: [lead],
  dueOn: '2026-12-31',
  dueText: '2026年12月底前',
  received: true,
  light: 'green',
  lightLastMonth: 'green',
  progress: 75,
  progressLastMonth: 70,
  expected: 75,
  late: false,
  closedThisMonth: false,
  ...given,
})

export const SAMPLE_TASKS: BulletinTask[] = [
  task(1, '扶持个体私营经济发展', '市市场监督管理局', {
    light: 'blue',
    progress: 100,
    progressLastMonth: 90,
    closedThisMonth: true,
    done: '印发个体工商户分型分类培育标准，认定首批“名特优新”个体工商户216户。组织培训4场。',
  }),
  task(2, '推行企业开办全程网办', '市政务服务与数据管理局', {
    light: 'blue',
    progress: 100,
    progressLastMonth: 100,
    done: '企业开办全程网办率达到98%。',
  }),
  task(3, '推进“一件事”集成办理', '市政务服务与数据管理局', {
    progress: 80,
    progressLastMonth: 55,
    lightLastMonth: 'yellow',
    done: '新上线“企业信息变更一件事”等6个事项，累计上线24个。',
  }),
  task(4, '压减用电报装时间', '市能源局', {
    light: 'red',
    late: true,
    dueOn: '2026-08-31',
    dueText: '2026年8月底前',
    progress: 60,
    progressLastMonth: 60,
    expected: 100,
    redMonths: 2,
    lightReason: '逾期未办结',
    problem: '原因是外线工程审批尚未并联，两家供电企业接口标准不一。',
    nextStep: '10月底前完成并联审批流程改造',
  }),
  task(5, '建立涉企检查“扫码入企”制度', '市司法局', {
    light: 'red',
    progress: 30,
    progressLastMonth: 30,
    expected: 75,
    redMonths: 1,
    lightReason: '落后序时进度45个百分点',
    problem: '行政检查系统与自治区平台尚未联通。',
    nextStep: '与自治区平台对接，先行在3个部门试点',
  }),
  task(6, '扩大首贷户贴息范围', '市地方金融管理局', {
    action: '聚焦要素保障专项行动',
    field: '获得信贷',
    light: 'yellow',
    progress: 60,
    progressLastMonth: 50,
    expected: 75,
    lightReason: '落后序时进度15个百分点',
  }),
  task(7, '推进“标准地＋带方案出让”', '市自然资源局', {
    action: '聚焦要素保障专项行动',
    field: '获取场地',
    dueOn: '2026-10-31',
    dueText: '2026年10月底前',
    progress: 88,
    progressLastMonth: 80,
    expected: 85,
  }),
  task(8, '发布惠企政策清单', '市发展和改革委员会', {
    action: '聚焦要素保障专项行动',
    field: '政策服务',
    dueOn: undefined,
    dueText: '长期坚持',
    received: false,
    light: null,
    progress: 0,
    progressLastMonth: 0,
    expected: undefined,
  }),
]

const counted = (name: string, tasks: BulletinTask[]): BulletinGroup => ({
  name,
  total: tasks.length,
  closed: tasks.filter(({ light }) => light === 'blue').length,
  late: tasks.filter(({ late }) => late).length,
  byLight: lights(tasks),
})

const lights = (tasks: BulletinTask[]): Record<Light, number> => {
  const counts = { green: 0, yellow: 0, red: 0, blue: 0 }
  for (const { light } of tasks) if (light) counts[light] += 1
  return counts
}

const groups = (tasks: BulletinTask[], by: (task: BulletinTask) => string): BulletinGroup[] =>
  [...Map.groupBy(tasks, by)].map(([name, own]) => counted(name, own))

/** The month that these tasks make; `given` replaces parts of it. */
export const sampleMonth = (tasks = SAMPLE_TASKS, given: Partial<BulletinData> = {}): BulletinData => {
  const whole = counted('', tasks)
  return {
    cityName: '瀚宁市',
    issuer: '瀚宁市优化营商环境工作领导小组办公室',
    documentNumber: '瀚营商办发〔2026〕12号',
    recipients: '各旗区人民政府，云谷园区管理委员会，市直各部门，各直属单位',
    copyTo: '市委办公室，市人大常委会办公室，市政府办公室，市政协办公室，市纪委监委机关',
    month: '2026-09',
    asOf: '2026-09-30',
    issuedOn: '2026-10-12',
    plan: { title: '瀚宁市2026年优化营商环境工作方案', documentNumber: '瀚政办发〔2026〕8号' },
    totals: {
      total: whole.total,
      received: tasks.filter(({ received }) => received).length,
      inProgress: tasks.filter(({ received, light }) => received && light !== 'blue').length,
      closed: whole.closed,
      writtenOff: Math.min(1, whole.closed),
      late: whole.late,
      byLight: whole.byLight,
    },
    lastMonth: {
      total: whole.total,
      received: 7,
      inProgress: 6,
      closed: 1,
      writtenOff: 0,
      late: 1,
      byLight: { green: 3, yellow: 2, red: 1, blue: 1 },
    },
    actions: groups(tasks, ({ action }) => action),
    fields: groups(tasks, ({ field }) => field),
    units: groups(tasks, ({ leads }) => leads[0]!).map((group) => ({
      ...group,
      reportsDue: group.total - group.closed,
      reportsMissed: group.name === '市司法局' ? 1 : 0,
      reportsReturned: 0,
    })),
    tasks,
    reporting: {
      due: 12,
      onTime: 10,
      late: [{ unit: '市能源局', count: 1 }],
      missed: [{ unit: '市司法局', count: 1 }],
      returned: [{ unit: '市地方金融管理局', count: 1, reason: '未填写存在问题' }],
    },
    nextMonth: { reportsDueOn: '2026-10-25', rectificationDueOn: '2026-10-20' },
    legend: [
      { light: 'green', text: '正常推进' },
      { light: 'yellow', text: '落后序时进度10个百分点以上' },
      { light: 'red', text: '逾期未办结，或落后序时进度超过30个百分点' },
      { light: 'blue', text: '已办结' },
    ],
    ...given,
  }
}
