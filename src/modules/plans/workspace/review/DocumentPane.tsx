import { memo, useMemo } from 'react'
import type { Review } from '#modules/plans/contract.ts'
import { type Cell, type Drawn, drawDocument, type Piece } from './document-layout.ts'
import { labelOfField } from './doubt-groups.ts'
import styles from './paper.module.css'

/** The document as printed. Which kinds of text are marked is set by classes on the pane, so switching draws nothing anew. */
export const DocumentPane = memo(function DocumentPane({ review }: { review: Review }) {
  const { sourceText, blocks, spans, measures } = review
  const places = measures.map(({ id, source }) => `${id}:${source.start}-${source.end}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawing depends on where measures stand, not on their values
  const drawn = useMemo(
    () => drawDocument({ sourceText, blocks, spans, measures }),
    [sourceText, blocks, spans, places],
  )
  return (
    <div className={styles.paper}>
      {drawn.map((one) => (
        <DrawnPart key={one.start} drawn={one} />
      ))}
    </div>
  )
})

function DrawnPart({ drawn }: { drawn: Drawn }) {
  if (drawn.type === 'paragraph') {
    return (
      <p data-level={drawn.level ?? undefined}>
        <Pieces pieces={drawn.pieces} />
      </p>
    )
  }
  return (
    <div className={styles.table}>
      <table>
        <tbody>
          {drawn.rows.map((row) => (
            <tr key={row.row}>
              {row.cells.map((cell) => (
                <PaperCell key={`${cell.row}-${cell.column}`} cell={cell} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PaperCell({ cell }: { cell: Cell }) {
  return (
    <td rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
      <Pieces pieces={cell.pieces} />
    </td>
  )
}

function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece) => {
    if (piece.kind === 'blank') return piece.text
    return (
      <span
        key={piece.start}
        className={styles.piece}
        data-kind={piece.kind}
        data-measure={piece.measureId ?? undefined}
        data-anchor={piece.isAnchor ? piece.measureId : undefined}
        title={piece.kind === 'field' && piece.field ? labelOfField(piece.field) : undefined}
      >
        {piece.text}
      </span>
    )
  })
}
