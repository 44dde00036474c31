import { writeFile } from 'node:fs/promises'
import { writeAnnexXlsx } from './write-annex-xlsx.ts'
import { writePlanDocx } from './write-plan-docx.ts'

// Run by hand after the words of the plan or the annex have changed: node src/demo/plan/write-files.ts
await writeFile(new URL('plan.docx', import.meta.url), await writePlanDocx())
await writeFile(new URL('annex.xlsx', import.meta.url), await writeAnnexXlsx())
