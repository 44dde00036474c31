import { type Module, on } from '#kernel/module.ts'
import { permissionLabels, permissionsOf } from '#kernel/permissions.ts'
import * as contract from './contract.ts'
import { isAdministrator, roleLabels, roles } from './rules.ts'
import { listAudit, reviewAudit } from './services/audit-review.ts'
import * as collectives from './services/collectives.ts'
import { confirmImport, importTemplate, previewImport } from './services/import.ts'
import * as locks from './services/locks.ts'
import { currentPerson } from './services/me.ts'
import * as persons from './services/persons.ts'
import { passwordRules, readPolicy, setPolicy } from './services/policy.ts'
import * as posts from './services/posts.ts'
import * as secondFactor from './services/second-factor.ts'
import * as sessions from './services/sessions.ts'
import { checkSetup, completeSetup } from './services/set-up.ts'
import * as tokens from './services/tokens.ts'
import * as unitNames from './services/unit-names.ts'
import { getUnit, listUnits } from './services/unit-reading.ts'
import * as units from './services/units.ts'

const administrators = roles.filter(isAdministrator)

export const peopleModule: Module = {
  name: 'people',
  label: '单位与人员',
  dependsOn: ['city'],
  permissions: {
    'people.read': { label: '查看单位、岗位和通讯录', roles },
    'people.viewPhones': { label: '查看完整电话号码', roles: ['dispatcher', 'dispatch-head'] },
    'people.readAccounts': { label: '查看账户', roles: administrators },
    'people.manageUnits': { label: '维护单位', roles: ['system-admin'] },
    'people.createAccounts': { label: '新增、停用账户和重置口令', roles: ['system-admin'] },
    'people.grantPosts': { label: '授予和免去岗位', roles: ['security-admin'] },
    'people.guardAccess': { label: '解锁、强制退出和设置登录策略', roles: ['security-admin'] },
    'people.readAudit': { label: '查看和审阅审计记录', roles: ['audit-admin'] },
  },
  routes: [
    on(contract.me, (_, actor) => currentPerson(actor)),
    on(contract.passwordRules, () => passwordRules()),
    on(contract.checkSetup, ({ token }) => checkSetup(token)),
    on(contract.completeSetup, (input) => completeSetup(input)),

    on(contract.enrolSecondFactor, ({ password }, actor) => secondFactor.enrolSecondFactor(password, actor)),
    on(contract.confirmSecondFactor, ({ code }, actor) => secondFactor.confirmSecondFactor(code, actor)),
    on(contract.disableSecondFactor, (input, actor) => secondFactor.disableSecondFactor(input, actor)),
    on(contract.resetSecondFactor, ({ id }, actor) => secondFactor.resetSecondFactor(id, actor)),

    on(contract.mySessions, (_, actor) => sessions.listSessions(actor.personId!, actor)),
    on(contract.endMySession, ({ id }, actor) => sessions.endMySession(id, actor)),
    on(contract.listSessions, ({ personId }, actor) => sessions.listSessions(personId, actor)),
    on(contract.endSession, ({ id }, actor) => sessions.endSession(id, actor)),
    on(contract.endSessionsOf, ({ id }, actor) => sessions.endSessionsOf(id, actor)),

    on(contract.myTokens, async (_, actor) => ({ rows: await tokens.listTokens(actor.personId!) })),
    on(contract.createToken, (input, actor) => tokens.createToken(input, actor)),
    on(contract.revokeMyToken, ({ id }, actor) => tokens.revokeMyToken(id, actor)),
    on(contract.listTokens, async ({ personId }) => ({ rows: await tokens.listTokens(personId) })),
    on(contract.revokeToken, ({ id }, actor) => tokens.revokeToken(id, actor)),

    on(contract.listLocks, () => locks.listLocks()),
    on(contract.unlockPerson, ({ id }, actor) => locks.unlockPerson(id, actor)),
    on(contract.unlockSource, ({ source }, actor) => locks.unlockSource(source, actor)),
    on(contract.getAccessPolicy, () => readPolicy()),
    on(contract.setAccessPolicy, (input, actor) => setPolicy(input, actor)),

    on(contract.listUnits, async (input) => ({ rows: await listUnits(input) })),
    on(contract.getUnit, ({ id }) => getUnit(id)),
    on(contract.createUnit, (input, actor) => units.createUnit(input, actor)),
    on(contract.updateUnit, (input, actor) => units.updateUnit(input, actor)),
    on(contract.renameUnit, (input, actor) => units.renameUnit(input, actor)),
    on(contract.endUnit, (input, actor) => units.endUnit(input, actor)),
    on(contract.addUnitName, (input, actor) => unitNames.addUnitName(input, actor)),
    on(contract.removeUnitName, (input, actor) => unitNames.removeUnitName(input, actor)),
    on(contract.listCollectives, async () => ({ rows: await collectives.listCollectives() })),
    on(contract.createCollective, (input, actor) => collectives.createCollective(input, actor)),
    on(contract.updateCollective, (input, actor) => collectives.updateCollective(input, actor)),
    on(contract.endCollective, (input, actor) => collectives.endCollective(input, actor)),

    on(contract.listColleagues, (input) => persons.listColleagues(input)),
    on(contract.listPersons, (input) => persons.listPersons(input)),
    on(contract.getPerson, ({ id }) => persons.getPerson(id)),
    on(contract.createPerson, (input, actor) => persons.createPerson(input, actor)),
    on(contract.updatePerson, (input, actor) => persons.updatePerson(input, actor)),
    on(contract.viewPhone, (input, actor) => persons.viewPhone(input, actor)),
    on(contract.deactivatePerson, (input, actor) => persons.deactivatePerson(input, actor)),
    on(contract.reactivatePerson, ({ id }, actor) => persons.reactivatePerson(id, actor)),
    on(contract.resetPassword, ({ id }, actor) => persons.resetPassword(id, actor)),

    on(contract.listPosts, async (input) => ({ rows: await posts.listPosts(input) })),
    on(contract.grantPost, (input, actor) => posts.grantPost(input, actor)),
    on(contract.endPost, ({ id }, actor) => posts.endPost(id, actor)),
    on(contract.listPostProposals, async () => ({ rows: await posts.listPostProposals() })),
    on(contract.proposePost, async (input, actor) => ({ id: await posts.proposePost(input, actor) })),
    on(contract.decidePostProposals, (input, actor) => posts.decidePostProposals(input, actor)),
    on(contract.listRoles, async () => ({
      rows: roles.map((role) => ({
        role,
        label: roleLabels[role],
        isAdministrator: isAdministrator(role),
        permissions: [...permissionsOf(role)].map((name) => ({
          name,
          label: permissionLabels().get(name) ?? name,
        })),
      })),
    })),

    on(contract.importTemplate, () => importTemplate()),
    on(contract.previewImport, ({ file }, actor) => previewImport(file, actor)),
    on(contract.confirmImport, (input, actor) => confirmImport(input, actor)),

    on(contract.listAudit, (input) => listAudit(input)),
    on(contract.reviewAudit, (input, actor) => reviewAudit(input, actor)),
  ],
  jobs: [
    {
      name: 'people.forgetOldLocks',
      cron: '10 * * * *',
      summary: '清理过期的登录失败计数',
      run: () => locks.forgetOldLocks(),
    },
    {
      name: 'people.forgetOldSessions',
      cron: '40 3 * * *',
      summary: '清理半年前的登录',
      run: () => sessions.forgetOldSessions(),
    },
  ],
}
