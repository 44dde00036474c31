import { plan } from './plan.ts'

/** What a paragraph of the paper is; the writer of the file gives each kind its face and place. */
export type LineKind =
  | 'mark'
  | 'document-number'
  | 'title'
  | 'addressees'
  | 'body'
  | 'signature'
  | 'date'
  | 'note'
  | 'plan-title'
  | 'level-1'
  | 'level-2'
  | 'field'
  | 'measure'
  | 'label'
  | 'safeguard'
  | 'copies'
  | 'printed'

export interface PlanLine {
  readonly kind: LineKind
  readonly text: string
  /** The leading part that is set in the face of a heading: number and lead sentence. */
  readonly head?: string
  /** For a field: the list whose automatic number it continues; numbers restart with each list. */
  readonly list?: number
}

export const chineseNumerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

function headed(kind: LineKind, head: string, rest: string): PlanLine {
  return { kind, head, text: `${head}${rest}` }
}

function* noticeLines(): Generator<PlanLine> {
  const { notice } = plan
  yield { kind: 'mark', text: '瀚宁市人民政府办公室文件' }
  yield { kind: 'document-number', text: notice.documentNumber }
  yield { kind: 'title', text: notice.title }
  yield { kind: 'addressees', text: notice.addressees }
  for (const text of notice.body) yield { kind: 'body', text }
  yield { kind: 'signature', text: notice.signature }
  yield { kind: 'date', text: notice.date }
  yield { kind: 'note', text: notice.footnote }
}

function* taskLines(): Generator<PlanLine> {
  for (const [a, action] of plan.actions.entries()) {
    yield { kind: 'level-2', text: `（${chineseNumerals[a]}）${action.name}` }
    yield { kind: 'body', text: action.intro }
    for (const field of action.fields) {
      yield { kind: 'field', text: field.name, list: a }
      for (const [m, measure] of field.measures.entries()) {
        yield headed('measure', `（${m + 1}）${measure.title}。`, measure.text)
        yield { kind: 'label', text: `牵头部门：${measure.leads.join('、')}` }
        yield { kind: 'label', text: `配合单位：${measure.partners.join('、')}` }
        yield { kind: 'label', text: `完成时限：${measure.deadline}` }
      }
    }
  }
}

/**
 * The paragraphs of the published paper in order, as format F01 has them. The number of a field (`1.`) is not
 * in its text: Word counts it, and it restarts in each action.
 */
export function* planLines(): Generator<PlanLine> {
  yield* noticeLines()
  yield { kind: 'plan-title', text: plan.title }
  for (const text of plan.preamble) yield { kind: 'body', text }
  yield { kind: 'level-1', text: `一、${plan.generalHeading}` }
  for (const text of plan.general) yield { kind: 'body', text }
  yield { kind: 'level-1', text: `二、${plan.tasksHeading}` }
  yield* taskLines()
  yield { kind: 'level-1', text: `三、${plan.safeguardsHeading}` }
  for (const [s, safeguard] of plan.safeguards.entries()) {
    yield headed('safeguard', `（${chineseNumerals[s]}）${safeguard.title}。`, safeguard.text)
  }
  yield {
    kind: 'copies',
    text: '抄送：市委各部门，市人大常委会办公室，市政协办公室，市监察委员会，市中级人民法院，市人民检察院。',
  }
  yield { kind: 'printed', text: '瀚宁市人民政府办公室　　　　　　　　2026年3月16日印发' }
}
