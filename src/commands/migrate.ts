import type { Config } from '#kernel/config.ts'
import { startPlatform } from './platform.ts'

/** `migrate`: brings the database up to date and ends. */
export async function run(config: Config): Promise<void> {
  const platform = await startPlatform(config)
  await platform.stop()
  console.log('数据库结构已是最新。')
}
