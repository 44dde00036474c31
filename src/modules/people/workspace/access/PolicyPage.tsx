import { Button, Checkbox, InputNumber } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { Field, FieldFoot, FieldForm, FieldRow } from '#workspace/pieces/Field.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { useMay } from '#workspace/session/me.ts'
import { type AccessPolicy, getAccessPolicy, setAccessPolicy } from '../../contract.ts'

type Numbers = Exclude<keyof AccessPolicy, 'everybodyNeedsSecondFactor'>

const parts: readonly { title: string; fields: readonly (readonly [Numbers, string, string, string])[] }[] = [
  {
    title: '口令',
    fields: [
      ['minimumLength', '最短长度', '位', '不得少于 8 位。'],
      ['kindsOfCharacters', '字符种类', '类', '大写字母、小写字母、数字、符号中至少包含几类。'],
      ['historyCount', '不得重复', '个', '新口令不能与最近几个相同。'],
      ['maximumDays', '有效期', '天', '0 表示不强制更换。'],
    ],
  },
  {
    title: '登录失败',
    fields: [
      ['accountFailures', '账户输错次数', '次', '同一账户连续输错几次后锁定。'],
      ['sourceFailures', '地址输错次数', '次', '同一网络地址输错几次后锁定。'],
      ['lockMinutes', '锁定时长', '分钟', '到时自动解除。'],
    ],
  },
  {
    title: '会话',
    fields: [['sessionHours', '最长登录时间', '小时', '到时须重新登录，无论是否在使用。']],
  },
]

/** 口令与登录策略: set by the security administrator, read by the system administrator and the auditor. */
export default function PolicyPage({ embedded }: PageProps<'/access-policy'>) {
  const sets = useMay()('people.guardAccess')
  const answer = useAnswer(getAccessPolicy, {}, { topics: ['setting'] })
  return (
    <>
      <PageHeader
        title="口令与登录策略"
        embedded={embedded}
        lead="下限按网络安全等级保护三级的要求设定，只能从严，不能放宽到下限以下。"
      />
      <Answered answer={answer}>
        {(policy) => (sets ? <PolicyForm policy={policy} /> : <PolicyFacts policy={policy} />)}
      </Answered>
    </>
  )
}

function PolicyForm({ policy }: { policy: AccessPolicy }) {
  const [draft, setDraft] = useState(policy)
  const write = useWrite(setAccessPolicy, { onDone: () => say('策略已更新，自下次登录和更换口令时起执行') })
  return (
    <FieldForm label="口令与登录策略" onSubmit={() => write.mutate(draft)}>
      {parts.map(({ title, fields }) => (
        <fieldset key={title} style={{ border: 0, padding: 0, margin: '0 0 16px', minWidth: 0 }}>
          <legend style={{ padding: 0, marginBottom: 8, fontSize: 16, fontWeight: 600 }}>{title}</legend>
          <FieldRow>
            {fields.map(([name, label, unit, hint]) => (
              <Field key={name} label={label} name={name} error={write.error} hint={hint}>
                {(control) => (
                  <InputNumber
                    {...control}
                    style={{ width: 160 }}
                    suffix={unit}
                    precision={0}
                    value={draft[name]}
                    onChange={(value) => setDraft({ ...draft, [name]: value ?? 0 })}
                  />
                )}
              </Field>
            ))}
          </FieldRow>
        </fieldset>
      ))}
      <Checkbox
        checked={draft.everybodyNeedsSecondFactor}
        onChange={({ target }) => setDraft({ ...draft, everybodyNeedsSecondFactor: target.checked })}
      >
        全员登录须使用动态码（三员始终须使用）
      </Checkbox>
      <ProblemNotice error={write.error} />
      <FieldFoot>
        <Button type="primary" htmlType="submit" loading={write.isPending}>
          保存策略
        </Button>
      </FieldFoot>
    </FieldForm>
  )
}

function PolicyFacts({ policy }: { policy: AccessPolicy }) {
  return (
    <>
      {parts.map(({ title, fields }) => (
        <Section key={title} title={title}>
          <Facts items={fields.map(([name, label, unit]) => [label, `${policy[name]} ${unit}`] as const)} />
        </Section>
      ))}
      <p style={{ marginTop: 32 }}>
        {policy.everybodyNeedsSecondFactor
          ? '全员登录须使用动态码。'
          : '三员登录须使用动态码，其他人员可以自愿使用。'}
        <span style={{ color: 'var(--ink-2)' }}>策略由安全管理员设置。</span>
      </p>
    </>
  )
}
