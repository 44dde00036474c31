import { AwsClient } from 'aws4fetch'
import { Refusal } from '../refusal.ts'
import { bytesOf, checkKey, type FileStore, keyOf, WrongContent } from './store.ts'

export type S3Options = {
  /** Address of the service without the bucket, `https://s3.example.cn`. */
  endpoint: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
  /** Milliseconds until a request is given up; 60,000 by default. */
  timeoutMs?: number
  /** Further attempts after an answer of 5xx or 429; 2 by default. */
  retries?: number
}

/**
 * Keeps files in a store that speaks the S3 protocol. Addresses carry the bucket in the path, which every
 * such store understands. Requests are signed over the content's hash, which is the key, so the store
 * refuses bytes that were damaged on the way.
 */
export function openS3Store(options: S3Options): FileStore {
  const { endpoint, bucket, region, accessKey, secretKey, timeoutMs = 60_000, retries = 2 } = options
  const client = new AwsClient({
    accessKeyId: accessKey,
    secretAccessKey: secretKey,
    region,
    service: 's3',
    retries,
  })
  const base = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`

  async function ask(method: string, key: string, init: RequestInit, expected: number[]): Promise<Response> {
    const address = `${base}/${checkKey(key).slice(0, 2)}/${key}`
    let answer: Response
    try {
      answer = await client.fetch(address, { ...init, method, signal: AbortSignal.timeout(timeoutMs) })
    } catch (error) {
      throw unavailable(error)
    }
    if (expected.includes(answer.status)) return answer
    const body = await answer.text().catch(() => '')
    throw unavailable(new Error(`${method} ${address} answered ${answer.status}: ${body.slice(0, 500)}`))
  }

  return {
    async put(key, content, mediaType) {
      const body = await bytesOf(content)
      if (keyOf(body) !== checkKey(key)) throw new WrongContent(`content of ${key} hashes to ${keyOf(body)}`)
      const headers = { 'content-type': mediaType, 'x-amz-content-sha256': key }
      const answer = await ask(
        'PUT',
        key,
        { body: body as Uint8Array<ArrayBuffer>, headers },
        [200, 201, 204],
      )
      await answer.body?.cancel()
    },

    async get(key) {
      const answer = await ask('GET', key, {}, [200, 404])
      if (answer.status === 200) return answer.body ?? new Blob([]).stream()
      await answer.body?.cancel()
      return null
    },

    async head(key) {
      const answer = await ask('HEAD', key, {}, [200, 404])
      return answer.status === 404 ? null : { size: Number(answer.headers.get('content-length')) }
    },

    async remove(key) {
      const answer = await ask('DELETE', key, {}, [200, 204, 404])
      await answer.body?.cancel()
    },
  }
}

function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal(
    'unavailable',
    '文件存储暂时没有响应，请稍后再试；如持续出现，请联系系统管理员。',
  )
  refusal.cause = cause
  return refusal
}
