/** The accent in the steps that the workspace needs, from one hue that a city may choose. */
export interface Accent {
  accent: string
  strong: string
  wash: string
  onAccent: string
}

/** A deep teal-blue, as a fresh city has it. */
export const defaultHue = 193

type Rgb = [red: number, green: number, blue: number]

/**
 * Accent of a hue, in degrees of the everyday colour circle (0 red, 120 green, 240 blue). Lightness and chroma are fixed, so that text in the accent keeps a contrast of at least
 * 4.5:1 on paper, wash and its own wash whatever the hue (Chromium 109 does not know `oklch()`).
 */
export function accentOf(degrees: number, dark: boolean): Accent {
  const hue = perceivedHue(degrees)
  return dark
    ? {
        accent: hex(oklch(0.78, 0.085, hue)),
        strong: hex(oklch(0.86, 0.065, hue)),
        wash: hex(oklch(0.295, 0.04, hue)),
        onAccent: hex(oklch(0.21, 0.035, hue)),
      }
    : {
        accent: hex(oklch(0.425, 0.078, hue)),
        strong: hex(oklch(0.335, 0.062, hue)),
        wash: hex(oklch(0.952, 0.016, hue)),
        onAccent: '#ffffff',
      }
}

/** The hue at which OKLCH has what the everyday circle calls `degrees`: 193 lies at about 212. */
function perceivedHue(degrees: number): number {
  const channel = (shift: number) => {
    const k = (shift + degrees / 30) % 12
    const value = 0.3 - 0.24 * Math.max(-1, Math.min(k - 3, 9 - k, 1))
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  const [red, green, blue] = [channel(0), channel(8), channel(4)]
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return (Math.atan2(b, a) * 180) / Math.PI
}

/** OKLCH to sRGB, 0 to 1; chroma is lowered until the colour exists. */
function oklch(lightness: number, chroma: number, hue: number): Rgb {
  for (let c = chroma; c > 0; c -= 0.005) {
    const rgb = fromOklab(lightness, c * Math.cos((hue * Math.PI) / 180), c * Math.sin((hue * Math.PI) / 180))
    if (rgb.every((channel) => channel >= 0 && channel <= 1)) return rgb
  }
  return fromOklab(lightness, 0, 0)
}

function fromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

const gamma = (linear: number): number =>
  linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055

const hex = (rgb: Rgb): string =>
  `#${rgb
    .map((channel) =>
      Math.round(Math.min(1, Math.max(0, channel)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

/** Contrast of two colours by WCAG 2.2; 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
