import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export interface Text {
  body: string
  mediaType: string
  status?: number
  /** `cache-control`; what is not public is neither kept nor compared. */
  keep: string
  headers?: Record<string, string>
}

/** Shared caches may answer a crowd for one second; a browser asks each time, and mostly hears that nothing changed. */
export const freshly = 'public, max-age=0, s-maxage=1, must-revalidate'
export const forEver = 'public, max-age=31536000, immutable'
export const forADay = 'public, max-age=86400'
export const never = 'no-store'

/** Sends a text with its validator, compressed as the browser likes it; 304 when it has it already. */
export async function send(context: Context, text: Text): Promise<Response> {
  const headers: Record<string, string> = {
    'content-type': text.mediaType,
    'cache-control': text.keep,
    'content-security-policy': policy,
    vary: 'accept-encoding',
    ...text.headers,
  }
  const isKept = text.keep !== never
  const tag = isKept ? `W/"${createHash('sha256').update(text.body).digest('base64url').slice(0, 22)}"` : null
  if (tag) {
    headers.etag = tag
    const known = context.req.header('if-none-match')
    if ((text.status ?? 200) === 200 && known?.split(/\s*,\s*/).includes(tag)) {
      return new Response(null, { status: 304, headers })
    }
  }
  const encoding = text.body.length < 600 ? null : encodingFor(context.req.header('accept-encoding') ?? '')
  if (!encoding) return new Response(text.body, { status: text.status ?? 200, headers })
  headers['content-encoding'] = encoding
  const packed = await pack(text.body, encoding, tag, text.keep === forEver)
  return new Response(packed, { status: text.status ?? 200, headers })
}

type Encoding = 'br' | 'gzip'

/** The first of ours that the browser takes; `;q=0` means that it does not. */
export function encodingFor(accepted: string): Encoding | null {
  const taken = new Map(
    accepted.split(',').map((part) => {
      const [name, quality] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/) as [string, string | undefined]
      return [name, quality === undefined ? 1 : Number(quality)]
    }),
  )
  return (['br', 'gzip'] as const).find((name) => (taken.get(name) ?? 0) > 0) ?? null
}

const [brotli, deflate] = [promisify(brotliCompress), promisify(gzip)]

/** Pages that many ask for are compressed once. Some 300 of about 6 KB. */
const packedTexts = new Map<string, Uint8Array<ArrayBuffer>>()
const packedTextsKept = 300

async function pack(
  body: string,
  encoding: Encoding,
  tag: string | null,
  thoroughly: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = tag && `${encoding} ${tag}`
  const known = key ? packedTexts.get(key) : undefined
  if (known) return known
  const packed = new Uint8Array(
    encoding === 'br'
      ? await brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: thoroughly ? 11 : 5 } })
      : await deflate(body, { level: thoroughly ? 9 : 6 }),
  )
  if (key) {
    if (packedTexts.size >= packedTextsKept) packedTexts.delete(packedTexts.keys().next().value!)
    packedTexts.set(key, packed)
  }
  return packed
}
