import type { DutyGroup } from './duty-parts.ts'
import type { FlagCode } from './flags.ts'
import { skipSpace } from './fold.ts'
import { labelRole } from './labels.ts'
import type { Node, Outline } from './outline.ts'

/** What a node turned out to be. Nodes that are in no list are other text. */
export type ItemDraft = {
  node: Node
  /** where the measure's own characters begin: the number, or the words behind an earlier duty group */
  start: number
  contentStart: number
  end: number
  /** the measure carries the printed number itself */
  ownsNumber: boolean
  /** the measure is called by number and lead sentence of its node, which are printed as a heading */
  namedByHeading?: boolean
  groups: DutyGroup[]
  /** duties printed at a heading above */
  inherited: DutyGroup[]
  flags: FlagCode[]
  /** nodes above that became headings, outermost first */
  path: Node[]
}

export type Decision = {
  items: ItemDraft[]
  headings: Set<Node>
  /** document-level flags */
  flags: FlagCode[]
}

const REQUIREMENTS =
  /总体要求|指导思想|基本原则|工作原则|总体思路|总体目标|主要目标|工作目标|目标要求|工作要求|有关要求|相关要求|几点要求|保障措施|组织保障|组织领导|组织实施|实施保障|工作保障|工作步骤|实施步骤|方法步骤|时间安排|进度安排|考核评估|监督考核|督导考核|督查考核|附则|组织落实|责任追究/

/** Sections that say how, not what: their paragraphs are no measures. */
export function isRequirements(title: string): boolean {
  return title.length <= 30 && REQUIREMENTS.test(title) && !/任务|举措清单/.test(title)
}

/** Whether numbers without duties of their own below a measure are its text, or measures that share its duties. */
export type Below = 'text' | 'children'

type Context = {
  folded: string
  below: Below
  /** styles whose siblings carry duties of their own somewhere in the document */
  itemStyles: Set<string>
  decision: Decision
}

/** Decides which nodes are measures, which are headings above measures, and which are neither. */
export function decide(folded: string, outline: Outline, below: Below = 'text'): Decision {
  const decision: Decision = { items: [], headings: new Set(), flags: [] }
  dropSentences(outline)
  const context: Context = { folded, below, itemStyles: itemStyles(outline), decision }
  for (const root of outline.roots) visit(context, root, [], [], false)
  return decision
}

/**
 * A sentence that ends in 由…牵头 is the weakest sign of a duty: it counts at the end of a measure, not
 * in what introduces several, and beside surer signs only among siblings that carry them.
 */
function dropSentences(outline: Outline): void {
  const sure = (node: Node): boolean => node.duties.some((group) => group.basis !== 'sentence')
  const any = outline.nodes.some(sure)
  const parents = new Set(outline.nodes.filter(sure).map((node) => node.parent))
  for (const node of outline.nodes)
    if (node.children.length > 0 || (any && !parents.has(node.parent)))
      node.duties = node.duties.filter((group) => group.basis !== 'sentence')
}

/** Duty groups that name units, and are not a mere sentence in a section of requirements. */
function strong(node: Node, requirements: boolean): DutyGroup[] {
  return node.duties.filter(
    (group) =>
      group.parts.some((part) => part.role === 'lead' || part.role === 'partner' || part.role === 'duty') &&
      !(requirements && group.basis === 'sentence'),
  )
}

function hasDuties(node: Node, requirements: boolean): boolean {
  const here = requirements || isRequirements(node.name)
  return strong(node, here).length > 0 || node.children.some((child) => hasDuties(child, here))
}

/** Styles of siblings among which one that is not the last carries duties of its own. */
function itemStyles(outline: Outline): Set<string> {
  const alone = new Map<string, number>()
  const shared = new Map<string, number>()
  for (const node of outline.nodes) {
    const { children } = node
    if (children.length < 2) continue
    const style = styleOf(children[0])
    const holders = children.filter((child) => hasDuties(child, false))
    const last = children.at(-1)
    if (holders.length === 1 && holders[0] === last && last?.children.length === 0)
      shared.set(style, (shared.get(style) ?? 0) + 1)
    else if (holders.length > 0) alone.set(style, (alone.get(style) ?? 0) + 1)
  }
  const styles = new Set<string>()
  for (const [style, count] of alone) if (count >= (shared.get(style) ?? 0)) styles.add(style)
  return styles
}

