import { parentPort, workerData } from 'node:worker_threads'
import { readPlan } from '../reading/read-plan.ts'
import { PlanUnreadable } from '../reading/unreadable.ts'
import type { ReadingAnswer, ReadingRequest } from './reading-room.ts'

const { name, bytes, knowledge } = workerData as ReadingRequest

let answer: ReadingAnswer
try {
  answer = { reading: await readPlan({ name, bytes }, knowledge) }
} catch (error) {
  if (!(error instanceof PlanUnreadable)) throw error
  answer = { unreadable: error.message }
}
parentPort!.postMessage(answer)
