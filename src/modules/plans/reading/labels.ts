/**
 * The words that announce who, with whom, by when. The meaning of 责任单位 depends on its neighbours:
 * where 牵头 stands in the same group it names partners, alone it names the lead first
 * (列第一位的责任单位为牵头单位).
 */
export type DutyRole = 'lead' | 'partner' | 'duty' | 'leader' | 'deadline' | 'both' | 'extra'

const LEVEL = '(?:省级|市级|市直|区级|区直|县级|县直|旗级|旗直|州级|州直|盟级|本级|国家级|中央)?'
const WHO =
  '(?:责任|主管|负责)?(?:市直|市级|区级|县级|省级)?(?:单位|部门|处室|科室|股室|机构|主体|地区|地方|街道|委办局|司局|镇街|方)'
const AFTER = '(?:名称|\\((?:单位|部门|科室|处室|\\d*)\\)|(?:及|和|、|/|与)?(?:责任|联系|负责)人)?'

const LEAD = `${LEVEL}(?:(?:总|第一|主要|共同|联合)?(?:牵头|主责|主办|主管|总牵头|承办|承接|统筹|实施牵头|协调牵头)${WHO}|(?:第一|主要|总)责任(?:单位|部门)|责任牵头(?:单位|部门)|牵头责任(?:单位|部门)|负责(?:单位|部门))`
const BOTH = `${LEVEL}牵头(?:单位|部门)?(?:(?:、|及|和|与|/)(?:配合|责任|协办|协同|参与)|配合)${WHO}`
const PARTNER = `${LEVEL}(?:配合|协办|协同|协作|协助|协调|参加|参与|联办|会办|会同|联合|支持|辅助)(?:责任|落实|配合)?(?:市直|市级|区级|县级)?(?:单位|部门|处室|科室|股室|机构|地区|委办局|镇街|方)`
const DUTY = `${LEVEL}(?:工作|任务|整改|落实|具体|分工|职责|直接|相关)?(?:责任|落实|实施|执行|分工|推进|整改|承担)(?:单位|部门|处室|科室|股室|机构|主体|委办局|司局|镇街)(?:及分工|分工|和分工)?|责任分工|职责分工|任务分工|分工安排|工作分工`
const LEADER = `(?:市级|市|区|县|旗|州|盟|省)?(?:牵头|分管|责任|包联|挂钩|主管|联系|包保|挂帅|督办|牵头包联|主抓|统筹)(?:市|区|县|旗|州|盟|省)?(?:级)?领导`
const TIME =
  '(?:工作|任务|整改|办理|落实|推进|计划|预计|要求|具体|目标|实施|办结|达成|最终|总体|拟)?(?:完成|办结|整改|推进|落实|实施|达成|结束|销号)?(?:时限|时间|期限|时间节点|时间要求|时限要求|时间进度|进度安排|时间安排|进度要求|时间期限|日期|进度时限|节点|进度节点|完成时点)'
const TIME_STRICT = `(?:${TIME}|计划启动(?:、|及|和)?完成(?:时限|时间)|(?:计划)?起止(?:时间|日期)|计划启动时间|启动时间)(?:及要求|要求)?`
const EXTRA =
  '(?:具体)?(?:责任人|联系人|联络员|经办人|具体负责人|负责人|主要负责人|分管负责人)(?:及电话|及联系方式|及联系电话)?|联系(?:电话|方式)|预期成果|成果形式|工作成果|成果|备注|督导单位|督办单位|监督单位|指导单位|对口省级部门|对口部门|上级对口部门|对标城市|借鉴城市|资金来源|经费来源'

const ROLES: [DutyRole, RegExp][] = (
  [
    ['both', BOTH],
    ['lead', LEAD],
    ['partner', PARTNER],
    ['leader', LEADER],
    ['duty', DUTY],
    ['deadline', TIME_STRICT],
    ['extra', EXTRA],
  ] as [DutyRole, string][]
).map(([role, source]) => [role, new RegExp(`^(?:${source})${AFTER}$`)])

