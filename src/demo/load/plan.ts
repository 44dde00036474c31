import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '#kernel/actor.ts'
import { actOn, reviewOf, settle, upload } from '#modules/plans/service.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Takes the plan in as a dispatcher would: uploads the published document, looks at what the reading asks about,
 * settles it and confirms. Fails when a unit was not recognised: then the sample city's units are not complete.
 */
export async function loadPlan(dispatcher: Actor): Promise<string> {
  const bytes = await readFile(join(import.meta.dirname, '../plan/plan.docx'))
  const file = new File([new Uint8Array(bytes)], '瀚宁市优化营商环境行动方案.docx', { type: docx })
  const plan = await upload(file, dispatcher)
  const review = await reviewOf(plan.id, dispatcher)
  if (review.unknownUnits.length > 0) {
    throw new Error(
      `units of the sample plan are unknown: ${review.unknownUnits.map(({ name }) => name).join('、')}`,
    )
  }
  const open = review.measures.flatMap((measure) =>
    measure.doubts.filter((doubt) => !doubt.settledBy).map((doubt) => `${measure.id}/${doubt.id}`),
  )
  if (open.length > 0) await settle({ id: plan.id, doubtIds: open, settled: true }, dispatcher)
  await actOn({ id: plan.id, action: 'confirm' }, dispatcher)
  return plan.id
}