/** What makes siblings alike: the style of their numbers, or their rank where they have none. */
export function styleOf(node: Node | undefined): string {
  return node?.marker?.style ?? `plain-${node?.rank ?? 0}`
}

function visit(
  context: Context,
  node: Node,
  path: Node[],
  inherited: DutyGroup[],
  requirements: boolean,
): void {
  const here = requirements || isRequirements(node.name)
  const own = strong(node, here)
  const holders = node.children.filter((child) => hasDuties(child, here))
  if (holders.length === 0) {
    leaf(context, node, own, path, inherited, here)
    return
  }
  const shared = own.length === 0 && holdsForParent(context, node, holders)
  if (shared && context.below === 'children' && !holders.every(isField)) {
    context.decision.headings.add(node)
    const handed = node.children.at(-1)?.duties ?? []
    for (const child of node.children)
      leaf(context, child, strong(child, here), [...path, node], [...inherited, ...handed], here)
    return
  }
  if (shared || (own.length === 0 && holders.every(isField))) {
    pushItem(
      context,
      node,
      node.children.flatMap((child) => allGroups(child)),
      path,
      inherited,
      here,
      ['children-as-text'],
    )
    return
  }
  heading(context, node, own, path, inherited, here)
}

/** 3.责任单位。… 4.完成时限。… : numbered fields of the measure above, no measures. */
function isField(node: Node): boolean {
  return labelRole(node.name) !== null
}

/** Only the last of several siblings carries duties, at its end: they are the parent's. */
function holdsForParent(context: Context, node: Node, holders: Node[]): boolean {
  const last = node.children.at(-1)
  if (node.children.length < 2 || holders.length !== 1 || holders[0] !== last || !last) return false
  if (context.itemStyles.has(styleOf(last))) return false
  if (last.children.length > 0 || node.rank < 1.5) return false
  const group = last.duties.at(-1)
  return group !== undefined && skipSpace(context.folded, group.end, last.end) >= last.end
}

function heading(
  context: Context,
  node: Node,
  own: DutyGroup[],
  path: Node[],
  inherited: DutyGroup[],
  requirements: boolean,
): void {
  context.decision.headings.add(node)
  const below = [...path, node]
  let handed = inherited
  if (own.length > 0) {
    const { title } = node
    const first = own[0]
    const body = first ? context.folded.slice(title.end, first.start).replace(/[。\s]/g, '') : ''
    if (body.length > 0) splitItems(context, node, own, path, requirements, title.end, own.length === 1)
    else handed = own
  }
  for (const child of node.children) {
    if (hasDuties(child, requirements)) visit(context, child, below, handed, requirements)
    else leaf(context, child, [], below, handed, requirements, true)
  }
}

function leaf(
  context: Context,
  node: Node,
  own: DutyGroup[],
  path: Node[],
  inherited: DutyGroup[],
  requirements: boolean,
  beside = false,
): void {
  if (own.length === 0) {
    if (requirements && inherited.length === 0) return
    if (inherited.length > 0 || (beside && beMissing(node)))
      pushItem(context, node, node.duties, path, inherited, requirements, [])
    return
  }
  const [first] = own
  const { title } = node
  const words = first ? context.folded.slice(title.end, first.start).replace(/[。\s:]/g, '') : ''
  const afterwards = context.folded.slice(own.at(-1)?.end ?? node.end, node.end).trim()
  const numbered = node.children.filter((child) => child.rank < 5)
  if (
    numbered.length > 0 &&
    numbered.length === node.children.length &&
    afterwards === '' &&
    own.length === 1 &&
    (words === '' || context.below === 'children') &&
    !context.folded.slice(title.start, title.end).includes(',') &&
    title.end - title.start <= 40
  ) {
    // 1.市场准入（牵头单位：…） (1)… (2)… : the duties of the heading are those of each measure below
    context.decision.headings.add(node)
    const handed = [...own, ...closingDeadline(context, node)]
    for (const child of node.children) leaf(context, child, [], [...path, node], handed, requirements)
    return
  }
  const separate = own.filter(
    (group, i) =>
      i === 0 || context.folded.slice(own[i - 1]?.end ?? 0, group.start).replace(/[\s。;,]/g, '').length > 0,
  )
  if (separate.length > 1) {
    splitSeveral(context, node, own, path, inherited, requirements)
    return
  }
  const extra: FlagCode[] = node.children.length > 0 ? ['children-as-text'] : []
  pushItem(context, node, allGroups(node), path, inherited, requirements, extra)
}

