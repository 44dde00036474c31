import { lazy, Suspense, useState } from 'react'
import { Refusal } from '#kernel/refusal.ts'
import { me as meEndpoint } from '#modules/people/contract.ts'
import { queries } from '../api/queries.ts'
import { answerKey, useAnswer } from '../api/use-answer.ts'
import { Workspace } from '../frame/Workspace.tsx'
import { Loading } from '../pieces/Loading.tsx'
import { ProblemNotice } from '../pieces/ProblemNotice.tsx'
import { MeProvider } from './me.ts'
import { sessionOpened, useSessionState } from './state.ts'

const SignIn = lazy(() => import('./SignIn.tsx'))
const SetUp = lazy(() => import('./SetUp.tsx'))

/** Nobody passes without a session; whoever lost it in the middle of something finds it again behind the sign-in. */
export function Gate() {
  const answer = useAnswer(meEndpoint, {}, { topics: ['session'], fresh: 60_000 })
  const state = useSessionState()
  const [settingUp, setSettingUp] = useState(() => /^\/workspace\/set-?up\/?$/.test(window.location.pathname))
  const known = answer.data
  const signedOut = !known && answer.error instanceof Refusal && answer.error.code === 'not-signed-in'

  const entered = async (personId: string) => {
    sessionOpened()
    // Another person sees nothing of what the one before had on his pages.
    if (known && known.personId !== personId) return window.location.assign('/workspace/')
    await queries.invalidateQueries({ queryKey: answerKey(meEndpoint) })
    void queries.invalidateQueries()
  }

  if (settingUp) {
    return (
      <Suspense fallback={null}>
        <SetUp
          onDone={() => {
            window.history.replaceState(null, '', '/workspace/')
            setSettingUp(false)
          }}
        />
      </Suspense>
    )
  }
  if (known) {
    const covered = state !== 'open'
    return (
      <MeProvider value={known}>
        <div inert={covered}>
          <Workspace />
        </div>
        {covered ? (
          <Suspense fallback={null}>
            <SignIn because={state === 'idle' ? 'idle' : 'ended'} onEntered={entered} />
          </Suspense>
        ) : null}
      </MeProvider>
    )
  }
  if (signedOut) {
    return (
      <Suspense fallback={null}>
        <SignIn because={null} onEntered={entered} />
      </Suspense>
    )
  }
  return (
    <main style={{ padding: 24 }}>
      {answer.error ? (
        <ProblemNotice error={answer.error} retry={() => void answer.refetch()} whole />
      ) : (
        <Loading rows={3} label="正在打开工作平台" />
      )}
    </main>
  )
}
