import { visitor } from '#kernel/actor.ts'
import { addWorkingDays, firstWorkingDayFrom, isWorkingDay } from '#kernel/calendar/calendar.ts'
import { actOn as actOnPlan } from '#modules/plans/service.ts'
import { actOn as actOnSuggestion, listSuggestions, submit } from '#modules/suggestions/service.ts'
import {
  actOn,
  adopt,
  applyForClosure,
  file,
  keepEvidence,
  keepMonthLights,
  listOfReports,
  listOfTasks,
  move,
  openMonthReports,
  receiveMany,
  refreshAllLights,
} from '#modules/tasks/service.ts'
import { declines } from '../history/declines.ts'
import type { MeasureHistory, MonthReport } from '../history/measure-history.ts'
import { histories } from '../history/progress.ts'
import { springSuggestions } from '../history/suggestions-spring.ts'
import { summerSuggestions } from '../history/suggestions-summer.ts'
import { findUnitCodes } from '../name-lookup.ts'
import type { MeasureKey } from '../plan/measure.ts'
import { measures, type PlacedMeasure } from '../plan/plan.ts'
import type { DemoClock } from './clock.ts'
import { type Cast, centreCode } from './people.ts'

/**
 * The plan's day of issue, and the morning on which the sample city's story has arrived: a Friday, the day
 * before reports are due, so that everybody has something to do and a task received today still owes its report.
 */
export const issuedOn = '2026-03-16'
export const storyEndsOn = '2026-07-24'
const storyEndsAt = '09:00'

interface Scene {
  day: string
  time: string
  play: () => Promise<unknown>
  /** Measure that it belongs to, to find it when it fails. */
  of?: string
}

interface Stage {
  cast: Cast
  planId: string
  /** Ids of tasks by the measure's key; known once the plan has been dispatched. */
  taskIds: Map<MeasureKey, string>
}

/** Lives through five months: every scene at its time, and each night what the clock does by itself. */
export async function playHistory(
  clock: DemoClock,
  stage: Stage,
  progress: (share: number) => void,
): Promise<void> {
  const scenes = [
    ...nights(),
    { day: issuedOn, time: '15:00', play: () => dispatch(stage) },
    ...measures.flatMap((measure, i) => scenesOf(measure, i, stage)),
    ...[...springSuggestions, ...summerSuggestions].flatMap((suggestion) => voiceOf(suggestion, stage)),
  ]
    .filter(({ day, time }) => day + time < storyEndsOn + storyEndsAt)
    .toSorted((a, b) => (a.day + a.time < b.day + b.time ? -1 : 1))
  for (const [i, scene] of scenes.entries()) {
    clock.moveTo(scene.day, scene.time)
    await scene.play().catch((error) => {
      throw new Error(
        `the sample city's scene of ${scene.day} ${scene.time}${scene.of ? ` (${scene.of})` : ''} was refused`,
        { cause: error },
      )
    })
    if (i % 20 === 0) progress(i / scenes.length)
  }
  clock.moveTo(storyEndsOn, storyEndsAt)
}

/** What the jobs do in a running system. */
function nights(): Scene[] {
  const scenes: Scene[] = []
  for (
    let day = Temporal.PlainDate.from(issuedOn).add({ days: 1 });
    day.toString() <= storyEndsOn;
    day = day.add({ days: 1 })
  ) {
    if (day.day === 1) {
      scenes.push({ day: day.toString(), time: '00:05', play: keepMonthLights })
      scenes.push({ day: day.toString(), time: '00:15', play: openMonthReports })
    }
    scenes.push({ day: day.toString(), time: '00:30', play: refreshAllLights })
  }
  return scenes
}

async function dispatch({ cast, planId, taskIds }: Stage): Promise<void> {
  const head = cast.inRole(centreCode, 'dispatch-head')
  await actOnPlan({ id: planId, action: 'dispatch' }, head)
  const { tasks } = await listOfTasks(
    { planId, sort: 'number', descending: false, page: 1, pageSize: 200 },
    head,
  )
  for (const [i, task] of tasks.entries()) taskIds.set(measures[i]!.key, task.id)
}

function scenesOf(measure: PlacedMeasure, place: number, stage: Stage): Scene[] {
  const history = histories.get(measure.key)!
  const unitCode = findUnitCodes(measure.leads[0]!)[0]!
  return [
    ...receiptsOf(measure, place, unitCode, stage),
    ...[...monthsOf(history)].flatMap(([month, report]) =>
      reportScenes(measure, place, unitCode, month, report, history, stage),
    ),
    ...closureScenes(measure, unitCode, history, stage),
  ].map((scene) => ({ ...scene, of: measure.key }))
}

const taskOf = (stage: Stage, measure: PlacedMeasure): string => stage.taskIds.get(measure.key)!

const minute = (place: number): string =>
  `${String(9 + (place % 8)).padStart(2, '0')}:${String((place * 7) % 60).padStart(2, '0')}`

