/** The middle one of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Distance of the outermost figures from the median, as `−4…+7 %`. */
export function spread(figures: readonly number[]): string {
  const middle = median(figures)
  const share = (figure: number) => Math.round((figure / middle - 1) * 100)
  const signed = (percent: number) => (percent < 0 ? `−${-percent}` : `+${percent}`)
  return `${signed(share(Math.min(...figures)))}…${signed(share(Math.max(...figures)))} %`
}

export const whole = (figure: number): string => Math.round(figure).toLocaleString('en-US')

export const ratio = (figure: number): string => figure.toFixed(2)

/** Bytes in the unit in which the aims are written, 1,000 and not 1,024. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} KB`

export const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

/** Whether a figure has reached its aim, in words beside it. */
export const reached = (isReached: boolean): string => (isReached ? 'reached' : 'MISSED')

/** Prints rows under their heads; what begins with a figure stands to the right. */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)))
  const isFigure = heads.map((_, i) => rows.every((row) => /^[\d−–<-]/.test(row[i] ?? '')))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (isFigure[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd()
  console.log(`\n${line(heads)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`)
  for (const row of rows) console.log(line(row))
  console.log()
}
