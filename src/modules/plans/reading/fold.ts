/**
 * Folds the printing variants that plans mix freely (full and half width, kinds of brackets and stars)
 * to one form. One character becomes exactly one character, so that offsets into the folded text are
 * offsets into the printed text.
 */
const PAIRS: Record<string, string> = {
  '（': '(',
  '）': ')',
  '﹙': '(',
  '﹚': ')',
  '：': ':',
  '﹕': ':',
  '∶': ':',
  '，': ',',
  '﹐': ',',
  '；': ';',
  '﹔': ';',
  '．': '.',
  '﹒': '.',
  '。': '。',
  '｡': '。',
  '！': '!',
  '？': '?',
  '〔': '[',
  '〕': ']',
  '【': '[',
  '】': ']',
  '﹝': '[',
  '﹞': ']',
  '［': '[',
  '］': ']',
  '〖': '[',
  '〗': ']',
  '\u3000': ' ',
  '\u00a0': ' ',
  '\u2002': ' ',
  '\u2003': ' ',
  '\u2009': ' ',
  '\u202f': ' ',
  '\u200b': ' ',
  '\ufeff': ' ',
  '\t': ' ',
  '＊': '*',
  '﹡': '*',
  '∗': '*',
  '＃': '#',
  '／': '/',
  '∕': '/',
  '－': '-',
  '—': '-',
  '–': '-',
  '‐': '-',
  '‑': '-',
  '―': '-',
  '─': '-',
  '～': '~',
  '〜': '~',
  '％': '%',
  '＋': '+',
  〇: '〇',
  '○': '〇',
  '､': '、',
  '﹑': '、',
  '＂': '"',
  '＜': '<',
  '＞': '>',
  '⼀': '一',
  '⼆': '二',
  '⼋': '八',
  '⼗': '十',
}

const TABLE = new Map(Object.entries(PAIRS))
for (let i = 0; i < 10; i++) TABLE.set(String.fromCharCode(0xff10 + i), String(i))
for (let i = 0; i < 26; i++) {
  TABLE.set(String.fromCharCode(0xff21 + i), String.fromCharCode(65 + i))
  TABLE.set(String.fromCharCode(0xff41 + i), String.fromCharCode(97 + i))
}

const FOLDABLE = new RegExp(`[${[...TABLE.keys()].join('').replace(/[\\\]^-]/g, '\\$&')}]`, 'g')

/** The text with its printing variants folded; of the same length as the text. */
export function fold(text: string): string {
  return text.replace(FOLDABLE, (character) => TABLE.get(character) ?? character)
}

/** Offset of the first character at or after `from` that is no white space, or `to`. */
export function skipSpace(text: string, from: number, to: number): number {
  let at = from
  while (at < to && isSpace(text.charCodeAt(at))) at++
  return at
}

/** Offset after the last character before `to` that is no white space, or `from`. */
export function trimEnd(text: string, from: number, to: number): number {
  let at = to
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--
  return at
}

/** White space in the sense of the partition: what may stand between two fields without being content. */
export function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0x3000 ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200b) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0xfeff
  )
}
