import { Segmented } from 'antd'
import { useMemo, useRef, useState } from 'react'
import type { Refusal } from '#kernel/refusal.ts'
import type { Measure, Review } from '#modules/plans/contract.ts'
import { useHotkeys } from '#workspace/pieces/use-hotkeys.ts'
import { type BarMessage, ConfirmBar } from './ConfirmBar.tsx'
import { CountsProof } from './CountsProof.tsx'
import { DocumentPane } from './DocumentPane.tsx'
import { DoubtGroups } from './DoubtGroups.tsx'
import { type DoubtGroup, doubtKey, groupDoubts, openDoubtsOf } from './doubt-groups.ts'
import { KeyHints } from './KeyHints.tsx'
import type { MeasureCardActions } from './MeasureCard.tsx'
import { MeasureForm } from './MeasureForm.tsx'
import { MeasureList } from './MeasureList.tsx'
import { PaperLegend, type PaperMark } from './PaperLegend.tsx'
import { PlanFacts } from './PlanFacts.tsx'
import styles from './review.module.css'
import { useScrollInStep } from './scroll-in-step.ts'
import { UnknownUnits } from './UnknownUnits.tsx'
import type { useReview } from './use-review.ts'
import { useReviewing } from './use-reviewing.ts'

interface Props {
  review: Review
  state: ReturnType<typeof useReview>
  narrow: boolean
  /** The actions on the plan itself. */
  actions: React.ReactNode
}

