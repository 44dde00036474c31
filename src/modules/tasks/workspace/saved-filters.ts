/** A view of the task list that a person has given a name. */
export interface SavedFilter {
  name: string
  /** Query of the list's address. */
  query: string
}

const keyOf = (personId: string) => `wuxin.task-filters.${personId}`

/** Filters are a convenience of this browser: what cannot be read is as if it had not been saved. */
export function readSavedFilters(personId: string): SavedFilter[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(personId)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSavedFilter) : []
  } catch {
    return []
  }
}

/** False when the browser keeps nothing (storage full or forbidden). */
export function writeSavedFilters(personId: string, filters: readonly SavedFilter[]): boolean {
  try {
    localStorage.setItem(keyOf(personId), JSON.stringify(filters))
    return true
  } catch {
    return false
  }
}

const isSavedFilter = (one: unknown): one is SavedFilter =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as SavedFilter).name === 'string' &&
  typeof (one as SavedFilter).query === 'string'
