import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '#kernel/refusal.ts'

/** Held until released: a collected handle would give the lock away. */
const held = new Set<DatabaseSync>()

/**
 * Takes the data folder for this process; a second application is refused with a sentence that names the first.
 * The lock is the file lock of an empty SQLite database: Node has no file locks of its own, and the kernel lets this
 * one go the moment the process ends, however it ends. A pid in a file would mislead after `kill -9`, when another
 * process may have the number. Children do not inherit it, so a server left behind does not hold it.
 * @returns releases it
 */
export function lockDataFolder(dataFolder: string): () => void {
  // Nothing else may open this file: closing any handle on it in this process would drop the lock.
  const file = join(dataFolder, 'application.lock')
  const holder = join(dataFolder, 'application.json')
  const database = take(file, dataFolder, holder)
  held.add(database)
  writeFileSync(holder, `${JSON.stringify({ pid: process.pid, startedAt: new Date().toISOString() })}\n`)
  return () => {
    if (!held.delete(database)) return
    database.close()
  }
}

function take(file: string, dataFolder: string, holder: string): DatabaseSync {
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(file, { timeout: 0 })
    // Nothing is ever written, so nothing needs a journal that a kill would leave behind.
    database.exec('pragma journal_mode = memory; begin exclusive')
    return database
  } catch (error) {
    database?.close()
    const sqliteBusy = 5
    if ((error as { errcode?: number }).errcode === sqliteBusy) {
      throw new Refusal(
        'conflict',
        `数据目录 ${dataFolder} 正由另一个五心程序使用${describeHolder(holder)}，本程序不再启动。` +
          '请先停止那一个，或用 DATA_FOLDER 指定另一个数据目录。',
      )
    }
    throw new Refusal(
      'unavailable',
      `无法锁定数据目录 ${dataFolder}（${(error as Error).message}）。请检查当前用户能否写入该目录；网络文件系统须支持文件锁。`,
    )
  }
}

/** For the sentence only; nothing is decided by what the file says. */
function describeHolder(holder: string): string {
  try {
    const { pid, startedAt } = JSON.parse(readFileSync(holder, 'utf8')) as { pid: number; startedAt: string }
    const at = new Date(startedAt).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })
    return `（进程号 ${pid}，${at} 启动）`
  } catch {
    return ''
  }
}
