/**
 * Who acts: a person in one of his posts, the clock, or an anonymous visitor.
 * Always an explicit last parameter; nothing reads it from the surroundings.
 */
export interface Actor {
  kind: 'person' | 'system' | 'public'
  personId: string | null
  postId: string | null
  unitId: string | null
  /** As it stands in a timeline: "王建国（市能源局 科员）", "系统", "公众". */
  label: string
  role: string | null
  permissions: ReadonlySet<string>
  /** Network address, for audit and rate limits. */
  source: string | null
  sessionId?: string | null
}

/** The clock's own actor: may do everything that the workflow tables give to `system`. */
export const system: Actor = {
  kind: 'system',
  personId: null,
  postId: null,
  unitId: null,
  label: '系统',
  role: null,
  permissions: new Set(['system']),
  source: null,
}

export function visitor(source: string | null): Actor {
  return {
    kind: 'public',
    personId: null,
    postId: null,
    unitId: null,
    label: '公众',
    role: null,
    permissions: new Set(['public']),
    source,
  }
}

export const may = (actor: Actor, permission: string): boolean => actor.permissions.has(permission)
