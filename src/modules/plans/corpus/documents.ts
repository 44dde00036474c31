import { bracketDocuments } from './brackets.ts'
import type { CorpusDocument } from './document.ts'
import { lineDocuments } from './lines.ts'
import { negativeDocuments } from './none.ts'
import { tableDocuments } from './tables.ts'

/** Every document of the corpus. All are written for it; the places do not exist. */
export const corpus: CorpusDocument[] = [
  ...lineDocuments,
  ...bracketDocuments,
  ...tableDocuments,
  ...negativeDocuments,
]
