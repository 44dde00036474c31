import { randomUUID } from 'node:crypto'
import type { Actor } from '../actor.ts'
import { now } from '../clock.ts'
import type { Extension } from '../files/kinds.ts'
import { contentOf, type FileStore } from '../files/store.ts'
import { checkUpload } from '../files/uploads.ts'
import type { Scan } from '../files/virus-scan.ts'
import { Refusal } from '../refusal.ts'
import * as queries from './file-queries.ts'

export interface CaseFile {
  id: string
  caseId: string | null
  name: string
  mediaType: string
  size: number
  sha256: string
  uploadedAt: string
  isPublic: boolean
}

let settings: { store: FileStore; maxBytes: number; scan?: Scan } | null = null

/** Says where files of cases are kept and how large one may be; called once at start. */
export function keepFilesIn(store: FileStore, maxBytes: number, scan?: Scan): void {
  settings = { store, maxBytes, scan }
}

/** Keeps a file that waits for the form that it was chosen in; `attachFiles` gives it to a case. */
export async function storeFile(
  file: File,
  purpose: string,
  allowed: readonly Extension[],
  actor: Actor,
): Promise<CaseFile> {
  const { store, maxBytes, scan } = kept()
  if (file.size > maxBytes) {
    throw new Refusal(
      'too-large',
      `文件“${file.name.slice(0, 60)}”超过 ${Math.round(maxBytes / 1_000_000)} MB，请压缩或拆分后上传。`,
      {
        field: 'file',
      },
    )
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const checked = await checkUpload({ name: file.name, bytes, allowed, maxBytes, scan })
  await store.put(checked.sha256, bytes, checked.mediaType)
  const row = {
    id: randomUUID(),
    case_id: null,
    purpose,
    name: checked.safeName,
    media_type: checked.mediaType,
    size: checked.size,
    sha256: checked.sha256,
    uploaded_by: actor.personId,
    uploaded_unit: actor.unitId,
    uploaded_at: now().toString({ fractionalSecondDigits: 3 }),
  }
  await queries.insertFile(row)
  return present({ ...row, is_public: false })
}

/** Gives files to a case. Only his own, and only what belongs to no other case. */
export async function attachFiles(fileIds: string[], caseId: string, actor: Actor): Promise<CaseFile[]> {
  if (fileIds.length === 0) return []
  const rows = await queries.attach([...new Set(fileIds)], caseId, actor.personId)
  if (rows.length !== new Set(fileIds).size) {
    throw new Refusal('invalid', '所选的佐证材料已失效，请重新上传。', { field: 'fileIds' })
  }
  return rows.map(present)
}

/** Files of several cases at once, by case. */
export async function filesOf(caseIds: string[]): Promise<Map<string, CaseFile[]>> {
  const byCase = new Map<string, CaseFile[]>()
  for (const row of caseIds.length > 0 ? await queries.listFiles(caseIds) : []) {
    byCase.set(row.case_id!, [...(byCase.get(row.case_id!) ?? []), present(row)])
  }
  return byCase
}

/** Marks files as approved for the public; answers those that belong to the case. */
export async function releaseFiles(fileIds: string[], caseId: string): Promise<CaseFile[]> {
  return fileIds.length === 0 ? [] : (await queries.release(fileIds, caseId)).map(present)
}

export async function findFile(
  id: string,
): Promise<(CaseFile & { uploadedUnit: string | null }) | undefined> {
  const row = await queries.findFile(id)
  return row && { ...present(row), uploadedUnit: row.uploaded_unit }
}

/** The bytes of a file, checked against its digest. */
export async function contentOfFile(file: Pick<CaseFile, 'sha256'>): Promise<Uint8Array> {
  const bytes = await contentOf(kept().store, file.sha256)
  if (!bytes) throw new Refusal('gone', '文件的内容已不在存储中，请联系系统管理员。')
  return bytes
}

function kept() {
  if (!settings) throw new Error('no file store was set')
  return settings
}

const present = (row: {
  id: string
  case_id: string | null
  name: string
  media_type: string
  size: number
  sha256: string
  uploaded_at: string
  is_public: boolean
}): CaseFile => ({
  id: row.id,
  caseId: row.case_id,
  name: row.name,
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256,
  uploadedAt: row.uploaded_at,
  isPublic: row.is_public,
})
