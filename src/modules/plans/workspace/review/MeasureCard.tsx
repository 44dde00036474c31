import { memo } from 'react'
import type { Deadline, Measure, UnitMention } from '#modules/plans/contract.ts'
import { DoubtLine } from './DoubtLine.tsx'
import { doubtKey, labelOfField, openDoubtsOf } from './doubt-groups.ts'
import styles from './measure.module.css'

export interface MeasureCardActions {
  edit: (id: string) => void
  select: (id: string) => void
  settle: (doubtIds: string[]) => void
  matchUnit: (name: string) => void
}

interface Props {
  measure: Measure
  current: boolean
  mayEdit: boolean
  actions: MeasureCardActions
}

/** One measure as it was read: doubts first, then each field beside its words in the document. */
export const MeasureCard = memo(function MeasureCard({ measure, current, mayEdit, actions }: Props) {
  const doubts = openDoubtsOf(measure)
  const settled = measure.doubts.filter((doubt) => doubt.settledBy !== null)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: j and k move between measures for the keyboard
    <article
      className={styles.measure}
      data-anchor={measure.id}
      data-doubtful={doubts.length > 0 || undefined}
      aria-current={current || undefined}
      aria-label={`第 ${measure.ordinal} 条 ${measure.title}`}
      onClick={() => actions.select(measure.id)}
    >
      <header>
        <span className={styles.measureNumber}>{measure.number || measure.ordinal}</span>
        <h3>{measure.title}</h3>
        {measure.marks.map((mark) => (
          <span key={mark} className={styles.measureMark} title="原文在序号处的标记">
            {mark}
          </span>
        ))}
        {!measure.isPublic && <span className={styles.measureMark}>不公开</span>}
        {mayEdit && (
          <button type="button" className={styles.quietButton} onClick={() => actions.edit(measure.id)}>
            修改
          </button>
        )}
      </header>
      {doubts.map((doubt) => (
        <DoubtLine
          key={doubt.id}
          doubt={doubt}
          onSettle={
            mayEdit && doubt.acceptable ? () => actions.settle([doubtKey(measure, doubt)]) : undefined
          }
          onEdit={mayEdit ? () => actions.edit(measure.id) : undefined}
        />
      ))}
      <div className={styles.measureFields}>
        <Field name="text" raw={measure.raw.text ?? measure.raw.title} shown={measure.text}>
          {measure.text}
        </Field>
        <Field name="leads" raw={measure.raw.leads} shown={namesOf(measure.leads)}>
          <Units units={measure.leads} onMatch={mayEdit ? actions.matchUnit : undefined} />
        </Field>
        <Field name="partners" raw={measure.raw.partners} shown={namesOf(measure.partners)}>
          <Units units={measure.partners} onMatch={mayEdit ? actions.matchUnit : undefined} />
        </Field>
        <Field
          name="deadline"
          raw={measure.raw.deadline ?? measure.deadline?.raw}
          shown={wordsOf(measure.deadline)}
        >
          {wordsOf(measure.deadline)}
        </Field>
        {Object.entries(measure.raw)
          .filter(([name]) => !shownFields.has(name))
          .map(([name, raw]) => (
            <Field key={name} name={name} raw={raw} shown={raw}>
              {raw}
            </Field>
          ))}
      </div>
      {settled.length > 0 && (
        <details className={styles.measureSettled}>
          <summary>已确认 {settled.length} 处</summary>
          {settled.map((doubt) => (
            <p key={doubt.id}>
              {doubt.sentence}（{doubt.settledBy}）
            </p>
          ))}
        </details>
      )}
    </article>
  )
})

const shownFields = new Set(['title', 'text', 'leads', 'partners', 'deadline', 'number', 'mark', 'marks'])

function Field(props: { name: string; raw: string | undefined; shown: string; children: React.ReactNode }) {
  const same =
    props.raw !== undefined &&
    [props.raw, withoutLabel(props.raw)].some((raw) => plain(raw) === plain(props.shown))
  return (
    <div className={styles.measureField}>
      <span className={styles.measureFieldLabel}>{labelOfField(props.name)}</span>
      <div className={styles.measureFieldValue}>
        {props.shown === '' ? <span className={styles.none}>未注明</span> : props.children}
      </div>
      <div className={styles.measureFieldRaw}>
        {props.raw ? (
          same ? (
            <span className={styles.same}>同原文</span>
          ) : (
            `原文：${props.raw}`
          )
        ) : (
          <span className={styles.same}>原文未写</span>
        )}
      </div>
    </div>
  )
}

/** 牵头部门：市公安局 is 市公安局. */
const withoutLabel = (words: string) => words.replace(/^[（(]?[^：:、，]{2,8}[：:]/, '')

/** Words without the separators that a list of names may be printed with. */
const plain = (words: string) => words.replaceAll(/[\s、，,；;。）)]/g, '')

const namesOf = (units: readonly UnitMention[]) => units.map(({ raw }) => raw).join('、')

const matches: Partial<Record<UnitMention['match'], string>> = {
  short: '简称',
  other: '别名',
  former: '曾用名',
  alias: '已记住的叫法',
}

function Units({ units, onMatch }: { units: readonly UnitMention[]; onMatch?: (name: string) => void }) {
  return (
    <ul className={styles.measureUnits}>
      {units.map((unit, index) => (
        <li key={`${unit.raw}-${index.toString()}`} data-match={unit.match}>
          {unit.match === 'unknown' ? (
            <>
              <span className={styles.unitUnknown}>{unit.raw}</span>
              <span className={styles.unitNote}>未对应到单位</span>
              {onMatch && (
                <button type="button" className={styles.quietButton} onClick={() => onMatch(unit.name)}>
                  对应
                </button>
              )}
            </>
          ) : (
            <>
              {unit.name}
              {unit.match === 'collective' && (
                <span className={styles.unitNote} title={unit.members.map(({ name }) => name).join('、')}>
                  含 {unit.members.length} 个单位
                </span>
              )}
              {matches[unit.match] && unit.raw !== unit.name && (
                <span className={styles.unitNote}>
                  {matches[unit.match]}“{unit.raw}”
                </span>
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** 2026年9月30日前, 并长期坚持; empty when the document names no time. */
function wordsOf(deadline: Deadline | null): string {
  if (!deadline) return ''
  const milestones = deadline.milestones.map(
    ({ label, date }) => `${label} ${date ? dayInWords(date) : '未定日期'}`,
  )
  const parts = [
    deadline.date ? `${dayInWords(deadline.date)}前` : '',
    deadline.longTerm ? '长期坚持' : '',
    ...milestones,
  ].filter((part) => part !== '')
  return parts.length > 0 ? parts.join('；') : deadline.raw
}

const dayInWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}
