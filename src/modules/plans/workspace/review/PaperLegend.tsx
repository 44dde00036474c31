import styles from './paper.module.css'

/** What may be marked in the document, each with the words of its legend. */
export const paperMarks = {
  field: '措施各栏目',
  heading: '层级标题',
  other: '其他文字',
} as const
export type PaperMark = keyof typeof paperMarks

interface Props {
  shown: ReadonlySet<PaperMark>
  onToggle: (mark: PaperMark) => void
}

/** Legend and switch in one: each kind is marked in the document as its sample here. */
export function PaperLegend({ shown, onToggle }: Props) {
  return (
    <fieldset className={styles.legend}>
      <legend>标示</legend>
      {(Object.keys(paperMarks) as PaperMark[]).map((mark) => (
        <label key={mark}>
          <input type="checkbox" checked={shown.has(mark)} onChange={() => onToggle(mark)} />
          <span className={styles.piece} data-kind={mark}>
            {paperMarks[mark]}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
