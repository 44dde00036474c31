/** What a refusal is called on the wire, and the HTTP status that carries it (RFC 9110, RFC 6585). */
export const statusOf = {
  malformed: 400,
  'not-signed-in': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  invalid: 422,
  'too-many': 429,
  unavailable: 503,
} as const

export type RefusalCode = keyof typeof statusOf

export interface RefusalDetails {
  /** The input field at fault, as the contract names it: `password`, `files.0`. */
  field?: string
  /** Every field at fault, when there are several. */
  fields?: { field: string; sentence: string }[]
  /** Seconds until the same request may succeed. */
  retryAfter?: number
  [extension: string]: unknown
}

/**
 * The one error that a user is meant to read. Services throw it, only the edge catches it;
 * everything else that is thrown is a bug and shows no details.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: RefusalDetails

  constructor(code: RefusalCode, sentence: string, details: RefusalDetails = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }

  get status(): number {
    return statusOf[this.code]
  }
}

export interface Problem extends RefusalDetails {
  type: string
  title: string
  status: number
  code: RefusalCode | 'bug'
}

/** RFC 9457 body of a refusal. */
export function problemOf(refusal: Refusal): Problem {
  return {
    type: `urn:wuxin:refusal:${refusal.code}`,
    title: refusal.message,
    status: refusal.status,
    code: refusal.code,
    ...refusal.details,
  }
}
