import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { afterCommit, transaction } from '#kernel/database/connection.ts'
import { readSetting, setting, writeSetting } from '#kernel/settings.ts'
import { City } from './contract.ts'

/** A city before anybody has named it. */
export const unnamedCity: City = {
  name: '本市',
  bareName: '本市',
  portalTitle: '优化营商环境公开平台',
  workspaceTitle: '营商环境工作任务调度平台',
  brand: '五心',
  brandMeaning: [],
  hue: 193,
  documentNumberPrefix: '政办发',
  issuingOffice: '市人民政府办公室',
  centreUnitId: null,
  centreName: '营商环境工作调度中心',
  hotline: null,
  errorReportUrl: null,
  siteCode: null,
  icpNumber: null,
}

const citySetting = setting<City>({
  name: 'city',
  label: '城市',
  // What a later version asks for beside what was stored takes its default.
  schema: City.partial().transform((stored): City => ({ ...unnamedCity, ...stored })),
  fallback: unnamedCity,
})

/** Other processes see a change within this time; this one at once. */
const keptMilliseconds = 2_000
let kept: { city: City; until: number } | null = null

/** The city's names and colour. Cheap: every page asks for it. */
export async function getCity(): Promise<City> {
  if (kept && performance.now() < kept.until) return kept.city
  const city = await readSetting(citySetting)
  kept = { city, until: performance.now() + keptMilliseconds }
  return city
}

/** Changes some of the city's facts; the others stay. */
export async function updateCity(changes: Partial<City>, actor: Actor): Promise<City> {
  return transaction(async () => {
    const city: City = { ...(await readSetting(citySetting)), ...changes }
    await writeSetting(citySetting, city, actor)
    await audit({ action: 'city.updated', object: 'city', detail: { fields: Object.keys(changes) } }, actor)
    afterCommit(() => {
      kept = null
    })
    return city
  })
}
