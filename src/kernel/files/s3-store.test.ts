import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { ConfigError } from '../config.ts'
import { Refusal } from '../refusal.ts'
import { openFileStore } from './open-store.ts'
import { openS3Store } from './s3-store.ts'
import { bytesOf, contentOf, keyOf, WrongContent } from './store.ts'

const accessKey = 'AKWUXIN'
const secretKey = 'a+secret/key'
const region = 'cn-north-1'
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** Verifies a signature of version 4 over a request as it arrived, by the protocol's own description. */
function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const header = request.headers.authorization ?? ''
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    )
  if (!match) return false
  const [, id, day, at, signed, signature] = match as unknown as string[]
  const declared = `${request.headers['x-amz-content-sha256']}`
  if (id !== accessKey || at !== region) return false
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== sha256(body)) return false
  const names = signed!.split(';')
  if (!names.includes('host') || !names.includes('x-amz-content-sha256') || !names.includes('x-amz-date'))
    return false
  const headers = names.map((name) => `${name}:${`${request.headers[name] ?? ''}`.trim()}\n`).join('')
  const canonical = [request.method, request.url, '', headers, signed, declared].join('\n')
  const scope = `${day}/${at}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const signingKey = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretKey}`, day!), at!))
  return hmac(signingKey, toSign).toString('hex') === signature
}

const objects = new Map<string, { body: Buffer; type: string }>()
let failures = 0
let asked = 0

const server = createServer(async (request, response) => {
  asked += 1
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const path = request.url!
  if (failures > 0) {
    failures -= 1
    return void response.writeHead(503).end('<Error>SlowDown</Error>')
  }
  if (!isSigned(request, body))
    return void response.writeHead(403).end('<Error>SignatureDoesNotMatch</Error>')
  const object = objects.get(path)
  if (request.method === 'PUT') {
    objects.set(path, { body, type: `${request.headers['content-type']}` })
    return void response.writeHead(200).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(path)
    return void response.writeHead(204).end()
  }
  if (!object) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-length': object.body.length, 'content-type': object.type })
  response.end(request.method === 'HEAD' ? undefined : object.body)
}).listen(0, '127.0.0.1')
await once(server, 'listening')
after(() => void server.close().closeAllConnections())

const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
const options = { endpoint, bucket: 'wuxin', region, accessKey, secretKey, retries: 2 }
const isUnavailable = (error: unknown) => error instanceof Refusal && error.code === 'unavailable'

describe('S3 store', () => {
  const store = openS3Store(options)
  const content = Buffer.from('优化营商环境')
  const key = keyOf(content)

  it('gives back what was put under a signed address, and forgets it', async () => {
    assert.equal(await store.get(key), null)
    assert.equal(await store.head(key), null)
    await store.put(key, new Blob([content]).stream(), 'text/plain')
    const path = `/wuxin/${key.slice(0, 2)}/${key}`
    assert.deepEqual([...objects.keys()], [path])
    assert.equal(objects.get(path)?.type, 'text/plain')
    assert.deepEqual(await store.head(key), { size: 18 })
    assert.ok(Buffer.from(await bytesOf((await store.get(key))!)).equals(content))
    await store.remove(key)
    await store.remove(key)
    assert.equal(await contentOf(store, key), null)
  })

  it('keeps an empty file', async () => {
    const empty = Buffer.alloc(0)
    await store.put(keyOf(empty), empty, 'text/plain')
    assert.equal((await contentOf(store, keyOf(empty)))?.length, 0)
  })

  it('sends nothing that is not the key, and no address that is no key', async () => {
    const before = asked
    await assert.rejects(store.put(key, Buffer.from('other'), 'text/plain'), WrongContent)
    await assert.rejects(store.get('../other-bucket/secret'), TypeError)
    assert.equal(asked, before)
  })

  it('tries again when the store is busy, and says so when it stays busy', async () => {
    failures = 2
    await store.put(key, content, 'text/plain')
    assert.equal((await contentOf(store, key))?.length, 18)
    failures = 3
    await assert.rejects(store.head(key), isUnavailable)
    assert.equal(failures, 0)
  })

  it('says unavailable, without the address, for a wrong secret or no store at all', async () => {
    const wrong = openS3Store({ ...options, secretKey: 'other' })
    await assert.rejects(wrong.put(key, content, 'text/plain'), isUnavailable)
    const nobody = openS3Store({ ...options, endpoint: 'http://127.0.0.1:1' })
    await assert.rejects(nobody.get(key), (error) => isUnavailable(error) && !`${error}`.includes('127'))
  })

  it('is chosen by the configuration, complete or not at all', async () => {
    const config = {
      DATA_FOLDER: '/nowhere',
      FILES_S3_ENDPOINT: endpoint,
      FILES_S3_BUCKET: 'wuxin',
      FILES_S3_REGION: region,
      FILES_S3_ACCESS_KEY: accessKey,
      FILES_S3_SECRET_KEY: secretKey,
    }
    assert.equal((await contentOf(await openFileStore(config), key))?.length, 18)
    await assert.rejects(openFileStore({ ...config, FILES_S3_BUCKET: undefined }), ConfigError)
  })
})
