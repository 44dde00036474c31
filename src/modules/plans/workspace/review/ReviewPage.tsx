import { useEffect, useState } from 'react'
import type { InputOf } from '#kernel/endpoint.ts'
import { actOnPlan, type Review } from '#modules/plans/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { ActionBar } from '#workspace/pieces/ActionBar.tsx'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo, useGo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { sourceHref } from '../source-href.ts'
import { ReviewBoard } from './ReviewBoard.tsx'
import { useReview } from './use-review.ts'

/** Checks what was read from a plan against the document, until it can be confirmed. */
export default function ReviewPage({ params }: PageProps<'/plans/:id/review'>) {
  const state = useReview(params.id)
  return (
    <Answered answer={state.answer} rows={8}>
      {(review) => <Reviewing review={review} state={state} />}
    </Answered>
  )
}

function Reviewing({ review, state }: { review: Review; state: ReturnType<typeof useReview> }) {
  const { plan } = review
  const narrow = useNarrow()
  const go = useGo()
  const act = useWrite(actOnPlan)
  if (plan.state !== 'reading') {
    return (
      <>
        <PageHeader title={plan.title} above={<GoTo to="/plans">方案</GoTo>} />
        <EmptyState
          title={`方案${plan.stateLabel}，不再核对`}
          action={<GoTo to={`/plans/${plan.id}`}>查看方案</GoTo>}
        >
          {plan.state === 'discarded'
            ? '如需重新读取，请再次上传文件。'
            : '文本已经冻结。需要改动时，由调度负责人退回修改。'}
        </EmptyState>
      </>
    )
  }
  const actions = (
    <ActionBar
      // Editing is done measure by measure above, not by a button here.
      actions={plan.allowedActions.filter(({ action }) => action !== 'edit')}
      onAct={async ({ action }, note) => {
        await act.mutateAsync({ id: plan.id, action: action as InputOf<typeof actOnPlan>['action'], note })
        say(action === 'confirm' ? '方案已定稿，等待批准下达' : '方案已作废')
        go(`/plans/${plan.id}`, { replace: true })
      }}
    />
  )
  return (
    <>
      <PageHeader
        title={plan.title}
        tabTitle={`核对 ${plan.title}`}
        above={
          <span>
            <GoTo to="/plans">方案</GoTo> / 核对{' '}
            <a href={sourceHref(plan.id)} download={plan.fileName}>
              {plan.fileName}
            </a>
          </span>
        }
      />
      {review.measures.length === 0 ? (
        <EmptyState title="这份文件没有读出任何措施" action={actions}>
          请检查上传的是否为任务清单：每条措施应有编号或序号，以及牵头单位、配合单位、完成时限等栏目。
        </EmptyState>
      ) : (
        <ReviewBoard review={review} state={state} narrow={narrow} actions={actions} />
      )}
    </>
  )
}

const narrowWindow = '(max-width: 900px)'

/** Whether the window has no room for two panes side by side. */
function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => window.matchMedia(narrowWindow).matches)
  useEffect(() => {
    const query = window.matchMedia(narrowWindow)
    const listen = () => setNarrow(query.matches)
    query.addEventListener('change', listen)
    return () => query.removeEventListener('change', listen)
  }, [])
  return narrow
}