/** Left the document as printed, right what was read from it, below how far it is to the confirmation. */
export function ReviewBoard({ review, state, narrow, actions }: Props) {
  const { settle, save, match, facts, answer } = state
  const paper = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const at = useReviewing(review, paper, list)
  const [side, setSide] = useState<'paper' | 'measures'>('measures')
  const [marks, setMarks] = useState<ReadonlySet<PaperMark>>(new Set(['field', 'heading', 'other']))
  const [message, setMessage] = useState<BarMessage | null>(null)
  const groups = useMemo(() => groupDoubts(review.measures), [review.measures])
  const open = review.measures.reduce((sum, measure) => sum + openDoubtsOf(measure).length, 0)
  const mayEdit = review.plan.allowedActions.some(({ action }) => action === 'edit')
  useScrollInStep(paper, list, !narrow)

  const fail = (refusal: Refusal) => setMessage({ words: refusal.message, isFault: true })
  const settleThese = (doubtIds: string[], code?: string) =>
    settle.mutate(code ? { id: review.plan.id, code } : { id: review.plan.id, doubtIds }, {
      onSuccess: () =>
        setMessage({
          words: `已确认 ${doubtIds.length} 处`,
          isFault: false,
          undo: () =>
            settle.mutate(
              { id: review.plan.id, doubtIds, settled: false },
              { onSuccess: () => setMessage(null), onError: fail },
            ),
        }),
      onError: fail,
    })
  const settleGroup = (group: DoubtGroup) =>
    settleThese(
      group.doubts.map(({ measure, doubt }) => doubtKey(measure, doubt)),
      group.code,
    )
  const firstDoubt = at.current ? openDoubtsOf(at.current).find(({ acceptable }) => acceptable) : undefined
  const edit = (id: string | null) => {
    save.reset()
    at.setEditingId(id)
  }

  useHotkeys(
    {
      j: () => at.step(1),
      k: () => at.step(-1),
      n: at.nextDoubt,
      y: () => mayEdit && at.current && firstDoubt && settleThese([doubtKey(at.current, firstDoubt)]),
      a: () => {
        const group = groups.find(({ code }) => code === firstDoubt?.code)
        if (mayEdit && group) settleGroup(group)
      },
      e: () => mayEdit && edit(at.currentId),
    },
    at.editingId === null,
  )

  const cardActions = useStableActions<MeasureCardActions>({
    edit,
    select: at.goTo,
    settle: settleThese,
    matchUnit: (name) => {
      const place = list.current?.querySelector<HTMLElement>(`[data-unknown-unit="${CSS.escape(name)}"]`)
      place?.scrollIntoView({ block: 'center' })
      place?.querySelector<HTMLElement>('input')?.focus()
    },
  })

  const form = (measure: Measure) => (
    <MeasureForm
      measure={measure}
      saving={save.isPending}
      error={save.error}
      onClose={() => edit(null)}
      onSave={(change) =>
        save.mutate(
          { id: review.plan.id, ...change },
          {
            onSuccess: () => {
              edit(null)
              setMessage({ words: `第 ${measure.ordinal} 条已保存`, isFault: false })
            },
            onError: (refusal) => refusal.code === 'conflict' && void answer.refetch(),
          },
        )
      }
    />
  )

  return (
    <div className={styles.review} data-side={narrow ? side : undefined}>
      {narrow && (
        <Segmented
          block
          value={side}
          onChange={setSide}
          options={[
            { value: 'measures', label: `措施 ${review.measures.length}` },
            { value: 'paper', label: '原文' },
          ]}
        />
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: j and k do for the keyboard what the click does here */}
      <section
        ref={paper}
        className={styles.paperPane}
        data-marks={[...marks].join(' ')}
        aria-label="原文"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
        tabIndex={0}
        onClick={(event) => {
          const piece = (event.target as HTMLElement).closest<HTMLElement>('[data-measure]')
          if (piece?.dataset.measure && window.getSelection()?.isCollapsed !== false)
            at.goTo(piece.dataset.measure)
        }}
      >
        <PaperLegend
          shown={marks}
          onToggle={(mark) =>
            setMarks(
              (known) =>
                new Set([...known].filter((one) => one !== mark).concat(known.has(mark) ? [] : [mark])),
            )
          }
        />
        <DocumentPane review={review} />
      </section>
      <section ref={list} className={styles.measures} aria-label="读出的措施">
        <CountsProof counts={review.counts} sections={review.sections} />
        <PlanFacts
          plan={review.plan}
          mayEdit={mayEdit}
          saving={facts.isPending}
          error={facts.error}
          onSave={(change, done) => facts.mutate({ id: review.plan.id, ...change }, { onSuccess: done })}
        />
        {review.notices.map((notice) => (
          <p key={notice} className={styles.notice}>
            {notice}
          </p>
        ))}
        <UnknownUnits
          units={review.unknownUnits}
          busy={match.isPending ? (match.variables?.name ?? null) : null}
          fault={match.error?.message ?? null}
          onMatch={(name, unitId) =>
            match.mutate(
              { id: review.plan.id, name, unitId },
              { onSuccess: () => setMessage({ words: `“${name}”已对应并记住`, isFault: false }) },
            )
          }
        />
        <DoubtGroups
          groups={groups}
          busy={settle.isPending}
          mayEdit={mayEdit}
          onShow={(group) => at.goTo(group.doubts[0]?.measure.id ?? null)}
          onSettleAll={settleGroup}
        />
        <div className={styles.filter}>
          <Segmented
            value={at.onlyDoubtful ? 'doubtful' : 'all'}
            onChange={(value) => at.filter(value === 'doubtful')}
            options={[
              { value: 'all', label: `全部 ${review.measures.length} 条` },
              {
                value: 'doubtful',
                label: `有疑点的 ${review.measures.filter((one) => openDoubtsOf(one).length > 0).length} 条`,
              },
            ]}
          />
          <KeyHints />
        </div>
        {at.shown.length === 0 && <p className={styles.quiet}>没有待确认的措施。</p>}
        <MeasureList
          measures={at.shown}
          currentId={at.currentId}
          editingId={at.editingId}
          mayEdit={mayEdit}
          actions={cardActions}
          form={form}
        />
      </section>
      <ConfirmBar plan={review.plan} open={open} message={message} onNext={at.nextDoubt}>
        {actions}
      </ConfirmBar>
    </div>
  )
}

/** Functions whose identity never changes, so that 500 cards are not drawn again for each press. */
function useStableActions<T extends object>(actions: T): T {
  const latest = useRef(actions)
  latest.current = actions
  const [stable] = useState(
    () =>
      Object.fromEntries(
        Object.keys(actions).map((name) => [
          name,
          (...given: never[]) => (latest.current[name as keyof T] as (...given: never[]) => void)(...given),
        ]),
      ) as T,
  )
  return stable
}
