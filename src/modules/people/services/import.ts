import { createHash } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { Download } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { ImportError, ImportPreview } from '../contract/administration.ts'
import { type PersonLine, personLines, type UnitLine, unitLines } from './import-lines.ts'
import { keepSince, markPoint, undoSince } from './import-queries.ts'
import { readSheets, resultWorkbook, type SheetName, type Sheets, templateWorkbook } from './import-sheets.ts'
import { storePassword, temporaryPassword } from './passwords.ts'
import { demand } from './permitting.ts'
import { findBySignInName } from './person-queries.ts'
import { insertAccount, phoneOf, updatePerson } from './persons.ts'
import { proposePost } from './posts.ts'
import { unitsChanged } from './unit-labels.ts'
import { addName } from './unit-names.ts'
import { findUnitByCode, namesOf } from './unit-queries.ts'
import { presentUnit } from './unit-reading.ts'
import { createUnit, renameUnit, updateUnit } from './units.ts'

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const mostErrors = 200

export const importTemplate = async (): Promise<Download> => ({
  name: '单位与人员导入模板.xlsx',
  mediaType: workbook,
  body: await templateWorkbook(),
})

/** Does the whole import and takes it back: what it says is what `confirmImport` will do. */
export async function previewImport(file: File, actor: Actor): Promise<ImportPreview> {
  demand(actor, 'people.createAccounts')
  const sheets = await readSheets(file)
  const digest = await digestOf(file)
  return transaction(async () => {
    await markPoint('import_file')
    const run = await runImport(sheets, actor)
    await undoSince('import_file')
    return present(run, digest)
  })
}

/**
 * All or nothing: a single wrong row and nothing is written. The same file again changes nothing.
 * @returns a workbook with the initial passwords of the new accounts; they are not stored anywhere readable
 */
export async function confirmImport(input: { file: File; digest: string }, actor: Actor): Promise<Download> {
  demand(actor, 'people.createAccounts')
  if ((await digestOf(input.file)) !== input.digest) {
    throw new Refusal('conflict', '文件与预览时不同，请重新预览后再确认。', { field: 'file' })
  }
  const sheets = await readSheets(input.file)
  return transaction(async () => {
    const run = await runImport(sheets, actor)
    if (run.errors.length > 0) {
      const { sheet, row, sentence } = run.errors[0]!
      throw new Refusal(
        'invalid',
        `共 ${run.errors.length} 处错误，未写入任何内容。${sheet}表第 ${row} 行：${sentence}`,
        { field: 'file', errors: run.errors.slice(0, mostErrors) },
      )
    }
    const passwords = []
    for (const { personId, name, signInName } of run.newAccounts) {
      const password = await temporaryPassword()
      await storePassword(personId, password, true)
      passwords.push({ name, signInName, password })
    }
    const { units, persons, proposedPosts } = run
    await audit(
      { action: 'people.import', detail: { digest: input.digest, units, persons, proposedPosts } },
      actor,
    )
    const said = ({ created, updated, unchanged }: Tally) =>
      `新增 ${created}，更新 ${updated}，未变 ${unchanged}`
    const body = await resultWorkbook(
      [
        ['单位', said(units)],
        ['人员', said(persons)],
        ['拟授岗位', `${proposedPosts}，由安全管理员审定后生效`],
      ],
      passwords,
    )
    return { name: `导入结果${today().toString()}.xlsx`, mediaType: workbook, body }
  })
}

const digestOf = async (file: File): Promise<string> =>
  createHash('sha256')
    .update(Buffer.from(await file.arrayBuffer()))
    .digest('hex')

interface Tally {
  created: number
  updated: number
  unchanged: number
}

interface Run {
  errors: ImportError[]
  units: Tally
  persons: Tally
  proposedPosts: number
  newAccounts: { personId: string; name: string; signInName: string }[]
}

const present = (run: Run, digest: string): ImportPreview => ({
  digest,
  errors: run.errors.slice(0, mostErrors),
  errorCount: run.errors.length,
  units: run.units,
  persons: run.persons,
  proposedPosts: run.proposedPosts,
})

/** The headings under which the fields of a refusal stand. */
const columnOf: Record<string, string> = {
  code: '单位编码',
  fullName: '单位全称',
  shortName: '规范简称',
  parentId: '上级单位编码',
  signInName: '登录名',
  unitId: '单位编码',
  role: '角色',
  validFrom: '成立日期',
}

async function runImport(sheets: Sheets, actor: Actor): Promise<Run> {
  const none = (): Tally => ({ created: 0, updated: 0, unchanged: 0 })
  const run: Run = { errors: [], units: none(), persons: none(), proposedPosts: 0, newAccounts: [] }
  for (const { sheet, column } of sheets.unknown) {
    run.errors.push({ sheet, row: 1, column, sentence: `模板中没有“${column}”列，请删除此列或改正列名。` })
  }
  const units = unitLines(sheets.rows.单位)
  const persons = personLines(sheets.rows.人员)
  run.errors.push(...units.errors, ...persons.errors)

  const changed = new Set<UnitLine>()
  const created = new Set<UnitLine>()
  for (const line of units.lines) {
    await eachRow('单位', line.row, run, async () => {
      const outcome = await importUnit(line, actor)
      if (outcome === 'created') created.add(line)
      if (outcome === 'updated') changed.add(line)
    })
  }
  // A parent may stand below its child in the list.
  for (const line of units.lines) {
    if (!line.parentCode) continue
    await eachRow('单位', line.row, run, async () => {
      if (await importParent(line, actor)) changed.add(line)
    })
  }
  run.units.created = created.size
  run.units.updated = [...changed].filter((line) => !created.has(line)).length
  run.units.unchanged = units.lines.length - run.units.created - run.units.updated

  const seen = new Map<string, keyof Tally>()
  for (const line of persons.lines) {
    await eachRow('人员', line.row, run, async () => {
      const outcome = await importPerson(line, run, actor)
      const before = seen.get(line.signInName)
      seen.set(
        line.signInName,
        before === 'created' || outcome === 'unchanged' ? (before ?? outcome) : outcome,
      )
    })
  }
  for (const outcome of seen.values()) run.persons[outcome]++
  run.errors.sort((a, b) => a.sheet.localeCompare(b.sheet, 'zh') || a.row - b.row)
  return run
}

