import { Fragment } from 'react'
import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import styles from './overview.module.css'
import { addressOfFigure, type Figure, figureOf, type Overview } from './overview-words.ts'

/** A sentence per concern; every number in it opens the list behind it. */
export function Sentences({ overview }: { overview: Overview }) {
  const { totals, byLight, reportingFigures, month } = overview
  const named = (name: string) => figureOf(totals, name)
  const lights = byLight.filter(({ value }) => value > 0)
  const reported = (name: string) => figureOf(reportingFigures, name)
  return (
    <div className={styles.sentences}>
      <p className={styles.first}>
        已下达任务 <Count figure={named('dispatched')} />
        ，办结销号 <Count figure={named('finished')} />
        ，在办 <Count figure={named('underWay')} />。
      </p>
      <Overdue figure={named('overdue')} />
      {lights.length > 0 ? (
        <p>
          亮灯：
          {lights.map((figure, index) => (
            <Fragment key={figure.name}>
              {index > 0 ? '，' : ''}
              {figure.label} <Count figure={figure} />
            </Fragment>
          ))}
          。
        </p>
      ) : null}
      <p>
        {Number(month.slice(5))} 月应报 <Count figure={reported('owed')} list="/reports" />
        ，已报 <Count figure={reported('filed')} list="/reports" />
        {reported('dueToday')?.value ? (
          <>
            ，<Count figure={reported('dueToday')} list="/reports" />
            今天到期
          </>
        ) : null}
        {reported('late')?.value ? (
          <>
            ，<Count figure={reported('late')} list="/reports" />
            逾期未报
          </>
        ) : null}
        。
      </p>
      <p>
        待签收 <Count figure={named('awaitingReceipt')} />
        ，办结审核中 <Count figure={named('underReview')} />。
      </p>
    </div>
  )
}

function Count({ figure, list }: { figure: Figure | undefined; list?: '/reports' }) {
  if (!figure) return <>—</>
  return (
    <NumberLink
      to={addressOfFigure(figure, list)}
      value={figure.value}
      unit={figure.unit}
      label={figure.label}
    />
  )
}

function Overdue({ figure }: { figure: Figure | undefined }) {
  if (!figure || figure.value === 0) return <p>没有逾期未办结的任务。</p>
  return (
    <p>
      <Count figure={figure} />
      逾期未办结。
    </p>
  )
}
