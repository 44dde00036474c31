import styles from './FileList.module.css'

export interface ShownFile {
  id: string
  name: string
  /** Bytes. */
  size: number
  isPublic?: boolean
}

/** `3.2 MB`, `48 KB`: as a clerk reads sizes. */
export const sizeText = (bytes: number): string =>
  bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`

export interface FileListProps<F extends ShownFile> {
  files: readonly F[]
  href?: (file: F) => string
  onRemove?: (file: F) => void
}

/** Files with their kind, size and, where it is so, the word that they are public. */
export function FileList<F extends ShownFile>({ files, href, onRemove }: FileListProps<F>) {
  return (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.id} className={styles.file}>
          <span className={styles.kind} aria-hidden="true">
            {(/\.([^.]{1,5})$/.exec(file.name)?.[1] ?? '文件').toUpperCase()}
          </span>
          {href ? (
            <a href={href(file)} download={file.name}>
              {file.name}
            </a>
          ) : (
            <span>{file.name}</span>
          )}
          <span className={styles.size}>{sizeText(file.size)}</span>
          {file.isPublic ? <span className={styles.size}>已公开</span> : null}
          {onRemove ? (
            <button type="button" className={styles.remove} onClick={() => onRemove(file)}>
              移除<span className="visually-hidden">{file.name}</span>
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
