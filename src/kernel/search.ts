import { type RawBuilder, sql } from 'kysely'

/**
 * Full-text search for Chinese without a dictionary: a text is the set of its pairs of neighbouring characters,
 * so any two characters that stand together are found, whatever words a dictionary would cut.
 */
const wordRun = /[\p{L}\p{N}]+/gu

const runsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(wordRun) ?? []

/** Pairs of neighbouring characters of a text, each once. A run of a single character is kept as it is. */
export function bigramsOf(text: string): string[] {
  const pairs = new Set<string>()
  for (const run of runsOf(text)) {
    const characters = [...run]
    if (characters.length === 1) pairs.add(run)
    for (let i = 0; i + 1 < characters.length; i++) pairs.add(characters[i]! + characters[i + 1]!)
  }
  return [...pairs]
}

/** Value for a `tsvector` column that holds the pairs of these texts. */
export const searchVector = (...texts: (string | null)[]): RawBuilder<string> =>
  sql<string>`array_to_tsvector(${bigramsOf(texts.filter(Boolean).join('\n'))}::text[])`

/**
 * Condition that a `tsvector` column holds every run of the query; `null` when the query has nothing to search.
 * A single character can only match one that stands alone, which is why forms ask for two.
 */
export function matches(column: RawBuilder<unknown>, query: string): RawBuilder<boolean> | null {
  const pairs = bigramsOf(query)
  if (pairs.length === 0) return null
  const lexemes = pairs.slice(0, 60).map((pair) => `'${pair.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`)
  return sql<boolean>`${column} @@ ${lexemes.join(' & ')}::tsquery`
}
