import type { OutputOf } from '#kernel/endpoint.ts'
import type { getOverview } from '#modules/tasks/contract.ts'

export type Overview = OutputOf<typeof getOverview>
export type Figure = Overview['totals'][number]

export const figureOf = (figures: readonly Figure[], name: string): Figure | undefined =>
  figures.find((figure) => figure.name === name)

/** Address of the list that shows a figure's records. */
export const addressOfFigure = (figure: Figure, list: '/tasks' | '/reports' = '/tasks'): string =>
  `${list}?${figure.query}`

/** What the last month's line says, as the headline of the chart: it states its finding. */
export function trendWords(trend: Overview['trend']): string {
  const last = trend.at(-1)
  if (!last) return '还没有可比的月份'
  const month = `${Number(last.month.slice(5))} 月`
  const gap = last.progress - last.expected
  if (gap === 0) return `${month}平均进度 ${last.progress}%，与序时进度持平`
  return gap > 0
    ? `${month}平均进度 ${last.progress}%，超出序时 ${gap} 个百分点`
    : `${month}平均进度 ${last.progress}%，落后序时 ${-gap} 个百分点`
}

/** Units with the most red, then yellow, then the least progress. */
export const worstFirst = <T extends { red: number; yellow: number; progress: number }>(
  rows: readonly T[],
): T[] => [...rows].sort((a, b) => b.red - a.red || b.yellow - a.yellow || a.progress - b.progress)