/** Lead and partners sign within a day or two; a lead that asked to be relieved signs after the answer. */
function receiptsOf(measure: PlacedMeasure, place: number, unitCode: string, stage: Stage): Scene[] {
  const { cast } = stage
  const declined = declines.find((decline) => decline.measure === measure.key && decline.as === 'lead')
  const receipt = addWorkingDays(
    Temporal.PlainDate.from(declined?.decidedOn ?? issuedOn),
    place % 9 === 8 ? 2 : 1,
  )
  const sign = async (code: string) => {
    const liaison = cast.inRole(code, 'liaison')
    await receiveMany({ taskIds: [taskOf(stage, measure)] }, liaison)
  }
  const partners = [
    ...new Set([...measure.leads.slice(1), ...measure.partners].flatMap((name) => findUnitCodes(name))),
  ].filter((code) => code !== unitCode)
  return [
    ...(declined
      ? [
          {
            day: declined.askedOn,
            time: '10:30',
            play: () =>
              actOn(
                {
                  id: taskOf(stage, measure),
                  action: 'decline',
                  note: `${declined.reason}依据：${declined.basis}`,
                },
                cast.inRole(unitCode, 'liaison'),
              ),
          },
          {
            day: declined.decidedOn,
            time: '16:00',
            play: () =>
              actOn(
                { id: taskOf(stage, measure), action: 'insist', note: declined.opinion },
                cast.inRole(centreCode, 'dispatcher'),
              ),
          },
        ]
      : []),
    { day: receipt.toString(), time: minute(place), play: () => sign(unitCode) },
    ...partners.map((code, i) => ({
      day: addWorkingDays(receipt, (place + i) % 5 === 4 ? 1 : 0).toString(),
      time: minute(place + i + 1),
      play: () => sign(code),
    })),
  ]
}

/** The arrangement counts as March's report: begun, but not far. */
function monthsOf(history: MeasureHistory): Map<string, MonthReport> {
  const first = Object.values(history.reports)[0]
  const arrangement: MonthReport = {
    percent: Math.min(5, first?.percent ?? 0),
    done: history.arrangement,
    problems: '',
    next: '',
  }
  return new Map<string, MonthReport>([['2026-03', arrangement], ...Object.entries(history.reports)])
}

function reportScenes(
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

function closureScenes(
  measure: PlacedMeasure,
  unitCode: string,
  { closure }: MeasureHistory,
  stage: Stage,
): Scene[] {
  if (!closure) return []
  const { cast } = stage
  const id = () => taskOf(stage, measure)
  const apply = async () => {
    const liaison = cast.inRole(unitCode, 'liaison')
    const proof = new File(
      [`${measure.title}办结佐证\n\n${closure.report}\n`],
      `${measure.title.slice(0, 20)}办结佐证.txt`,
      { type: 'text/plain' },
    )
    const { id: fileId } = await keepEvidence(proof, liaison)
    await applyForClosure({ id: id(), statement: closure.report, fileIds: [fileId] }, liaison)
  }
  const check = (day: string, note?: string): Scene => ({
    day,
    time: '10:40',
    play: () =>
      actOn(
        { id: id(), action: note ? 'refuseClosure' : 'checkClosure', note },
        cast.inRole(centreCode, 'dispatcher', 0),
      ),
  })
  const scenes: Scene[] = [{ day: closure.appliedOn, time: '18:30', play: apply }]
  const { sentBack, recheck } = closure
  if (sentBack) {
    scenes.push(check(sentBack.on, sentBack.reason), { day: sentBack.againOn, time: '18:30', play: apply })
  }
  if (!recheck) return scenes
  const checkedOn = addWorkingDays(
    Temporal.PlainDate.from(sentBack?.againOn ?? closure.appliedOn),
    1,
  ).toString()
  scenes.push(check(checkedOn < recheck.on ? checkedOn : recheck.on))
  scenes.push({
    day: recheck.on,
    time: '16:20',
    play: () =>
      actOn(
        { id: id(), action: 'recheckClosure', note: recheck.opinion },
        cast.inRole(centreCode, 'dispatcher', 1),
      ),
  })
  const writtenOffOn = addWorkingDays(Temporal.PlainDate.from(recheck.on), 3).toString()
  if (writtenOffOn <= storyEndsOn) {
    scenes.push({
      day: writtenOffOn,
      time: '09:30',
      play: () =>
        actOn(
          { id: id(), action: 'writeOff', note: '资料齐全，予以销号。' },
          cast.inRole(centreCode, 'dispatch-head'),
        ),
    })
  }
  return scenes
}

const kindOf = { 建议: 'suggest', 投诉: 'complain', 咨询: 'ask', 表扬: 'praise' } as const

function voiceOf(suggestion: (typeof springSuggestions)[number], stage: Stage): Scene[] {
  const { cast } = stage
  let id = ''
  const centre = () => cast.inRole(centreCode, 'dispatcher', 2)
  const send = async () => {
    const taskId = stage.taskIds.get(suggestion.measure)!
    await submit({ taskId, kind: kindOf[suggestion.kind], text: suggestion.text }, visitor(null))
    const { suggestions } = await listSuggestions({ taskId }, 1, 50, centre())
    id = suggestions.find((each) => each.text === suggestion.text)!.id
  }
  const scenes: Scene[] = [{ day: suggestion.sentOn, time: '20:15', play: send }]
  if (!suggestion.acceptedOn) return scenes
  const unitId = cast.unitIds.get(suggestion.unitCode)
  scenes.push({
    day: suggestion.acceptedOn,
    time: '09:20',
    play: () => actOnSuggestion({ id, action: 'accept', unitId }, centre()),
  })
  const { answer } = suggestion
  if (!answer) return scenes
  scenes.push({
    day: answer.on,
    time: '15:30',
    play: () =>
      actOnSuggestion(
        { id, action: 'reply', note: answer.text },
        cast.inRole(suggestion.unitCode, 'liaison'),
      ),
  })
  scenes.push({
    day: addWorkingDays(Temporal.PlainDate.from(answer.on), 1).toString(),
    time: '09:50',
    play: () => actOnSuggestion({ id, action: 'release' }, centre()),
  })
  return scenes
}
