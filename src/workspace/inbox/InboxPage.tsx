import { useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { useInbox } from '../frame/menu.ts'
import { addressOf } from '../page.ts'
import { Answered } from '../pieces/Answered.tsx'
import { below } from '../pieces/addresses.ts'
import { useGo } from '../pieces/GoTo.tsx'
import { say } from '../pieces/notices.ts'
import { sentenceOf } from '../pieces/ProblemNotice.tsx'
import { useHotkeys } from '../pieces/use-hotkeys.ts'
import { useMedia } from '../pieces/use-media.ts'
import { useSettled } from '../pieces/use-settled.ts'
import { actOn, isOnePress } from './act.ts'
import { InboxEmpty } from './InboxEmpty.tsx'
import { InboxGroup } from './InboxGroup.tsx'
import { InboxHead } from './InboxHead.tsx'
import { InboxNotes } from './InboxNotes.tsx'
import styles from './InboxPage.module.css'
import { Reader } from './Reader.tsx'
import { useInboxChoice } from './use-inbox-choice.ts'

type Answer = NonNullable<ReturnType<typeof useInbox>['data']>

/** 现在要办: what this person must do now, grouped by what is asked; on wide screens the case stands beside it. */
export default function InboxPage() {
  const inbox = useInbox()
  return (
    <Answered answer={inbox} rows={8}>
      {(answer) => <Inbox answer={answer} />}
    </Answered>
  )
}

function Inbox({ answer }: { answer: Answer }) {
  const groups = answer.groups
    .map(({ asks, count }) => ({ asks, count, items: answer.items.filter((item) => item.asks === asks) }))
    .filter(({ items }) => items.length > 0)
    .sort((one, other) => firstDue(one.items).localeCompare(firstDue(other.items)))
  // As they stand on the page, which is the order that j and k walk.
  const items = groups.flatMap((group) => group.items)
  const { chosen, index, at, begin, choose, step } = useInboxChoice(items)
  const wide = useMedia('(min-width: 1180px)')
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const list = useRef<HTMLDivElement>(null)
  const reader = useRef<HTMLElement>(null)
  const queries = useQueryClient()
  const go = useGo()
  // Running down the list with j held opens only the case at which one stops.
  const shown = useSettled(chosen, 160)

  const focusRow = (item: InboxItem | undefined) => {
    if (!item) return
    const row = list.current?.querySelector<HTMLElement>(`[data-case="${item.caseId}"]`)
    row?.scrollIntoView({ block: 'nearest' })
    row?.querySelector<HTMLElement>('a')?.focus({ preventScroll: true })
  }
  const open = (item: InboxItem, action: string | null) => {
    if (!wide) {
      const [path, query] = below(item.path).split('?')
      return go(
        addressOf(path!, {}, { ...Object.fromEntries(new URLSearchParams(query)), do: action ?? undefined }),
      )
    }
    choose(item, action)
    // A form that is opened takes the keyboard itself.
    if (!action) requestAnimationFrame(() => reader.current?.focus())
  }
  const during = async (item: InboxItem, work: () => Promise<void>) => {
    setBusy((now) => new Set(now).add(item.caseId))
    try {
      await work()
    } finally {
      setBusy((now) => new Set([...now].filter((id) => id !== item.caseId)))
    }
  }
  const act = async (item: InboxItem) => {
    if (!item.action) return
    if (!isOnePress(item)) return open(item, item.action.action)
    const next = items[items.indexOf(item) + 1] ?? items[items.indexOf(item) - 1]
    try {
      await during(item, () => actOn(item))
      say(`已${item.action.label}：${item.title}`)
      if (chosen?.caseId === item.caseId) choose(next)
    } catch (error) {
      say(sentenceOf(error), { kind: 'failed' })
    }
    void queries.invalidateQueries()
  }
  const actAll = async (all: readonly InboxItem[]) => {
    const label = all[0]?.action?.label ?? ''
    let done = 0
    let refused = ''
    for (const item of all) {
      await during(item, () => actOn(item)).then(
        () => {
          done += 1
        },
        (error) => {
          refused = sentenceOf(error)
        },
      )
    }
    say(
      refused
        ? `已${label} ${done} 件，${all.length - done} 件没有办成：${refused}`
        : `已${label} ${done} 件`,
      {
        kind: refused ? 'failed' : 'done',
      },
    )
    void queries.invalidateQueries()
  }

  useHotkeys({
    j: () =>
      focusRow(
        at === 0 && index === 0 && !list.current?.contains(document.activeElement) ? items[0] : step(1),
      ),
    k: () => focusRow(step(-1)),
    Enter: () => chosen && open(chosen, null),
    e: () => chosen && index >= 0 && void act(chosen),
    o: () => chosen && go(below(chosen.path)),
    Escape: () => chosen && focusRow(chosen),
  })
  useEffect(() => {
    document.title = `${answer.total > 0 ? `(${answer.total}) ` : ''}现在要办 · ${document.documentElement.dataset.workspace ?? '工作平台'}`
  }, [answer.total])

  const click = (item: InboxItem, event: MouseEvent) => {
    if (!wide || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    choose(item)
    if (event.detail === 0) requestAnimationFrame(() => reader.current?.focus())
  }
  // Rows keep the same two functions; what they do is always that of the latest drawing.
  const latest = useRef({ click, act })
  latest.current = { click, act }
  const onChoose = useCallback((item: InboxItem, event: MouseEvent) => latest.current.click(item, event), [])
  const onAct = useCallback((item: InboxItem) => void latest.current.act(item), [])
  const alone = !shown
  return (
    <div className={styles.page}>
      <div className={`${styles.split} ${alone ? styles.alone : ''}`}>
        <div className={styles.list} ref={list}>
          <InboxHead answer={answer} />
          <InboxNotes />
          {items.length === 0 ? <InboxEmpty /> : null}
          {groups.map((group) => (
            <InboxGroup
              key={group.asks}
              asks={group.asks}
              items={group.items}
              count={group.count}
              currentId={wide ? (chosen?.caseId ?? null) : null}
              busy={busy}
              withLight={items.some(({ light }) => light !== null)}
              onChoose={onChoose}
              onAct={onAct}
              onActAll={(all) => void actAll(all)}
            />
          ))}
          {answer.total > items.length ? (
            <p className={styles.more}>只列出最急的 {items.length} 件，办理后其余的会接着出现。</p>
          ) : null}
        </div>
        {wide && shown ? (
          <section ref={reader} tabIndex={-1} className={styles.reader} aria-label={`办理：${shown.title}`}>
            <Reader
              key={shown.caseId}
              item={shown}
              begin={shown === chosen ? begin : null}
              place={items.includes(shown) ? `${items.indexOf(shown) + 1} / ${items.length}` : null}
              onStep={(by) => step(by)}
              onDone={() => {
                step(1)
              }}
            />
          </section>
        ) : null}
      </div>
    </div>
  )
}

/** The day by which the most urgent of these is due; what has no day comes last. */
const firstDue = (items: readonly InboxItem[]): string =>
  items.reduce((first, { waitsDueOn }) => (waitsDueOn && waitsDueOn < first ? waitsDueOn : first), '9999')
