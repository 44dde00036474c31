import { addWorkingDays } from '#kernel/calendar/calendar.ts'
import { actOn, applyForClosure, keepEvidence } from '#modules/tasks/service.ts'
import type { MeasureHistory } from '../history/measure-history.ts'
import type { PlacedMeasure } from '../plan/plan.ts'
import { centreCode } from './people.ts'
import { type Scene, type Stage, taskOf } from './scene.ts'

export function closureScenes(
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
  scenes.push({
    day: addWorkingDays(Temporal.PlainDate.from(recheck.on), 3).toString(),
    time: '09:30',
    play: () =>
      actOn(
        { id: id(), action: 'writeOff', note: '资料齐全，予以销号。' },
        cast.inRole(centreCode, 'dispatch-head'),
      ),
  })
  return scenes
}
