import { join } from 'node:path'
import type { MigrationFolder } from '#kernel/database/migrate.ts'
import type { Module } from '#kernel/module.ts'
import { plansModule } from './plans/module.ts'
import { tasksModule } from './tasks/module.ts'

/** The modules that the server reads, each after those that it depends on. */
export const modules: readonly Module[] = [{ name: 'people', label: '', dependsOn: [] }, plansModule, tasksModule]

export const migrationFolders: MigrationFolder[] = [
  { owner: 'kernel', folder: join(import.meta.dirname, '../kernel/migrations') },
  ...modules.map(({ name }) => ({ owner: name, folder: join(import.meta.dirname, name, 'migrations') })),
]