/** A row that is refused is taken back alone, so that the rows after it are tried too and all errors are named at once. */
async function eachRow(sheet: SheetName, row: number, run: Run, work: () => Promise<void>): Promise<void> {
  await markPoint('import_row')
  try {
    await work()
    await keepSince('import_row')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await undoSince('import_row')
    const column = columnOf[error.details.field ?? ''] ?? null
    run.errors.push({ sheet, row, column, sentence: error.message })
  }
}

async function importUnit(line: UnitLine, actor: Actor): Promise<keyof Tally> {
  const found = await findUnitByCode(line.code)
  if (!found) {
    const unit = await createUnit(
      {
        code: line.code,
        fullName: line.fullName,
        shortName: line.shortName,
        kind: line.kind,
        level: line.level,
        parentId: null,
        regionCode: line.regionCode ?? null,
        sortOrder: line.sortOrder ?? 0,
        canReport: line.canReport ?? true,
        validFrom: line.validFrom ?? today().toString(),
        otherNames: line.otherNames,
      },
      actor,
    )
    await learnNames(unit.id, line.formerNames, 'former', actor)
    return 'created'
  }
  const unit = presentUnit(found)
  if (unit.validUntil)
    throw new Refusal('conflict', `${unit.shortName}已撤销，不能再导入。`, { field: 'code' })
  let isChanged = false
  if (unit.fullName !== line.fullName || unit.shortName !== line.shortName) {
    const yesterday = today().subtract({ days: 1 }).toString()
    const until = [yesterday, unit.validFrom].sort().at(-1)!
    await renameUnit({ id: unit.id, fullName: line.fullName, shortName: line.shortName, until }, actor)
    isChanged = true
  }
  const given = {
    kind: line.kind,
    level: line.level,
    regionCode: line.regionCode,
    sortOrder: line.sortOrder,
    canReport: line.canReport,
    validFrom: line.validFrom,
  }
  if (
    Object.entries(given).some(
      ([name, value]) => value !== undefined && unit[name as keyof typeof given] !== value,
    )
  ) {
    await updateUnit({ id: unit.id, ...given }, actor)
    isChanged = true
  }
  const known = new Set((await namesOf(unit.id)).map(({ name }) => name))
  const others = line.otherNames.filter(
    (name) => !known.has(name) && name !== line.fullName && name !== line.shortName,
  )
  const formers = line.formerNames.filter((name) => !known.has(name))
  await learnNames(unit.id, others, 'other', actor)
  await learnNames(unit.id, formers, 'former', actor)
  return isChanged || others.length + formers.length > 0 ? 'updated' : 'unchanged'
}

async function learnNames(
  unitId: string,
  names: string[],
  kind: 'other' | 'former',
  actor: Actor,
): Promise<void> {
  for (const name of names) await addName(unitId, name, kind, null, actor)
  if (names.length > 0) unitsChanged(unitId)
}

async function importParent(line: UnitLine, actor: Actor): Promise<boolean> {
  const unit = await findUnitByCode(line.code)
  // Its own row was refused; that is said already.
  if (!unit) return false
  const parent = await findUnitByCode(line.parentCode!)
  if (!parent) {
    throw new Refusal('invalid', `没有编码为 ${line.parentCode} 的单位，请核对上级单位编码。`, {
      field: 'parentId',
    })
  }
  if (unit.parent_id === parent.id) return false
  await updateUnit({ id: unit.id, parentId: parent.id }, actor)
  return true
}

async function importPerson(line: PersonLine, run: Run, actor: Actor): Promise<keyof Tally> {
  const found = await findBySignInName(line.signInName)
  let outcome: keyof Tally = 'unchanged'
  let personId = found?.id
  if (!found) {
    personId = await insertAccount(
      { name: line.name, signInName: line.signInName, phone: line.phone ?? null },
      actor,
    )
    run.newAccounts.push({ personId, name: line.name, signInName: line.signInName })
    outcome = 'created'
  } else {
    if (!found.is_active)
      throw new Refusal('conflict', `登录名“${line.signInName}”的账户已停用，不能导入。`, {
        field: 'signInName',
      })
    const phone = line.phone !== undefined && line.phone !== (await phoneOf(found)) ? line.phone : undefined
    const name = line.name !== found.name ? line.name : undefined
    if (phone !== undefined || name !== undefined) {
      await updatePerson({ id: found.id, name, phone }, actor)
      outcome = 'updated'
    }
  }
  if (line.post) {
    const unit = await findUnitByCode(line.post.unitCode)
    if (!unit)
      throw new Refusal('invalid', `没有编码为 ${line.post.unitCode} 的单位，请核对。`, { field: 'unitId' })
    const proposed = await proposePost(
      { personId: personId!, unitId: unit.id, role: line.post.role, title: line.post.title },
      actor,
    )
    if (proposed) run.proposedPosts++
  }
  return outcome
}
