import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'

type Point = 'import_file' | 'import_row'

/** A place inside the surrounding transaction to which it can go back. */
export const markPoint = (point: Point) => sql.raw(`savepoint ${point}`).execute(db())

export const keepSince = (point: Point) => sql.raw(`release savepoint ${point}`).execute(db())

export const undoSince = (point: Point) =>
  sql.raw(`rollback to savepoint ${point}; release savepoint ${point}`).execute(db())
