import type { Actor } from './actor.ts'
import type { Endpoint, InputOf, OutputOf } from './endpoint.ts'
import type { AnyWorkflow } from './workflow.ts'

/** What a permission allows, and which roles have it unless the city decides otherwise. */
export interface Permission {
  label: string
  roles: readonly string[]
}

export interface Route {
  endpoint: Endpoint
  handler: (input: never, actor: Actor) => Promise<unknown>
}

/** Binds an endpoint to the use case behind it. */
export function on<E extends Endpoint>(
  bound: E,
  handler: (input: InputOf<E>, actor: Actor) => Promise<OutputOf<E>>,
): Route {
  return { endpoint: bound, handler: handler as Route['handler'] }
}

export interface Job {
  name: string
  /** Cron in the zone of the people, five fields. Absent: only when sent. */
  cron?: string
  summary: string
  run: (payload: Record<string, unknown>) => Promise<void>
}

export interface EventType<Payload> {
  name: string
  readonly payload?: Payload
}

/** Declares an event in a contract; other modules listen, so that `dependsOn` needs no circle. */
export const eventType = <Payload>(name: string): EventType<Payload> => ({ name })

export interface Listener {
  event: string
  listen: (payload: never, actor: Actor) => Promise<void>
}

export function when<Payload>(
  event: EventType<Payload>,
  listen: (payload: Payload, actor: Actor) => Promise<void>,
): Listener {
  return { event: event.name, listen: listen as Listener['listen'] }
}

export interface Module {
  name: string
  label: string
  dependsOn: readonly string[]
  permissions?: Record<string, Permission>
  workflows?: readonly AnyWorkflow[]
  routes?: readonly Route[]
  jobs?: readonly Job[]
  listeners?: readonly Listener[]
  figures?: readonly import('./figures.ts').Figure[]
  /** Public pages; the portal's shell mounts them. Its own type, because only the portal knows HTML. */
  portal?: readonly PortalPage[]
}

/** Markup whose values have been escaped, as the portal's HTML library makes it. */
export type Markup = string & { isEscaped: true }

/** A public page as its module writes it; the portal's shell puts it into the frame. */
export interface PortalContent {
  title: string
  body: Markup | Promise<Markup>
  /** For search engines and previews, one sentence. */
  description?: string
  /** 200 unless told; 422 for a form that was refused. */
  status?: number
  /** Path of the menu entry under which the page stands. */
  under?: string
  /** True for what only this visitor may see; such a page is kept in no cache. */
  isPrivate?: boolean
  /** False keeps it out of search engines. */
  isIndexed?: boolean
}

export interface PortalPage {
  method?: 'GET' | 'POST'
  path: string
  /** Entry in the portal's menu; entries stand in the order of `place`. */
  menu?: { label: string; place: number }
  /**
   * The page, or a whole answer (a file, a redirect). Throws a `Refusal` for what it cannot show. The context
   * belongs to the portal's HTTP library, which the kernel does not know; the shell has put the visitor into it
   * as the variable `visitor`, an `Actor`.
   */
  // biome-ignore lint/suspicious/noExplicitAny: see above
  respond: (context: any) => Promise<PortalContent | Response> | PortalContent | Response
}
