import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { Hono } from 'hono'
import { system } from '#kernel/actor.ts'
import { keepFilesIn } from '#kernel/cases/files.ts'
import { openFolderStore } from '#kernel/files/folder-store.ts'
import { updateCity } from '#modules/city/service.ts'
import { modules } from '#modules/modules.ts'
import {
  publishMeasures,
  publishNote,
  refreshMeasure,
  withdrawMeasure,
} from '#modules/publications/service.ts'
import { mountPortal } from './mount.ts'

/** Stands in everything that was not, or is no longer, approved for the public; no page may hold it. */
export const secret = '秘而不宣'

export interface PublicCity {
  app: Hono
  planId: string
  unitId: string
  fileId: string
  hiddenFileId: string
  withdrawnNumber: string
  /** Address that the portal sees; each test that sends something takes one of its own. */
  from: (address: string) => void
}

const text = Buffer.from('成果报告正文\n')
const longName = '瀚宁市国家级承接产业转移示范区云谷园区管理委员会综合执法与营商环境局联席办公室'
const fields = ['经营主体登记', '融资服务', '用地保障', '知识产权保护', '跨境贸易便利化'] as const
const lights = ['green', 'blue', 'yellow', 'green', 'red', 'green', null] as const

/** A city with 35 measures of one plan in every light, notes, files, and things that must stay inside. */
export async function publicCity(): Promise<PublicCity> {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-portal-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const store = await openFolderStore(folder)
  keepFilesIn(store, 1_000_000)
  const sha256 = createHash('sha256').update(text).digest('hex')
  await store.put(sha256, text, 'text/plain')
  await updateCity(
    {
      name: '瀚宁市',
      portalTitle: '瀚宁市优化营商环境公开平台',
      brand: '暖城·五心',
      brandMeaning: ['安心办', '省心用', '顺心事', '放心投', '同心建'],
      issuingOffice: '瀚宁市人民政府办公室',
      hotline: '000-0012345',
    },
    system,
  )
  const planId = randomUUID()
  const [unitId, otherUnitId] = [randomUUID(), randomUUID()]
  const measures = Array.from({ length: 35 }, (_, index) => {
    const light = lights[index % lights.length]!
    const isOther = index % 3 === 2
    return {
      taskId: randomUUID(),
      number: `RW-2026-${String(index + 1).padStart(4, '0')}`,
      planId,
      planTitle: '瀚宁市优化营商环境行动方案',
      documentNumber: '瀚政办发〔2026〕6号',
      action: index < 20 ? '实施高效办事提升行动' : '实施要素保障强基行动',
      field: fields[Math.floor(index / 7)]!,
      path: ['一、实施高效办事提升行动', `（一）${fields[Math.floor(index / 7)]}`],
      title: index === 4 ? `推行<b>登记</b>“全程&网办”` : `推行第${index + 1}项登记事项全程网办`,
      text: '整合设立、变更、备案、注销四类业务的线上入口。\n材料齐全的当场核准。',
      leadUnitId: isOther ? otherUnitId : unitId,
      leadName: isOther ? longName : '市市场监管局',
      coLeadNames: index % 5 === 0 ? ['市税务局'] : [],
      partnerNames: ['市公安局', '市人力资源社会保障局'],
      partnerUnitIds: isOther ? [unitId] : [],
      dueOn: index % 6 === 5 ? null : '2026-09-30',
      deadlineText: index % 6 === 5 ? '长期坚持' : '2026年9月底前',
      longTerm: index % 6 === 5,
      state: light === 'blue' ? 'closed' : light === null ? 'cancelled' : 'inProgress',
      stateLabel: light === 'blue' ? '已办结' : light === null ? '已取消' : '办理中',
      light,
      lightReason: light === 'red' ? '逾期 3 天' : light === 'yellow' ? '落后序时进度 12 个百分点' : null,
      progress: light === 'blue' ? 100 : (index * 17) % 95,
      expectedProgress: 60,
      dispatchedOn: '2026-03-05',
    }
  })
  await publishMeasures(measures, system)
  const fileId = randomUUID()
  const note = {
    month: '2026-05',
    percent: 40,
    text: '完成流程设计，两区试运行。',
    at: '2026-05-24T02:00:00Z',
  }
  const file = { name: '成果报告.txt', mediaType: 'text/plain', size: text.length, sha256 }
  for (const measure of measures.slice(0, 12)) {
    await publishNote({ ...note, taskId: measure.taskId, kind: 'progress', files: [] }, system)
  }
  await publishNote(
    {
      ...note,
      taskId: measures[1]!.taskId,
      kind: 'result',
      month: null,
      percent: 100,
      files: [{ fileId, ...file }],
    },
    system,
  )
  const hidden = {
    ...measures[0]!,
    taskId: randomUUID(),
    number: `RW-${secret}`,
    title: `${secret}的任务`,
    text: secret,
  }
  await publishMeasures([hidden], system)
  const hiddenFileId = randomUUID()
  await publishNote(
    {
      ...note,
      taskId: hidden.taskId,
      kind: 'result',
      text: secret,
      files: [{ fileId: hiddenFileId, ...file, name: `${secret}.txt` }],
    },
    system,
  )
  await withdrawMeasure(hidden.taskId, secret, system)
  const never = randomUUID()
  await publishNote({ ...note, taskId: never, kind: 'progress', text: secret, files: [] }, system)
  await refreshMeasure(
    never,
    {
      state: secret,
      stateLabel: secret,
      light: 'red',
      lightReason: secret,
      progress: 1,
      expectedProgress: 2,
    },
    system,
  )
  let source = '192.0.2.1'
  const app = new Hono()
  mountPortal(app, modules, { publicUrl: 'https://portal.example', sourceOf: () => source })
  return {
    app,
    planId,
    unitId,
    fileId,
    hiddenFileId,
    withdrawnNumber: hidden.number,
    from: (address) => {
      source = address
    },
  }
}
