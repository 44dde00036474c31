/** 2026-09-05 → 2026年9月5日: Arabic numerals, no leading zeros (7.3.5). Refuses what is no ISO day. */
export const chineseDate = (isoDay: string): string => {
  const day = Temporal.PlainDate.from(isoDay)
  return `${day.year}年${day.month}月${day.day}日`
}

/** 2026-09 → 2026年9月. */
export const chineseMonth = (isoMonth: string): string => {
  const month = Temporal.PlainYearMonth.from(isoMonth)
  return `${month.year}年${month.month}月`
}

/** The width of a text in characters of the grid: Chinese and full-width count one, the rest half. */
export const widthInCharacters = (text: string): number => {
  let width = 0
  for (const sign of text) width += sign.codePointAt(0)! < 0x2e80 && !/[—‘’“”…·]/.test(sign) ? 0.5 : 1
  return width
}

/**
 * A text as XML may carry it: control characters and halves of surrogate pairs are dropped (a report pasted from
 * elsewhere may hold them, and one of them makes the whole file unreadable), line ends become \n.
 */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

/** The lines of a text, trimmed, without empty ones. */
export const lines = (text: string): string[] =>
  printable(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
