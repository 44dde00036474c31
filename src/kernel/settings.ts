import type { z } from 'zod'
import type { Actor } from './actor.ts'
import { now } from './clock.ts'
import { findSetting, saveSetting } from './settings/queries.ts'

/** A piece of configuration that the city changes itself; its default is what a fresh city has. */
export interface Setting<T> {
  name: string
  label: string
  schema: z.ZodType<T>
  fallback: T
}

export const setting = <T>(definition: Setting<T>): Setting<T> => definition

export async function readSetting<T>(definition: Setting<T>): Promise<T> {
  const stored = await findSetting(definition.name)
  return stored === undefined ? definition.fallback : definition.schema.parse(stored)
}

export async function writeSetting<T>(definition: Setting<T>, value: T, actor: Actor): Promise<void> {
  await saveSetting(definition.name, definition.schema.parse(value), now().toString(), actor.label)
}
