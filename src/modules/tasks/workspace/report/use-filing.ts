import { useRef, useState } from 'react'
import { fileReport, type Report } from '#modules/tasks/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { useMe } from '#workspace/session/me.ts'
import { dropDraft, readDraft, useKeptDraft } from '../draft.ts'
import { baseOf, changedFields, type Filing, faultOf, startOf, withoutChange } from './filing.ts'

/**
 * One report while it is being written: prefilled, kept in this browser until it has been sent, with what differs
 * from the text that it started from.
 */
export function useFiling(report: Report, onFiled: (report: Report) => void) {
  const { personId } = useMe()
  // The unit's computer may be shared: a draft belongs to one person and one report.
  const name = `report.${report.id}.${personId}`
  const base = baseOf(report)
  const restored = useRef<boolean | null>(null)
  const [filing, setFiling] = useState<Filing>(() => {
    const draft = readDraft<Filing>(name)
    restored.current = draft !== null
    return draft ?? startOf(report)
  })
  const [fault, setFault] = useState<ReturnType<typeof faultOf>>(null)
  const changed = changedFields(filing, base)
  const isTouched = changed.length > 0 || filing.files.length > 0
  useKeptDraft(name, filing, isTouched)
  const write = useWrite(fileReport, {
    onDone: (filed) => {
      dropDraft(name)
      onFiled(filed)
    },
  })
  return {
    filing,
    changed,
    isTouched,
    wasRestored: restored.current === true && isTouched,
    fault,
    error: write.error,
    isSending: write.isPending,
    change: (part: Partial<Filing>) => {
      setFault(null)
      setFiling((known) => ({ ...known, ...part }))
    },
    startAgain: () => setFiling(startOf(report)),
    noChange: () => setFiling((known) => withoutChange(known, base)),
    send: () => {
      const missing = faultOf(filing)
      setFault(missing)
      if (missing || write.isPending) return
      const { files, percent, ...text } = filing
      write.mutate({ id: report.id, percent: percent as number, ...text, fileIds: files.map(({ id }) => id) })
    },
  }
}

export type FilingState = ReturnType<typeof useFiling>
