import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { freshCity, refusing, setupInput, someone, stoppedClock } from './city-for-tests.ts'
import { administrators, type Role, roles } from './rules.ts'
import * as people from './service.ts'

stoppedClock()
const city = await freshCity()
const { unitId, system, security } = city
let made = 0

async function account(): Promise<string> {
  const { person } = await people.createPerson({ name: `员${++made}`, signInName: `member${made}` }, system)
  return person.id
}

describe('the three administrators', () => {
  test('the last of each kind stays; beside another he may go', async () => {
    await assert.rejects(
      people.endPost(city.audit.postId!, security),
      refusing('conflict', /最后一名审计管理员/),
    )
    await assert.rejects(
      people.deactivatePerson({ id: security.personId!, reason: '调离' }, system),
      refusing('conflict', /最后一名安全管理员/),
    )
    await assert.rejects(
      people.endUnit({ id: unitId, lastDay: '2030-01-01' }, system),
      refusing('conflict', /三员岗位/),
    )
    const personId = await account()
    const post = await people.grantPost({ personId, unitId, role: 'audit-admin' }, security)
    await people.endPost(post.id, security)
  })

  for (const first of administrators) {
    for (const second of roles.filter((role) => role !== first)) {
      test(`nobody is ${first} and ${second}`, async () => {
        for (const [one, other] of [
          [first, second],
          [second, first],
        ] as [Role, Role][]) {
          const personId = await account()
          await people.grantPost({ personId, unitId, role: one }, security)
          await assert.rejects(
            people.grantPost({ personId, unitId, role: other }, security),
            refusing('conflict', /三员分立/),
          )
        }
      })
    }
  }

  test('business posts may be held together', async () => {
    const personId = await account()
    for (const role of roles.filter((each) => !(administrators as readonly string[]).includes(each))) {
      await people.grantPost({ personId, unitId, role }, security)
    }
    assert.equal((await people.listPosts({ personId })).length, 7)
  })

  test('the database refuses by itself, also when two come at the same moment', async () => {
    const personId = await account()
    const insert = (role: string) =>
      city.query(
        `insert into people.post (id, person_id, unit_id, role, valid_from, granted_at, granted_by)
         values (gen_random_uuid(), $1, $2, $3, current_date, now(), 'test')`,
        [personId, unitId, role],
      )
    await insert('audit-admin')
    await assert.rejects(insert('dispatcher'), /post_three_separate_administrators/)
    const other = await account()
    const outcomes = await Promise.allSettled(
      (['system-admin', 'security-admin', 'liaison'] as const).map((role) =>
        people.grantPost({ personId: other, unitId, role }, security),
      ),
    )
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  test('after one post has ended the person may have the other', async () => {
    const personId = await account()
    const post = await people.grantPost({ personId, unitId, role: 'system-admin' }, security)
    await people.endPost(post.id, security)
    await people.grantPost({ personId, unitId, role: 'liaison' }, security)
  })

  test('who creates accounts cannot grant, who grants cannot create accounts, who audits can do neither', async () => {
    const personId = await account()
    const grant = { personId, unitId, role: 'liaison' } as const
    const { actor: dispatcher } = await someone(city, 'putong', 'dispatcher')
    for (const actor of [system, city.audit, dispatcher]) {
      await assert.rejects(people.grantPost(grant, actor), refusing('forbidden'))
    }
    for (const actor of [security, city.audit, dispatcher]) {
      await assert.rejects(
        people.createPerson({ name: '某', signInName: 'mou' }, actor),
        refusing('forbidden'),
      )
      await assert.rejects(people.resetPassword(personId, actor), refusing('forbidden'))
    }
  })

  test('nobody grants a post to himself or takes his own', async () => {
    await assert.rejects(
      people.grantPost({ personId: security.personId!, unitId, role: 'security-admin' }, security),
      refusing('forbidden', /本人/),
    )
    await assert.rejects(people.endPost(security.postId!, security), refusing('forbidden', /本人/))
    await assert.rejects(
      people.deactivatePerson({ id: system.personId!, reason: '试' }, system),
      refusing('forbidden', /本人/),
    )
  })

  test('no administrator’s own password lasts: it is changed at the next sign-in', async () => {
    const personId = await account()
    await assert.rejects(
      people.setPassword({ personId, password: 'Bailu-3-Tingyu', mustChange: false }, system),
      refusing('forbidden', /本人/),
    )
  })
})

describe('proposed posts', () => {
  test('give no power before they are granted, and are granted together or not at all', async () => {
    const { person } = await people.createPerson(
      {
        name: '拟岗',
        signInName: 'nigang',
        proposedPosts: [
          { unitId, role: 'liaison', title: '科员' },
          { unitId, role: 'system-admin', title: '' },
        ],
      },
      system,
    )
    assert.equal((await people.listPosts({ personId: person.id })).length, 0)
    const proposals = (await people.listPostProposals()).filter(({ personId }) => personId === person.id)
    assert.equal(proposals.length, 2)
    const ids = proposals.map(({ id }) => id)
    await assert.rejects(people.decidePostProposals({ ids, grant: true }, system), refusing('forbidden'))
    await assert.rejects(
      people.decidePostProposals({ ids, grant: true }, security),
      refusing('conflict', /三员分立/),
    )
    assert.equal((await people.listPosts({ personId: person.id })).length, 0)
    const liaison = proposals.find(({ role }) => role === 'liaison')!
    await people.decidePostProposals({ ids: [liaison.id], grant: true }, security)
    await people.decidePostProposals({ ids: ids.filter((id) => id !== liaison.id), grant: false }, security)
    const [post] = await people.listPosts({ personId: person.id })
    assert.deepEqual([post!.role, post!.title, post!.grantedBy], ['liaison', '科员', security.label])
    await assert.rejects(
      people.decidePostProposals({ ids: [liaison.id], grant: true }, security),
      refusing('conflict', /已被审定/),
    )
  })
})

describe('the set-up', () => {
  test('is offered to nobody once there are people', async () => {
    assert.equal(await people.createSetupLink(), null)
    await assert.rejects(people.checkSetup('whatever-whatever-whatever'), refusing('gone'))
    await assert.rejects(
      people.completeSetup(setupInput('whatever-whatever-whatever')),
      refusing('gone', /已完成初始化/),
    )
  })
})
