import type { CallInputOf, Download, Endpoint, OutputOf } from './endpoint.ts'
import { isDownload } from './endpoint.ts'
import { Refusal, type RefusalCode } from './refusal.ts'

export interface Caller {
  /** `fetch`, or the application's own `request` in tests. */
  fetch: (url: string, init: RequestInit) => Response | Promise<Response>
  /** Where `/api` lies. */
  base?: string
  headers?: () => Record<string, string>
  /** Sees each answer before it is read, e.g. for the server's clock in `x-now`. */
  heard?: (answer: Response) => void
}

export interface CallOptions {
  /** Makes a repetition harmless. Give one for every write that a person may press twice. */
  key?: string
  signal?: AbortSignal
}

/** A typed way to call endpoints: the browser and the tests use the same. Refusals are thrown as such. */
export function clientOf(caller: Caller) {
  return async function call<E extends Endpoint>(
    endpoint: E,
    input: CallInputOf<E>,
    options: CallOptions = {},
  ): Promise<OutputOf<E>> {
    const { url, body } = requestOf(endpoint, (input ?? {}) as Record<string, unknown>)
    const headers: Record<string, string> = { accept: 'application/json', ...caller.headers?.() }
    if (endpoint.method !== 'GET') headers['x-requested-with'] = 'wuxin'
    if (typeof body === 'string') headers['content-type'] = 'application/json'
    if (options.key) headers['idempotency-key'] = options.key
    const answer = await caller.fetch(`${caller.base ?? ''}/api${url}`, {
      method: endpoint.method,
      headers,
      body,
      signal: options.signal,
    })
    caller.heard?.(answer)
    if (!answer.ok) throw await refusalFrom(answer)
    if (isDownload(endpoint.output)) return (await downloadFrom(answer)) as OutputOf<E>
    return (await answer.json()) as OutputOf<E>
  }
}

/** Address and body of a call: path parameters are taken out of the input, the rest travels as query or body. */
export function requestOf(
  endpoint: Endpoint,
  input: Record<string, unknown>,
): { url: string; body?: string | FormData } {
  const rest = { ...input }
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (endpoint.method === 'GET') {
    const query = new URLSearchParams()
    for (const [name, value] of Object.entries(rest)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null && one !== '') query.append(name, String(one))
      }
    }
    const text = query.toString()
    return { url: text ? `${path}?${text}` : path }
  }
  const hasFile = Object.values(rest).some((value) => [value].flat().some((one) => one instanceof File))
  if (!hasFile) return { url: path, body: JSON.stringify(rest) }
  const form = new FormData()
  for (const [name, value] of Object.entries(rest)) {
    for (const one of [value].flat()) {
      if (one === undefined || one === null) continue
      form.append(name, one instanceof File ? one : typeof one === 'string' ? one : JSON.stringify(one))
    }
  }
  return { url: path, body: form }
}

async function refusalFrom(answer: Response): Promise<Refusal> {
  const problem = await answer.json().catch(() => null)
  if (problem && typeof problem.title === 'string' && problem.code !== 'bug') {
    const { type: _type, title, status: _status, code, ...details } = problem
    return new Refusal(code as RefusalCode, title, details)
  }
  return new Refusal('unavailable', problem?.title ?? '服务暂时没有响应，您填写的内容仍在本页，请稍后再试。')
}

async function downloadFrom(answer: Response): Promise<Download> {
  const disposition = answer.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return {
    name: encoded ? decodeURIComponent(encoded) : 'download',
    mediaType: answer.headers.get('content-type') ?? 'application/octet-stream',
    body: new Uint8Array(await answer.arrayBuffer()),
  }
}
