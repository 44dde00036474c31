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

/** Measures as they stand, on the portal or not. */
export const findMeasures = (taskIds: string[]): Promise<MeasureRow[]> =>
  taskIds.length === 0
    ? Promise.resolve([])
    : tables()
        .selectFrom('publications.measure')
        .select(columns)
        .where('task_id', '=', sql<string>`any(${taskIds})`)
        .execute()

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

/** What moves while a task lives, for many at once; nothing of it is searched. */
export const moveMeasures = async (rows: MeasureRow[]): Promise<void> => {
  if (rows.length === 0) return
  const moves = rows.map((row) => ({
    task_id: row.task_id,
    state: row.state,
    state_label: row.state_label,
    light: row.light,
    light_reason: row.light_reason,
    progress: row.progress,
    expected_progress: row.expected_progress,
    lead_unit_id: row.lead_unit_id,
    closed_on: row.closed_on,
    changed_at: row.changed_at,
  }))
  await sql`
    update publications.measure as m
    set state = moved.state, state_label = moved.state_label, light = moved.light,
      light_reason = moved.light_reason, progress = moved.progress, expected_progress = moved.expected_progress,
      lead_unit_id = moved.lead_unit_id, closed_on = moved.closed_on, changed_at = moved.changed_at
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as moved(
      task_id uuid, state text, state_label text, light text, light_reason text, progress int,
      expected_progress int, lead_unit_id uuid, closed_on date, changed_at timestamptz)
    where m.task_id = moved.task_id
  `.execute(tables())
}

/** @param searched the row as it will be, when what is searched changes with it. */
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

/** What a list shows. The long texts lie outside the row and are not fetched for it. */
const listColumns = [
  'm.task_id',
  'm.number',
  'm.title',
  'm.action',
  'm.field',
  'm.lead_unit_id',
  'm.lead_name',
  'm.due_on',
  'm.deadline_text',
  'm.long_term',
  'm.state',
  'm.state_label',
  'm.light',
  'm.light_reason',
  'm.progress',
  'm.expected_progress',
  'm.changed_at',
] as const

export type ListRow = Awaited<ReturnType<typeof listMeasures>>[number]

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

export const listMeasures = (filter: Partial<MeasureFilter>, limit: number, offset: number) => {
  let query = filtered(filter).select(listColumns)
  for (const [column, direction] of orders[filter.sort ?? 'number']) query = query.orderBy(column, direction)
  return query.limit(limit).offset(offset).execute()
}

/** Counts up to a bound: a number above it interests nobody, and to find it would read everything. */
export async function countMeasures(filter: Partial<MeasureFilter>, bound: number): Promise<number> {
  const row = await tables()
    .selectFrom(filtered(filter).select(sql`1`.as('one')).limit(bound).as('found'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** As little of each measure as a mark in the picture needs, in the order of the plan. */
export const listMarks = (filter: Partial<MeasureFilter>, limit: number) =>
  filtered(filter)
    .select(['m.number', 'm.title', 'm.action', 'm.light', 'm.progress', 'm.state_label as stateLabel'])
    .orderBy('m.number')
    .limit(limit)
    .execute()

/** Measures in which a unit only takes part. */
export const listPartnered = (unitId: string, limit: number) =>
  publicMeasures()
    .select(listColumns)
    .where(sql<boolean>`m.partner_unit_ids @> ${[unitId]}::uuid[]`)
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

export const findByNumber = (number: string): Promise<MeasureRow | undefined> =>
  tables()
    .selectFrom('publications.measure')
    .select(columns)
    .where('number', '=', number)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()

/** Whether a number was public once and was taken back. */
export const isWithdrawn = async (number: string): Promise<boolean> =>
  (await tables()
    .selectFrom('publications.measure')
    .select('task_id')
    .where('number', '=', number)
    .where('withdrawn_at', 'is not', null)
    .executeTakeFirst()) !== undefined

export const findByTask = (taskId: string) =>
  publicMeasures().select(listColumns).where('m.task_id', '=', taskId).executeTakeFirst()

/** The name that a unit bears in what it leads. */
export const findUnitName = async (unitId: string): Promise<string | undefined> =>
  (
    await publicMeasures()
      .select('m.lead_name')
      .where('m.lead_unit_id', '=', unitId)
      .orderBy('m.changed_at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.lead_name

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
