import { allGroups, type Decision, isRequirements, styleOf } from './decide.ts'
import type { Node, Outline } from './outline.ts'

const PLAN_TITLE = /方案|计划|要点|措施|举措|清单|任务|分工|行动|台账|分解|若干意见|实施意见|安排/
const NO_PLAN =
  /通报|讲话|总结|报告(?!.*分工)|纪要|解读|制度|办法|规定|条例|细则|规则|预案|公告|公示|名单|简历|会议|培训|采购|招标|招聘|考试|比赛|合同|管理/

/**
 * Measures of a plan that names no units at all: the commonest numbered style with words of its own.
 * Nothing is found in documents whose title is not that of a plan.
 */
export function decideByNumbers(folded: string, outline: Outline, title: string | null): Decision {
  const decision: Decision = { items: [], headings: new Set(), flags: [] }
  if (!title || !PLAN_TITLE.test(title) || NO_PLAN.test(title.replace(/管理(?=.*方案)/, ''))) return decision
  const candidates = outline.nodes.filter(
    (node) => node.marker !== null && !underRequirements(node) && isTask(node, folded),
  )
  const counts = new Map<string, number>()
  for (const node of candidates) counts.set(styleOf(node), (counts.get(styleOf(node)) ?? 0) + 1)
  const [best] = [...counts].sort((a, b) => b[1] - a[1])
  if (!best || best[1] < 3) return decision
  decision.flags.push('no-duties')
  for (const node of candidates) {
    if (styleOf(node) !== best[0]) continue
    const path: Node[] = []
    for (let up = node.parent; up; up = up.parent) path.unshift(up)
    for (const above of path) decision.headings.add(above)
    decision.items.push({
      node,
      start: node.start,
      contentStart: node.contentStart,
      end: node.treeEnd,
      ownsNumber: true,
      groups: allGroups(node),
      inherited: [],
      flags: [],
      path,
    })
  }
  return decision
}

function underRequirements(node: Node): boolean {
  for (let at: Node | null = node; at; at = at.parent) if (isRequirements(at.name)) return true
  return false
}

/** Words enough to be something to do, and not the heading of what is below. */
function isTask(node: Node, folded: string): boolean {
  const words = folded.slice(node.contentStart, node.end).trim()
  if (/[.·…\s-]{2,}\d{1,3}\s*-?$/.test(words)) return false
  return words.length >= 10 && (node.children.length === 0 || /。./.test(words))
}
