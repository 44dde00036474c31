import { now } from '#kernel/clock.ts'
import { forgetPerson } from './session-cache.ts'
import * as queries from './session-queries.ts'

/** Ends sign-ins; they are refused in this process from the moment of the commit. Answers how many it ended. */
export async function endSessions(choice: queries.SessionChoice, because: string): Promise<number> {
  const ended = await queries.endSessions(choice, now().toString(), because)
  // Also when none was ended in the table: what is known of a person may have changed with it.
  const persons = new Set(ended.map((session) => session.person_id))
  if (choice.personId) persons.add(choice.personId)
  for (const personId of persons) forgetPerson(personId)
  return ended.length
}

/** Answers how many it revoked. */
export async function revokeTokens(choice: { id?: string; personId?: string }): Promise<number> {
  const revoked = await queries.revokeTokens(choice, now().toString())
  for (const personId of new Set(revoked.map((token) => token.person_id))) forgetPerson(personId)
  return revoked.length
}
