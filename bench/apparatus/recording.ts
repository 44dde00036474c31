import pg from 'pg'

export interface Statement {
  text: string
  values: readonly unknown[]
  /** Under which it is prepared, where it is. */
  name?: string | undefined
}

/**
 * Does a piece of work of the application in this process, and answers with the statements that `pg` was handed
 * meanwhile, in order.
 */
export async function recording<T>(work: () => Promise<T>): Promise<{ result: T; statements: Statement[] }> {
  const statements: Statement[] = []
  const usual = pg.Client.prototype.query
  pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
    const [first, second] = given
    const values = Array.isArray(second) ? second : []
    const { text, ...config } = typeof first === 'string' ? { text: first } : (first as Partial<Statement>)
    statements.push({ text: text ?? '', values: config.values ?? values, name: config.name })
    return Reflect.apply(usual, this, given)
  } as typeof usual
  try {
    return { result: await work(), statements }
  } finally {
    pg.Client.prototype.query = usual
  }
}
