import { z } from 'zod'
import { download, endpoint } from '#kernel/endpoint.ts'
import { Day, Done, Id, Nothing } from './parts.ts'

export const importTemplate = endpoint({
  method: 'GET',
  path: '/people/import/template',
  summary: '下载单位与人员导入模板',
  permission: 'people.createAccounts',
  input: Nothing,
  output: download,
})

export const ImportError = z.object({
  sheet: z.enum(['单位', '人员']),
  /** As Excel counts: the heading is row 1. */
  row: z.int(),
  column: z.string().nullable(),
  sentence: z.string(),
})
export type ImportError = z.infer<typeof ImportError>

export const ImportPreview = z.object({
  /** Proves at confirmation that it is the same file. */
  digest: z.string(),
  errors: z.array(ImportError),
  /** More were found than `errors` shows. */
  errorCount: z.int(),
  units: z.object({ created: z.int(), updated: z.int(), unchanged: z.int() }),
  persons: z.object({ created: z.int(), updated: z.int(), unchanged: z.int() }),
  proposedPosts: z.int(),
})
export type ImportPreview = z.infer<typeof ImportPreview>

const WorkbookFile = z.file('请选择要导入的 Excel 文件。').max(5_000_000, '文件不能超过 5 MB，请分批导入。')

export const previewImport = endpoint({
  method: 'POST',
  path: '/people/import/preview',
  summary: '预览单位与人员导入',
  permission: 'people.createAccounts',
  input: z.object({ file: WorkbookFile }),
  output: ImportPreview,
})

export const confirmImport = endpoint({
  method: 'POST',
  path: '/people/import/confirm',
  summary: '确认单位与人员导入',
  permission: 'people.createAccounts',
  input: z.object({
    file: WorkbookFile,
    digest: z.string().min(1, '请先预览再确认导入。').max(100, '请先预览再确认导入。'),
  }),
  /** A workbook with what was done and the initial passwords, which are told this once. */
  secret: true,
  output: download,
})

export const AuditLine = z.object({
  id: z.int(),
  at: z.string(),
  actor: z.string(),
  source: z.string().nullable(),
  action: z.string(),
  actionLabel: z.string(),
  object: z.string().nullable(),
  succeeded: z.boolean(),
  detail: z.record(z.string(), z.unknown()),
  review: z
    .object({
      verdict: z.enum(['normal', 'suspicious']),
      note: z.string(),
      reviewedAt: z.string(),
      reviewedBy: z.string(),
    })
    .nullable(),
})
export type AuditLine = z.infer<typeof AuditLine>

export const listAudit = endpoint({
  method: 'GET',
  path: '/people/audit',
  summary: '查看审计记录',
  permission: 'people.readAudit',
  input: z.object({
    action: z.string().max(80, '事件名称过长。').optional(),
    personId: Id.optional(),
    from: Day.optional(),
    until: Day.optional(),
    onlyFailures: z.boolean().default(false),
    onlyUnreviewed: z.boolean().default(false),
    /** Pages on: the `id` of the last line that was shown. */
    before: z.int().optional(),
    limit: z.int('条数须为整数。').min(1, '至少 1 条。').max(500, '一次最多 500 条。').default(100),
  }),
  output: z.object({ rows: z.array(AuditLine) }),
})

export const reviewAudit = endpoint({
  method: 'POST',
  path: '/people/audit/review',
  summary: '标记审计记录已审阅',
  permission: 'people.readAudit',
  input: z.object({
    ids: z.array(z.int()).min(1, '请至少选择一条。').max(500, '一次最多审阅 500 条。'),
    verdict: z.enum(['normal', 'suspicious'], '请选择正常或可疑。'),
    note: z.string().trim().max(500, '审阅意见最多 500 个字。').default(''),
  }),
  output: Done,
})
