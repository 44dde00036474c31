import { useMemo, useState } from 'react'
import type { Measure, Plan } from '#modules/plans/contract.ts'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import styles from './plans.module.css'

interface Props {
  plan: Plan
  measures: Measure[]
}

interface Chapter {
  path: string[]
  measures: Measure[]
}

/** The plan as it was confirmed: chapters with their measures, each opening on demand. */
export function PlanContents({ plan, measures }: Props) {
  const chapters = useMemo(() => chaptersOf(measures), [measures])
  const [openId, setOpenId] = useState<string | null>(null)
  const hasTasks = plan.state === 'executing' || plan.state === 'concluded'
  return (
    <div className={styles.chapters}>
      {chapters.map((chapter, index) => {
        const [action = '', field = ''] = chapter.path.slice(-2)
        const above = chapter.path.slice(0, -1).join(' › ')
        const begins = above !== '' && above !== chapters[index - 1]?.path.slice(0, -1).join(' › ')
        return (
          <section key={chapter.path.join('/')}>
            {begins ? <h2>{above}</h2> : null}
            <header>
              <h3>{chapter.path.at(-1) ?? '措施'}</h3>
              {hasTasks && chapter.path.length >= 2 ? (
                <GoTo to={`/tasks?${new URLSearchParams({ planId: plan.id, action, field })}`}>
                  {chapter.measures.length} 项任务
                </GoTo>
              ) : (
                <span className={styles.quiet}>{chapter.measures.length} 条</span>
              )}
            </header>
            <ol>
              {chapter.measures.map((measure) => (
                <li key={measure.id}>
                  <button
                    type="button"
                    aria-expanded={openId === measure.id}
                    onClick={() => setOpenId(openId === measure.id ? null : measure.id)}
                  >
                    <span className={styles.number}>{measure.number || measure.ordinal}</span>
                    <span className={styles.measureTitle}>{measure.title}</span>
                    <span className={styles.lead}>{measure.leads.map(({ name }) => name).join('、')}</span>
                    <span className={styles.due}>{measure.deadline?.raw ?? '未注明时限'}</span>
                  </button>
                  {openId === measure.id ? (
                    <div className={styles.measureText}>
                      <p>{measure.text}</p>
                      <p className={styles.quiet}>
                        牵头单位：{measure.raw.leads ?? measure.leads.map(({ raw }) => raw).join('、')}
                        {measure.partners.length > 0
                          ? `　配合单位：${measure.raw.partners ?? measure.partners.map(({ raw }) => raw).join('、')}`
                          : ''}
                        {measure.isPublic ? '' : '　不公开'}
                      </p>
                    </div>
                  ) : null}
                </li>
              ))}
            </ol>
          </section>
        )
      })}
    </div>
  )
}

function chaptersOf(measures: readonly Measure[]): Chapter[] {
  const chapters: Chapter[] = []
  for (const measure of measures) {
    const last = chapters.at(-1)
    if (last && last.path.join('/') === measure.path.join('/')) last.measures.push(measure)
    else chapters.push({ path: measure.path, measures: [measure] })
  }
  return chapters
}
