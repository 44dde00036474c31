/** As much of it as is used here; the package brings no types. */
declare module 'autocannon' {
  interface Request {
    method?: string
    path?: string
    headers?: Record<string, string>
    body?: string
  }
  interface Result {
    duration: number
    errors: number
    timeouts: number
    non2xx: number
    '2xx': number
    requests: { total: number }
    latency: { p50: number; p99: number }
    throughput: { total: number }
  }
  export default function autocannon(options: {
    url: string
    connections: number
    duration?: number
    amount?: number
    timeout?: number
    requests: { setupRequest: (request: Request) => Request }[]
  }): Promise<Result>
}
