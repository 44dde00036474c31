import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { type Actor, may, visitor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now } from '#kernel/clock.ts'
import { type Download, type Endpoint, isDownload } from '#kernel/endpoint.ts'
import { downloadHeaders } from '#kernel/files/download.ts'
import { once } from '#kernel/idempotency/idempotency.ts'
import type { Route } from '#kernel/module.ts'
import { readTexts } from '#kernel/query-reader.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Authenticate } from './session.ts'
import { sourceOf } from './source.ts'

// What a schema does not say in its own words is said in Chinese as well.
z.config(z.locales.zhCN())

/** Bodies above this are refused before they are read; files have their own limit in the upload rules. */
const jsonLimit = 1_000_000

export interface MountOptions {
  authenticate: Authenticate
  uploadBytes: number
}

/** Serves endpoints under `/api`: who, may he, what, do it once, answer only what is declared. */
export function mount(app: Hono, routes: readonly Route[], options: MountOptions): void {
  for (const { endpoint, handler } of routes) {
    app.on(endpoint.method, `/api${endpoint.path}`, async (context) => {
      const actor = await actorFor(context, endpoint, options.authenticate)
      if (!actor) throw new Refusal('not-signed-in', '请先登录，或登录已过期，请重新登录。')
      if (!permitted(endpoint, actor)) {
        await audit(
          { action: 'access.refused', object: `${endpoint.method} ${endpoint.path}`, succeeded: false },
          actor,
        )
        throw new Refusal('forbidden', `您的岗位没有“${endpoint.summary}”的权限，如需办理请联系安全管理员。`)
      }
      const input = parse(endpoint.input, await inputOf(context, endpoint, options.uploadBytes))
      const work = () => handler(input as never, actor)
      const key =
        endpoint.method === 'GET' || endpoint.secret ? undefined : context.req.header('idempotency-key')
      if (key !== undefined && !/^[\w:.-]{8,100}$/.test(key)) {
        throw new Refusal('invalid', '请求编号须为 8 至 100 位字母、数字。', { field: 'Idempotency-Key' })
      }
      if (isDownload(endpoint.output)) return fileAnswer((await work()) as Download)
      const result = key
        ? await once(key, `${endpoint.method} ${endpoint.path}`, input, actor, work)
        : await work()
      // Parsing the answer keeps what is not declared from leaving the house.
      return context.json(endpoint.output.parse(result) as object, 200, {
        'cache-control': 'no-store',
        // Pages say "3 days late" by this clock: office machines are wrong, and a sample city has its own time.
        'x-now': now().toString(),
      })
    })
  }
}

function permitted(endpoint: Endpoint, actor: Actor): boolean {
  if (endpoint.permission === 'public') return true
  if (actor.kind !== 'person') return false
  return endpoint.permission === 'signed-in' || may(actor, endpoint.permission)
}

async function actorFor(
  context: Context,
  endpoint: Endpoint,
  authenticate: Authenticate,
): Promise<Actor | null> {
  const actor = await authenticate(context)
  return actor ?? (endpoint.permission === 'public' ? visitor(sourceOf(context)) : null)
}

async function inputOf(
  context: Context,
  endpoint: Endpoint,
  uploadBytes: number,
): Promise<Record<string, unknown>> {
  const given =
    endpoint.method === 'GET' ? queryOf(context, endpoint) : await bodyOf(context, endpoint, uploadBytes)
  return { ...given, ...context.req.param() }
}

function queryOf(context: Context, endpoint: Endpoint): Record<string, unknown> {
  const values = new Map<string, unknown[]>(Object.entries(context.req.queries()))
  return readTexts(endpoint.input, values)
}

async function bodyOf(
  context: Context,
  endpoint: Endpoint,
  uploadBytes: number,
): Promise<Record<string, unknown>> {
  const type = context.req.header('content-type') ?? ''
  const length = Number(context.req.header('content-length') ?? 0)
  const isForm = type.startsWith('multipart/form-data')
  const limit = isForm ? uploadBytes * 5 + jsonLimit : jsonLimit
  if (length > limit) {
    throw new Refusal(
      'too-large',
      `提交的内容超过 ${Math.round(limit / 1_000_000)} MB，请分次提交或压缩附件。`,
    )
  }
  if (isForm) {
    const form = await context.req.formData().catch(() => {
      throw new Refusal('malformed', '表单内容不完整，请重新提交。')
    })
    const values = new Map<string, unknown[]>()
    for (const [name, value] of form.entries()) values.set(name, [...(values.get(name) ?? []), value])
    return readTexts(endpoint.input, values)
  }
  const text = await context.req.text()
  if (text.length > jsonLimit) throw new Refusal('too-large', '提交的内容超过 1 MB，请分次提交。')
  if (text === '') return {}
  try {
    const body = JSON.parse(text)
    if (body === null || typeof body !== 'object' || Array.isArray(body)) throw new Error()
    return body
  } catch {
    throw new Refusal('malformed', '请求正文不是有效的 JSON 对象。')
  }
}

export function parse<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input)
  if (parsed.success) {
    refuseUnstorable(parsed.data, '')
    return parsed.data
  }
  const fields = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    sentence: issue.message,
  }))
  const first = fields[0]!
  throw new Refusal('invalid', first.field ? `${first.field}：${first.sentence}` : first.sentence, {
    field: first.field,
    fields,
  })
}

function fileAnswer(file: Download): Response {
  return new Response(file.body as Uint8Array<ArrayBuffer>, {
    headers: {
      ...downloadHeaders(file.name, file.mediaType, file.inline),
      'cache-control': 'private, no-store',
    },
  })
}

/** PostgreSQL keeps neither NUL nor halves of surrogate pairs; no keyboard makes them. */
function refuseUnstorable(value: unknown, field: string): void {
  if (typeof value === 'string') {
    if (!value.includes('\0') && value.isWellFormed()) return
    throw new Refusal('invalid', `${field}：含有无法保存的字符，请删去后重新提交。`, { field })
  }
  if (value === null || typeof value !== 'object' || value instanceof File) return
  for (const [name, member] of Object.entries(value))
    refuseUnstorable(member, field ? `${field}.${name}` : name)
}
