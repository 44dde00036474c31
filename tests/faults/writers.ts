import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Caller } from '../caller.ts'

/** One write that somebody means to do once, however often he has to send it. */
export interface Deed {
  kind: 'file' | 'takeBack' | 'upload'
  /** Stands in what is written, so that it is found again. */
  mark: string
  key: string
  isAcknowledged: boolean
}

export interface Tally {
  deeds: Deed[]
  /** Requests that were under way and never got an answer. */
  unanswered: number
  /** Answers that said that the application is in trouble (5xx). */
  troubled: number
  /** Tells what these writers have written from what others have. */
  run: string
  /** How often a write without an answer is sent before its writer gives up. */
  attempts: number
}

export const newTally = (attempts = 600): Tally => ({
  deeds: [],
  unanswered: 0,
  troubled: 0,
  run: randomUUID().slice(0, 8),
  attempts,
})

/** Files and takes back the same report in turn, until told to stop; a lost answer is asked for again under its key. */
export async function fileInTurn(
  caller: Caller,
  reportId: string,
  tally: Tally,
  until: AbortSignal,
): Promise<void> {
  const path = `/api/task-reports/${reportId}`
  for (let turn = 0; !until.aborted; turn++) {
    const mark = `${tally.run} ${reportId.slice(0, 8)} 第 ${turn} 次`
    const report = () => json({ percent: turn % 100, done: mark })
    if (!(await doOnce(caller, 'file', mark, tally, `${path}/filing`, report))) return
    const back = () => json({ action: 'takeBack', note: mark })
    if (!(await doOnce(caller, 'takeBack', mark, tally, `${path}/actions`, back))) return
  }
}

/** Uploads one small file after another. Nothing but the key keeps a file from lying there twice. */
export async function uploadInTurn(
  caller: Caller,
  writer: number,
  tally: Tally,
  until: AbortSignal,
): Promise<void> {
  for (let turn = 0; !until.aborted; turn++) {
    const mark = `${tally.run}-${writer}-${turn}.txt`
    if (!(await doOnce(caller, 'upload', mark, tally, '/api/task-files', () => upload(mark)))) return
  }
}

export const json = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

export function upload(name: string): RequestInit {
  const form = new FormData()
  form.append('file', new File([`佐证材料 ${name}`], name, { type: 'text/plain' }))
  return { method: 'POST', body: form }
}

/** Answers whether it was acknowledged; false when the writer has given up. */
async function doOnce(
  caller: Caller,
  kind: Deed['kind'],
  mark: string,
  tally: Tally,
  path: string,
  request: () => RequestInit,
): Promise<boolean> {
  const deed: Deed = { kind, mark, key: randomUUID(), isAcknowledged: false }
  tally.deeds.push(deed)
  for (let attempt = 0; attempt < tally.attempts; attempt++) {
    const init = request()
    const headers = { ...(init.headers as Record<string, string>), 'idempotency-key': deed.key }
    const answer = await send(caller, path, { ...init, headers })
    if (!answer) tally.unanswered += 1
    else if (answer.status >= 500) tally.troubled += 1
    else if (answer.status !== 200) throw new Error(`${kind} ${mark}: ${answer.status} ${answer.text}`)
    else {
      deed.isAcknowledged = true
      return true
    }
    await pause(50)
  }
  return false
}

/** Null when the connection broke before the whole answer was there. */
async function send(
  caller: Caller,
  path: string,
  init: RequestInit,
): Promise<{ status: number; text: string } | null> {
  try {
    const answer = await caller.send(path, init)
    return { status: answer.status, text: await answer.text() }
  } catch {
    return null
  }
}
