import type { Actor } from './actor.ts'
import type { EventType, Module } from './module.ts'

const listeners = new Map<string, ((payload: never, actor: Actor) => Promise<void>)[]>()

/** Registers what the modules listen to; called once at start. */
export function listenTo(modules: readonly Module[]): void {
  listeners.clear()
  for (const { event, listen } of modules.flatMap((module) => module.listeners ?? [])) {
    listeners.set(event, [...(listeners.get(event) ?? []), listen])
  }
}

/** Delivers an event in the same transaction: if a listener refuses, nothing has happened. */
export async function emit<Payload>(
  event: EventType<Payload>,
  payload: Payload,
  actor: Actor,
): Promise<void> {
  for (const listen of listeners.get(event.name) ?? []) await listen(payload as never, actor)
}
