export interface Violation {
  file: string
  /** The import, the statement or the word at fault. */
  at: string
  reason: string
}

export const sentenceOf = ({ file, at, reason }: Violation): string => `${file}\n    ${at}\n    ${reason}`
