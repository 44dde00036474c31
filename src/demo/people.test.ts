import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { regions } from './city.ts'
import { findUnitCodes } from './name-lookup.ts'
import { type DemoRole, people } from './people.ts'
import { collectives, dissolvedUnits, units } from './units.ts'

const holders = (role: DemoRole, unitCode?: string) =>
  people.filter(({ posts }) =>
    posts.some((post) => post.role === role && (!unitCode || post.unitCode === unitCode)),
  )

describe('units of the sample city', () => {
  it('are forty, with codes and names that no two share', () => {
    assert.equal(units.length, 40)
    const all = [...units, ...dissolvedUnits]
    assert.equal(new Set(all.map(({ code }) => code)).size, all.length)
    const names = all.flatMap((unit) => [
      unit.fullName,
      unit.shortName,
      ...unit.otherNames,
      ...unit.formerNames.map(({ name }) => name),
    ])
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  })

  it('hang together: parents, regions, successions and collectives name units that exist', () => {
    const codes = new Set(units.map(({ code }) => code))
    const gone = new Set(dissolvedUnits.map(({ code }) => code))
    for (const unit of units) {
      if (unit.parentCode) assert.ok(codes.has(unit.parentCode), unit.code)
      if (unit.regionCode)
        assert.ok(
          regions.some(({ code }) => code === unit.regionCode),
          unit.code,
        )
      for (const code of unit.successionOf ?? []) assert.ok(gone.has(code), unit.code)
    }
    for (const unit of dissolvedUnits) {
      const successor = units.find(({ code }) => code === unit.successorCode)
      assert.ok(successor?.successionOf?.includes(unit.code), unit.code)
    }
    for (const { name, memberCodes } of collectives) {
      assert.ok(memberCodes.length > 1 && memberCodes.every((code) => codes.has(code)), name)
    }
  })

  it('are found by former names and as collectives', () => {
    assert.deepEqual(findUnitCodes('市政务服务局'), ['ZSJ'])
    assert.deepEqual(findUnitCodes('瀚宁银保监分局'), ['JGFJ'])
    assert.equal(findUnitCodes('各旗区人民政府').length, 9)
    assert.deepEqual(findUnitCodes('市渔业局'), [])
  })
})

describe('people of the sample city', () => {
  it('are 120, each with a sign-in name, a telephone and a name of his own', () => {
    assert.equal(people.length, 120)
    for (const key of ['name', 'signInName', 'phone'] as const) {
      assert.equal(new Set(people.map((person) => person[key])).size, 120, key)
    }
    for (const { phone, signInName } of people) {
      assert.match(phone, /^1990000\d{4}$/)
      assert.match(signInName, /^[a-z]+$/)
    }
  })

  it('give each unit a liaison and a leader, and the centre its dispatchers', () => {
    for (const { code } of units) {
      assert.ok(holders('liaison', code).length > 0, code)
      assert.ok(holders('unit-leader', code).length > 0, code)
    }
    assert.equal(holders('dispatcher', 'DDZX').length, 3)
    assert.equal(holders('dispatch-head', 'DDZX').length, 2)
    assert.equal(holders('city-leader').length, 4)
    for (const { code } of regions) assert.equal(holders('district-dispatcher', `${code}ZF`).length, 1, code)
  })

  it('keep the three administrators apart from each other and from all other posts', () => {
    const admins = people.filter(({ posts }) => posts.some(({ role }) => role.endsWith('-admin')))
    assert.equal(admins.length, 3)
    for (const { name, posts } of admins) assert.equal(posts.length, 1, name)
    assert.ok(people.some(({ posts }) => posts.length === 2))
  })
})
