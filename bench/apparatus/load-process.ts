import autocannon from 'autocannon'
import { taskOf } from './child.ts'
import type { Load } from './load.ts'

const { address, connections, requests, headers, seconds } = await taskOf<Load>()

let turn = 0
let answered = 0
const began = performance.now()
let last = began

const options = {
  url: address,
  connections,
  ...(seconds ? { duration: seconds } : { amount: requests.length }),
  timeout: 60,
  requests: [
    {
      // All connections take from one list, so that each request is sent as often as the others, or once.
      setupRequest: (request: autocannon.Request) => {
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
}

const run = autocannon(options, (error, result) => {
  const failed = result.non2xx + result.errors + result.timeouts
  process.send!(
    error || failed > 0
      ? { failed: `${failed} of ${result.requests.total} requests to ${address} failed ${error ?? ''}` }
      : {
          // Of its own clock: it looks only once a second whether all has been answered.
          rate: answered / ((last - began) / 1000),
          median: result.latency.p50,
          p99: result.latency.p99,
          bytes: result.throughput.total / answered,
          answers: answered,
        },
  )
})
run.on('response', () => {
  answered++
  last = performance.now()
})
