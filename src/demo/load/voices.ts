import { visitor } from '#kernel/actor.ts'
import { addWorkingDays } from '#kernel/calendar/calendar.ts'
import { actOn as actOnSuggestion, listSuggestions, submit } from '#modules/suggestions/service.ts'
import type { Suggestion } from '../history/suggestion.ts'
import { centreCode } from './people.ts'
import type { Scene, Stage } from './scene.ts'

const kindOf = { 建议: 'suggest', 投诉: 'complain', 咨询: 'ask', 表扬: 'praise' } as const

export function voiceOf(suggestion: Suggestion, stage: Stage): Scene[] {
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
