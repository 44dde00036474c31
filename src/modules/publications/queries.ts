import { type Insertable, type Selectable, type SelectQueryBuilder, sql, type Updateable } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import { matches, searchVector } from '#kernel/search.ts'
import type { MeasureFilter } from './contract.ts'
import type {
  PublicationsMeasure,
  PublicationsNote,
  PublicationsNoteFile,
  PublicationsTables,
  PublicationsVersion,
} from './tables.generated.ts'

const tables = () => db<PublicationsTables>()

/** Everything but the search column, which is large and for nobody's eyes. */
const columns = [
  'task_id',
  'number',
  'plan_id',
  'plan_title',
  'document_number',
  'action',
  'field',
  'path',
  'title',
  'body',
  'lead_unit_id',
  'lead_name',
  'co_lead_names',
  'partner_names',
  'partner_unit_ids',
  'due_on',
  'deadline_text',
  'long_term',
  'state',
  'state_label',
  'light',
  'light_reason',
  'progress',
  'expected_progress',
  'dispatched_on',
  'closed_on',
  'first_published_at',
  'changed_at',
  'withdrawn_at',
] as const

export type MeasureRow = Pick<Selectable<PublicationsMeasure>, (typeof columns)[number]>
type NewMeasure = Omit<Insertable<PublicationsMeasure>, 'search'>

const searchedTexts = (row: NewMeasure | MeasureRow) => [
  row.number,
  row.title,
  row.body,
  row.action,
  row.field,
  row.lead_name,
  ...(row.co_lead_names ?? []),
  ...(row.partner_names ?? []),
]

/** Measures as they stand, locked until the transaction ends, so that two changes cannot both call themselves the first. */
export const lockMeasures = (taskIds: string[]): Promise<MeasureRow[]> =>
  taskIds.length === 0
    ? Promise.resolve([])
    : tables()
        .selectFrom('publications.measure')
        .select(columns)
        .where('task_id', '=', sql<string>`any(${taskIds})`)
        .orderBy('task_id')
        .forUpdate()
        .execute()

export const upsertMeasures = (rows: NewMeasure[]): Promise<MeasureRow[]> =>
  tables()
    .insertInto('publications.measure')
    .values(rows.map((row) => ({ ...row, search: searchVector(...searchedTexts(row)) })))
    .onConflict((conflict) =>
      conflict.column('task_id').doUpdateSet((update) => ({
        ...Object.fromEntries(
          [...columns, 'search' as const]
            .filter((column) => column !== 'task_id' && column !== 'first_published_at')
            .map((column) => [column, update.ref(`excluded.${column}`)]),
        ),
        withdrawal_reason: null,
      })),
    )
    .returning(columns)
    .execute()

export const updateMeasure = (
  taskId: string,
  changes: Updateable<PublicationsMeasure>,
  searched: MeasureRow | null,
) =>
  tables()
    .updateTable('publications.measure')
    .set(searched ? { ...changes, search: searchVector(...searchedTexts(searched)) } : changes)
    .where('task_id', '=', taskId)
    .execute()

export const insertVersions = async (rows: Insertable<PublicationsVersion>[]): Promise<void> => {
  if (rows.length > 0) await tables().insertInto('publications.version').values(rows).execute()
}

export const insertNote = (row: Insertable<PublicationsNote>) =>
  tables().insertInto('publications.note').values(row).execute()

export const insertFiles = async (rows: Insertable<PublicationsNoteFile>[]): Promise<void> => {
  if (rows.length > 0) await tables().insertInto('publications.note_file').values(rows).execute()
}

/** What is on the portal now. */
const publicMeasures = () =>
  tables().selectFrom('publications.measure as m').where('m.withdrawn_at', 'is', null)

type Measures = SelectQueryBuilder<PublicationsTables & { m: PublicationsMeasure }, 'm', object>

