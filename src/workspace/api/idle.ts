/** After so long without a hand on the machine, what the page asks is its own doing and keeps nobody signed in. */
const idleAfterMilliseconds = 60_000

let touchedAt = Date.now()
const touched = () => {
  touchedAt = Date.now()
}
for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const) {
  window.addEventListener(event, touched, { passive: true, capture: true })
}

export const isIdle = (): boolean => Date.now() - touchedAt > idleAfterMilliseconds
