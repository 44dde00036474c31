import { accentOf } from './colours.ts'

/** The portal's mark: a promise as a square, filled as far as it is kept. */
export function iconOf(hue: number): string {
  const { light } = accentOf(hue)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${light.accent}"/><path d="M8 8h16v16H8z" fill="none" stroke="#fff" stroke-width="2.5"/><path d="M8 15h16v9H8z" fill="#fff"/></svg>`
}
