import { Button } from 'antd'
import type { z } from 'zod'
import { type Part, receivePart, type Task } from '#modules/tasks/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { momentText } from '#workspace/days.ts'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import styles from './task.module.css'

/** Units, dates and receipts. */
export function TaskFacts({ task }: { task: Task }) {
  return (
    <aside className={styles.facts} aria-label="任务要素">
      <Facts
        items={[
          [
            '牵头单位',
            [task.lead, ...task.coLeads].flatMap((unit) => (unit ? [unit.name] : [])).join('、') || '未定',
          ],
          ['配合单位', task.partners.map(({ name }) => name).join('、')],
          ['原文牵头', task.leadsAsPrinted],
          ['原文配合', task.partnersAsPrinted],
          ['完成时限', task.deadlineText || task.dueOn],
          ['下达', task.dispatchedOn],
          ['签收', task.receivedOn],
          ['办结', task.closedOn],
          ['公开', task.isPublic ? '在门户公开' : '不公开'],
        ]}
      />
      <Parts task={task} />
    </aside>
  )
}

function Parts({ task }: { task: Task }) {
  if (task.parts.length === 0) return null
  return (
    <section>
      <h2>各单位签收</h2>
      <ul className={styles.parts}>
        {task.parts.map((part) => (
          <PartLine key={part.id} task={task} part={part} />
        ))}
      </ul>
    </section>
  )
}

function PartLine({ task, part }: { task: Task; part: z.infer<typeof Part> }) {
  const receive = useWrite(receivePart, { onDone: () => say(`${part.unit.name}已签收配合任务`) })
  return (
    <li>
      <GoTo to={`/tasks?${new URLSearchParams({ unitId: part.unit.id })}`} className={styles.partUnit}>
        {part.unit.name}
      </GoTo>
      <span className={styles.quiet}>{part.role === 'lead' ? '共同牵头' : '配合'}</span>
      <span className={styles.quiet} title={part.receivedAt ? momentText(part.receivedAt) : undefined}>
        {part.receivedAt ? `${momentText(part.receivedAt).slice(0, 10)} 签收` : part.stateLabel}
      </span>
      {part.allowedActions.map((action) => (
        <Button
          key={action.action}
          size="small"
          loading={receive.isPending}
          onClick={() => receive.mutate({ id: task.id, partId: part.id })}
        >
          {action.label}
        </Button>
      ))}
      <ProblemNotice error={receive.error} />
    </li>
  )
}
