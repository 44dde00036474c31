import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { Refusal } from '../refusal.ts'
import { clamdAt } from './virus-scan.ts'

/** Speaks clamd's side of INSTREAM: reads chunks with their lengths until one of length 0, then judges. */
function clamd(judge: (bytes: Buffer) => string): Server {
  const server = createServer((socket: Socket) => {
    let received: Buffer = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data])
      const command = 'zINSTREAM\0'
      if (received.length < command.length) return
      if (received.toString('latin1', 0, command.length) !== command)
        return void socket.end('UNKNOWN COMMAND\0')
      const chunks: Buffer[] = []
      for (let at = command.length; at + 4 <= received.length; ) {
        const length = received.readUInt32BE(at)
        if (length === 0) return void socket.end(`${judge(Buffer.concat(chunks))}\0`)
        if (at + 4 + length > received.length) return
        chunks.push(received.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  after(() => void server.close())
  return server
}

const folder = await mkdtemp(join(tmpdir(), 'clamd-'))
after(() => rm(folder, { recursive: true }))

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}
const isUnavailable = (error: unknown) => error instanceof Refusal && error.code === 'unavailable'

describe('clamdAt', () => {
  const seen: number[] = []
  const honest = clamd((bytes) => {
    seen.push(bytes.length)
    return bytes.includes('X5O!') ? 'stream: Eicar-Signature FOUND' : 'stream: OK'
  })

  it('sends every byte over a network socket and reads the verdict', async () => {
    const scan = clamdAt(await listening(honest))
    assert.equal(await scan(Buffer.from('clean')), null)
    assert.equal(await scan(Buffer.from('X5O!P%@AP')), 'Eicar-Signature')
    assert.equal(await scan(Buffer.alloc(1_000_001, 'a')), null)
    assert.equal(await scan(Buffer.alloc(0)), null)
    assert.deepEqual(seen, [5, 9, 1_000_001, 0])
  })

  it('speaks over a socket in the file system', async () => {
    const path = join(folder, 'clamd.sock')
    const server = clamd(() => 'stream: OK').listen(path)
    await once(server, 'listening')
    assert.equal(await clamdAt(path)(Buffer.from('x')), null)
  })

  it('takes nothing for clean that was not said to be', async () => {
    for (const answer of [
      'INSTREAM size limit exceeded. ERROR',
      'stream: OK?',
      'stream: OK\nstream: X FOUND',
      '',
    ]) {
      const scan = clamdAt(await listening(clamd(() => answer)))
      await assert.rejects(scan(Buffer.from('x')), isUnavailable, answer)
    }
    const silent = createServer((socket) => void socket.resume().destroy())
    after(() => void silent.close())
    await assert.rejects(clamdAt(await listening(silent))(Buffer.from('x')), isUnavailable)
    await assert.rejects(clamdAt(join(folder, 'nobody.sock'))(Buffer.from('x')), isUnavailable)
    const endless = createServer((socket) => void socket.on('error', () => {}).write('x'.repeat(5000)))
    after(() => void endless.close())
    await assert.rejects(clamdAt(await listening(endless))(Buffer.from('x')), isUnavailable)
    const mute = createServer((socket) => void socket.on('error', () => {}).resume())
    after(() => void mute.close())
    await assert.rejects(clamdAt(await listening(mute), 50)(Buffer.from('x')), isUnavailable)
  })
})
