import { skipSpace, trimEnd } from './fold.ts'
import { looksLikeUnit } from './unit-shape.ts'

const TAIL_LINE =
  /^(?:附(?:件|表|录) ?\d{0,2} ?(?:[:-]|$| +\S)|\(此件|\(本文|\(联系|\(信息|\(?此文件|抄送|主送|分送|报送|印发|打印|来源|责任编辑|编辑|扫一扫|分享到|上一[篇条]|下一[篇条]|主办:|版权所有|相关(?:文件|解读|链接)|关闭|- ?\d+ ?-$|注[:1-9]|说明:|备注:)/
const DATE_LINE =
  /^(?:(?:19|20)\d\d|二[〇零]..) ?年 ?[\d一二三四五六七八九十]{1,3} ?月 ?[\d一二三四五六七八九十]{1,3} ?日(?:印发)?$/

/** Offset of the first line at or behind `from` with which the foot of the document begins, or `to`. */
export function startOfTail(folded: string, from: number, to: number): number {
  let line = folded.indexOf('\n', from)
  while (line >= 0 && line < to) {
    const start = skipSpace(folded, line + 1, to)
    if (start >= to) return to
    const newline = folded.indexOf('\n', start)
    const end = trimEnd(folded, start, newline < 0 ? to : Math.min(newline, to))
    if (isTailLine(folded, start, end, to)) return line
    line = newline
  }
  return to
}

function isTailLine(folded: string, start: number, end: number, to: number): boolean {
  const words = folded.slice(start, Math.min(end, start + 60))
  if (TAIL_LINE.test(words) || DATE_LINE.test(words)) return true
  // a signature: the name of a body, and the date below it
  if (end - start <= 40 && looksLikeUnit(words.replace(/ /g, ''))) {
    const next = skipSpace(folded, end, to)
    const stop = folded.indexOf('\n', next)
    return DATE_LINE.test(folded.slice(next, stop < 0 ? to : Math.min(stop, to)).trim())
  }
  return false
}
