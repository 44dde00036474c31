import { totalmem } from 'node:os'

export interface ServerSettings {
  /** TCP port on the loopback address; without it the server listens on its socket only. */
  port: number | null
  /** Folder of the socket as the server names it; `.` is the cluster itself. */
  socketFolder: string | null
  /** False for throw-away servers: what was committed survives a kill, but not a crash of the machine. */
  durable: boolean
}

/** Megabytes: a sixteenth of the memory that we may use, between 128 MB and 1 GB. */
function sharedBuffers(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.min(1024, Math.max(128, Math.round(memory / 2 ** 20 / 16)))
}

/** The whole of `postgresql.conf`. What is not here stands at PostgreSQL's own default. */
export function configuration(settings: ServerSettings): string {
  const buffers = settings.durable ? sharedBuffers() : 128
  const lines = [
    '# Written by Wuxin at every start. Own settings go into local.conf beside this file, or through ALTER SYSTEM.',
    `listen_addresses = '${settings.port === null ? '' : '127.0.0.1'}'`,
    `port = ${settings.port ?? 5432}`,
    `unix_socket_directories = '${settings.socketFolder ?? ''}'`,
    'unix_socket_permissions = 0700',
    "password_encryption = 'scram-sha-256'",
    // The files of a test run share one server.
    `max_connections = ${settings.durable ? 100 : 500}`,
    `shared_buffers = ${buffers}MB`,
    `effective_cache_size = ${buffers * 6}MB`,
    'work_mem = 8MB',
    'maintenance_work_mem = 64MB',
    'random_page_cost = 1.1',
    // Compiling queries costs more than it saves on those that end within milliseconds.
    'jit = off',
    'huge_pages = off',
    'max_wal_size = 1GB',
    'wal_compression = on',
    // The work of an application that was killed ends soon, and its locks with it.
    ...(process.platform === 'linux' ? ['client_connection_check_interval = 10s'] : []),
    "timezone = 'Asia/Shanghai'",
    "lc_messages = 'C'",
    "default_text_search_config = 'pg_catalog.simple'",
    'logging_collector = on',
    "log_directory = 'log'",
    // Seven files, each overwritten after a week.
    "log_filename = 'postgresql-%a.log'",
    'log_truncate_on_rotation = on',
    'log_rotation_age = 1d',
    'log_rotation_size = 0',
    "log_timezone = 'Asia/Shanghai'",
    'log_checkpoints = off',
    'log_lock_waits = on',
    // Statements and details carry the values of rows: names, telephone numbers. They stay out of the log.
    'log_error_verbosity = terse',
    'log_min_error_statement = panic',
    'synchronous_commit = on',
    ...(settings.durable
      ? ['fsync = on', 'full_page_writes = on']
      : ['fsync = off', 'full_page_writes = off', 'wal_level = minimal', 'max_wal_senders = 0']),
    "include_if_exists = 'local.conf'",
  ]
  return `${lines.join('\n')}\n`
}

/**
 * The whole of `pg_hba.conf`. Everybody shows the password, on the socket too: as root the server runs under an
 * account that other programs may share, so neither the peer's name nor a folder's mode would say who asks.
 */
export const accessRules = `# Written by Wuxin at every start.
local all all scram-sha-256
local replication all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
`
