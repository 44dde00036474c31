import type { Light } from './contract.ts'

/** State is character, colour and word: what is printed in black and white still reads. */
export const lightLetters: Record<Light, string> = { green: '绿', yellow: '黄', red: '红', blue: '蓝' }
export const lightWords: Record<Light, string> = {
  green: '正常推进',
  yellow: '预警',
  red: '滞后',
  blue: '已办结',
}
export const lightOrder: readonly Light[] = ['blue', 'green', 'yellow', 'red']

/** `2026年6月30日` */
export function dayWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number)
  return `${year}年${month}月${day}日`
}

/** `6月30日` */
export const shortDayWords = (iso: string): string => dayWords(iso).replace(/^\d+年/, '')

/** `2026年3月` */
export function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}

/** `1.2 MB`, `34 KB` */
export function sizeWords(bytes: number): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return `${Math.max(1, Math.round(bytes / 1000))} KB`
}

/** At most so many characters; what is cut is shown to be cut. */
export function cutAt(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return [...line].length > length ? `${[...line].slice(0, length).join('')}…` : line
}
