import { Hono } from 'hono'
import { listInbox } from '#kernel/cases/contract.ts'
import { inboxOf } from '#kernel/cases/inbox.ts'
import type { Config } from '#kernel/config.ts'
import { type Module, on } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { mountPortal } from '#portal/mount.ts'
import { mountApiDocument } from './api-page.ts'
import { authenticate } from './authenticate.ts'
import { refuseForeignWrites } from './csrf.ts'
import { protect } from './headers.ts'
import { mountHealth } from './health.ts'
import { mountLive } from './live.ts'
import { mount } from './mount.ts'
import { answerError } from './refusals.ts'
import { mountSignIn } from './sign-in.ts'
import { sourceOf, trustForwardedHeaders } from './source.ts'
import { mountWorkspaceFiles } from './workspace-files.ts'

const inboxRoute = on(listInbox, ({ limit }, actor) => inboxOf(actor, limit))

/** The whole application as one function from request to answer; tests call it without a port. */
export function buildApp(
  modules: readonly Module[],
  config: Config,
  publicUrl: string,
  workspaceFolder: string,
): Hono {
  const secure =
    config.SECURE_COOKIES === 'auto' ? publicUrl.startsWith('https:') : config.SECURE_COOKIES === 'true'
  trustForwardedHeaders(config.TRUST_PROXY === 'true')
  const app = new Hono()
  app.onError(answerError)
  app.use(protect(secure))
  app.use('/api/*', refuseForeignWrites)
  mountHealth(app)
  const signInEndpoints = mountSignIn(app, { secure })
  mountLive(app, authenticate)
  mount(app, [inboxRoute, ...modules.flatMap((module) => module.routes ?? [])], {
    authenticate,
    uploadBytes: config.UPLOAD_BYTES,
  })
  mountApiDocument(app, modules, [listInbox, ...signInEndpoints])
  app.all('/api/*', () => {
    throw new Refusal('not-found', '没有这个接口，请查看 /openapi.json。')
  })
  mountWorkspaceFiles(app, workspaceFolder)
  mountPortal(app, modules, { publicUrl, sourceOf })
  return app
}
