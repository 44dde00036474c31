import { type Actor, system } from '#kernel/actor.ts'
import { setClock, today } from '#kernel/clock.ts'
import * as people from '#modules/people/service.ts'
import * as plans from '#modules/plans/service.ts'
import * as tasks from '#modules/tasks/service.ts'

/** Everybody's in these tests. */
export const password = 'Linghu-7-Baita'

const holders = {
  dispatcher: 'diaodu',
  'dispatch-head': 'fuze',
  liaison: 'lianluo',
  'unit-leader': 'lingdao',
  'district-dispatcher': 'qiqu',
  'city-leader': 'shichang',
  'secrecy-reviewer': 'baomi',
} as const

const administrators = {
  'system-admin': 'xitong',
  'security-admin': 'anquan',
  'audit-admin': 'shenji',
} as const

export type Role = keyof typeof holders | keyof typeof administrators

/** Sign-in name of whoever has this role. */
export const signInNames: Record<Role, string> = { ...holders, ...administrators }

export interface SmallCity {
  centreUnitId: string
  unitId: string
  planId: string
  taskIds: string[]
  /** Owed by the unit for the present month, one for each task. */
  reportIds: string[]
  actors: Record<keyof typeof holders, Actor>
}

/**
 * Founds a city by the services, in the process's database: a dispatch centre, a unit, one person in each role, and a
 * plan whose measures that unit has received. Takes about two seconds.
 */
export async function foundSmallCity(measureCount: number): Promise<SmallCity> {
  // A task that is received after the month's day of reporting owes its first report a month later.
  const first = `${today().toPlainYearMonth()}-03T09:00+08:00`
  const restore = setClock(() => Temporal.Instant.from(first))
  try {
    const centreUnitId = await setUp()
    const [manager, security] = await Promise.all([holderOf('system-admin'), holderOf('security-admin')])
    const unit = await people.createUnit(
      {
        code: 'NYJ',
        fullName: '澄江市能源局',
        shortName: '市能源局',
        kind: 'government',
        parentId: null,
        regionCode: null,
        sortOrder: 1,
        canReport: true,
        validFrom: '2020-01-01',
        otherNames: [],
      },
      manager,
    )
    for (const [role, signInName] of Object.entries(holders) as [keyof typeof holders, string][]) {
      const made = await people.createPerson({ name: `测试${signInName}`, signInName, phone: null }, manager)
      await people.setPassword({ personId: made.person.id, password, mustChange: false }, system)
      const unitId = /liaison|unit-leader/.test(role) ? unit.id : centreUnitId
      await people.grantPost({ personId: made.person.id, unitId, role }, security)
    }
    const actors = Object.fromEntries(
      await Promise.all(Object.keys(holders).map(async (role) => [role, await holderOf(role as Role)])),
    ) as SmallCity['actors']
    const planId = await dispatchPlan(measureCount, actors)
    const list = { sort: 'number', descending: false, page: 1, pageSize: 200 } as const
    const taskIds = (await tasks.listOfTasks(list, actors.liaison)).tasks.map(({ id }) => id)
    await tasks.receiveMany({ taskIds }, actors.liaison)
    const { reports } = await tasks.listOfReports({ page: 1, pageSize: 200 }, actors.liaison)
    return { centreUnitId, unitId: unit.id, planId, taskIds, reportIds: reports.map(({ id }) => id), actors }
  } finally {
    restore()
  }
}

async function setUp(): Promise<string> {
  const administrator = (signInName: string, place: number) => ({
    name: `管理${signInName}`,
    signInName,
    password: `${password}${place}`,
  })
  await people.completeSetup({
    token: (await people.createSetupLink())!,
    cityName: '澄江市',
    unit: { code: 'DDZX', fullName: '澄江市营商环境调度中心', shortName: '市调度中心' },
    systemAdmin: administrator(administrators['system-admin'], 1),
    securityAdmin: administrator(administrators['security-admin'], 2),
    auditAdmin: administrator(administrators['audit-admin'], 3),
  })
  for (const role of Object.keys(administrators) as Role[]) {
    const { personId } = await holderOf(role)
    await people.setPassword({ personId: personId!, password, mustChange: false }, system)
  }
  return (await holderOf('system-admin')).unitId!
}

async function holderOf(role: Role): Promise<Actor> {
  const [post] = await people.listPosts({ role })
  return people.actorOf(post!.id)
}

async function dispatchPlan(measureCount: number, actors: SmallCity['actors']): Promise<string> {
  const measures = Array.from(
    { length: measureCount },
    (_, i) =>
      `${i + 1}.推行测试举措${i + 1}。对第${i + 1}类事项压缩办理时限，公开办理结果。\n牵头单位：市能源局\n完成时限：2099年12月底前`,
  )
  const text = ['澄江市优化营商环境行动方案', '一、优化政务服务', '（一）提升办事效率', ...measures].join(
    '\n',
  )
  const file = new File([text], '方案.txt', { type: 'text/plain' })
  const plan = await plans.upload(file, actors.dispatcher)
  const review = await plans.reviewOf(plan.id, actors.dispatcher)
  const doubtIds = review.measures.flatMap((measure) =>
    measure.doubts.filter((doubt) => !doubt.settledBy).map((doubt) => `${measure.id}/${doubt.id}`),
  )
  if (doubtIds.length > 0) await plans.settle({ id: plan.id, doubtIds, settled: true }, actors.dispatcher)
  await plans.actOn({ id: plan.id, action: 'confirm' }, actors.dispatcher)
  await plans.actOn({ id: plan.id, action: 'dispatch' }, actors['dispatch-head'])
  return plan.id
}
