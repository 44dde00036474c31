import { Button, Checkbox, Input } from 'antd'
import { findPersonalData, maskPersonalData, personalDataLabels } from '#kernel/masking.ts'
import type { Report } from '#modules/tasks/contract.ts'
import { Field } from '#workspace/pieces/Field.tsx'
import styles from './report.module.css'

export interface PublicChoice {
  isPublic: boolean
  text: string
  fileIds: string[]
}

interface Props {
  report: Report
  choice: PublicChoice
  error: unknown
  onChange: (choice: PublicChoice) => void
}

/** What of this report everybody may read: its own text, looked through for people's numbers, and chosen files. */
export function PublicPart({ report, choice, error, onChange }: Props) {
  const findings = findPersonalData(choice.text)
  return (
    <div className={styles.public}>
      <Field
        label="公开内容"
        name="publicText"
        error={error}
        hint="由“已完成工作”带入，可以改写；存在问题、需要的支持不公开。"
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 14 }}
            maxLength={3000}
            value={choice.text}
            onChange={(event) => onChange({ ...choice, text: event.target.value })}
          />
        )}
      </Field>
      {findings.length > 0 ? (
        <div className={styles.finding} role="alert">
          <p>
            有疑似个人信息，不能公开：
            {findings.map((finding) => `${personalDataLabels[finding.kind]} ${finding.value}`).join('、')}。
          </p>
          <Button size="small" onClick={() => onChange({ ...choice, text: maskPersonalData(choice.text) })}>
            隐去这 {findings.length} 处
          </Button>
        </div>
      ) : null}
      {report.files.length > 0 ? (
        <fieldset className={styles.evidence}>
          <legend className={styles.label}>一并公开的材料</legend>
          {report.files.map((file) => (
            <Checkbox
              key={file.id}
              checked={choice.fileIds.includes(file.id)}
              onChange={(event) =>
                onChange({
                  ...choice,
                  fileIds: event.target.checked
                    ? [...choice.fileIds, file.id]
                    : choice.fileIds.filter((id) => id !== file.id),
                })
              }
            >
              {file.name}
            </Checkbox>
          ))}
          <p className={styles.quiet}>公开前请打开看一遍：材料里的姓名、电话、证件号码不会自动隐去。</p>
        </fieldset>
      ) : null}
    </div>
  )
}
