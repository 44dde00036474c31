import { addWorkingDays } from '#kernel/calendar/calendar.ts'
import { actOn, receiveMany } from '#modules/tasks/service.ts'
import { declines } from '../history/declines.ts'
import { findUnitCodes } from '../name-lookup.ts'
import type { PlacedMeasure } from '../plan/plan.ts'
import { centreCode } from './people.ts'
import { minute, type Scene, type Stage, taskOf } from './scene.ts'

/** Lead and partners sign within a day or two; a lead that asked to be relieved signs after the answer. */
export function receiptsOf(
  measure: PlacedMeasure,
  place: number,
  unitCode: string,
  dispatchedOn: string,
  stage: Stage,
): Scene[] {
  const { cast } = stage
  const declined = declines.find((decline) => decline.measure === measure.key && decline.as === 'lead')
  const receipt = addWorkingDays(
    Temporal.PlainDate.from(declined?.decidedOn ?? dispatchedOn),
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
