import { Input } from 'antd'
import { useId } from 'react'
import type { Report } from '#modules/tasks/contract.ts'
import { uploadFile } from '#modules/tasks/contract.ts'
import { call, newKey } from '#workspace/api/call.ts'
import { FileList } from '#workspace/pieces/FileList.tsx'
import { FilePicker } from '#workspace/pieces/FilePicker.tsx'
import { fieldSentence } from '#workspace/pieces/ProblemNotice.tsx'
import { fileHref } from '../file-href.ts'
import { type FilingField, filingLabels } from './filing.ts'
import styles from './report.module.css'
import type { FilingState } from './use-filing.ts'

interface Props {
  report: Report
  state: FilingState
  /** In the sheet the head of the column names the field; the label is only read out. */
  sheet?: boolean
}

const texts = ['done', 'problems', 'nextSteps', 'supportNeeded'] as const

/** The fields of a monthly report, in the order of the paper form; a change against the start is marked. */
export function ReportFields({ report, state, sheet }: Props) {
  const { filing, change } = state
  return (
    <>
      <ReportField name="percent" state={state} sheet={sheet}>
        {(control) => (
          <span className={styles.percent}>
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={0}
              max={100}
              value={filing.percent ?? ''}
              onChange={(event) => change({ percent: percentOf(event.target.value) })}
            />
            %
          </span>
        )}
      </ReportField>
      {texts.map((name) => (
        <ReportField key={name} name={name} state={state} sheet={sheet}>
          {(control) => (
            <Input.TextArea
              {...control}
              autoSize={{ minRows: sheet ? 3 : 2, maxRows: sheet ? 10 : 14 }}
              maxLength={5000}
              value={filing[name]}
              onChange={(event) => change({ [name]: event.target.value })}
            />
          )}
        </ReportField>
      ))}
      <fieldset className={styles.evidence}>
        <legend className={sheet ? styles.sheetLabel : styles.label}>佐证材料</legend>
        {report.files.length > 0 ? <FileList files={report.files} href={fileHref} /> : null}
        <FilePicker
          files={filing.files}
          href={fileHref}
          label="添加材料"
          hint={sheet ? '可拖入、粘贴' : '可以拖到这里，也可以粘贴截图；一份即可，不得上传涉密材料。'}
          onChange={(files) => change({ files })}
          upload={(file) => call(uploadFile, { file }, { key: newKey() })}
        />
      </fieldset>
    </>
  )
}

/** Whole numbers only; anything else is left to the server's own words. */
function percentOf(typed: string): number | null {
  const number = Number(typed)
  return typed.trim() === '' || !Number.isFinite(number) ? null : number
}

interface FieldProps {
  name: FilingField
  state: FilingState
  sheet?: boolean
  children: (control: { id: string; status?: 'error'; 'aria-describedby'?: string }) => React.ReactNode
}

function ReportField({ name, state, sheet, children }: FieldProps) {
  const id = useId()
  const sentence = state.fault?.field === name ? state.fault.sentence : fieldSentence(state.error, name)
  const isChanged = state.changed.includes(name)
  return (
    <div className={styles.field} data-name={name} data-changed={isChanged || undefined}>
      <label htmlFor={id} className={sheet ? styles.sheetLabel : styles.label}>
        {filingLabels[name]}
        {isChanged ? <span className={styles.changedMark}>已改</span> : null}
      </label>
      {children({
        id,
        status: sentence ? 'error' : undefined,
        'aria-describedby': sentence ? `${id}-fault` : undefined,
      })}
      {sentence ? (
        <p id={`${id}-fault`} className={styles.fault} role="alert">
          {sentence}
        </p>
      ) : null}
    </div>
  )
}
