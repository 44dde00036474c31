import type { Config } from '#kernel/config.ts'
import { createSetupLink } from '#modules/people/service.ts'
import { startPlatform, stopOnSignal } from './platform.ts'
import { startServing } from './serving.ts'

/** `serve`: the whole application. On an empty database it prints the one-time link of the set-up. */
export async function run(config: Config): Promise<void> {
  const platform = await startPlatform(config)
  const serving = await startServing(config, platform.connectionString)
  stopOnSignal(async () => {
    await serving.stop()
    await platform.stop()
  })
  console.log(`门户      ${serving.publicUrl}/`)
  console.log(`工作台    ${serving.publicUrl}/workspace/`)
  const token = await createSetupLink()
  if (token)
    console.log(
      `\n尚未设置。请在浏览器中打开以下一次性链接完成首次设置：\n${serving.publicUrl}/workspace/setup?token=${token}\n`,
    )
}
