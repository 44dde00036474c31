import { z } from 'zod'

/**
 * An endpoint is a value with four readers: `http/mount` serves it, `kernel/client` calls it,
 * `kernel/openapi` documents it, and the portal's forms are checked by its input.
 */
export interface Endpoint<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below `/api`, with `:name` for what the input's field `name` puts there. */
  path: string
  summary: string
  /** `public`, `signed-in`, or a permission declared in a module's manifest. */
  permission: string
  /** Path parameters and query (GET) or body (others) in one object. Files are `z.file()`. */
  input: I
  output: O
  /** Its answer holds a secret, or it counts wrong passwords: no answer is kept for a repetition. */
  secret?: true
}

export function endpoint<I extends z.ZodType, O extends z.ZodType>(
  definition: Endpoint<I, O>,
): Endpoint<I, O> {
  return definition
}

export type InputOf<E extends Endpoint> = z.infer<E['input']>
export type OutputOf<E extends Endpoint> = z.infer<E['output']>
/** What a caller may leave out because the schema has a default for it. */
export type CallInputOf<E extends Endpoint> = z.input<E['input']>

/** A file sent to the caller instead of JSON. `body` is held in memory: papers and ledgers, not films. */
export interface Download {
  name: string
  mediaType: string
  body: Uint8Array
  /** Shown in the browser instead of saved; only for media types that cannot carry script. */
  inline?: boolean
}

/** Output of an endpoint that answers with a file. */
export const download = z
  .custom<Download>((value) => typeof value === 'object' && value !== null && 'body' in value)
  .describe('file')

export const isDownload = (schema: z.ZodType): boolean => schema === (download as z.ZodType)
