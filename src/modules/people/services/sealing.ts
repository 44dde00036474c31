import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig } from '#kernel/config.ts'
import { Refusal } from '#kernel/refusal.ts'
import { hasSealedValues } from './sealing-queries.ts'

/**
 * Encrypts single values (phones, keys of second factors) under a key that lies in the data folder, not in the
 * database: a copy of the database alone tells nothing (GB/T 22239-2019 8.1.4.8). The algorithm and the key's
 * name stand with each value, so that both can be replaced.
 */
const fileName = 'personal-data.keys'
const algorithm = 'sm4-gcm'
/** The type list of the runtime does not name it, though OpenSSL has it; key and nonce are as long as those of AES. */
const cipherType = algorithm as string as 'aes-128-gcm'

interface Keys {
  newest: string
  byName: Map<string, Buffer>
}

let folder: string | null = null
let keys: Keys | null = null

/** Names the folder of the key file; without it, the configured data folder. */
export function keepKeysIn(dataFolder: string): void {
  folder = dataFolder
  keys = null
}

/** @param context what the value belongs to; it opens only there, so that values cannot be exchanged between rows */
export async function seal(text: string, context: string): Promise<string> {
  const { newest, byName } = await loadedKeys()
  const nonce = randomBytes(12)
  const cipher = createCipheriv(cipherType, byName.get(newest)!, nonce)
  cipher.setAAD(Buffer.from(context))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [
    algorithm,
    newest,
    ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url')),
  ].join(':')
}

export async function unseal(sealed: string, context: string): Promise<string> {
  const [named, keyName, nonce, tag, body] = sealed.split(':')
  const key = (await loadedKeys()).byName.get(keyName ?? '')
  if (named !== algorithm || !key || !nonce || !tag || body === undefined) throw missingKey(keyName ?? '')
  const decipher = createDecipheriv(cipherType, key, Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8')
}

async function loadedKeys(): Promise<Keys> {
  keys ??= await readOrMakeKeys()
  return keys
}

async function readOrMakeKeys(): Promise<Keys> {
  const place = folder ?? readConfig().DATA_FOLDER
  const file = join(place, fileName)
  if (!existsSync(file)) {
    if (await hasSealedValues()) throw missingKey('')
    makeKeyFile(place, file)
  }
  const byName = new Map<string, Buffer>()
  let newest = ''
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [name, hex] = line.trim().split(' ')
    if (!name || !hex) continue
    byName.set(name, Buffer.from(hex, 'hex'))
    newest = name
  }
  if (byName.get(newest)?.length !== 16) throw missingKey('')
  return { newest, byName }
}

/** Linked into place whole, and never over another: processes that start together agree on one key. */
function makeKeyFile(place: string, file: string): void {
  mkdirSync(place, { recursive: true })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const name = `k${randomBytes(4).toString('hex')}`
  writeFileSync(draft, `${name} ${randomBytes(16).toString('hex')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

function missingKey(name: string): Refusal {
  return new Refusal(
    'unavailable',
    `数据文件夹中缺少个人信息密钥${name ? ` ${name}` : ''}，已加密的电话和动态码无法读取。请从备份恢复 ${fileName} 后重试。`,
  )
}
