import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import { ProgressLine } from '#workspace/pieces/ProgressLine.tsx'
import styles from './overview.module.css'
import type { Overview } from './overview-words.ts'

interface Props {
  fields: Overview['byField']
  planId: string | undefined
}

/** Fields under their actions, in the order of the plan. */
export function FieldsTable({ fields, planId }: Props) {
  if (fields.length < 2) return null
  const actions = [...new Set(fields.map(({ action }) => action))]
  const list = (action: string, field: string, light?: string) =>
    `/tasks?${new URLSearchParams({ action, field, ...(planId ? { planId } : {}), ...(light ? { light } : {}) })}`
  return (
    <details className={styles.fields}>
      <summary>按行动和领域查看</summary>
      {actions.map((action) => (
        <section key={action}>
          <h3>{action || '未分行动'}</h3>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">领域</th>
                  <th scope="col">任务</th>
                  <th scope="col">办结</th>
                  <th scope="col">红灯</th>
                  <th scope="col">黄灯</th>
                  <th scope="col">平均进度</th>
                </tr>
              </thead>
              <tbody>
                {fields
                  .filter((row) => row.action === action)
                  .map(({ field, total, closed, red, yellow, progress }) => (
                    <tr key={field}>
                      <th scope="row">{field || '未分领域'}</th>
                      <td>
                        <NumberLink to={list(action, field)} value={total} label={`${field}任务`} />
                      </td>
                      <td>
                        <NumberLink
                          to={`${list(action, field)}&state=closed&state=writtenOff`}
                          value={closed}
                          label={`${field}办结`}
                        />
                      </td>
                      <td data-light={red > 0 ? 'red' : undefined}>
                        <NumberLink to={list(action, field, 'red')} value={red} label={`${field}红灯`} />
                      </td>
                      <td data-light={yellow > 0 ? 'yellow' : undefined}>
                        <NumberLink
                          to={list(action, field, 'yellow')}
                          value={yellow}
                          label={`${field}黄灯`}
                        />
                      </td>
                      <td>
                        <ProgressLine progress={progress} />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </details>
  )
}
