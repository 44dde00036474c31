import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listTasks } from '#modules/tasks/contract.ts'
import { isFiltered, keptPart, listInputOf } from './task-filter.ts'

const inputOf = (query: string) => listInputOf(new URLSearchParams(query))

test('an address becomes what the contract takes', () => {
  const input = inputOf(
    'state=inProgress&state=closed&light=red&unitId=3f2b8c1e-9d40-4a57-8a11-0c2d6f1b7e90&sort=progress&descending=true&page=3',
  )
  assert.deepEqual(JSON.parse(JSON.stringify(listTasks.input.parse(input))), {
    state: ['inProgress', 'closed'],
    light: ['red'],
    unitId: '3f2b8c1e-9d40-4a57-8a11-0c2d6f1b7e90',
    sort: 'progress',
    descending: true,
    page: 3,
    pageSize: 50,
  })
})

test('what the contract does not know is left out', () => {
  assert.equal(
    listTasks.input.safeParse(inputOf('state=melted&light=purple&dueFrom=soon&page=-4&pageSize=9999'))
      .success,
    true,
  )
  assert.equal(inputOf('state=melted').state, undefined)
  assert.equal(inputOf('pageSize=9999').pageSize, 50)
})

test('a saved filter keeps the filter and the order, not the leaf', () => {
  assert.equal(
    keptPart(new URLSearchParams('page=4&q=登记&light=red&light=yellow&sort=dueOn')),
    new URLSearchParams('q=登记&light=red&light=yellow&sort=dueOn').toString(),
  )
  assert.equal(isFiltered(new URLSearchParams('page=2&sort=dueOn')), false)
})
