import { useState } from 'react'
import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import { ProgressLine } from '#workspace/pieces/ProgressLine.tsx'
import styles from './overview.module.css'
import type { Overview } from './overview-words.ts'
import { worstFirst } from './overview-words.ts'

interface Props {
  units: Overview['byUnit']
  planId: string | undefined
}

/** On the screen; paper shows every unit. */
const firstRows = 12

/** Lead units with their tasks, the ones with red lights first. */
export function UnitsTable({ units, planId }: Props) {
  const [all, setAll] = useState(false)
  const sorted = worstFirst(units)
  const list = (unitId: string, query: string) =>
    `/tasks?unitId=${unitId}&unitRole=lead${planId ? `&planId=${planId}` : ''}${query}`
  return (
    <section>
      <h2>各牵头单位</h2>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col">任务</th>
              <th scope="col">办结</th>
              <th scope="col">红灯</th>
              <th scope="col">黄灯</th>
              <th scope="col">本月未报</th>
              <th scope="col">平均进度</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ unit, total, closed, red, yellow, owed, progress }, index) => (
              <tr key={unit.id} className={!all && index >= firstRows ? styles.further : undefined}>
                <th scope="row">{unit.name}</th>
                <td>
                  <NumberLink to={list(unit.id, '')} value={total} label={`${unit.name}任务`} />
                </td>
                <td>
                  <NumberLink
                    to={list(unit.id, '&state=closed&state=writtenOff')}
                    value={closed}
                    label={`${unit.name}办结`}
                  />
                </td>
                <td data-light={red > 0 ? 'red' : undefined}>
                  <NumberLink to={list(unit.id, '&light=red')} value={red} label={`${unit.name}红灯`} />
                </td>
                <td data-light={yellow > 0 ? 'yellow' : undefined}>
                  <NumberLink to={list(unit.id, '&light=yellow')} value={yellow} label={`${unit.name}黄灯`} />
                </td>
                <td>
                  <NumberLink
                    to={`/reports?unitId=${unit.id}&state=owed`}
                    value={owed}
                    label={`${unit.name}本月未报`}
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
      {sorted.length > firstRows ? (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `全部 ${sorted.length} 个单位`}
        </button>
      ) : null}
    </section>
  )
}
