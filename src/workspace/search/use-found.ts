import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { modulePages } from '#modules/pages.ts'
import { call } from '../api/call.ts'
import { allPages } from '../frame/preload.ts'
import { type Found, menuGroupLabels } from '../page.ts'
import { useMay } from '../session/me.ts'

export interface FoundPart {
  label: string
  found: readonly Found[]
}

const sources = modulePages.flatMap(({ finds }) => finds ?? [])

/** Everything that answers to some words: pages at once, records as their modules answer. */
export function useFound(words: string): { parts: FoundPart[]; isAsking: boolean } {
  const may = useMay()
  const pages = allPages
    .filter((page) => (page.menu || page.words) && (!page.permissions || page.permissions.some(may)))
    .filter(({ title, words: others = '' }) => `${title} ${others}`.includes(words))
    .map(
      (page): Found => ({
        title: page.menu?.label ?? page.title,
        detail: page.menu ? menuGroupLabels[page.menu.group] : '',
        to: page.path,
      }),
    )
  // Words in the name itself come before words somewhere in the text.
  const named = (found: readonly Found[]) => [
    ...found.filter(({ title }) => title.includes(words)),
    ...found.filter(({ title }) => !title.includes(words)),
  ]
  const asked = words.length >= 2 ? sources.filter(({ permission }) => may(permission)) : []
  const answers = useQueries({
    queries: asked.map(({ label, load }) => ({
      queryKey: ['find', label, words],
      queryFn: async ({ signal }: { signal: AbortSignal }) => (await load())(call, words, signal),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    })),
  })
  return {
    parts: [
      { label: '页面', found: words ? pages.slice(0, 4) : pages },
      ...asked.map(({ label }, index) => ({ label, found: named(answers[index]?.data ?? []) })),
    ].filter(({ found }) => found.length > 0),
    isAsking: answers.some(({ isFetching }) => isFetching),
  }
}
