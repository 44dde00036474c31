const DIGITS: Record<string, number> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}
const UNITS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** Value of 二十三, 一百零五, 二〇二五 or 23; NaN for anything else. Below ten thousand. */
export function chineseNumber(text: string): number {
  if (/^[0-9]{1,6}$/.test(text)) return Number(text)
  if (text === '' || text.length > 12) return Number.NaN
  if (!/[十拾百佰千仟]/.test(text)) {
    let value = 0
    for (const character of text) {
      const digit = DIGITS[character]
      if (digit === undefined) return Number.NaN
      value = value * 10 + digit
    }
    return value
  }
  let total = 0
  let pending: number | null = null
  for (const character of text) {
    const unit = UNITS[character]
    const digit = DIGITS[character]
    if (unit !== undefined) {
      total += (pending ?? 1) * unit
      pending = null
    } else if (digit !== undefined) pending = digit === 0 ? null : digit
    else return Number.NaN
  }
  return total + (pending ?? 0)
}

const COUNTING = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** 23 as 二十三, 105 as 一百零五: the form of headings in official documents. */
export function toChineseNumber(value: number, zero = '零'): string {
  if (value <= 0 || value >= 10000 || !Number.isInteger(value)) return String(value)
  const digits = String(value)
  const names = ['', '十', '百', '千']
  let text = ''
  let gap = false
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[i])
    if (digit === 0) gap = true
    else {
      if (gap && text !== '') text += zero
      gap = false
      text += (COUNTING[digit] ?? '') + (names[digits.length - 1 - i] ?? '')
    }
  }
  return value >= 10 && value < 20 ? text.slice(1) : text
}
