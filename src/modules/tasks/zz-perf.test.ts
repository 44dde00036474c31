import { test } from 'node:test'
import pg from 'pg'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo } from '../../../tests/working-city.ts'
import { refreshAllLights } from './service.ts'
const city = await foundWorkingCity()
let n = 0
const query = pg.Client.prototype.query
pg.Client.prototype.query = function (...a: never[]) { n++; return (query as Function).apply(this, a) } as never
test('perf', async () => {
  moveTo('2026-03-16')
  const t0 = performance.now()
  await workIn(city).begin(...Array.from({ length: 500 }, (_, i) => ({ ...usualMeasure, title: `推行第${i}号事项` , deadline: i % 2 ? '2026年6月底前' : '2026年12月底前'})))
  console.log('dispatch+receive', Math.round(performance.now() - t0), 'ms', n)
  for (const day of ['2026-03-17', '2026-03-20', '2026-03-26', '2026-03-27','2026-06-20', '2026-06-21', '2026-06-22']) {
    moveTo(day, '00:30'); n = 0
    const t = performance.now()
    const c = await refreshAllLights()
    console.log(day, 'changed', c, Math.round(performance.now() - t), 'ms', n, 'statements')
  }
})
