import { Worker } from 'node:worker_threads'
import { Refusal } from '#kernel/refusal.ts'
import type { Knowledge, PlanReading } from '../reading/plan-reading.ts'

const limitMilliseconds = 30_000
const limitMegabytes = 512

export interface ReadingRequest {
  name: string
  bytes: Uint8Array
  knowledge: Knowledge
}

export type ReadingAnswer = { reading: PlanReading } | { unreadable: string }

/**
 * Reads a document in a thread of its own with a bound on time and memory: a file from outside may be built to
 * eat both, and the others must not wait for it.
 */
export async function readInRoom(request: ReadingRequest): Promise<PlanReading> {
  const answer = await new Promise<ReadingAnswer>((resolve, reject) => {
    const worker = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      workerData: request,
      resourceLimits: { maxOldGenerationSizeMb: limitMegabytes },
    })
    const timer = setTimeout(() => {
      void worker.terminate()
      resolve({
        unreadable: '文件过于复杂，30 秒内没有读完。请另存为 .docx 或 .xlsx 后重试，或拆分后分别上传。',
      })
    }, limitMilliseconds)
    worker.once('message', (message: ReadingAnswer) => {
      clearTimeout(timer)
      resolve(message)
      void worker.terminate()
    })
    worker.once('error', (error) => {
      clearTimeout(timer)
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') {
        resolve({ unreadable: '文件展开后过大，超出读取的内存限度。请拆分后分别上传。' })
      } else reject(error)
    })
  })
  if ('unreadable' in answer) throw new Refusal('invalid', answer.unreadable, { field: 'file' })
  return answer.reading
}
