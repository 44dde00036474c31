import { resolve } from 'node:path'
import { z } from 'zod'

const bytes = (fallback: number) => z.coerce.number().int().positive().default(fallback)
const flag = z.enum(['true', 'false']).default('false')

/** Every variable that the program reads, with its meaning; `docs/configuration.md` is written from this. */
export const variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(5050).describe('监听端口'),
  HOST: z.string().default('::').describe('监听地址；默认同时接受 IPv6 与 IPv4'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('对外访问的网址，用于公文、邮件与查询码中的链接；缺省为 http://localhost:端口'),
  DATA_FOLDER: z
    .string()
    .default('data')
    .describe('数据文件夹：内嵌数据库、上传的文件与初次登录口令都在这里'),
  DATABASE_URL: z
    .string()
    .optional()
    .describe('使用已有的 PostgreSQL（16 及以上）；缺省为数据文件夹中的内嵌数据库'),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(16)
    .describe('每个进程的数据库连接数'),
  WORK_IN_SERVE: z
    .enum(['true', 'false'])
    .default('true')
    .describe('serve 进程内同时执行定时作业；另有 work 进程时设为 false'),
  TRUST_PROXY: flag.describe('位于反向代理之后：采信 X-Forwarded-For 与 X-Forwarded-Proto'),
  SECURE_COOKIES: z
    .enum(['auto', 'true', 'false'])
    .default('auto')
    .describe('会话 Cookie 加 Secure；auto 表示按对外网址是否为 https 决定'),
  IDLE_MINUTES: z.coerce.number().int().min(1).max(720).default(30).describe('无操作多少分钟后自动退出'),
  PASSWORD_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .describe('口令多少天后须更换，0 表示不强制（GB/T 22239-2019 8.1.4.1）'),
  UPLOAD_BYTES: bytes(20_000_000).describe('单个上传文件的最大字节数'),
  FILES_S3_ENDPOINT: z.url().optional().describe('文件存入兼容 S3 的存储时的网址；缺省存入数据文件夹'),
  FILES_S3_BUCKET: z.string().optional().describe('S3 存储桶'),
  FILES_S3_REGION: z.string().default('us-east-1').describe('S3 区域'),
  FILES_S3_ACCESS_KEY: z.string().optional().describe('S3 访问密钥标识'),
  FILES_S3_SECRET_KEY: z.string().optional().describe('S3 访问密钥'),
  CLAMD_SOCKET: z.string().optional().describe('clamd 的套接字（路径或 主机:端口），设置后逐一查杀上传文件'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('日志级别'),
})

export type Config = z.infer<typeof variables>

/** Reads the environment; a wrong value stops the start with a sentence that names the variable. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = variables.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new ConfigError(`环境变量有误，请改正后重新启动：\n${lines.join('\n')}`)
  }
  return { ...parsed.data, DATA_FOLDER: resolve(parsed.data.DATA_FOLDER) }
}

export class ConfigError extends Error {}

/** The page that documents every variable. */
export function configurationPage(): string {
  const rows = Object.entries(variables.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined)
    const value = fallback.success && fallback.data !== undefined ? `\`${fallback.data}\`` : '（无）'
    return `| \`${name}\` | ${schema.description ?? ''} | ${value} |`
  })
  return [
    '# 配置',
    '',
    '全部配置来自环境变量。本页由程序生成，请勿手工修改。',
    '',
    '| 变量 | 含义 | 缺省值 |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
