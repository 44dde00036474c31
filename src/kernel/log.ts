import { pino } from 'pino'

/** Structured lines on standard error. Ids only: no names, phone numbers, texts or addresses of people. */
export const log = pino(
  {
    level: process.env.LOG_LEVEL ?? 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['password', 'token', 'phone', 'secret', '*.password', '*.token', '*.phone', '*.secret'],
  },
  pino.destination({ dest: 2, sync: true }),
)
