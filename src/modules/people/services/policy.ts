import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { type Config, readConfig } from '#kernel/config.ts'
import { transaction } from '#kernel/database/connection.ts'
import { readSetting, setting, writeSetting } from '#kernel/settings.ts'
import { AccessPolicy } from '../contract/access.ts'
import { maximumPasswordLength, type PasswordPolicy } from '../rules.ts'
import { demand } from './permitting.ts'

let configured: { idleMinutes: number; passwordDays: number } | null = null

export function configureLimits(config: Pick<Config, 'IDLE_MINUTES' | 'PASSWORD_DAYS'>): void {
  configured = { idleMinutes: config.IDLE_MINUTES, passwordDays: config.PASSWORD_DAYS }
}

/** What the environment says. */
export function environment(): { idleMinutes: number; passwordDays: number } {
  if (!configured) configureLimits(readConfig())
  return configured!
}

const accessPolicy = () =>
  setting<AccessPolicy>({
    name: 'people.accessPolicy',
    label: '口令与登录策略',
    schema: AccessPolicy,
    fallback: {
      minimumLength: 8,
      kindsOfCharacters: 4,
      historyCount: 5,
      maximumDays: environment().passwordDays,
      accountFailures: 5,
      sourceFailures: 5,
      lockMinutes: 30,
      sessionHours: 12,
      everybodyNeedsSecondFactor: false,
    },
  })

export const readPolicy = (): Promise<AccessPolicy> => readSetting(accessPolicy())

export async function setPolicy(policy: AccessPolicy, actor: Actor): Promise<AccessPolicy> {
  demand(actor, 'people.guardAccess')
  return transaction(async () => {
    const before = await readPolicy()
    await writeSetting(accessPolicy(), policy, actor)
    const changed = Object.entries(policy).filter(
      ([name, value]) => before[name as keyof AccessPolicy] !== value,
    )
    await audit({ action: 'people.setPolicy', detail: { to: Object.fromEntries(changed) } }, actor)
    return readPolicy()
  })
}

/** What a password must be, as sentences for the page that asks for one. */
export function rulesInWords(policy: PasswordPolicy): string[] {
  return [
    `${policy.minimumLength} 至 ${maximumPasswordLength} 位`,
    policy.kindsOfCharacters === 4
      ? '同时包含大写字母、小写字母、数字和符号'
      : `包含大写字母、小写字母、数字、符号中的至少 ${policy.kindsOfCharacters} 类`,
    '不包含登录名，不是常见口令或键盘上相邻按键的组合',
    `不与当前口令及最近 ${policy.historyCount} 个口令相同`,
    ...(policy.maximumDays > 0 ? [`每 ${policy.maximumDays} 天更换一次`] : []),
  ]
}

export async function passwordRules(): Promise<{ rules: string[] }> {
  return { rules: rulesInWords(await readPolicy()) }
}
