import { useEffect, useState } from 'react'
import type { SignInAnswer } from '#modules/people/contract.ts'
import { Cover, Door } from './Door.tsx'
import { Enrolment } from './Enrolment.tsx'
import { NamePassword } from './NamePassword.tsx'
import { NewPassword } from './NewPassword.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

export interface SignInProps {
  /** Why he has to sign in again while a page is open; null at the door. */
  because: 'idle' | 'ended' | null
  onEntered: (personId: string) => void
}

type Step = Exclude<SignInAnswer, { state: 'second-factor-needed' }>

/** Sign-in, step by step: name and password, code, a new password, a second factor; whatever is asked next. */
export default function SignIn({ because, onEntered }: SignInProps) {
  const [step, setStep] = useState<Step | null>(null)
  const Around = because ? Cover : Door
  const next = (answer: Step) => {
    if (answer.state === 'signed-in' && !answer.recoveryCodes) onEntered(answer.me.personId)
    else setStep(answer)
  }
  useEffect(() => {
    if (!because) document.title = `登录 · ${document.documentElement.dataset.workspace ?? '工作平台'}`
  }, [because])
  return (
    <Around>
      {step === null ? <NamePassword because={because} onAnswer={next} /> : null}
      {step?.state === 'password-change-needed' ? <NewPassword step={step} onAnswer={next} /> : null}
      {step?.state === 'second-factor-enrolment-needed' ? <Enrolment step={step} onAnswer={next} /> : null}
      {step?.state === 'signed-in' ? (
        <RecoveryCodes codes={step.recoveryCodes ?? []} onKept={() => onEntered(step.me.personId)} />
      ) : null}
    </Around>
  )
}

export type { Step }
