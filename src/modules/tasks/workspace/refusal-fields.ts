import { fieldSentence } from '#workspace/pieces/ProblemNotice.tsx'

/** Whether a refusal speaks of one of these fields: then its sentence stands there and need not stand above the form. */
export const names = (error: unknown, fields: readonly string[]): boolean =>
  fields.some((field) => fieldSentence(error, field) !== undefined)
