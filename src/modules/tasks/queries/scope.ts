import { type RawBuilder, sql } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import { db } from '#kernel/database/connection.ts'
import type { TasksTables } from '../tables.generated.ts'

export const tables = () => db<TasksTables>()

/** Of tasks `t`: which of them a person sees, in statements written out. */
export const visibleUnit = (actor: Actor) =>
  may(actor, 'tasks.readAll')
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from tasks.unit_task s where s.task_id = t.id and s.unit_id = ${actor.unitId})`

/** Of tasks `t`: one plan, or all. */
export const inPlan = (planId?: string) => (planId ? sql<boolean>`t.plan_id = ${planId}` : sql<boolean>`true`)

/** From the part of a task `c` for which this person's unit has yet to sign. */
const partToSign = (actor: Actor) => sql`
  from tasks.unit_task s join kernel.case p on p.id = s.part_id
  where s.task_id = c.id and s.unit_id = ${actor.unitId}::uuid and p.state = 'awaitingReceipt'`

const ownOr = (actor: Actor, hasPart: RawBuilder<boolean>) =>
  !may(actor, 'tasks.receive') || actor.unitId === null
    ? sql<boolean>`false`
    : sql<boolean>`((c.state = 'awaitingReceipt' and c.parties ->> 'lead' = ${actor.unitId}::text) or ${hasPart})`

/**
 * Of a task with its case `c`: whether this person may sign for it, or for his unit's part of it, now.
 * Says the same as the two life cycles do.
 */
export const receivable = (actor: Actor) => ownOr(actor, sql`exists (select ${partToSign(actor)})`)

/** The same for the rows of a page: after `exists`, PostgreSQL would first look at all shares of the unit. */
export const receivableRow = (actor: Actor) =>
  ownOr(actor, sql`coalesce((select true ${partToSign(actor)} limit 1), false)`)