/** A line 完成时限：… behind the last of several children is for all of them. */
function closingDeadline(context: Context, node: Node): DutyGroup[] {
  const last = node.children.at(-1)
  const group = last?.duties.at(-1)
  if (group?.basis !== 'label' || !group.parts.every((part) => part.role === 'deadline')) return []
  if (!/\n\s*$/.test(context.folded.slice(Math.max(0, group.start - 8), group.start))) return []
  return node.children.every((child) => child === last || child.duties.length === 0) ? [group] : []
}

/** A sibling of measures without duties of its own is a measure too, if measures are the rule there. */
function beMissing(node: Node): boolean {
  const siblings = (node.parent?.children ?? []).filter((sibling) => styleOf(sibling) === styleOf(node))
  const holders = siblings.filter((sibling) => hasDuties(sibling, false)).length
  if (isRequirements(node.name) || node.name === '') return false
  return holders * 2 >= siblings.length && node.rank >= 1.5 && node.children.length === 0
}

/** Several duty groups with words between them: paragraphs without numbers below a heading, or one number shared. */
function splitSeveral(
  context: Context,
  node: Node,
  own: DutyGroup[],
  path: Node[],
  inherited: DutyGroup[],
  requirements: boolean,
): void {
  const { title } = node
  const nextLine = context.folded.indexOf('\n', title.end)
  const first = own[0]
  const aloneInLine =
    nextLine >= 0 &&
    first !== undefined &&
    nextLine < first.start &&
    context.folded.slice(title.end, nextLine).replace(/[。\s:]/g, '') === '' &&
    title.end - title.start <= 44
  if (aloneInLine) {
    context.decision.headings.add(node)
    splitItems(context, node, own, [...path, node], requirements, title.end, false)
    return
  }
  const batches = batchesOf(node.duties, own)
  let start = node.start
  own.forEach((group, i) => {
    const last = i === own.length - 1
    context.decision.items.push({
      node,
      start,
      contentStart: i === 0 ? node.contentStart : start,
      end: last ? node.treeEnd : group.end,
      ownsNumber: i === 0,
      groups: batches[i] ?? [],
      inherited,
      flags: requirements ? ['several-duties', 'in-requirements'] : ['several-duties'],
      path,
    })
    start = group.end
  })
}

/** All groups in order, parted behind each of the groups that end a measure; the rest goes to the last. */
function batchesOf(groups: DutyGroup[], ends: DutyGroup[]): DutyGroup[][] {
  const batches: DutyGroup[][] = []
  let next = 0
  for (const end of ends) {
    const batch: DutyGroup[] = []
    while (next < groups.length && (groups[next]?.end ?? 0) <= end.end) {
      const group = groups[next++]
      if (group) batch.push(group)
    }
    batches.push(batch)
  }
  batches.at(-1)?.push(...groups.slice(next))
  return batches
}

/** Measures without numbers below a heading, one for each duty group. */
function splitItems(
  context: Context,
  node: Node,
  own: DutyGroup[],
  path: Node[],
  requirements: boolean,
  from: number,
  named: boolean,
): void {
  const batches = batchesOf(node.duties, own)
  let start = from
  while (/[。:]/.test(context.folded[start] ?? '')) start++
  own.forEach((group, i) => {
    context.decision.items.push({
      node,
      start,
      contentStart: start,
      end: group.end,
      ownsNumber: false,
      namedByHeading: named,
      groups: (batches[i] ?? []).filter((other) => other.end <= group.end),
      inherited: [],
      flags: requirements ? ['in-requirements'] : [],
      path,
    })
    start = group.end
  })
}

/** Duty groups of a node and all below it. */
export function allGroups(node: Node): DutyGroup[] {
  return [...node.duties, ...node.children.flatMap((child) => allGroups(child))]
}

function pushItem(
  context: Context,
  node: Node,
  groups: DutyGroup[],
  path: Node[],
  inherited: DutyGroup[],
  requirements: boolean,
  flags: FlagCode[],
): void {
  const all =
    groups.some((group) => node.duties.includes(group)) || groups.length === 0
      ? groups
      : [...node.duties, ...groups]
  context.decision.items.push({
    node,
    start: node.start,
    contentStart: node.contentStart,
    end: node.treeEnd,
    ownsNumber: true,
    groups: all,
    inherited,
    flags: requirements ? [...flags, 'in-requirements'] : flags,
    path,
  })
}
