import { isLoaded, isOccupied, liveInDemoTime, loadSampleCity } from '#demo/load.ts'
import { demoPassword, signInLines } from '#demo/sign-ins.ts'
import type { Config } from '#kernel/config.ts'
import { Refusal } from '#kernel/refusal.ts'
import { startPlatform, stopOnSignal } from './platform.ts'
import { startServing } from './serving.ts'

/** `demo`: the whole application with the sample city, which is loaded on the first run. */
export async function run(config: Config): Promise<void> {
  const platform = await startPlatform(config)
  const password = demoPassword(config.DATA_FOLDER)
  if (!(await isLoaded())) {
    if (await isOccupied()) {
      throw new Refusal(
        'conflict',
        `数据目录 ${config.DATA_FOLDER} 中已有其他数据或未装载完的示例，请用 DATA_FOLDER 指定一个空目录。`,
      )
    }
    const started = performance.now()
    console.log('首次运行，正在装载示例城市（约一分钟）')
    await loadSampleCity(password, (line) => console.log(`  ${line}`))
    console.log(`示例城市已装载，用时 ${Math.round((performance.now() - started) / 1000)} 秒`)
  }
  await liveInDemoTime()
  const serving = await startServing(config, platform.connectionString)
  stopOnSignal(async () => {
    await serving.stop()
    await platform.stop()
  })
  console.log(`
门户      ${serving.publicUrl}/
工作台    ${serving.publicUrl}/workspace/

登录名（口令均为 ${password}，仅用于本数据目录；管理员首次登录须绑定动态口令）
${signInLines().join('\n')}

按 Ctrl+C 停止。`)
}
