import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { afterCommit, openClient } from './database/connection.ts'

/**
 * Tells open pages that something changed, so that counts move without a reload. A hint, never a fact:
 * whoever hears it asks again. Changes are gathered for a moment and sent between processes in one
 * notification, because PostgreSQL queues all notifying commits behind one lock.
 */
export interface Change {
  topic: string
  ids: string[]
}

const emitter = new EventEmitter()
emitter.setMaxListeners(0)
const pauseMilliseconds = 200
const channel = 'wuxin_live'

let client: pg.Client | null = null
let pending = new Map<string, Set<string>>()
let timer: NodeJS.Timeout | null = null

/** Says that a thing changed; heard after the surrounding transaction has been committed. */
export function announce(topic: string, id: string): void {
  afterCommit(() => {
    const ids = pending.get(topic) ?? new Set()
    pending.set(topic, ids.add(id))
    if (timer === null) timer = setTimeout(flush, pauseMilliseconds).unref()
  })
}

export function onChange(listener: (change: Change) => void): () => void {
  emitter.on('change', listener)
  return () => emitter.off('change', listener)
}

/** Joins this process to the others on the same database. */
export async function startLive(connectionString: string): Promise<() => Promise<void>> {
  const listening = await openClient(connectionString)
  client = listening
  // A lost connection costs no facts: pages fall back to their own refresh until the process is restarted.
  listening.on('error', () => {
    client = null
  })
  listening.on('notification', (message) => {
    if (message.payload) emitter.emit('change', JSON.parse(message.payload) as Change)
  })
  await listening.query(`listen ${channel}`)
  return async () => {
    client = null
    await listening.end().catch(() => {})
  }
}

function flush(): void {
  timer = null
  const changes = [...pending].flatMap(([topic, ids]) =>
    portions([...ids]).map((part): Change => ({ topic, ids: part })),
  )
  pending = new Map()
  for (const change of changes) {
    if (client) client.query('select pg_notify($1, $2)', [channel, JSON.stringify(change)]).catch(() => {})
    else emitter.emit('change', change)
  }
}

/** A notification carries at most 8,000 bytes. */
const idsPerNotification = 100

function portions(ids: string[]): string[][] {
  const parts: string[][] = []
  for (let i = 0; i < ids.length; i += idsPerNotification) parts.push(ids.slice(i, i + idsPerNotification))
  return parts
}
