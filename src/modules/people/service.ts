import type { Config } from '#kernel/config.ts'
import { configureLimits } from './services/policy.ts'
import { keepKeysIn } from './services/sealing.ts'

/** Called once at start. */
export function configurePeople(
  config: Pick<Config, 'DATA_FOLDER' | 'IDLE_MINUTES' | 'PASSWORD_DAYS'>,
): void {
  keepKeysIn(config.DATA_FOLDER)
  configureLimits(config)
}

export { createCollective, endCollective, listCollectives, updateCollective } from './services/collectives.ts'
export { currentPerson } from './services/me.ts'
export { type CollectiveName, type UnitName, unitNamesForReading } from './services/names-for-reading.ts'
export {
  createPerson,
  deactivatePerson,
  getPerson,
  listColleagues,
  listPersons,
  reactivatePerson,
  resetPassword,
  setPassword,
  updatePerson,
  viewPhone,
} from './services/persons.ts'
export {
  actorOf,
  decidePostProposals,
  endPost,
  grantPost,
  listPostProposals,
  listPosts,
  personsWithPermission,
  proposePost,
} from './services/posts.ts'
export { seal, unseal } from './services/sealing.ts'
export { resetSecondFactor } from './services/second-factor.ts'
export { authenticateSession, type Caller, signOut, switchPost } from './services/sessions.ts'
export { checkSetup, completeSetup, createSetupLink } from './services/set-up.ts'
export {
  changeFirstPassword,
  changePassword,
  confirmFirstFactor,
  type SignInResult,
  signIn,
} from './services/sign-in.ts'
export { authenticateToken } from './services/tokens.ts'
export { unitLabels } from './services/unit-labels.ts'
export { addUnitName, rememberAlias, removeUnitName } from './services/unit-names.ts'
export { getUnit, listUnits } from './services/unit-reading.ts'
export { createUnit, endUnit, renameUnit, updateUnit } from './services/units.ts'
