import type { Review } from '#modules/plans/contract.ts'
import styles from './review.module.css'

/** What the document says of itself beside what was read: 专项行动 5、重点领域 23、措施 100，与原文所写一致. */
export function CountsProof({ counts, sections }: Pick<Review, 'counts' | 'sections'>) {
  const stated = counts.filter((count) => count.stated !== null)
  const wrong = stated.filter((count) => !count.agrees)
  const read = counts.filter((count) => count.stated === null)
  const words = stated.map(({ label }) => `“${label}”`).join('')
  return (
    <section className={styles.counts} aria-label="数量核对">
      <p className={styles.countsSentence} data-agrees={wrong.length === 0}>
        {read.length > 0 ? `读出${read.map((count) => `${count.label} ${count.read}`).join('、')}` : ''}
        {stated.length === 0
          ? '。原文没有写明总数，请按分节数目核对。'
          : wrong.length === 0
            ? `，与原文所写${words}一致。`
            : '，与原文所写不一致。'}
      </p>
      {wrong.map((count) => (
        <p key={count.label} className={styles.countsWrong}>
          原文写“{count.label}”，读出 {count.read}，相差 {Math.abs((count.stated ?? 0) - count.read)}。
        </p>
      ))}
      {sections.length > 0 && (
        <details>
          <summary>分节数目</summary>
          <table className={styles.countsTable}>
            <thead>
              <tr>
                <th scope="col">章节</th>
                <th scope="col" className={styles.number}>
                  措施
                </th>
              </tr>
            </thead>
            <tbody>
              {sections.map((section, index) => (
                <tr key={`${section.title}-${index.toString()}`}>
                  <td style={{ paddingInlineStart: `${8 + Math.max(0, section.level - 1) * 16}px` }}>
                    {section.title}
                  </td>
                  <td className={styles.number}>{section.measureCount}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
