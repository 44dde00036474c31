export interface SignInProps {
  /** Why he has to sign in again while a page is open; null at the door. */
  because: 'idle' | 'ended' | null
  onEntered: (personId: string) => void
}
export default function SignIn(_: SignInProps) {
  return null
}
