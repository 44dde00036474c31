import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The unprivileged user that the server runs as when the application runs as root. */
export interface Account {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root. As a plain user it simply runs as we do (`null`). As root it runs as whoever
 * owns the cluster already, then as the owner of the data folder (a plain user who used sudo once keeps his
 * folder), then as the first of the accounts that the machine has. `nobody` comes last because others share it.
 */
export function serverAccount(dataFolder: string, cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null
  const accounts = knownAccounts()
  const owner = ownerOf(cluster)
  if (owner && owner.uid !== 0) return owner
  const host = ownerOf(dataFolder)
  // `initdb` wants a name for its user, so an owner unknown to this machine cannot serve.
  if (host && host.uid !== 0 && accounts.some(({ uid }) => uid === host.uid)) return host
  return (
    accounts.find(({ name }) => name === 'wuxin') ??
    accounts.find(({ name }) => name === 'nobody') ?? { uid: 65534, gid: 65534 }
  )
}

function ownerOf(path: string): Account | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found ? { uid: found.uid, gid: found.gid } : null
}

function knownAccounts(): (Account & { name: string })[] {
  let text: string
  try {
    text = readFileSync('/etc/passwd', 'utf8')
  } catch {
    return []
  }
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length > 3)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }))
}

/**
 * Whether the account may pass through every folder on the way to this path and read what stands there (enter it,
 * when it is a folder). By mode bits alone: an access list that grants more is not seen, which costs only a detour.
 */
export function mayReach(path: string, account: Account): boolean {
  let current = realpathSync(path)
  const last = statSync(current)
  if (!allows(last, account, last.isDirectory() ? 5 : 4)) return false
  while (current !== dirname(current)) {
    current = dirname(current)
    if (!allows(statSync(current), account, 1)) return false
  }
  return true
}

function allows(item: { mode: number; uid: number; gid: number }, account: Account, bits: number): boolean {
  const shift = item.uid === account.uid ? 6 : item.gid === account.gid ? 3 : 0
  return ((item.mode >> shift) & bits) === bits
}
