/** Papers made from the figures of the platform, ready to be sent. */
import type { Actor } from '#kernel/actor.ts'
import { today } from '#kernel/clock.ts'
import type { Download, InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting } from '#kernel/settings.ts'
import { getCity } from '#modules/city/service.ts'
import { unitLabels } from '#modules/people/service.ts'
import { legendOf } from '#modules/tasks/rules.ts'
import { lightRule } from '#modules/tasks/service.ts'
import type { downloadBulletin, downloadLedger } from './contract.ts'
import { bulletinData } from './services/bulletin-data.ts'
import { ledgerRows } from './services/ledger-rows.ts'

export { bulletinData } from './services/bulletin-data.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 月度通报 as Word. The writer is loaded when it is first needed: it weighs more than the rest of the process. */
export async function bulletin(
  { month, planId }: InputOf<typeof downloadBulletin>,
  actor: Actor,
): Promise<Download> {
  const data = await bulletinData(month, planId, actor)
  const { bulletinDocument } = await import('./document/bulletin.ts')
  const { writeOfficialDocument } = await import('./document/official-document.ts')
  const { chineseMonth } = await import('./document/wording.ts')
  return {
    name: `${data.cityName}优化营商环境工作任务进展情况通报（${chineseMonth(month)}）.docx`,
    mediaType: docx,
    body: await writeOfficialDocument(bulletinDocument(data)),
  }
}

/** 任务台账 as Excel: what the person may see, as it stands now. */
export async function ledger(
  { planId, unitId }: InputOf<typeof downloadLedger>,
  actor: Actor,
): Promise<Download> {
  const unit = unitId ? (await unitLabels([unitId])).get(unitId) : undefined
  if (unitId && !unit) {
    throw new Refusal('invalid', '没有这个单位，请从单位列表中重新选择。', { field: 'unitId' })
  }
  const rows = await ledgerRows(planId, unitId, actor)
  const city = await getCity()
  const title = `${unit ?? city.name}优化营商环境任务台账`
  const { writeLedger } = await import('./document/ledger.ts')
  const day = today().toString()
  return {
    name: `${title}（${day}）.xlsx`,
    mediaType: xlsx,
    body: await writeLedger(rows, {
      title,
      asOf: day,
      legend: legendOf(await readSetting(lightRule)),
      preparedBy: city.issuingOffice,
    }),
  }
}
