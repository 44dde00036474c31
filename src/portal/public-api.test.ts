import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Hono } from 'hono'
import { mount } from '#http/mount.ts'
import { answerError } from '#http/refusals.ts'
import { clientOf } from '#kernel/client.ts'
import { getCity, updateCity } from '#modules/city/contract.ts'
import { modules } from '#modules/modules.ts'
import { countMeasures, getLegend, getMeasure, listMeasures } from '#modules/publications/contract.ts'
import { followSuggestion, listSuggestions, submitSuggestion } from '#modules/suggestions/contract.ts'
import { freshDatabase } from '../../tests/database.ts'
import { publicCity, secret } from './city-for-tests.ts'

await freshDatabase()
const city = await publicCity()
const app = new Hono()
app.onError(answerError)
mount(
  app,
  modules.flatMap((module) => module.routes ?? []),
  { authenticate: async () => null, uploadBytes: 1_000_000 },
)
const call = clientOf({ fetch: (path, init) => Promise.resolve(app.request(path, init)) })

describe('what the public may call', () => {
  test('lists, counts and single measures say the same', async () => {
    const counts = await call(countMeasures, {})
    const { measures, total } = await call(listMeasures, { pageSize: 100 })
    assert.equal(total, 35)
    assert.equal(counts.total, 35)
    for (const light of ['green', 'yellow', 'red', 'blue'] as const) {
      assert.equal(measures.filter((measure) => measure.light === light).length, counts[light])
    }
    const first = await call(getMeasure, { number: measures[0]!.number })
    assert.equal(first.title, measures[0]!.title)
    assert.equal((await call(getLegend, {})).legend.length, 4)
    assert.equal((await call(getCity, {})).name, '瀚宁市')
  })

  test('nothing unpublished is in any answer', async () => {
    const answers = [
      await call(listMeasures, { pageSize: 100 }),
      await call(listMeasures, { q: secret }),
      await call(countMeasures, {}),
    ]
    assert.ok(!JSON.stringify(answers.map((answer) => ({ ...answer, q: undefined }))).includes(secret))
    const answer = await app.request(`/api/public/measures/${encodeURIComponent(city.withdrawnNumber)}`)
    assert.equal(answer.status, 410)
  })

  test('a suggestion is sent and followed', async () => {
    const [measure] = (await call(listMeasures, { pageSize: 1 })).measures
    const { queryCode } = await call(submitSuggestion, {
      taskId: measure!.taskId,
      kind: 'suggest',
      text: '由程序提交的一条意见。',
    })
    assert.equal((await call(followSuggestion, { queryCode })).taskTitle, measure!.title)
    await assert.rejects(call(submitSuggestion, { kind: 'ask', text: '短' }), /至少写 5 个字/)
  })

  test('and nothing else', async () => {
    await assert.rejects(call(listSuggestions, {}), /登录/)
    await assert.rejects(call(updateCity, { name: '别的城市' }), /登录/)
  })
})
