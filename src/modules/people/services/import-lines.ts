import type { z } from 'zod'
import type { ImportError } from '../contract/administration.ts'
import {
  AnyUnitName,
  Day,
  FullName,
  PersonName,
  Phone,
  RegionCode,
  ShortName,
  SignInName,
  Title,
  UnitCode,
} from '../contract/parts.ts'
import { kindLabels, levelLabels, type Role, roleLabels, type UnitKind, type UnitLevel } from '../rules.ts'
import type { SheetName, SheetRow } from './import-sheets.ts'

/** An empty cell is `undefined` and leaves what is stored. */
export interface UnitLine {
  row: number
  code: string
  fullName: string
  shortName: string
  kind: UnitKind
  level: UnitLevel | undefined
  parentCode: string | undefined
  regionCode: string | undefined
  otherNames: string[]
  formerNames: string[]
  validFrom: string | undefined
  sortOrder: number | undefined
  canReport: boolean | undefined
}

export interface PersonLine {
  row: number
  signInName: string
  name: string
  phone: string | undefined
  post: { unitCode: string; role: Role; title: string } | undefined
}

/** Reads the cells of a line, and says of each that is wrong what is wrong with it. */
class Cells {
  readonly errors: ImportError[] = []
  private readonly sheet: SheetName
  private readonly line: SheetRow

  constructor(sheet: SheetName, line: SheetRow) {
    this.sheet = sheet
    this.line = line
  }

  text(column: string): string {
    return this.line.cells[column] ?? ''
  }

  wrong(column: string, sentence: string): void {
    this.errors.push({ sheet: this.sheet, row: this.line.row, column, sentence })
  }

  /** As the contract reads the same thing when it is typed into a form. */
  must<S extends z.ZodType<string>>(column: string, schema: S): string {
    const parsed = schema.safeParse(this.text(column))
    if (parsed.success) return parsed.data
    this.wrong(column, parsed.error.issues[0]!.message)
    return ''
  }

  may<S extends z.ZodType<string>>(column: string, schema: S): string | undefined {
    return this.text(column) === '' ? undefined : this.must(column, schema)
  }

  list<S extends z.ZodType<string>>(column: string, schema: S): string[] {
    const parts = this.text(column)
      .split(/[、,，;；\n]/)
      .map((part) => part.trim())
      .filter(Boolean)
    return parts.flatMap((part) => {
      const parsed = schema.safeParse(part)
      if (parsed.success) return [parsed.data]
      this.wrong(column, `“${part}”：${parsed.error.issues[0]!.message}`)
      return []
    })
  }

  choice<K extends string>(column: string, labels: Readonly<Record<K, string>>): K | undefined {
    const text = this.text(column)
    if (text === '') return undefined
    const found = (Object.keys(labels) as K[]).find((key) => labels[key] === text)
    if (!found) this.wrong(column, `“${text}”不在可选范围内，请填写${Object.values(labels).join('、')}之一。`)
    return found
  }
}

const yesNo = { yes: '是', no: '否' } as const

export function unitLines(rows: SheetRow[]): { lines: UnitLine[]; errors: ImportError[] } {
  const lines: UnitLine[] = []
  const errors: ImportError[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const cells = new Cells('单位', row)
    const code = cells.must('单位编码', UnitCode)
    if (seen.has(code)) cells.wrong('单位编码', `与第 ${seen.get(code)} 行重复，请保留一行。`)
    else if (code) seen.set(code, row.row)
    const kind = cells.choice('类型', kindLabels)
    if (cells.text('类型') === '')
      cells.wrong('类型', `请填写类型：${Object.values(kindLabels).join('、')}之一。`)
    const sortOrder = cells.text('排序')
    if (!/^\d{0,5}$/.test(sortOrder)) cells.wrong('排序', '排序须为 0 至 99999 的整数。')
    const canReport = cells.choice('承担任务', yesNo)
    const line: Omit<UnitLine, 'kind'> = {
      row: row.row,
      code,
      fullName: cells.must('单位全称', FullName),
      shortName: cells.must('规范简称', ShortName),
      level: cells.choice('层级', levelLabels),
      parentCode: cells.may('上级单位编码', UnitCode),
      regionCode: cells.may('地区编码', RegionCode),
      otherNames: cells.list('其他名称', AnyUnitName),
      formerNames: cells.list('曾用名', AnyUnitName),
      validFrom: cells.may('成立日期', Day),
      sortOrder: sortOrder === '' ? undefined : Number(sortOrder),
      canReport: canReport && canReport === 'yes',
    }
    errors.push(...cells.errors)
    if (kind && cells.errors.length === 0) lines.push({ ...line, kind })
  }
  return { lines, errors }
}

export function personLines(rows: SheetRow[]): { lines: PersonLine[]; errors: ImportError[] } {
  const lines: PersonLine[] = []
  const errors: ImportError[] = []
  const names = new Map<string, { name: string; row: number }>()
  for (const row of rows) {
    const cells = new Cells('人员', row)
    const signInName = cells.must('登录名', SignInName)
    const name = cells.must('姓名', PersonName)
    const before = names.get(signInName)
    if (before && before.name !== name) {
      cells.wrong('姓名', `登录名“${signInName}”在第 ${before.row} 行的姓名为“${before.name}”，请核对。`)
    } else if (signInName) names.set(signInName, { name, row: row.row })
    const unitCode = cells.may('单位编码', UnitCode)
    const role = cells.choice('角色', roleLabels)
    if (unitCode && cells.text('角色') === '') cells.wrong('角色', '填写了单位编码，请同时填写角色。')
    if (role && !unitCode) cells.wrong('单位编码', '填写了角色，请同时填写单位编码。')
    const line: PersonLine = {
      row: row.row,
      signInName,
      name,
      phone: cells.may('电话', Phone),
      post: unitCode && role ? { unitCode, role, title: cells.must('职务', Title) } : undefined,
    }
    errors.push(...cells.errors)
    if (cells.errors.length === 0) lines.push(line)
  }
  return { lines, errors }
}
