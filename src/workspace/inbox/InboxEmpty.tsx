import { modulePages } from '#modules/pages.ts'
import { today } from '../days.ts'
import { EmptyState } from '../pieces/EmptyState.tsx'
import { useMay } from '../session/me.ts'

/** Nothing waits: says so, what has been done today, and what comes next. */
export function InboxEmpty({ doneToday }: { doneToday: number }) {
  const may = useMay()
  const day = today()
  const coming = modulePages.flatMap(({ comes }) => comes?.({ may, today: day }) ?? [])
  return (
    <EmptyState title={doneToday > 0 ? `今天的 ${doneToday} 件都已办完` : '现在没有要办的事'}>
      {coming.length > 0 ? (
        <ul>
          {coming.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : (
        <p>有新的事项会随时出现在这里，不需要刷新。</p>
      )}
    </EmptyState>
  )
}
