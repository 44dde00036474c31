import { LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsType, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import styles from './overview.module.css'
import { type Overview, trendWords } from './overview-words.ts'

use([LineChart, GridComponent, TooltipComponent, SVGRenderer])

/** Progress against the calendar, month by month. The headline states the finding; the lines are named at their ends. */
export default function Trend({ trend }: { trend: Overview['trend'] }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (!element) return
    const chart = init(element, null, { renderer: 'svg' })
    const draw = () => drawTrend(chart, element, trend)
    draw()
    const resized = new ResizeObserver(() => chart.resize())
    resized.observe(element)
    const themed = new MutationObserver(draw)
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'style'] })
    return () => {
      resized.disconnect()
      themed.disconnect()
      chart.dispose()
    }
  }, [trend])
  return (
    <section className={styles.trend}>
      <h2>{trendWords(trend)}</h2>
      <div ref={place} className={styles.chart} aria-hidden="true" />
      <table className="visually-hidden">
        <caption>各月平均进度与序时进度</caption>
        <tbody>
          {trend.map(({ month, progress, expected }) => (
            <tr key={month}>
              <th scope="row">{month}</th>
              <td>进度 {progress}%</td>
              <td>序时 {expected}%</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function drawTrend(chart: EChartsType, element: HTMLElement, trend: Overview['trend']): void {
  const style = getComputedStyle(element)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = { axisLabel: { color: colour('--ink-2') }, axisTick: { show: false } }
  const last = trend.at(-1)
  // Where the lines end close together their names would cover each other: the higher goes up, the lower down.
  const isClose = last !== undefined && Math.abs(last.progress - last.expected) < 10
  const shift = isClose ? (last.progress >= last.expected ? -9 : 9) : 0
  const line = (name: string, values: number[], color: string, dashed: boolean) => ({
    name,
    type: 'line' as const,
    data: values,
    symbol: 'circle',
    symbolSize: dashed ? 0 : 6,
    color,
    lineStyle: { width: dashed ? 1.5 : 2.5, type: dashed ? ('dashed' as const) : ('solid' as const) },
    endLabel: {
      show: true,
      color,
      formatter: `${name} {c}%`,
      fontSize: 12,
      offset: [0, dashed ? -shift : shift],
    },
  })
  chart.setOption(
    {
      animation: false,
      textStyle: { fontFamily: style.fontFamily },
      grid: { left: 40, right: 92, top: 12, bottom: 24 },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value: unknown) => `${String(value)}%`,
        backgroundColor: colour('--paper'),
        borderColor: colour('--hairline'),
        textStyle: { color: colour('--ink') },
      },
      xAxis: {
        ...axis,
        type: 'category',
        data: trend.map(({ month }) => `${Number(month.slice(5))} 月`),
        axisLine: { lineStyle: { color: colour('--hairline-strong') } },
      },
      yAxis: {
        ...axis,
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        axisLabel: { color: colour('--ink-2'), formatter: '{value}%' },
        splitLine: { lineStyle: { color: colour('--hairline') } },
      },
      series: [
        line(
          '进度',
          trend.map(({ progress }) => progress),
          colour('--accent'),
          false,
        ),
        line(
          '序时',
          trend.map(({ expected }) => expected),
          colour('--ink-2'),
          true,
        ),
      ],
    },
    { notMerge: true },
  )
}
