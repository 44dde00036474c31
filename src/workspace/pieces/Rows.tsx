import type { ReactNode } from 'react'
import styles from './Rows.module.css'

export interface Column<T> {
  label: string
  draw: (row: T) => ReactNode
  /** No wider than what stands in it. */
  tight?: boolean
  end?: boolean
  /** Left out on a phone, where it would only lengthen the card. */
  aside?: boolean
}

export interface RowsProps<T> {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  keyOf: (row: T) => string | number
  /** Drawn in the secondary ink: ended, revoked. */
  isQuiet?: (row: T) => boolean
}

/** A plain table for lists that need no tools; on a phone each row becomes a small card. */
export function Rows<T>({ label, rows, columns, keyOf, isQuiet }: RowsProps<T>) {
  const classOf = ({ tight, end, aside }: Column<T>) =>
    [tight ? styles.tight : '', end ? styles.end : '', aside ? styles.aside : ''].join(' ').trim() ||
    undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a group, because the page's part around it is the landmark
    <div role="group" className={styles.holder} aria-label={label} tabIndex={0}>
      <table className={styles.rows}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" className={classOf(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={isQuiet?.(row) ? styles.quiet : undefined}>
              {columns.map((column) => (
                <td key={column.label} data-label={column.label} className={classOf(column)}>
                  <div>{column.draw(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
