import { connect, type NetConnectOpts } from 'node:net'
import { Refusal } from '../refusal.ts'

/**
 * The name of the virus, or null for a clean file.
 * @throws {Refusal} `unavailable`: a file that could not be scanned is not taken.
 */
export type Scan = (bytes: Uint8Array) => Promise<string | null>

const chunkBytes = 64 * 1024
/** More than a verdict needs; a receiver that goes on talking is not clamd. */
const longestAnswer = 4_096

/**
 * Scans with a running clamd by its INSTREAM command (clamd(8)).
 *
 * @param socket path of a socket, or `host:port`
 * @param timeoutMs silence after which the scan is given up
 */
export function clamdAt(socket: string, timeoutMs = 30_000): Scan {
  const address = addressOf(socket)
  return async (bytes) => {
    const answer = await ask(address, bytes, timeoutMs)
    if (/^stream: OK$/.test(answer)) return null
    const virus = /^stream: (.+) FOUND$/.exec(answer)?.[1]
    if (virus === undefined) throw unavailable(new Error(`clamd answered: ${answer.slice(0, 200)}`))
    return virus
  }
}

function addressOf(socket: string): NetConnectOpts {
  const network = /^\[?([^/\]]+)\]?:(\d+)$/.exec(socket)
  return network ? { host: network[1]!, port: Number(network[2]) } : { path: socket }
}

function ask(address: NetConnectOpts, bytes: Uint8Array, timeoutMs: number): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const connection = connect(address)
  let answer = ''
  const fail = (error: Error) => {
    connection.destroy()
    reject(unavailable(error))
  }
  connection.setTimeout(timeoutMs, () => fail(new Error('clamd is silent')))
  connection.on('error', (error) => {
    // clamd may answer and close before it has read everything, as when a file is too long for it.
    if (answer === '') fail(error)
  })
  connection.on('data', (chunk) => {
    answer += chunk.toString('utf8')
    // clamd closes by itself; a verdict need not wait for that.
    if (answer.includes('\0')) connection.end()
    else if (answer.length > longestAnswer) fail(new Error('clamd says too much'))
  })
  connection.on('close', () => {
    const end = answer.indexOf('\0')
    if (end < 0) reject(unavailable(new Error('clamd closed without a verdict')))
    else resolve(answer.slice(0, end))
  })
  connection.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    connection.write(lengthOf(chunk.length))
    connection.write(chunk)
  }
  connection.write(lengthOf(0))
  return promise
}

function lengthOf(bytes: number): Uint8Array {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(bytes)
  return prefix
}

function unavailable(cause: unknown): Refusal {
  const refusal = new Refusal('unavailable', '病毒查杀服务暂时没有响应，文件未予接收，请稍后再传。')
  refusal.cause = cause
  return refusal
}
