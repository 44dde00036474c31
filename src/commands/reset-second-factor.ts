import { system } from '#kernel/actor.ts'
import type { Config } from '#kernel/config.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listPersons, resetSecondFactor } from '#modules/people/service.ts'
import { startPlatform } from './platform.ts'

/**
 * `reset-second-factor NAME`: the way back for an administrator who has lost his second factor and whom no colleague
 * can help. Whoever can run it on the machine holds the data anyway; it is audited.
 */
export async function run(config: Config): Promise<void> {
  const name = process.argv[3]?.trim()
  if (!name)
    throw new Refusal(
      'invalid',
      '用法：npm start 所在目录中运行 node scripts/bootstrap.mjs reset-second-factor 登录名',
    )
  const platform = await startPlatform(config)
  try {
    const { rows } = await listPersons({ query: name, page: 1, size: 50, state: 'active' })
    const person = rows.find((row) => row.signInName === name.toLowerCase())
    if (!person) throw new Refusal('not-found', `没有登录名为“${name}”的在用账户。`)
    await resetSecondFactor(person.id, system)
    console.log(`已清除${person.name}（${person.signInName}）的动态口令，下次登录时重新绑定。`)
  } finally {
    await platform.stop()
  }
}
