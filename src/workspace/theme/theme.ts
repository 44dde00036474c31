import { useSyncExternalStore } from 'react'
import { accentOf, defaultHue } from './accent.ts'

export const choices = { auto: '跟随系统', light: '浅色', dark: '深色' } as const
export type Choice = keyof typeof choices

const kept = 'wuxin.theme'
const system = window.matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let hue = defaultHue

export function themeChoice(): Choice {
  const chosen = window.localStorage.getItem(kept)
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto'
}

export const isDark = (): boolean => {
  const choice = themeChoice()
  return choice === 'auto' ? system.matches : choice === 'dark'
}

export function chooseTheme(choice: Choice): void {
  window.localStorage.setItem(kept, choice)
  applyTheme()
}

/** The city's own colour, in degrees. */
export function setHue(degrees: number): void {
  if (degrees === hue) return
  hue = degrees
  applyTheme()
}

/** Writes the theme into the document; the first time before anything is drawn. */
export function applyTheme(): void {
  const root = document.documentElement
  const dark = isDark()
  root.dataset.theme = dark ? 'dark' : 'light'
  const { accent, strong, wash, onAccent } = accentOf(hue, dark)
  root.style.setProperty('--accent', accent)
  root.style.setProperty('--accent-strong', strong)
  root.style.setProperty('--accent-wash', wash)
  root.style.setProperty('--on-accent', onAccent)
  for (const listener of listeners) listener()
}

system.addEventListener('change', applyTheme)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** `light 220`: changes when the theme or the hue does. */
export const useThemeName = (): string =>
  useSyncExternalStore(subscribe, () => `${isDark() ? 'dark' : 'light'} ${hue}`)

export const useThemeChoice = (): Choice => useSyncExternalStore(subscribe, themeChoice)