function filtered(filter: Partial<MeasureFilter>): Measures {
  let query = publicMeasures() as Measures
  if (filter.plan) query = query.where('m.plan_id', '=', filter.plan)
  if (filter.action) query = query.where('m.action', '=', filter.action)
  if (filter.field) query = query.where('m.field', '=', filter.field)
  if (filter.unit) query = query.where('m.lead_unit_id', '=', filter.unit)
  if (filter.state) query = query.where('m.state', '=', filter.state)
  if (filter.light) query = query.where('m.light', '=', filter.light)
  const found = filter.q ? matches(sql`m.search`, filter.q) : null
  return found ? query.where(found) : query
}

const orders = {
  number: [['m.number', 'asc']],
  due: [
    ['m.due_on', 'asc'],
    ['m.number', 'asc'],
  ],
  changed: [
    ['m.changed_at', 'desc'],
    ['m.number', 'asc'],
  ],
} as const

export const listMeasures = (
  filter: Partial<MeasureFilter>,
  limit: number,
  offset: number,
): Promise<MeasureRow[]> => {
  let query = filtered(filter).select(columns.map((column) => `m.${column}` as const))
  for (const [column, direction] of orders[filter.sort ?? 'number']) query = query.orderBy(column, direction)
  return query.limit(limit).offset(offset).execute() as Promise<MeasureRow[]>
}

