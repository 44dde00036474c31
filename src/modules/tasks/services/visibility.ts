import { type Actor, may } from '#kernel/actor.ts'

/**
 * Whether a person sees how a unit works on its task: drafts, returns, evidence. The unit itself does, and those
 * who see the whole city; a partner of the same task sees what came of it.
 */
export const seesWorkOf = (unitId: string | null, actor: Actor): boolean =>
  may(actor, 'tasks.readAll') || (unitId !== null && unitId === actor.unitId)
