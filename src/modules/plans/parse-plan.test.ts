import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

const program = join(import.meta.dirname, 'parse-plan.ts')
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parse-plan-'))
})
after(() => rm(folder, { recursive: true }))

type Result = { status: number | null; out: string; err: string }

async function run(name: string, content: string, ...more: string[]): Promise<Result> {
  const file = join(folder, name)
  await writeFile(file, content)
  return start(file, ...more)
}

function start(...args: string[]): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args])
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk
    })
    child.on('close', (status) => resolve({ status, out, err }))
  })
}

const one = (i: number): string =>
  `（${i}）推进第${i}项改革。${'建立台账，'.repeat(20)}形成机制。（牵头单位：市发改委、财政局；配合单位：各旗区；完成时限：6月底前）`

describe('parse-plan', () => {
  it('prints the measures as JSON', async () => {
    const { status, out } = await run(
      '方案.txt',
      `云澜市2025年行动方案\n一、重点任务\n${one(1)}\n二、保障措施\n各部门要密切配合。`,
    )
    assert.equal(status, 0)
    const plan = JSON.parse(out)
    assert.deepEqual(Object.keys(plan), ['title', 'documentNumber', 'year', 'items', 'otherText'])
    const [item] = plan.items
    assert.deepEqual(Object.keys(item), [
      'number',
      'path',
      'title',
      'text',
      'leads',
      'partners',
      'leaders',
      'deadline',
      'flags',
      'source',
    ])
    assert.deepEqual(
      [item.title, item.leads, item.partners],
      ['推进第1项改革', ['市发改委', '市财政局'], ['各旗区']],
    )
    assert.deepEqual(item.deadline, {
      raw: '6月底前',
      kind: 'date',
      date: '2025-06-30',
      longTerm: false,
      milestones: [],
    })
    assert.deepEqual(plan.otherText, ['云澜市2025年行动方案', '二、保障措施', '各部门要密切配合。'])
  })

  it('writes the whole answer into a pipe', async () => {
    const { status, out } = await run(
      '长.txt',
      `云澜市2025年行动方案\n一、重点任务\n${Array.from({ length: 900 }, (_, i) => one(i + 1)).join('\n')}`,
    )
    assert.equal(status, 0)
    assert.ok(out.length > 500_000)
    assert.equal(JSON.parse(out).items.length, 900)
  })

  it('takes the names of units', async () => {
    const units = join(folder, 'units.json')
    await writeFile(units, JSON.stringify([{ id: 'a', fullName: '云澜市行政审批和政务服务局' }]))
    const { status, out } = await run(
      '单位.txt',
      '云澜市2025年行动方案\n1.推进改革。（牵头单位：市行政审批和政务服务局）',
      '--units',
      units,
    )
    assert.equal(status, 0)
    assert.deepEqual(JSON.parse(out).items[0].leads, ['市行政审批和政务服务局'])
    assert.ok(!JSON.parse(out).items[0].flags.includes('unknown-unit'))
  })

  it('exits with 3 where there is no list of tasks', async () => {
    const { status, out } = await run('通知.txt', '关于召开会议的通知\n一、时间\n3月12日上午。')
    assert.equal(status, 3)
    assert.deepEqual(JSON.parse(out).items, [])
  })

  it('exits with 2 and one sentence where a file cannot be read', async () => {
    for (const result of [
      await run('旧.doc', '%PDF-1.4 x'),
      await start(join(folder, '没有.txt')),
      await start(),
      await run('名录.txt', '1.甲', '--units', join(folder, '没有.json')),
    ]) {
      assert.equal(result.status, 2)
      assert.equal(result.out, '')
      assert.match(result.err, /^[^\n]*[\u4e00-\u9fff][^\n]*\n$/)
    }
  })
})
