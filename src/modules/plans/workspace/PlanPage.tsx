import type { InputOf } from '#kernel/endpoint.ts'
import { actOnPlan, getPlan } from '#modules/plans/contract.ts'
import { planWorkflow } from '#modules/plans/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { ActionBar } from '#workspace/pieces/ActionBar.tsx'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { GoTo, useGo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { PlanContents } from './PlanContents.tsx'
import styles from './plans.module.css'
import { sourceHref } from './source-href.ts'

const Source = ({ planId, fileName }: { planId: string; fileName: string }) => (
  <a href={sourceHref(planId)} download={fileName}>
    {fileName}
  </a>
)

const Digest = ({ digest }: { digest: string }) => (
  <>
    <code className={styles.digest}>{digest}</code>
    <span className={styles.quiet}>国密 SM3，定稿时对全文计算；文本有一字改动，校验值即不同。</span>
  </>
)

/** What was done, in words, by action. */
const done: Partial<Record<InputOf<typeof actOnPlan>['action'], string>> = {
  confirm: '方案已定稿，等待批准下达',
  dispatch: '方案已批准，任务已下达到各单位',
  sendBack: '方案已退回修改',
  conclude: '方案已收官',
  discard: '方案已作废',
}

export default function PlanPage({ params, embedded, begin, onDone }: PageProps<'/plans/:id'>) {
  const answer = useAnswer(getPlan, { id: params.id })
  const go = useGo()
  const act = useWrite(actOnPlan)
  return (
    <Answered answer={answer} rows={8}>
      {({ plan, measures }) => (
        <>
          <PageHeader
            title={plan.title}
            embedded={embedded}
            above={<GoTo to="/plans">方案</GoTo>}
            lead={
              <span className={styles.planState}>
                <StateTag label={plan.stateLabel} tone={toneOf(planWorkflow.states[plan.state])} />
                {stateInWords(plan)}
              </span>
            }
          />
          <ActionBar
            actions={plan.allowedActions}
            begin={begin}
            onForm={() => go(`/plans/${plan.id}/review`)}
            onAct={async ({ action }, note) => {
              const chosen = action as InputOf<typeof actOnPlan>['action']
              await act.mutateAsync({ id: plan.id, action: chosen, note })
              say(done[chosen] ?? '已办理')
              onDone?.()
            }}
          />
          <div className={styles.sheet}>
            <Facts
              items={[
                ['文号', plan.documentNumber],
                ['成文日期', plan.issuedOn],
                ['版本', plan.versionName],
                ['年度', plan.year],
                ['文件', <Source key="source" planId={plan.id} fileName={plan.fileName} />],
                ['导入时间', momentText(plan.createdAt)],
                ['文本校验值', plan.textDigest && <Digest key="digest" digest={plan.textDigest} />],
              ]}
            />
          </div>
          <PlanContents plan={plan} measures={measures} />
        </>
      )}
    </Answered>
  )
}

function stateInWords(plan: { state: string; measureCount: number; openDoubts: number }): string {
  const count = `${plan.measureCount} 条措施`
  if (plan.state === 'reading') return `读出 ${count}，还有 ${plan.openDoubts} 处待确认。`
  if (plan.state === 'confirmed') return `${count}已定稿，批准后下达到各单位。`
  return `${count}。`
}
