import { Button, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { downloadBulletin, downloadLedger } from '#modules/papers/contract.ts'
import { listPlans } from '#modules/plans/contract.ts'
import { saveDownload } from '#workspace/api/save-download.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { monthText, today } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field } from '#workspace/pieces/Field.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { useMay } from '#workspace/session/me.ts'
import styles from './papers.module.css'

/** Papers that are made from the figures of the platform, ready to be sent. */
export default function PapersPage({ embedded }: PageProps<'/papers'>) {
  const [query, change] = useQueryState()
  const may = useMay()
  const given = query.get('month') ?? ''
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : monthBefore(today())
  const planId = query.get('planId') ?? undefined
  const unitId = query.get('unitId') ?? undefined
  const plans = useAnswer(listPlans, {}, { enabled: may('plans.read'), fresh: 60_000 })
  const underWay = (plans.data?.plans ?? []).filter(
    ({ state }) => state === 'executing' || state === 'concluded',
  )

  // A bulletin speaks of one plan; the largest is the one that the city lives by.
  const main = [...underWay].sort((a, b) => b.measureCount - a.measureCount)[0]
  const bulletinPlanId = planId ?? main?.id
  const options = underWay.map(({ id, title }) => ({ value: id, label: title }))

  return (
    <>
      <PageHeader
        title="通报与台账"
        embedded={embedded}
        lead="按下载时的数据生成，数字与任务列表、总览一致。"
      />
      <div className={styles.papers}>
        {may(downloadBulletin.permission) ? (
          <Paper
            title="月度通报"
            words="Word 文件，按 GB/T 9704 公文格式排版：当月进展、亮灯和滞后任务、报送情况。下载后可直接修改和报签。"
            button={`下载 ${monthText(month)}通报`}
            fetch={() => saveDownload(downloadBulletin, { month, planId: bulletinPlanId })}
          >
            <Field label="月份" name="month">
              {(control) => (
                <DayPicker
                  {...control}
                  kind="month"
                  clearable={false}
                  value={month}
                  onChange={(chosen) => change({ month: chosen })}
                />
              )}
            </Field>
            <Field label="方案" name="planId">
              {(control) => (
                <Select
                  {...control}
                  loading={plans.isLoading}
                  value={bulletinPlanId ?? null}
                  options={options}
                  onChange={(chosen: string) => change({ planId: chosen })}
                />
              )}
            </Field>
          </Paper>
        ) : null}
        {may(downloadLedger.permission) ? (
          <Paper
            title="任务台账"
            words="Excel 文件，一项任务一行：具体措施、单位、时限、进度、亮灯及原因、最近进展。"
            button="下载台账"
            fetch={() => saveDownload(downloadLedger, { planId, unitId })}
          >
            <Field label="方案" name="planId" optional hint="不选即包括全部方案。">
              {(control) => (
                <Select
                  {...control}
                  allowClear
                  placeholder="全部方案"
                  loading={plans.isLoading}
                  value={planId ?? null}
                  options={options}
                  onChange={(chosen?: string) => change({ planId: chosen ?? null })}
                />
              )}
            </Field>
            <Field label="牵头单位" name="unitId" optional hint="不选即包括全部单位。">
              {(control) => (
                <UnitPicker
                  {...control}
                  value={unitId ?? null}
                  onChange={(chosen) => change({ unitId: chosen })}
                />
              )}
            </Field>
          </Paper>
        ) : null}
      </div>
    </>
  )
}

interface PaperProps {
  title: string
  words: string
  button: string
  /** Fetches the file and answers its name. */
  fetch: () => Promise<string>
  children: ReactNode
}

function Paper({ title, words, button, fetch, children }: PaperProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const download = async () => {
    setBusy(true)
    setError(null)
    try {
      say(`已下载 ${await fetch()}`)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={styles.paper} aria-label={title}>
      <h2>{title}</h2>
      <p className={styles.words}>{words}</p>
      {children}
      <div>
        <Button type="primary" loading={busy} onClick={() => void download()}>
          {button}
        </Button>
        {busy ? <span className={styles.words}>　正在生成，数据多时需要几秒钟。</span> : null}
      </div>
      <ProblemNotice error={error} />
    </section>
  )
}

/** The bulletin speaks of the month that has ended; in the first days of a month one wants the one before. */
function monthBefore(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  if (date > 20) return day.slice(0, 7)
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7)
}
