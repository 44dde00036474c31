import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join, normalize, sep } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { Refusal } from '#kernel/refusal.ts'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

interface Kept {
  body: Uint8Array<ArrayBuffer>
  packed: Map<string, Uint8Array<ArrayBuffer>>
  tag: string
}

/** Serves the built workspace; every address below it that is no file is the application itself. */
export function mountWorkspaceFiles(app: Hono, folder: string): void {
  const kept = new Map<string, Kept>()
  const answer = (context: Context, name: string): Response => {
    const file = join(folder, normalize(name))
    const isFile = file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile()
    if (!isFile && extname(name)) throw new Refusal('not-found', '没有这个文件。')
    return send(context, isFile ? file : join(folder, 'index.html'), kept, isFile)
  }
  app.get('/workspace', (context) => answer(context, 'index.html'))
  app.get('/workspace/*', (context) =>
    answer(context, context.req.path.slice('/workspace/'.length) || 'index.html'),
  )
}

function send(context: Context, file: string, kept: Map<string, Kept>, hashed: boolean): Response {
  if (!existsSync(file))
    throw new Refusal('unavailable', '工作台尚未构建，请先运行 npm start 或 npm run demo。')
  const modified = statSync(file).mtimeMs
  const key = `${file}:${modified}`
  const entry = kept.get(key) ?? keep(kept, key, file)
  const extension = extname(file)
  const headers: Record<string, string> = {
    'content-type': mediaTypes[extension] ?? 'application/octet-stream',
    etag: entry.tag,
    vary: 'accept-encoding',
    // Built files carry their digest in their name; the page that names them does not.
    'cache-control': hashed && extension !== '.html' ? 'public, max-age=31536000, immutable' : 'no-cache',
  }
  if (context.req.header('if-none-match') === entry.tag) return new Response(null, { status: 304, headers })
  const accepted = context.req.header('accept-encoding') ?? ''
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
  if (!encoding || entry.body.length < 1000 || extension === '.png')
    return new Response(entry.body, { headers })
  return new Response(pack(entry, encoding), { headers: { ...headers, 'content-encoding': encoding } })
}

function keep(kept: Map<string, Kept>, key: string, file: string): Kept {
  const body = new Uint8Array(readFileSync(file))
  const entry: Kept = {
    body,
    packed: new Map(),
    tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`,
  }
  kept.set(key, entry)
  return entry
}

function pack(entry: Kept, encoding: 'br' | 'gzip'): Uint8Array<ArrayBuffer> {
  const present = entry.packed.get(encoding)
  if (present) return present
  const packed = new Uint8Array(
    encoding === 'br'
      ? brotliCompressSync(entry.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
      : gzipSync(entry.body),
  )
  entry.packed.set(encoding, packed)
  return packed
}
