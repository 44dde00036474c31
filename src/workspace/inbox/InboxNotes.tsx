import { lazy, Suspense } from 'react'
import { modulePages } from '#modules/pages.ts'
import { useMay } from '../session/me.ts'

const notes = modulePages
  .flatMap((module) => module.notes ?? [])
  .map(({ permission, load }) => ({ permission, Note: lazy(load) }))

/** What waits for this post outside of the cases, as its module says it. */
export function InboxNotes() {
  const may = useMay()
  return notes
    .filter(({ permission }) => may(permission))
    .map(({ permission, Note }) => (
      <Suspense key={permission} fallback={null}>
        <Note />
      </Suspense>
    ))
}
