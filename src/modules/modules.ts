import { join } from 'node:path'
import type { MigrationFolder } from '#kernel/database/migrate.ts'
import type { Module } from '#kernel/module.ts'
import { cityModule } from './city/module.ts'
import { papersModule } from './papers/module.ts'
import { peopleModule } from './people/module.ts'
import { plansModule } from './plans/module.ts'
import { publicationsModule } from './publications/module.ts'
import { suggestionsModule } from './suggestions/module.ts'
import { tasksModule } from './tasks/module.ts'

/** The modules that the server reads, each after those that it depends on. */
export const modules: readonly Module[] = [
  cityModule,
  peopleModule,
  publicationsModule,
  plansModule,
  tasksModule,
  suggestionsModule,
  papersModule,
]

export const migrationFolders: MigrationFolder[] = [
  { owner: 'kernel', folder: join(import.meta.dirname, '../kernel/migrations') },
  ...modules.map(({ name }) => ({ owner: name, folder: join(import.meta.dirname, name, 'migrations') })),
]