const BARE = new Map<string, DutyRole>([
  ['牵头', 'lead'],
  ['主办', 'lead'],
  ['主责', 'lead'],
  ['配合', 'partner'],
  ['协办', 'partner'],
  ['责任', 'duty'],
])

/** Words that look like a time label but are not one. */
const NOT_TIME = /^(?:时间|日期|节点|要求时间|实施日期|期限)$/

const known = new Map<string, DutyRole | null>()

/** The role that a label names (without colon and brackets), or null. */
export function labelRole(label: string, options: { column?: boolean } = {}): DutyRole | null {
  const words = label.replace(/[ \u3000\n]/g, '')
  if (words.length < 2 || words.length > 20) return null
  const key = options.column ? `${words}|` : words
  const role = known.get(key)
  if (role !== undefined) return role
  // the same few labels come again and again; words that are none must not fill the memory
  if (known.size > 5000) known.clear()
  const found = roleOfWords(words, options.column === true)
  known.set(key, found)
  return found
}

function roleOfWords(words: string, column: boolean): DutyRole | null {
  const bare = BARE.get(words)
  if (bare) return bare
  // 责任（配合）单位: the note in the middle says what is meant
  const noted = /^(.{2,6})\(([^()]{2,6})\)(单位|部门)$/.exec(words)
  if (noted) return labelRole(`${noted[2]}${noted[3]}`) ?? labelRole(`${noted[1]}${noted[3]}`)
  for (const [role, pattern] of ROLES)
    if (pattern.test(words)) return role === 'deadline' && NOT_TIME.test(words) && !column ? null : role
  return null
}

export type Label = {
  role: DutyRole
  /** the words without colon */
  label: string
  start: number
  /** where the value begins */
  end: number
}

const BRACKETED = /\[ ?([\u4e00-\u9fff()、/]{2,16}) ?:? ?\] ?:?/g

/**
 * Labels with a colon (or standing alone in brackets of their own) between `from` and `to` of a folded
 * text, in order, not overlapping.
 */
