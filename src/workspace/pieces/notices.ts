/** What has just been done, said once at the foot of the page and to screen readers. */
export interface Notice {
  id: number
  sentence: string
  /** Takes it back; offered for as long as the notice stands. */
  undo?: { label?: string; run: () => unknown }
  kind: 'done' | 'failed'
}

type Listener = (notices: readonly Notice[]) => void

let notices: readonly Notice[] = []
let last = 0
const listeners = new Set<Listener>()
const standMilliseconds = { plain: 5_000, undo: 10_000 }

/** Says what was done and where it went: `say('已签收 3 项任务')`. Never "操作成功". */
export function say(sentence: string, options: Partial<Pick<Notice, 'undo' | 'kind'>> = {}): void {
  last += 1
  const notice: Notice = { id: last, sentence, kind: options.kind ?? 'done', undo: options.undo }
  put([...notices.slice(-2), notice])
  setTimeout(() => dismiss(notice.id), notice.undo ? standMilliseconds.undo : standMilliseconds.plain)
}

export const dismiss = (id: number): void => put(notices.filter((notice) => notice.id !== id))

export const currentNotices = (): readonly Notice[] => notices

export function onNotices(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function put(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener(notices)
}
