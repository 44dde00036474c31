import { Button } from 'antd'
import { Refusal } from '#kernel/refusal.ts'
import styles from './ProblemNotice.module.css'

const unknown = '页面出现错误。请刷新后再试；如仍不行请联系调度中心。'

/** The sentence of anything that was thrown. */
export const sentenceOf = (error: unknown): string => (error instanceof Refusal ? error.message : unknown)

/** The sentence that a refusal has for one field of a form; undefined when that field is not at fault. */
export function fieldSentence(error: unknown, field: string): string | undefined {
  if (!(error instanceof Refusal)) return undefined
  const { fields, field: single } = error.details
  return (
    fields?.find((one) => one.field === field)?.sentence ?? (single === field ? error.message : undefined)
  )
}

/** A refusal or a failure, read out when it appears. `whole`: it stands where a page should be. */
export function ProblemNotice(props: { error: unknown; retry?: () => void; whole?: boolean }) {
  const { error, retry, whole } = props
  if (!error) return null
  const fields = error instanceof Refusal ? (error.details.fields ?? []) : []
  return (
    <div
      role="alert"
      data-problem={
        error instanceof Refusal && error.details.field && fields.length < 2 ? 'one-field' : undefined
      }
      className={`${styles.notice} ${whole ? styles.page : ''}`}
    >
      <span className={styles.title}>{fields.length > 1 ? '以下各项需要改正' : sentenceOf(error)}</span>
      {fields.length > 1 ? (
        <ul className={styles.list}>
          {fields.map(({ field, sentence }) => (
            <li key={field + sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {retry ? (
        <Button size="small" onClick={retry}>
          再试一次
        </Button>
      ) : null}
    </div>
  )
}
