import { Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { uploadPlan } from '#modules/plans/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { sizeText } from '#workspace/pieces/FileList.tsx'
import { useGo } from '#workspace/pieces/GoTo.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import styles from './plans.module.css'

/** Takes a published plan in by dropping or choosing it, reads it, and goes on to the review. */
export function PlanUpload() {
  const go = useGo()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const upload = useWrite(uploadPlan, { onDone: (plan) => go(`/plans/${plan.id}/review`) })
  const file = upload.variables?.file as File | undefined
  const take = (chosen: File | undefined) => {
    if (chosen && !upload.isPending) upload.mutate({ file: chosen })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    <section
      className={styles.upload}
      data-over={over || undefined}
      aria-label="上传方案"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.xlsx,.txt"
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {upload.isPending && file ? (
        <div className={styles.reading} role="status">
          <p>
            正在读取 {file.name}（{sizeText(file.size)}）
          </p>
          <div className={styles.readingLine} />
          <p className={styles.quiet}>逐段识别层级、措施、单位和时限，读完即进入核对。请不要关闭本页。</p>
        </div>
      ) : (
        <div>
          <Button type="primary" onClick={() => input.current?.click()}>
            选择方案文件
          </Button>
          <p className={styles.quiet}>
            也可以把文件拖到这里。支持 Word（.docx）、Excel（.xlsx）和文本（.txt）；不得上传涉密文件。
          </p>
        </div>
      )}
      {upload.error ? (
        <div className={styles.refused}>
          {file ? <p>{file.name} 没有读入：</p> : null}
          <ProblemNotice error={upload.error} />
        </div>
      ) : null}
    </section>
  )
}
