import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import { addressOfFigure, type Figure, figureOf, type Overview } from './overview-words.ts'
import styles from './overview.module.css'

/** A sentence per concern; every number in it opens the list behind it. */
export function Sentences({ overview }: { overview: Overview }) {
  const { totals, byLight, reporting, month } = overview
  const named = (name: string) => figureOf(totals, name)
  const lights = byLight.filter(({ value }) => value > 0)
  return (
    <div className={styles.sentences}>
      <p className={styles.first}>
        已下达任务 <Number figure={named('dispatched')} />，办结销号 <Number figure={named('finished')} />，在办{' '}
        <Number figure={named('underWay')} />。
      </p>
      <p>
        <Late overdue={named('overdue')} />
      </p>
      {lights.length > 0 ? (
        <p>
          亮灯：
          {lights.map((figure, index) => (
            <span key={figure.name}>
              {index > 0 ? '，' : ''}
              {figure.label} <Number figure={figure} />
            </span>
          ))}
          。
        </p>
      ) : null}
      <p>
        {Number_(month)} 月应报 {reporting.owed + reporting.filed} 项，已报 {reporting.filed} 项
        {reporting.dueToday > 0 ? `，${reporting.dueToday} 项今天到期` : ''}
        {reporting.late > 0 ? `，${reporting.late} 项逾期未报` : ''}。
      </p>
      <Waiting receipt={named('awaitingReceipt')} review={named('underReview')} />
    </div>
  )
}

const Number_ = (month: string) => Number.parseInt(month.slice(5), 10)
