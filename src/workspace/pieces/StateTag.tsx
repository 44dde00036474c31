import type { State } from '#kernel/workflow.ts'
import styles from './StateTag.module.css'

export type StateTone = 'plain' | 'waiting' | 'active' | 'done' | 'stopped' | 'doubt'

/** A state's word. Lights have their own badge; a tone here never takes a light's colour. */
export function StateTag({ label, tone = 'plain' }: { label: string; tone?: StateTone }) {
  return <span className={`${styles.tag} ${tone === 'plain' ? '' : styles[tone]}`}>{label}</span>
}

/** The tone that a state of a workflow table has by what it is: final, waiting for somebody, or under way. */
export const toneOf = (state: State | undefined): StateTone =>
  !state ? 'plain' : state.final ? 'done' : state.waitsOn ? 'waiting' : 'active'
