import { Fragment } from 'react'
import { NumberLink } from '#workspace/pieces/NumberLink.tsx'
import styles from './overview.module.css'
import { addressOfFigure, type Figure, figureOf, type Overview } from './overview-words.ts'

const reported = 'state=filed&state=signedOff&state=returned&state=adopted'

/** A sentence per concern; every number in it opens the list behind it. */
export function Sentences({ overview }: { overview: Overview }) {
  const { totals, byLight, reporting, month } = overview
  const named = (name: string) => figureOf(totals, name)
  const lights = byLight.filter(({ value }) => value > 0)
  const reports = (query: string) => `/reports?month=${month}&${query}`
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
        {Number(month.slice(5))} 月应报 <NumberLink to={reports('')} value={reporting.owed} unit="项" />
        ，已报 <NumberLink to={reports(reported)} value={reporting.filed} unit="项" />
        {reporting.dueToday > 0 ? (
          <>
            ，<NumberLink to={reports('state=owed')} value={reporting.dueToday} unit="项" />
            今天到期
          </>
        ) : null}
        {reporting.late > 0 ? (
          <>
            ，<NumberLink to={reports('state=owed')} value={reporting.late} unit="项" />
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

function Count({ figure }: { figure: Figure | undefined }) {
  if (!figure) return <>—</>
  return (
    <NumberLink to={addressOfFigure(figure)} value={figure.value} unit={figure.unit} label={figure.label} />
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
