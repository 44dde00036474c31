import { lightLetters } from '#modules/tasks/rules.ts'
import { monthText } from '#workspace/days.ts'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import styles from './overview.module.css'
import { type Overview, worstFirst } from './overview-words.ts'

type Cell = Overview['months'][number]

/** As many rows as fit beside the trend; the table below holds every unit. */
const rows = 10
const columns = 12

/** Units by months: the lights as they stood at each month's end, in colour and in character. */
export function HeatMap({ overview }: { overview: Overview }) {
  const months = [...new Set(overview.months.map(({ month }) => month))].sort().slice(-columns)
  if (months.length === 0) return null
  const cells = new Map(overview.months.map((cell) => [`${cell.unitId}${cell.month}`, cell]))
  const units = worstFirst(overview.byUnit).slice(0, rows)
  return (
    <section>
      <h2>各单位逐月亮灯</h2>
      <div className={styles.scroll}>
        <table className={styles.heat}>
          <thead>
            <tr>
              <th scope="col">单位</th>
              {months.map((month) => (
                <th key={month} scope="col" title={monthText(month)}>
                  {Number(month.slice(5))} 月
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map(({ unit }) => (
              <tr key={unit.id}>
                <th scope="row" title={unit.name}>
                  {unit.name}
                </th>
                {months.map((month) => (
                  <HeatCell key={month} cell={cells.get(`${unit.id}${month}`)} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function HeatCell({ cell }: { cell: Cell | undefined }) {
  if (!cell) return <td data-heat="none">—</td>
  const { red, yellow, green, blue } = cell
  const light = red > 0 ? 'red' : yellow > 0 ? 'yellow' : green > 0 ? 'green' : 'blue'
  return (
    <td data-heat={light} title={`红灯 ${red}，黄灯 ${yellow}，绿灯 ${green}，蓝灯 ${blue}`}>
      <GoTo to={`/tasks?monthEnd=${cell.month}&light=${light}&unitId=${cell.unitId}&unitRole=lead`}>
        {lightLetters[light]} {cell[light]}
      </GoTo>
    </td>
  )
}
