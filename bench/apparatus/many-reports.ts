import type pg from 'pg'
import { uuidOf } from './drawn.ts'

export interface Owed {
  taskId: string
  reportId: string
}

/**
 * Copies a task that owes a report, as the services left it, with all that hangs on it: shares, history, what is
 * public of it. Each copy can be filed once.
 */
export async function copyOwedReport(sql: pg.Client, reportId: string, copies: number): Promise<Owed[]> {
  const { rows } = await sql.query('select task_id from tasks.report where id = $1', [reportId])
  const taskId: string = rows[0].task_id
  const copy = (table: string, column: string, id: string, changes: string) =>
    sql.query(
      `insert into ${table}
       select (jsonb_populate_record(row, jsonb_build_object(${changes}))).*
       from ${table} row, generate_series(1, ${copies}) n where ${column} = $1`,
      [id],
    )
  const task = `pg_temp.id('task owing' || n)`
  const report = `pg_temp.id('report owed' || n)`
  await copy('kernel.case', 'id', taskId, `'id', ${task}, 'number', number || '-' || n`)
  await copy('tasks.task', 'id', taskId, `'id', ${task}`)
  await copy('tasks.unit_task', 'task_id', taskId, `'task_id', ${task}`)
  await copy(
    'kernel.case',
    'id',
    reportId,
    `'id', ${report}, 'number', number || '-' || n, 'parent_id', ${task}`,
  )
  await copy('tasks.report', 'id', reportId, `'id', ${report}, 'task_id', ${task}`)
  await copy('publications.measure', 'task_id', taskId, `'task_id', ${task}, 'number', number || '-' || n`)
  await copy('kernel.case_event', 'case_id', taskId, `'case_id', ${task}`)
  await copy('kernel.case_event', 'case_id', reportId, `'case_id', ${report}`)
  await sql.query('vacuum analyze')
  return Array.from({ length: copies }, (_, i) => ({
    taskId: uuidOf(`task owing${i + 1}`),
    reportId: uuidOf(`report owed${i + 1}`),
  }))
}
