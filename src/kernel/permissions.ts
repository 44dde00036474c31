import type { Module } from './module.ts'

const byRole = new Map<string, Set<string>>()
const labels = new Map<string, string>()

/** Gathers the permissions of all manifests; called once at start. */
export function declarePermissions(modules: readonly Module[]): void {
  byRole.clear()
  labels.clear()
  for (const module of modules) {
    for (const [name, { label, roles }] of Object.entries(module.permissions ?? {})) {
      if (labels.has(name)) throw new Error(`permission ${name} is declared twice`)
      labels.set(name, label)
      for (const role of roles) byRole.set(role, (byRole.get(role) ?? new Set()).add(name))
    }
  }
}

export const permissionsOf = (role: string): ReadonlySet<string> => byRole.get(role) ?? new Set()

export const permissionLabels = (): ReadonlyMap<string, string> => labels
