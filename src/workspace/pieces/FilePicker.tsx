import { Button } from 'antd'
import { type DragEvent, useId, useRef, useState } from 'react'
import { FileList, type ShownFile } from './FileList.tsx'
import styles from './FilePicker.module.css'
import { ProblemNotice } from './ProblemNotice.tsx'

export interface FilePickerProps<F extends ShownFile> {
  files: readonly F[]
  onChange: (files: F[]) => void
  /** Sends one file to the module's own endpoint and answers what it was kept as. */
  upload: (file: File) => Promise<F>
  label?: string
  hint?: string
  max?: number
  accept?: string
  href?: (file: F) => string
}

/** Chooses files by button, by dropping and by pasting (a screenshot); each is uploaded at once. */
export function FilePicker<F extends ShownFile>(props: FilePickerProps<F>) {
  const { files, onChange, upload, label = '选择文件', hint, max = 20, accept, href } = props
  const [waiting, setWaiting] = useState<string[]>([])
  const [error, setError] = useState<unknown>(null)
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const hintId = useId()

  const take = async (chosen: readonly File[]) => {
    const room = chosen.slice(0, max - files.length)
    if (room.length === 0) return
    setError(null)
    setWaiting(room.map(({ name }) => name))
    const kept = [...files]
    try {
      for (const file of room) {
        kept.push(await upload(file))
        setWaiting((names) => names.slice(1))
      }
    } catch (refused) {
      setError(refused)
    }
    setWaiting([])
    onChange(kept)
  }

  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take([...event.dataTransfer.files])
  }

  return (
    <div className={styles.picker}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are beside the button, which does the same */}
      <div
        className={`${styles.drop} ${over ? styles.over : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={dropped}
        onPaste={(event) => void take([...event.clipboardData.files])}
      >
        <input
          ref={input}
          type="file"
          hidden
          multiple={max > 1}
          accept={accept}
          onChange={(event) => {
            void take([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
        <Button
          onClick={() => input.current?.click()}
          disabled={files.length >= max || waiting.length > 0}
          aria-describedby={hint ? hintId : undefined}
        >
          {label}
        </Button>
        <span className={styles.hint} id={hintId}>
          {files.length >= max ? `已有 ${max} 份，不能再加。` : (hint ?? '可以拖到这里，也可以粘贴截图。')}
        </span>
      </div>
      <div aria-live="polite" className={waiting.length > 0 ? styles.waiting : undefined}>
        {waiting.length > 0 ? `正在上传 ${waiting[0]}` : null}
      </div>
      <ProblemNotice error={error} />
      {files.length > 0 ? (
        <FileList
          files={files}
          href={href}
          onRemove={(gone) => onChange(files.filter(({ id }) => id !== gone.id))}
        />
      ) : null}
    </div>
  )
}
