import type { InboxItem } from '#kernel/cases/contract.ts'
import { call, newKey } from '../api/call.ts'
import { acts } from '../frame/preload.ts'

/** Done from the row: it needs no words, no form, and has no consequence that must be named first. */
export const isOnePress = ({ action, workflow }: InboxItem): boolean =>
  action !== null && !action.form && action.note === 'none' && !action.consequence && workflow in acts

/** Does the row's action without opening the case. */
export async function actOn(item: InboxItem, key: string = newKey()): Promise<void> {
  const act = await acts[item.workflow]!()
  await act(call, { caseId: item.caseId, action: item.action!.action }, key)
}
