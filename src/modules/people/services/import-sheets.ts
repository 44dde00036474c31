import readWorkbook from 'read-excel-file/node'
import writeWorkbook, { type Sheet } from 'write-excel-file/node'
import { checkUpload } from '#kernel/files/uploads.ts'
import { Refusal } from '#kernel/refusal.ts'
import { kindLabels, levelLabels, roleLabels } from '../rules.ts'

export const sheetNames = ['单位', '人员'] as const
export type SheetName = (typeof sheetNames)[number]

/** Headings in the order of the template; a star marks what must be filled in. */
export const columns = {
  单位: [
    '单位编码*',
    '单位全称*',
    '规范简称*',
    '类型*',
    '层级',
    '上级单位编码',
    '地区编码',
    '其他名称',
    '曾用名',
    '成立日期',
    '排序',
    '承担任务',
  ],
  人员: ['登录名*', '姓名*', '电话', '单位编码', '角色', '职务'],
} as const satisfies Record<SheetName, readonly string[]>

/** A line of a sheet: its texts by heading (without the star), and its number as Excel shows it. */
export interface SheetRow {
  row: number
  cells: Record<string, string>
}

export interface Sheets {
  rows: Record<SheetName, SheetRow[]>
  /** Headings that the file has and nobody reads: most likely a slip of the pen. */
  unknown: { sheet: SheetName; column: string }[]
}

const most = { rows: 2_000, columns: 40 }

const bare = (heading: string): string => heading.replace(/[*＊\s]/g, '')

/** Reads the two sheets of a workbook; one that is missing counts as empty. */
export async function readSheets(file: File): Promise<Sheets> {
  const bytes = Buffer.from(await file.arrayBuffer())
  await checkUpload({ name: file.name, bytes, allowed: ['xlsx'], maxBytes: 5_000_000 })
  const sheets = await readWorkbook(bytes).catch(() => {
    throw new Refusal('invalid', '无法读取这个 Excel 文件，请用导入模板另存后重新上传。', { field: 'file' })
  })
  const found: Sheets = { rows: { 单位: [], 人员: [] }, unknown: [] }
  const present = sheetNames.filter((name) => sheets.some(({ sheet }) => sheet.trim() === name))
  if (present.length === 0) {
    throw new Refusal('invalid', '文件中没有名为“单位”或“人员”的工作表，请使用导入模板。', { field: 'file' })
  }
  for (const name of present) readSheet(name, sheets.find(({ sheet }) => sheet.trim() === name)!.data, found)
  return found
}

function readSheet(name: SheetName, data: unknown[][], found: Sheets): void {
  if (data.length > most.rows + 1) {
    throw new Refusal('too-large', `“${name}”表超过 ${most.rows} 行，请分批导入。`, { field: 'file' })
  }
  const known = new Set(columns[name].map(bare))
  const headings = (data[0] ?? []).slice(0, most.columns).map((cell) => bare(textOf(cell)))
  const missing = columns[name].filter((column) => column.endsWith('*') && !headings.includes(bare(column)))
  if (missing.length > 0) {
    throw new Refusal('invalid', `“${name}”表缺少列：${missing.map(bare).join('、')}，请使用导入模板。`, {
      field: 'file',
    })
  }
  for (const column of headings) if (column && !known.has(column)) found.unknown.push({ sheet: name, column })
  for (const [index, line] of data.entries()) {
    if (index === 0) continue
    const cells: Record<string, string> = {}
    for (const [at, heading] of headings.entries()) if (heading) cells[heading] = textOf(line[at])
    if (Object.values(cells).some((text) => text !== '')) found.rows[name].push({ row: index + 1, cells })
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return String(cell).trim()
}

const heading = (text: string) => ({ value: text, fontWeight: 'bold' as const, backgroundColor: '#E8EEF4' })

/** The workbook to be filled in, with a sheet that says how. */
export async function templateWorkbook(): Promise<Uint8Array> {
  const explanations: string[][] = [
    ['填写说明', ''],
    ['列名带 * 的必须填写', '不要改动工作表名称和列名；可以只填其中一个工作表。'],
    [
      '再次导入',
      '按单位编码、登录名识别：已有的更新，没有的新增；表中没有的不会删除。空白单元格不改动原值。',
    ],
    ['类型', Object.values(kindLabels).join('、')],
    [
      '层级',
      `${Object.values(levelLabels).join('、')}；不填时旗区、园区及填了地区编码的为旗县级，其余为市级。`,
    ],
    ['其他名称、曾用名', '多个名称用顿号（、）分隔。'],
    ['成立日期', '写成 2026-01-31 的形式，不填为导入当日。'],
    ['承担任务', '是 或 否，不填为是。'],
    ['角色', Object.values(roleLabels).join('、')],
    ['一人多岗', '同一登录名写多行，每行一个岗位；姓名须相同。'],
    ['岗位的生效', '导入的岗位为拟授岗位，由安全管理员审定后生效。'],
  ]
  return toBytes([
    {
      sheet: '单位',
      data: [columns.单位.map(heading)],
      columns: columns.单位.map(() => ({ width: 18 })),
      stickyRowsCount: 1,
    },
    {
      sheet: '人员',
      data: [columns.人员.map(heading)],
      columns: columns.人员.map(() => ({ width: 18 })),
      stickyRowsCount: 1,
    },
    { sheet: '填写说明', data: explanations, columns: [{ width: 24 }, { width: 90 }] },
  ])
}

/** What an import did, with the passwords that are told once. */
export async function resultWorkbook(
  summary: [string, string][],
  passwords: { name: string; signInName: string; password: string }[],
): Promise<Uint8Array> {
  const list = [
    ['姓名', '登录名', '初始口令'].map(heading),
    ...passwords.map(({ name, signInName, password }) => [text(name), text(signInName), text(password)]),
  ]
  return toBytes([
    {
      sheet: '导入结果',
      data: summary.map(([label, value]) => [text(label), text(value)]),
      columns: [{ width: 24 }, { width: 60 }],
    },
    { sheet: '初始口令', data: list, columns: [{ width: 18 }, { width: 24 }, { width: 24 }] },
  ])
}

/** As text: a cell that begins with = or + must never be taken for a formula. */
const text = (value: string) => ({ value, type: String })

const toBytes = async (sheets: Sheet<Buffer>[]): Promise<Uint8Array> =>
  new Uint8Array(await writeWorkbook(sheets).toBuffer())
