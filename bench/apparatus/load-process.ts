import autocannon from 'autocannon'
import { taskOf } from './child.ts'
import type { Load } from './load.ts'

const { address, connections, requests, headers, seconds } = await taskOf<Load>()

let turn = 0
const result = await autocannon({
  url: address,
  connections,
  ...(seconds ? { duration: seconds } : { amount: requests.length }),
  timeout: 60,
  requests: [
    {
      // All connections take from one list, so that each request is sent as often as the others, or once.
      setupRequest: (request) => {
        const next = requests[turn++ % requests.length]!
        return {
          ...request,
          method: next.method ?? 'GET',
          path: next.path,
          headers: { ...request.headers, ...headers, ...next.headers },
          ...(next.body === undefined ? {} : { body: next.body }),
        }
      },
    },
  ],
})

const failed = result.non2xx + result.errors + result.timeouts
process.send!(
  failed > 0
    ? { failed: `${failed} of ${result.requests.total} requests to ${address} failed` }
    : {
        rate: result['2xx'] / result.duration,
        median: result.latency.p50,
        p99: result.latency.p99,
        bytes: result.throughput.total / result['2xx'],
        answers: result['2xx'],
      },
)
