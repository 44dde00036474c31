import { clientOf } from '#kernel/client.ts'
import { keepTimeOf } from '../days.ts'
import { isIdle } from './idle.ts'

/** The browser's way to the server; same origin, session cookie. Refusals are thrown as `Refusal`. */
export const call = clientOf({
  fetch: (url, init) => window.fetch(url, init),
  headers: (): Record<string, string> => (isIdle() ? { 'x-idle': '1' } : {}),
  heard: (answer) => {
    const moment = answer.headers.get('x-now')
    if (moment) keepTimeOf(moment)
  },
})

export type Call = typeof call

/** A key for one writing. `crypto.randomUUID` is missing where an office opens the page without https. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
