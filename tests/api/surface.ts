import { listInbox } from '#kernel/cases/contract.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { modules } from '#modules/modules.ts'
import * as people from '#modules/people/contract.ts'

/** Every endpoint that the application serves: the modules', and those that only the edge can serve. */
export function allEndpoints(): Endpoint[] {
  const routed = modules.flatMap((module) => (module.routes ?? []).map(({ endpoint }) => endpoint))
  const declared = Object.values<unknown>(people).filter(isEndpoint)
  return [...new Set([listInbox, ...routed, ...declared])]
}

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'permission' in value && 'path' in value && 'input' in value

export const nameOf = ({ method, path }: Endpoint): string => `${method} ${path}`

/** These take a password or end the sign-in that the test itself uses; they are asked about what they refuse only. */
export const touchesTheSignIn = ({ path }: Endpoint): boolean =>
  /\/people\/(sign-in|sign-out|me\/|set-?up|sessions|access-policy|persons\/:id\/(end-sessions|password))/.test(
    path,
  )
