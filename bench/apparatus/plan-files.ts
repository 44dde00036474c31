import { readFile } from 'node:fs/promises'
import { annex } from '#demo/plan/annex.ts'
import { plan } from '#demo/plan/plan.ts'
import { writeAnnexXlsx } from '#demo/plan/write-annex-xlsx.ts'
import { writePlanDocx } from '#demo/plan/write-plan-docx.ts'

export interface PlanFile {
  label: string
  name: string
  bytes: Uint8Array
}

/** Makes a list so many times as long. The writers read the sample city's plan; for this process it becomes a larger one. */
function repeat(list: readonly unknown[], times: number): void {
  const own = list as unknown[]
  const once = [...own]
  for (let time = 1; time < times; time++) own.push(...once)
}

/** The plan of the sample city as it is shipped, and one of 500 measures as a document and as a table. */
export async function planFiles(): Promise<PlanFile[]> {
  const shipped = await readFile(new URL('../../src/demo/plan/plan.docx', import.meta.url))
  for (const field of plan.actions.flatMap((action) => action.fields)) repeat(field.measures, 5)
  const rows = annex.sheets.flatMap((sheet) => sheet.tasks.flatMap((task) => task.rows)).length
  for (const sheet of annex.sheets) repeat(sheet.tasks, Math.ceil(500 / rows))
  return [
    { label: 'Word, as shipped', name: 'plan.docx', bytes: new Uint8Array(shipped) },
    { label: 'Word, five times as long', name: 'plan.docx', bytes: new Uint8Array(await writePlanDocx()) },
    { label: 'Excel', name: 'annex.xlsx', bytes: new Uint8Array(await writeAnnexXlsx()) },
  ]
}
