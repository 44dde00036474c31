import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Refusal } from '#kernel/refusal.ts'
import {
  type Binaries,
  binary,
  completeLinks,
  installedBinaries,
  reachableBinaries,
} from './embedded-binaries.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }

function newFolder(t: TestContext, mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-binaries-'))
  chmodSync(folder, mode)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function versionSaidBy(binaries: Binaries, account = {}): string {
  const run = spawnSync(binary(binaries, 'postgres'), ['--version'], { ...account, encoding: 'utf8' })
  return run.error?.message ?? run.stdout.trim()
}

test('the binaries are those that the package says', () => {
  const binaries = installedBinaries()
  assert.equal(versionSaidBy(binaries), `postgres (PostgreSQL) ${binaries.version}`)
  assert.equal(binaries.major, Math.trunc(Number(binaries.version)))
})

test('links that npm did not make are made', { skip: process.platform !== 'linux' && 'only there' }, (t) => {
  const folder = newFolder(t)
  cpSync(dirname(installedBinaries().folder), folder, { recursive: true, verbatimSymlinks: true })
  const lib = join(folder, 'native', 'lib')
  const links = readdirSync(lib).filter((name) => lstatSync(join(lib, name)).isSymbolicLink())
  assert.ok(links.length > 0)
  const former = links.map((name) => readlinkSync(join(lib, name)))
  for (const name of links) rmSync(join(lib, name))
  completeLinks(folder)
  completeLinks(folder)
  assert.deepEqual(
    links.map((name) => readlinkSync(join(lib, name))),
    former,
  )
})

test('binaries where only root may look are copied to where the server may', {
  skip: !isRoot && 'needs root',
}, (t) => {
  const hidden = newFolder(t, 0o700)
  const cache = join(newFolder(t), 'cache')
  const installed = installedBinaries()
  cpSync(installed.folder, join(hidden, 'native'), { recursive: true, verbatimSymlinks: true })
  const unreachable = { ...installed, folder: join(hidden, 'native') }
  assert.match(versionSaidBy(unreachable, nobody), /EACCES/)

  const copied = reachableBinaries(unreachable, nobody, [cache])
  assert.ok(copied.folder.startsWith(cache))
  assert.equal(versionSaidBy(copied, nobody), `postgres (PostgreSQL) ${installed.version}`)
  assert.deepEqual(reachableBinaries(unreachable, nobody, [cache]), copied)
  assert.equal(readdirSync(cache).length, 1)
  assert.equal(reachableBinaries(unreachable, null, [cache]), unreachable)
})

test('without such a place the sentence says what to do', { skip: !isRoot && 'needs root' }, (t) => {
  const hidden = newFolder(t, 0o700)
  mkdirSync(join(hidden, 'native', 'bin'), { recursive: true })
  const installed = installedBinaries()
  cpSync(binary(installed, 'postgres'), join(hidden, 'native', 'bin', 'postgres'))
  assert.throws(
    () =>
      reachableBinaries({ ...installed, folder: join(hidden, 'native') }, nobody, [join(hidden, 'cache')]),
    (error) => error instanceof Refusal && /uid 65534.*请把项目放到.*DATABASE_URL/.test(error.message),
  )
})
