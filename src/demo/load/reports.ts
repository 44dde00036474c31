import { addWorkingDays, firstWorkingDayFrom, isWorkingDay } from '#kernel/calendar/calendar.ts'
import { adopt, file, listOfReports, move } from '#modules/tasks/service.ts'
import type { MeasureHistory, MonthReport } from '../history/measure-history.ts'
import type { PlacedMeasure } from '../plan/plan.ts'
import { centreCode } from './people.ts'
import { minute, type Scene, type Stage, taskOf } from './scene.ts'

/** The arrangement counts as March's report: begun, but not far. */
export function monthsOf(history: MeasureHistory): Map<string, MonthReport> {
  const first = Object.values(history.reports)[0]
  const arrangement: MonthReport = {
    percent: Math.min(5, first?.percent ?? 0),
    done: history.arrangement,
    problems: '',
    next: '',
  }
  return new Map<string, MonthReport>([['2026-03', arrangement], ...Object.entries(history.reports)])
}

export function reportScenes(
  measure: PlacedMeasure,
  place: number,
  unitCode: string,
  month: string,
  report: MonthReport,
  history: MeasureHistory,
  stage: Stage,
): Scene[] {
  const { cast } = stage
  const due = Temporal.PlainDate.from(`${month}-25`)
  const meant = workingDayUpTo(
    report.filedLateDays ? due.add({ days: report.filedLateDays }) : due.subtract({ days: place % 4 }),
    report.filedLateDays ? 1 : -1,
  )
  const filed = clearOfClosure(meant, history)
  const liaison = () => cast.inRole(unitCode, 'liaison')
  const leader = () => cast.inRole(unitCode, 'unit-leader')
  const dispatcher = () => cast.inRole(centreCode, 'dispatcher', place)
  const idOf = async () => {
    const { reports } = await listOfReports({ month, page: 1, pageSize: 200 }, liaison())
    return reports.find((each) => each.taskId === taskOf(stage, measure))?.id
  }
  const fileText = async (done: string) => {
    const id = await idOf()
    // A task that ended before its report was due owes none.
    if (!id) return
    await file(
      {
        id,
        percent: report.percent,
        done,
        problems: report.problems,
        nextSteps: report.next,
        supportNeeded: report.support ?? '',
        fileIds: [],
      },
      liaison(),
    )
  }
  const signOff = async () => {
    const id = await idOf()
    if (id) await move({ id, action: 'signOff', note: '情况属实，同意上报。' }, leader())
  }
  const adoptText = async () => {
    const id = await idOf()
    if (!id) return
    const { adoptedAs } = report
    const edited = adoptedAs
      ? { percent: report.percent, done: adoptedAs, problems: report.problems, nextSteps: report.next }
      : undefined
    await adopt({ id, edited, publicText: adoptedAs ?? report.done, publicFileIds: [] }, dispatcher())
  }
  const next = (days: number) => addWorkingDays(filed, days).toString()
  const scene = (day: string, time: string, play: () => Promise<unknown>): Scene => ({ day, time, play })
  const { sentBack } = report
  if (!sentBack) {
    return [
      scene(filed.toString(), minute(place), () => fileText(report.done)),
      scene(next(place % 3 === 0 ? 0 : 1), '17:10', signOff),
      scene(next(2), minute(place + 3), adoptText),
    ]
  }
  return [
    scene(filed.toString(), minute(place), () => fileText(sentBack.firstText)),
    scene(filed.toString(), '17:10', signOff),
    scene(next(1), '11:20', async () => {
      const id = await idOf()
      if (id) await move({ id, action: 'sendBack', note: sentBack.reason }, dispatcher())
    }),
    scene(next(2), minute(place + 2), () => fileText(report.done)),
    scene(next(2), '17:20', signOff),
    scene(next(3), minute(place + 3), adoptText),
  ]
}

/** Working days from filing to adoption, with a return in between. */
const reviewDays = 4

/** A report that would still be under review when the unit applies for closure is filed early enough before it. */
function clearOfClosure(meant: Temporal.PlainDate, { closure }: MeasureHistory): Temporal.PlainDate {
  let filed = meant
  // The later application first: what is moved before it may then be in the way of the earlier one.
  for (const day of [closure?.sentBack?.againOn, closure?.appliedOn]) {
    if (!day) continue
    const applied = Temporal.PlainDate.from(day)
    const adopted = addWorkingDays(filed, reviewDays)
    const inTheWay =
      Temporal.PlainDate.compare(filed, applied) <= 0 && Temporal.PlainDate.compare(adopted, applied) >= 0
    if (inTheWay) filed = addWorkingDays(applied, -reviewDays)
  }
  return filed
}

/** The nearest working day from a day on, in one direction. */
function workingDayUpTo(day: Temporal.PlainDate, step: 1 | -1): Temporal.PlainDate {
  if (step === 1) return firstWorkingDayFrom(day)
  let found = day
  while (!isWorkingDay(found)) found = found.subtract({ days: 1 })
  return found
}
