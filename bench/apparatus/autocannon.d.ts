/** As much of it as is used here; the package brings no types. */
declare module 'autocannon' {
  namespace autocannon {
    interface Request {
      method?: string
      path?: string
      headers?: Record<string, string>
      body?: string
    }
    interface Result {
      errors: number
      timeouts: number
      non2xx: number
      requests: { total: number }
      latency: { p50: number; p99: number }
      throughput: { total: number }
    }
    interface Options {
      url: string
      connections: number
      duration?: number
      amount?: number
      timeout?: number
      requests: { setupRequest: (request: Request) => Request }[]
    }
  }
  function autocannon(
    options: autocannon.Options,
    done: (error: Error | null, result: autocannon.Result) => void,
  ): { on: (event: 'response', heard: () => void) => void }
  export = autocannon
}
