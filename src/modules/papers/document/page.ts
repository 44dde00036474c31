/**
 * The page of GB/T 9704-2012 in the units of OOXML: twips (1/20 pt, 1/1440 inch) unless the name says otherwise.
 * Clause numbers are those of the standard.
 */

const TWIPS_PER_MM = 1440 / 25.4
const EMU_PER_MM = 36000

export const mm = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM)
export const emu = (millimetres: number): number => Math.round(millimetres * EMU_PER_MM)
export const millimetres = (twips: number): number => twips / TWIPS_PER_MM

/** A4 upright, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm (5.2.1). */
export const PORTRAIT = {
  width: 11906,
  height: 16838,
  top: 2098,
  left: 1588,
  right: 1474,
  bottom: 1984,
} as const

/** 版心: what the margins leave. */
export const TYPE_AREA = {
  width: PORTRAIT.width - PORTRAIT.left - PORTRAIT.right,
  height: PORTRAIT.height - PORTRAIT.top - PORTRAIT.bottom,
} as const

/**
 * A horizontal table lies on the same sheet turned a quarter, its head always to the left edge of the upright sheet
 * (8: 单页码表头在订口一边，双页码表头在切口一边), so each margin moves to the next side.
 */
export const LANDSCAPE = {
  width: PORTRAIT.height,
  height: PORTRAIT.width,
  top: PORTRAIT.left,
  right: PORTRAIT.top,
  bottom: PORTRAIT.right,
  left: PORTRAIT.bottom,
} as const

export const LINES_PER_PAGE = 22
export const CHARACTERS_PER_LINE = 28

/** 225 mm hold 22 lines of at most 579.8 twips; 580 would push line 22 to the next page. */
export const LINE = 579

/** 3号 in points: the size of the body, and of the character that indents are counted in. */
export const BODY_POINTS = 16

/**
 * What the grid adds to each 3号 character, in 1/4096 pt. 28 characters of 16 pt are wider
 * than 156 mm. Rounded down: at −848 the 28th character would stand 0.06 twip outside and could be taken to the next line.
 */
export const CHARACTER_SPACE = Math.floor((TYPE_AREA.width / 20 / CHARACTERS_PER_LINE - BODY_POINTS) * 4096)

/**
 * Twips added to each 3号 character of the body so that 28 fit into 156 mm. 4.14 are needed; LibreOffice keeps a twip and
 * a half of the line for its own grid, hence 6. A 29th character would need 13 and more.
 */
export const CONDENSED = -6

/** Width of one character of the grid. */
export const CHARACTER = TYPE_AREA.width / CHARACTERS_PER_LINE

/** Width of `count` characters of the grid, in whole twips. */
export const characters = (count: number): number => Math.round(count * CHARACTER)

/** 号 → points, as far as the standard and its tables use them. */
export const POINTS = { 二号: 22, 三号: 16, 四号: 14, 小四: 12, 五号: 10.5 } as const

/** `docx` and OOXML count sizes in half points. */
export const halfPoints = (points: number): number => Math.round(points * 2)

/** Page number: 4号, its dashes 7 mm under 版心 and one character from the outer side (7.5). */
export const PAGE_NUMBER = { points: POINTS.四号, belowTypeAreaMm: 7, fromSide: POINTS.四号 * 20 } as const

/** Distance of the footer's lower edge from the paper's: a 14 pt line whose middle lies 7 mm under 版心. */
export const FOOTER_DISTANCE = PORTRAIT.bottom - mm(PAGE_NUMBER.belowTypeAreaMm) - PAGE_NUMBER.points * 10

/** The footer of a landscape page holds nothing in its own place, and must not push the text up. */
export const LANDSCAPE_FOOTER_DISTANCE = mm(10)

/** 发文机关标志: upper edge 35 mm under the upper edge of 版心 (7.2.4). */
export const MARK_BELOW_TYPE_AREA = mm(35)

/** Rule lines in eighths of a point: 0.35 mm, 0.25 mm (7.4.1), and the red line under 文号. */
export const RULE = { thick: 8, thin: 6, red: 12 } as const

/** 信函格式 (10.1): mark 30 mm from the paper's upper edge, double lines 170 mm wide, the lower one 20 mm from the lower edge. */
export const LETTER = {
  markFromEdgeMm: 30,
  lineBelowMarkMm: 4,
  lineWidthMm: 170,
  lowerLineFromEdgeMm: 20,
} as const

/** Official red. */
export const RED = 'FF0000'
