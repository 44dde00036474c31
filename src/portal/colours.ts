/** The accent of a city in every place where it is used, as hexadecimal colours. */
export interface Accent {
  accent: string
  strong: string
  wash: string
  line: string
}

const paperLight = '#ffffff'
const paperDark = '#14181c'

/**
 * Accent colours of a hue, for paper and for the dark. Lightness is found by contrast, not fixed: a yellow of the
 * lightness of a blue could not be read (WCAG 2.2, 1.4.3). Text is at least 7:1, on its wash at least 5.5:1.
 */
export function accentOf(hue: number): { light: Accent; dark: Accent } {
  const darkest = (contrast: number) => nearest(hue, 78, paperLight, contrast, -1)
  const lightest = (contrast: number) => nearest(hue, 55, paperDark, contrast, 1)
  return {
    light: {
      accent: darkest(7.6),
      strong: darkest(11),
      wash: hexOf(hue, 42, 95.5),
      line: hexOf(hue, 30, 80),
    },
    dark: {
      accent: lightest(8.6),
      strong: lightest(11.5),
      wash: hexOf(hue, 36, 14.5),
      line: hexOf(hue, 30, 30),
    },
  }
}

/** The colour of this hue nearest to the middle that reaches a contrast against a paper. */
function nearest(hue: number, saturation: number, paper: string, contrast: number, step: 1 | -1): string {
  for (let lightness = 50; lightness > 0 && lightness < 100; lightness += step / 2) {
    const colour = hexOf(hue, saturation, lightness)
    if (contrastOf(colour, paper) >= contrast) return colour
  }
  return step > 0 ? '#ffffff' : '#000000'
}

function hexOf(hue: number, saturation: number, lightness: number): string {
  const chroma = (saturation / 100) * Math.min(lightness / 100, 1 - lightness / 100)
  const channel = (offset: number) => {
    const at = (offset + hue / 30) % 12
    const value = lightness / 100 - chroma * Math.max(-1, Math.min(at - 3, 9 - at, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}

/** Contrast of two colours by WCAG 2.2: 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [lighter, darker] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

function luminanceOf(colour: string): number {
  const linear = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