/** Counts up to a bound: a number above it interests nobody, and to find it would read everything. */
export async function countMeasures(filter: Partial<MeasureFilter>, bound: number): Promise<number> {
  const row = await tables()
    .selectFrom(filtered(filter).select(sql`1`.as('one')).limit(bound).as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export const findByNumber = (number: string): Promise<MeasureRow | undefined> =>
  publicMeasures()
    .select(columns.map((column) => `m.${column}` as const))
    .where('m.number', '=', number)
    .executeTakeFirst() as Promise<MeasureRow | undefined>

export const findByTask = (taskId: string): Promise<MeasureRow | undefined> =>
  publicMeasures()
    .select(columns.map((column) => `m.${column}` as const))
    .where('m.task_id', '=', taskId)
    .executeTakeFirst() as Promise<MeasureRow | undefined>

/** Whether a number was public once and was taken back. */
export const isWithdrawn = async (number: string): Promise<boolean> =>
  (await tables()
    .selectFrom('publications.measure')
    .select('task_id')
    .where('number', '=', number)
    .where('withdrawn_at', 'is not', null)
    .executeTakeFirst()) !== undefined

export const listNotes = (taskId: string) =>
  tables()
    .selectFrom('publications.note')
    .selectAll()
    .where('task_id', '=', taskId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .execute()

export const listFiles = (noteIds: string[]) =>
  noteIds.length === 0
    ? Promise.resolve([])
    : tables()
        .selectFrom('publications.note_file')
        .selectAll()
        .where('note_id', 'in', noteIds)
        .orderBy('ordinal')
        .execute()

/** A file of a measure that is on the portal now. */
export const findFile = (fileId: string) =>
  publicMeasures()
    .innerJoin('publications.note as n', 'n.task_id', 'm.task_id')
    .innerJoin('publications.note_file as f', 'f.note_id', 'n.id')
    .selectAll('f')
    .where('f.file_id', '=', fileId)
    .executeTakeFirst()

export const listVersions = (taskId: string) =>
  tables()
    .selectFrom('publications.version')
    .select(['at', 'change', 'before', 'after'])
    .where('task_id', '=', taskId)
    .orderBy('id')
    .execute()

/** The newest changes of measures that are on the portal now. */
export const listNews = (since: string, changes: string[], planId: string | null, limit: number) => {
  let query = publicMeasures()
    .innerJoin('publications.version as v', 'v.task_id', 'm.task_id')
    .select(['v.id', 'v.at', 'v.change', 'v.before', 'v.after', 'v.snapshot'])
    .select(['m.number', 'm.title', 'm.lead_name', 'm.light', 'm.state_label'])
    .where('v.at', '>=', since)
    .where('v.change', 'in', changes)
  if (planId) query = query.where('m.plan_id', '=', planId)
  return query.orderBy('v.at', 'desc').orderBy('v.id', 'desc').limit(limit).execute()
}

/** How many measures saw each kind of change since a moment; of lights, by the light that came on. */
export const countNews = (since: string, planId: string | null) => {
  const light = sql<string | null>`case when v.change = 'light' then v.after end`
  let query = publicMeasures()
    .innerJoin('publications.version as v', 'v.task_id', 'm.task_id')
    .select(['v.change', light.as('light'), sql<number>`count(distinct v.task_id)::int`.as('count')])
    .where('v.at', '>=', since)
  if (planId) query = query.where('m.plan_id', '=', planId)
  return query.groupBy(['v.change', light]).execute()
}

/** As little of each measure as a mark in the picture needs, in the order of the plan. */
export const listMarks = (filter: Partial<MeasureFilter>, limit: number) =>
  filtered(filter)
    .select(['m.number', 'm.title', 'm.action', 'm.light', 'm.progress', 'm.state_label as stateLabel'])
    .orderBy('m.number')
    .limit(limit)
    .execute()

export const lastChangeAt = async (plan?: string): Promise<string | null> =>
  (
    await filtered({ plan })
      .select('m.changed_at')
      .orderBy('m.changed_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.changed_at ?? null

const tally = [
  sql<number>`count(*)::int`.as('total'),
  sql<number>`(count(*) filter (where m.light = 'green'))::int`.as('green'),
  sql<number>`(count(*) filter (where m.light = 'yellow'))::int`.as('yellow'),
  sql<number>`(count(*) filter (where m.light = 'red'))::int`.as('red'),
  sql<number>`(count(*) filter (where m.light = 'blue'))::int`.as('blue'),
  sql<number>`(count(*) filter (where m.light is null))::int`.as('none'),
] as const

const within = (plan?: string): Measures => filtered({ plan })

export const tallyAll = (plan?: string) => within(plan).select(tally).executeTakeFirstOrThrow()

export const tallyPlans = () =>
  publicMeasures()
    .select(['m.plan_id as id'])
    .select([
      sql<string>`max(m.plan_title)`.as('title'),
      sql<string | null>`max(m.document_number)`.as('documentNumber'),
      sql<string>`min(m.first_published_at)`.as('since'),
    ])
    .select(tally)
    .groupBy('m.plan_id')
    .orderBy('since', 'desc')
    .execute()

export const tallyFields = (plan?: string) =>
  within(plan)
    .select(['m.action', 'm.field'])
    .select(tally)
    .groupBy(['m.action', 'm.field'])
    // Fields stand in the order of the plan, which is that of the numbers.
    .orderBy(sql`min(m.number)`)
    .execute()

export const tallyUnits = (plan?: string) =>
  within(plan)
    .select([sql<string | null>`m.lead_unit_id`.as('id'), sql<string>`max(m.lead_name)`.as('name')])
    .select(tally)
    .groupBy(['m.lead_unit_id', sql`case when m.lead_unit_id is null then m.lead_name end`])
    .orderBy('total', 'desc')
    .orderBy('name')
    .execute()

export const tallyStates = (plan?: string) =>
  within(plan)
    .select([
      'm.state',
      sql<string>`max(m.state_label)`.as('label'),
      sql<number>`count(*)::int`.as('total'),
      sql<number>`(count(*) filter (where m.light is null))::int`.as('none'),
    ])
    .groupBy('m.state')
    .orderBy('total', 'desc')
    .execute()

export const findUnitName = async (unitId: string): Promise<string | undefined> =>
  (
    await publicMeasures()
      .select('m.lead_name')
      .where('m.lead_unit_id', '=', unitId)
      .orderBy('m.changed_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.lead_name

/** Measures in which a unit only takes part. */
export const listPartnered = (unitId: string, limit: number): Promise<MeasureRow[]> =>
  publicMeasures()
    .select(columns.map((column) => `m.${column}` as const))
    .where(sql<boolean>`m.partner_unit_ids @> ${[unitId]}::uuid[]`)
    .orderBy('m.number')
    .limit(limit)
    .execute() as Promise<MeasureRow[]>
