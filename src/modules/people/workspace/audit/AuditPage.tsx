import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Filters } from '#workspace/pieces/Filters.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { StateTag } from '#workspace/pieces/StateTag.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { type AuditLine, listAudit } from '../../contract.ts'
import { auditLabels } from '../../rules.ts'
import { ReviewBar } from './ReviewBar.tsx'

const limit = 100

/** 审计记录: what was done, by whom, from where, and whether it was let through. Nobody can change a line. */
export default function AuditPage({ embedded }: PageProps<'/audit'>) {
  const [query, change] = useQueryState()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const before = query.get('before')
  const set = (name: string) => (value: string | null | undefined) =>
    change({ [name]: value ?? null, before: null })
  const answer = useAnswer(
    listAudit,
    {
      action: query.get('action') ?? undefined,
      from: query.get('from') ?? undefined,
      until: query.get('until') ?? undefined,
      onlyFailures: query.get('failed') === 'true',
      onlyUnreviewed: query.get('unread') === 'true',
      before: before ? Number(before) : undefined,
      limit,
    },
    { topics: ['session'], keepPrevious: true },
  )
  const turn = (id: number, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <>
      <PageHeader
        title="审计记录"
        embedded={embedded}
        lead="登录、授权、设置和越权访问都有记录，任何人不能修改或删除。审阅结论另行保存。"
      />
      <Filters>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label="事件"
          placeholder="全部事件"
          style={{ width: 200 }}
          value={query.get('action')}
          options={Object.entries(auditLabels).map(([value, label]) => ({ value, label }))}
          onChange={set('action')}
        />
        <DayPicker aria-label="自" placeholder="自" value={query.get('from')} onChange={set('from')} />
        <DayPicker aria-label="至" placeholder="至" value={query.get('until')} onChange={set('until')} />
        <Checkbox
          checked={query.get('failed') === 'true'}
          onChange={({ target }) => set('failed')(target.checked ? 'true' : null)}
        >
          只看未成功
        </Checkbox>
        <Checkbox
          checked={query.get('unread') === 'true'}
          onChange={({ target }) => set('unread')(target.checked ? 'true' : null)}
        >
          只看未审阅
        </Checkbox>
      </Filters>
      <Answered answer={answer} rows={12}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="没有符合条件的记录">可以放宽日期或减少条件。</EmptyState>
          ) : (
            <>
              <ReviewBar
                rows={rows}
                chosen={rows.filter(({ id, review }) => chosen.has(id) && !review).map(({ id }) => id)}
                onChoose={(ids) => setChosen(new Set(ids))}
              />
              <Rows
                label="审计记录"
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  {
                    label: '时间',
                    tight: true,
                    draw: (line) => (
                      <>
                        {line.review ? null : (
                          <Checkbox
                            style={{ marginRight: 8 }}
                            aria-label={`选择 ${momentText(line.at)} ${line.actionLabel}`}
                            checked={chosen.has(line.id)}
                            onChange={({ target }) => turn(line.id, target.checked)}
                          />
                        )}
                        {momentText(line.at)}
                      </>
                    ),
                  },
                  { label: '事件', draw: ({ actionLabel }) => actionLabel },
                  {
                    label: '结果',
                    tight: true,
                    draw: ({ succeeded }) =>
                      succeeded ? <StateTag label="成功" /> : <StateTag label="未成功" tone="doubt" />,
                  },
                  { label: '操作人', draw: ({ actor }) => actor },
                  { label: '地址', tight: true, draw: ({ source }) => source ?? '' },
                  { label: '详情', draw: (line) => <Detail line={line} /> },
                  {
                    label: '审阅',
                    tight: true,
                    draw: ({ review }) =>
                      review ? (
                        <span
                          title={[review.note, review.reviewedBy, momentText(review.reviewedAt)]
                            .filter(Boolean)
                            .join('，')}
                        >
                          {review.verdict === 'normal' ? '正常' : <StateTag label="可疑" tone="doubt" />}
                        </span>
                      ) : null,
                  },
                ]}
              />
              <p style={{ marginTop: 12, display: 'flex', gap: 8 }}>
                {before ? (
                  <Button size="small" onClick={() => change({ before: null })}>
                    回到最新
                  </Button>
                ) : null}
                {rows.length === limit ? (
                  <Button
                    size="small"
                    onClick={() => change({ before: String(rows.at(-1)!.id) }, { push: true })}
                  >
                    更早的记录
                  </Button>
                ) : null}
              </p>
            </>
          )
        }
      </Answered>
    </>
  )
}

function Detail({ line }: { line: AuditLine }) {
  const parts = Object.entries(line.detail).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  if (parts.length === 0 && !line.object) return null
  return (
    <details>
      <summary style={{ cursor: 'pointer', color: 'var(--accent)' }}>查看</summary>
      <div style={{ fontSize: 12, color: 'var(--ink-2)' }}>
        {line.object ? <div>对象 {line.object}</div> : null}
        {parts.map((part) => (
          <div key={part}>{part}</div>
        ))}
      </div>
    </details>
  )
}
