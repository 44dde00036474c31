import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { Hono } from 'hono'
import pg from 'pg'
import { mount } from '#http/mount.ts'
import { answerError } from '#http/refusals.ts'
import { type Actor, system } from '#kernel/actor.ts'
import { keepFilesIn } from '#kernel/cases/files.ts'
import { declareWorkflows } from '#kernel/cases/inbox.ts'
import { clientOf } from '#kernel/client.ts'
import { setClock } from '#kernel/clock.ts'
import { openFolderStore } from '#kernel/files/folder-store.ts'
import { Refusal } from '#kernel/refusal.ts'
import { updateCity } from '#modules/city/service.ts'
import { modules } from '#modules/modules.ts'
import * as people from '#modules/people/service.ts'
import { freshDatabase } from './database.ts'

/**
 * A city of a few units whose people work through the front door (contract → mount → service → PostgreSQL), with a
 * clock that stands still until a test moves it. For tests that live through months of plans, tasks and papers.
 */

const units = {
  energy: ['NYJ', '澄江市能源局', '市能源局', 'government'],
  housing: ['ZJJ', '澄江市住房和城乡建设局', '市住建局', 'government'],
  data: ['SJJ', '澄江市数据管理局', '市数据局', 'government'],
  east: ['DHQ', '东河区人民政府', '东河区', 'region'],
  west: ['XSQ', '西山区人民政府', '西山区', 'region'],
} as const

export type UnitKey = keyof typeof units

export type Call = ReturnType<typeof clientOf>

/** Somebody at work: what he may do by the services, and his way through the front door. */
export interface Worker {
  actor: Actor
  call: Call
}

export interface WorkingCity {
  url: string
  unitIds: Record<UnitKey | 'centre', string>
  /** Two who review, so that one may check what the other did. */
  dispatcher: Worker
  otherDispatcher: Worker
  head: Worker
  cityLeader: Worker
  secrecyReviewer: Worker
  /** Of the administration: manages units. */
  manager: Actor
  liaison: Record<UnitKey, Worker>
  leader: Record<UnitKey, Worker>
  /** A client of the test's own, with the rights of the server's owner. */
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
}

let moment = Temporal.Instant.from('2026-03-02T01:00:00Z')

/** Sets the clock to a time of a day in the zone of the people: `moveTo('2026-03-16', '09:00')`. */
export function moveTo(day: string, time = '09:00'): void {
  moment = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Asia/Shanghai').toInstant()
}

/** Founds the city in a database of its own. Once per test file, at its top level; takes about two seconds. */
export async function foundWorkingCity(): Promise<WorkingCity> {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-working-city-'))
  let client: pg.Client | null = null
  // Said before the database says how it goes, so that the client is gone by then.
  after(async () => {
    await client?.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const url = await freshDatabase()
  const open = new pg.Client({ connectionString: url })
  await open.connect()
  client = open
  after(setClock(() => moment))
  people.configurePeople({ DATA_FOLDER: folder, IDLE_MINUTES: 30, PASSWORD_DAYS: 0 })
  keepFilesIn(await openFolderStore(join(folder, 'files')), 20_000_000)
  declareWorkflows(modules.flatMap((module) => module.workflows ?? []))
  const [manager, security] = await setUp()
  const unitIds = { centre: manager.unitId!, ...(await foundUnits(manager)) }
  const app = frontDoor()
  const hire = async (signInName: string, role: string, unitId: string): Promise<Worker> => {
    const { person } = await people.createPerson(
      { name: `人${signInName}`, signInName, phone: null },
      manager,
    )
    const post = await people.grantPost({ personId: person.id, unitId, role: role as 'liaison' }, security)
    const actor = await people.actorOf(post.id)
    return { actor, call: app(actor) }
  }
  const hireInAll = async (prefix: string, role: string) => {
    const hired = []
    for (const key of Object.keys(units) as UnitKey[])
      hired.push([key, await hire(`${prefix}-${key}`, role, unitIds[key])])
    return Object.fromEntries(hired) as Record<UnitKey, Worker>
  }
  return {
    url,
    unitIds,
    manager,
    dispatcher: await hire('diaodu1', 'dispatcher', unitIds.centre),
    otherDispatcher: await hire('diaodu2', 'dispatcher', unitIds.centre),
    head: await hire('fuze', 'dispatch-head', unitIds.centre),
    cityLeader: await hire('shichang', 'city-leader', unitIds.centre),
    secrecyReviewer: await hire('baomi', 'secrecy-reviewer', unitIds.centre),
    liaison: await hireInAll('lianluo', 'liaison'),
    leader: await hireInAll('lingdao', 'unit-leader'),
    query: async (text, values) => (await open.query(text, values)).rows,
  }
}

async function setUp(): Promise<[Actor, Actor]> {
  const administrator = (signInName: string, place: number) => ({
    name: `管理${signInName}`,
    signInName,
    password: `Linghu-7-Baita${place}`,
  })
  await people.completeSetup({
    token: (await people.createSetupLink())!,
    cityName: '澄江市',
    unit: { code: 'DDZX', fullName: '澄江市营商环境调度中心', shortName: '市调度中心' },
    systemAdmin: administrator('xitong', 1),
    securityAdmin: administrator('anquan', 2),
    auditAdmin: administrator('shenji', 3),
  })
  const [manager, security] = await Promise.all(
    (['system-admin', 'security-admin'] as const).map(async (role) =>
      people.actorOf((await people.listPosts({ role }))[0]!.id),
    ),
  )
  await updateCity({ centreUnitId: manager!.unitId! }, system)
  return [manager!, security!]
}

async function foundUnits(manager: Actor): Promise<Record<UnitKey, string>> {
  const ids: [UnitKey, string][] = []
  for (const [i, [key, [code, fullName, shortName, kind]]] of Object.entries(units).entries()) {
    const unit = await people.createUnit(
      {
        code,
        fullName,
        shortName,
        kind,
        parentId: null,
        regionCode: null,
        sortOrder: i,
        canReport: true,
        validFrom: '2020-01-01',
        otherNames: [],
      },
      manager,
    )
    ids.push([key as UnitKey, unit.id])
  }
  const found = Object.fromEntries(ids) as Record<UnitKey, string>
  await people.createCollective(
    {
      name: '各区人民政府',
      otherNames: ['各区'],
      unitIds: [found.east, found.west],
      validFrom: '2020-01-01',
    },
    manager,
  )
  return found
}

/** The application's own edge over all modules; who calls is said by the test instead of by a cookie. */
function frontDoor(): (actor: Actor) => Call {
  const known = new Map<string, Actor>()
  const app = new Hono()
  app.onError(answerError)
  mount(
    app,
    modules.flatMap((module) => module.routes ?? []),
    {
      authenticate: async (context) => known.get(context.req.header('x-acting') ?? '') ?? null,
      uploadBytes: 20_000_000,
    },
  )
  return (actor) => {
    known.set(actor.postId!, actor)
    return clientOf({
      fetch: (url, init) => app.request(url, init),
      headers: () => ({ 'x-acting': actor.postId! }),
    })
  }
}

/** What a refusal says, for `assert.rejects`: its code, words of its sentence, the field at fault. */
export const refusing =
  (code: string, words?: RegExp, field?: string) =>
  (error: unknown): boolean =>
    error instanceof Refusal &&
    error.code === code &&
    (!words || words.test(error.message)) &&
    (field === undefined || error.details.field === field)
