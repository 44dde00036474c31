import { listPlans, type Plan } from '#modules/plans/contract.ts'
import { planWorkflow } from '#modules/plans/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { useMay } from '#workspace/session/me.ts'
import { PlanUpload } from './PlanUpload.tsx'
import styles from './plans.module.css'

/** Published plans and how far each is; and the place where a new one is brought in. */
export default function PlanListPage({ embedded }: PageProps<'/plans'>) {
  const plans = useAnswer(listPlans, {})
  const may = useMay()
  return (
    <>
      <PageHeader
        title="方案"
        embedded={embedded}
        lead="印发的方案在这里读成任务清单，核对定稿后批准下达。"
      />
      {may('plans.edit') ? <PlanUpload /> : null}
      <Answered answer={plans}>
        {({ plans }) =>
          plans.length === 0 ? (
            <EmptyState title="还没有方案">
              {may('plans.edit')
                ? '把印发的文件拖到上面，即可读出其中的措施。'
                : '调度员上传方案后在这里显示。'}
            </EmptyState>
          ) : (
            <ul className={styles.plans}>
              {plans.map((plan) => (
                <PlanItem key={plan.id} plan={plan} />
              ))}
            </ul>
          )
        }
      </Answered>
    </>
  )
}

function PlanItem({ plan }: { plan: Plan }) {
  const mayReview = plan.allowedActions.some(({ action }) => action === 'edit')
  return (
    <li className={styles.plan}>
      <div>
        <GoTo className={styles.planTitle} to={mayReview ? `/plans/${plan.id}/review` : `/plans/${plan.id}`}>
          {plan.title}
        </GoTo>
        <p className={styles.planFacts}>
          {[plan.documentNumber, plan.versionName ? `${plan.versionName} 版` : null, plan.issuedOn]
            .filter(Boolean)
            .join(' · ') || plan.fileName}
        </p>
      </div>
      <p className={styles.planState}>
        <StateTag label={plan.stateLabel} tone={toneOf(planWorkflow.states[plan.state])} />
        <span>
          {plan.measureCount} 条措施
          {plan.state === 'reading' && plan.openDoubts > 0 ? `，${plan.openDoubts} 处待确认` : ''}
        </span>
      </p>
    </li>
  )
}
