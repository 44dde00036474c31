import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Application, newDataFolder, startApplication } from '../application.ts'

export interface DemoCity extends Application {
  password: string
  /** Sign-in name by role, as it was printed: `调度员` → `xinruogu`. */
  signIns: Map<string, string>
}

/** Loading the sample city takes a minute, and several on a machine that has other work. */
const patienceSeconds = 600

/**
 * Starts the program as `npm run demo` does, on an empty data folder, and reads what it prints. Who tries a test over and over
 * may name a loaded folder in WUXIN_DEMO_SNAPSHOT; it is copied, not touched.
 */
export async function startDemoCity(): Promise<DemoCity> {
  const dataFolder = newDataFolder()
  const snapshot = process.env.WUXIN_DEMO_SNAPSHOT
  if (snapshot) cpSync(snapshot, dataFolder, { recursive: true, preserveTimestamps: true })
  const application = await startApplication({ command: 'demo', dataFolder, patienceSeconds })
  await application.said(/按 Ctrl\+C 停止/)
  const lines = application.output().split('\n')
  const signIns = new Map(
    lines.flatMap((line) => {
      const found = /^\s+(\p{Script=Han}+)[\s　]+([a-z]+)\s+\p{Script=Han}+（/u.exec(line)
      return found ? [[found[1]!, found[2]!] as const] : []
    }),
  )
  return {
    ...application,
    password: readFileSync(join(dataFolder, 'demo-password'), 'utf8').trim(),
    signIns,
  }
}
