import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '#kernel/config.ts'
import { startPlatform } from '../src/commands/platform.ts'
import { foundSmallCity, password, signInNames } from '../tests/small-city.ts'
import { type Application, startApplication } from './apparatus/application.ts'
import type { BrowserTask, Loaded } from './apparatus/browser-process.ts'
import { endChild, startChild } from './apparatus/child.ts'
import { throwAwayFolder } from './apparatus/city.ts'
import { kilobytes, median, megabytes, printTable, ratio, reached, spread } from './apparatus/figures.ts'
import { databaseMemory, memoryOf } from './apparatus/memory.ts'
import { quick } from './apparatus/options.ts'

const starts = quick ? 2 : 7
const restSeconds = quick ? 3 : 10

/** A data folder as it lies there before a start: founded, used, and stopped in good order. */
async function dataFolder(): Promise<string> {
  const folder = throwAwayFolder()
  const platform = await startPlatform({ ...readConfig({}), DATA_FOLDER: folder, LOG_LEVEL: 'error' })
  await foundSmallCity(5)
  await platform.stop()
  return folder
}

async function browse(application: Application): Promise<Loaded> {
  const task: BrowserTask = {
    address: application.address,
    signInName: signInNames.liaison,
    password,
    // Of the first task that the small city's unit has to report on.
    waitsFor: '推行测试举措1',
  }
  const { child, said } = await startChild<Loaded | { failed: string }>('browser-process.ts', task)
  await endChild(child)
  if ('failed' in said) throw new Error(said.failed)
  return said
}

const folder = await dataFolder()
const seconds: number[] = []
let application: Application | null = null
try {
  for (let time = 0; time < starts; time++) {
    await application?.stop()
    application = await startApplication({ dataFolder: folder })
    seconds.push(application.readyAfter)
  }
  const running = application!
  await pause(restSeconds * 1000)
  const atRest = memoryOf(running.process.pid!)
  const database = databaseMemory(folder)
  const loaded = await browse(running)
  await pause(restSeconds * 1000)
  const used = memoryOf(running.process.pid!)

  printTable(
    ['', 'measured', 'aim', ''],
    [
      [
        `warm start to ready, median of ${starts} (${spread(seconds)})`,
        `${ratio(median(seconds))} s`,
        '3 s',
        reached(median(seconds) < 3),
      ],
      [`memory of Node ${restSeconds} s after it`, megabytes(atRest), '200 MB', reached(atRest <= 200e6)],
      ['  and after a browser has signed in', megabytes(used), '', ''],
      ['memory of PostgreSQL, all its processes', database === null ? '?' : megabytes(database), '', ''],
      [
        'script until the inbox can be used, over http (gzip)',
        kilobytes(loaded.scriptBytes),
        '400 KB',
        reached(loaded.scriptBytes <= 400_000),
      ],
      ['  the same over https (brotli)', kilobytes(loaded.brotliBytes), '', ''],
      ['  files of script', String(loaded.scripts), '', ''],
      ['  style sheets, as they came', kilobytes(loaded.styleBytes), '', ''],
      ['  seconds from the address to the inbox, signing in', ratio(loaded.seconds), '', ''],
      ['script loaded in the five seconds after it', kilobytes(loaded.laterBytes), '', ''],
    ],
  )
} finally {
  await application?.stop()
}
