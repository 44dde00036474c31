import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

export const listCorrections = () => db<KernelTables>().selectFrom('kernel.holiday').selectAll().execute()
