import { Button, Input, Select, Slider } from 'antd'
import { useEffect, useState } from 'react'
import { type City, getCity, updateCity } from '#modules/city/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Field, FieldFoot, FieldForm, FieldRow } from '#workspace/pieces/Field.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { setHue } from '#workspace/theme/theme.ts'

type Text =
  | 'name'
  | 'bareName'
  | 'portalTitle'
  | 'workspaceTitle'
  | 'brand'
  | 'issuingOffice'
  | 'documentNumberPrefix'
type Optional = 'hotline' | 'errorReportUrl' | 'siteCode' | 'icpNumber'

export default function CityPage({ embedded }: PageProps<'/city'>) {
  const answer = useAnswer(getCity, {}, { topics: ['setting'] })
  return (
    <>
      <PageHeader
        title="城市与平台名称"
        embedded={embedded}
        lead="这里的名称用在门户、工作平台和公文上，保存后立即生效。"
      />
      <Answered answer={answer}>{(city) => <CityForm city={city} />}</Answered>
    </>
  )
}

function CityForm({ city }: { city: City }) {
  const [draft, setDraft] = useState(city)
  const write = useWrite(updateCity, { onDone: () => say('名称已更新，门户和公文随即使用') })
  const { error } = write
  // The colour is seen while it is chosen, and goes back when it is not kept.
  const kept = write.data?.hue ?? city.hue
  useEffect(() => {
    setHue(draft.hue)
    return () => setHue(kept)
  }, [draft.hue, kept])
  const text = (name: Text, label: string, hint?: string) => (
    <Field label={label} name={name} error={error} hint={hint}>
      {(control) => (
        <Input
          {...control}
          value={draft[name]}
          onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
        />
      )}
    </Field>
  )
  const optional = (name: Optional, label: string, hint?: string) => (
    <Field label={label} name={name} error={error} hint={hint} optional>
      {(control) => (
        <Input
          {...control}
          value={draft[name] ?? ''}
          onChange={({ target }) => setDraft({ ...draft, [name]: target.value || null })}
        />
      )}
    </Field>
  )
  return (
    <div style={{ maxWidth: '46em' }}>
      <FieldForm label="城市与平台名称" onSubmit={() => write.mutate(draft)}>
        <FieldRow>
          {text('name', '城市名称', '例如：某某市。')}
          {text('bareName', '城市简称', '不带“市”字。')}
        </FieldRow>
        {text('portalTitle', '公开平台名称')}
        {text('workspaceTitle', '工作平台名称')}
        <FieldRow>
          {text('brand', '服务品牌')}
          <Field label="品牌释义" name="brandMeaning" error={error} hint="输入后按回车，最多 9 项。">
            {(control) => (
              <Select
                {...control}
                mode="tags"
                suffixIcon={null}
                open={false}
                value={draft.brandMeaning}
                onChange={(brandMeaning) => setDraft({ ...draft, brandMeaning })}
              />
            )}
          </Field>
        </FieldRow>
        <FieldRow>
          {text('issuingOffice', '发文机关', '用在通报等公文的落款。')}
          {text('documentNumberPrefix', '发文机关代字', '发文字号中年份之前的部分。')}
        </FieldRow>
        <Field label="调度中心" name="centreUnitId" error={error} hint="核对方案、催办、审核进展的单位。">
          {(control) => (
            <UnitPicker
              {...control}
              value={draft.centreUnitId}
              onChange={(centreUnitId) => setDraft({ ...draft, centreUnitId })}
            />
          )}
        </Field>
        <Field
          label={`主色调 ${draft.hue}°`}
          name="hue"
          error={error}
          hint="用于按钮和链接；灯色不随之改变。"
        >
          {() => (
            <Slider
              min={0}
              max={359}
              value={draft.hue}
              tooltip={{ open: false }}
              ariaLabelForHandle="主色调，0 至 359 度"
              onChange={(hue) => setDraft({ ...draft, hue })}
            />
          )}
        </Field>
        <FieldRow>
          {optional('hotline', '服务热线')}
          {optional('errorReportUrl', '政府网站找错', '完整网址；不填时使用本平台的入口。')}
        </FieldRow>
        <FieldRow>
          {optional('siteCode', '网站标识码')}
          {optional('icpNumber', '备案号')}
        </FieldRow>
        <ProblemNotice error={error} />
        <FieldFoot>
          <Button type="primary" htmlType="submit" loading={write.isPending}>
            保存
          </Button>
        </FieldFoot>
      </FieldForm>
    </div>
  )
}
