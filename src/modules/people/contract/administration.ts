import { z } from 'zod'
import { download, endpoint } from '#kernel/endpoint.ts'
import { Day, Done, Id, Nothing } from './parts.ts'

/** How the city calls itself and its platform; the portal, the workspace and papers read it. */
export const City = z.object({
  name: z.string().trim().min(2, '请填写城市名称。').max(40, '城市名称最多 40 个字。'),
  /** Without the level word, as vertical units carry it: 瀚宁. */
  bareName: z.string().trim().max(40, '简称最多 40 个字。'),
  portalTitle: z.string().trim().min(1, '请填写公开平台名称。').max(60, '公开平台名称最多 60 个字。'),
  workspaceTitle: z.string().trim().min(1, '请填写工作平台名称。').max(60, '工作平台名称最多 60 个字。'),
  brand: z.string().trim().max(40, '品牌最多 40 个字。'),
  brandMeaning: z
    .array(z.string().trim().min(1, '请填写品牌释义。').max(20, '每条释义最多 20 个字。'))
    .max(10, '释义最多 10 条。'),
  /** The body that issues notices and bulletins (发文机关). */
  issuingBody: z.string().trim().max(60, '发文机关最多 60 个字。'),
  /** Before 〔year〕number号: 瀚政办发. */
  documentNumberPrefix: z.string().trim().max(20, '发文字号代字最多 20 个字。'),
  hotline: z.string().trim().max(40, '服务电话最多 40 个字。'),
})
export type City = z.infer<typeof City>

export const getCity = endpoint({
  method: 'GET',
  path: '/people/city',
  summary: '查看城市与平台名称',
  permission: 'public',
  input: Nothing,
  output: City,
})

export const setCity = endpoint({
  method: 'PUT',
  path: '/people/city',
  summary: '设置城市与平台名称',
  permission: 'people.manageCity',
  input: City,
  output: City,
})

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
  output: ImportPreview.extend({
    /** Shown this once. */
    initialPasswords: z.array(z.object({ name: z.string(), signInName: z.string(), password: z.string() })),
  }),
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