export function findLabels(folded: string, from: number, to: number): Label[] {
  const found: Label[] = []
  const part = folded.slice(from, to)
  for (let colon = part.indexOf(':'); colon >= 0; colon = part.indexOf(':', colon + 1)) {
    const label = labelBefore(part, colon)
    if (label) found.push({ ...label, start: from + label.start, end: from + colon + 1 })
  }
  for (const match of part.matchAll(BRACKETED)) {
    const role = labelRole(match[1] ?? '')
    if (role) {
      const start = from + match.index
      found.push({ role, label: match[1] ?? '', start, end: start + match[0].length })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  return found.filter((label, i) => i === 0 || label.start >= (found[i - 1]?.end ?? 0))
}

/** Longest label that ends at `colon`; what stands before it must not be a Chinese word. */
function labelBefore(part: string, colon: number): Omit<Label, 'end'> | null {
  let last = colon
  while (last > 0 && part[last - 1] === ' ') last--
  let best: Omit<Label, 'end'> | null = null
  for (let start = last - 2; start >= 0 && last - start <= 20; start--) {
    const before = start > 0 ? part[start - 1] : undefined
    if (!/[\u4e00-\u9fff()、/ \d]/.test(part[start] ?? '')) break
    if (before !== undefined && /[\u4e00-\u9fffA-Za-z]/.test(before)) continue
    const words = part.slice(start, last)
    if (!/^[\u4e00-\u9fff]/.test(words)) continue
    const role = labelRole(words)
    if (role) best = { role, label: words.replace(/ /g, ''), start }
  }
  return best
}

/** A label that stands alone at the head of a line, its value set off by spaces only. */
export function spacedLabel(folded: string, from: number, to: number): Label | null {
  const line = folded.slice(from, Math.min(to, from + 24))
  const match = /^ *([\u4e00-\u9fff]{4,8}) {1,8}(?=\S)/.exec(line)
  const role = match ? labelRole(match[1] ?? '') : null
  if (!match || !role || role === 'extra') return null
  const start = from + match[0].indexOf(match[1] ?? '')
  return { role, label: match[1] ?? '', start, end: from + match[0].length }
}

/** Columns that only tables have. */
export type ColumnRole =
  | DutyRole
  | 'sequence'
  | 'group'
  | 'task'
  /** what is wrong, in a list of corrections; what is to be done stands in another column */
  | 'problem'
  | 'measure'
  | 'milestone'
  | 'goal'
  | 'remark'

const COLUMNS: [ColumnRole, RegExp][] = [
  ['sequence', /^(?:序号|编号|序|号|任务编号|任务序号|督办编号|条目|条款号|NO\.?|No\.?|项号)$/],
  [
    'group',
    /^(?:(?:所属|重点|改革|任务|工作|一级|二级|提升|涉及|评价|问题)?(?:领域|类别|分类|板块|方面|指标|专项行动|行动|环节|维度|模块|大类|类型|名称类别|环境)|(?:一|二|三)级指标|指标名称|指标领域|重点提升领域|专项提升行动|工作方向|改革方向|主题|篇章|任务类别|目标任务类别)$/,
  ],
  [
    'measure',
    /^(?:(?:具体|主要|重点|工作|改革|整改|任务|细化|实施|落实|分解|提升|创新|推进|优化|年度|重点工作)*(?:措施|举措|内容|做法|要求|任务分解|事项内容)(?:及要求|及目标|和要求|及标准)?|项目内容|建设内容|具体任务|具体事项|工作要点|要点|分解任务|细化任务|任务分解|任务要求|工作安排|任务描述|改革任务内容|具体工作)$/,
  ],
  [
    'task',
    /^(?:(?:重点|主要|工作|改革|目标|整改|年度|提升|创新|攻坚|专项|落实|督办|细化|总体|核心|优化|试点|市级|分解)*(?:任务|事项|工作|项目|课题)(?:名称|事项|项目|清单)?|名称|任务名称|事项名称|项目名称)$/,
  ],
  ['problem', /^(?:存在|反馈|突出|主要|具体|整改)?的?问题(?:清单|表述|描述|内容|表现|事项)?$/],
  [
    'milestone',
    /^(?:第?[一二三四1-4]季度|[1-9]月|1[0-2]月|[一二三四五六七八九十]{1,2}月|上半年|下半年|20\d\d年)(?:份|底|末)?(?:形象进度|进度|目标|计划|工作目标|任务|工作计划|工作任务|进展目标|完成情况|安排|任务目标|推进目标)?$/,
  ],
  [
    'goal',
    /^(?:工作|任务|预期|年度|阶段|绩效|整改|达成|具体|主要|量化)?(?:目标|成效|效果|标准|指标值|目标值)(?:及任务要求|任务|要求)?$/,
  ],
  [
    'remark',
    /^(?:备注|说明|附注|工作动态|工作进展|进展情况|工作进度|完成情况|资金使用情况|落实情况|推进情况|目前进展|进展|依据|政策依据|来源|任务来源|.*意见)$/,
  ],
]

/** What a column (or the left cell of a form) holds, judged by its head. */
export function columnRole(head: string): ColumnRole | null {
  const words = head.replace(/[\s*]/g, '').replace(/[:：]$/, '')
  if (words === '' || words.length > 24) return null
  const plain = words.replace(/[(（][^)）]{0,12}[)）]$/, '')
  const duty = labelRole(plain, { column: true }) ?? labelRole(words, { column: true })
  if (duty) return duty
  if (/^(?:负责)$/.test(plain)) return 'lead'
  if (/^(?:协同|参与)$/.test(plain)) return 'partner'
  for (const [role, pattern] of COLUMNS) if (pattern.test(plain)) return role
  return null
}
