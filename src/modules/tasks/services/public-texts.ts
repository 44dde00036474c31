import type { CaseFile } from '#kernel/cases/files.ts'
import { findPersonalData, personalDataLabels } from '#kernel/masking.ts'
import { Refusal } from '#kernel/refusal.ts'

/** Refuses to publish what looks like somebody's number; names what was found. */
export function refusePersonalData(text: string, field: string): void {
  const findings = findPersonalData(text)
  if (findings.length === 0) return
  const found = findings.map((finding) => `${personalDataLabels[finding.kind]}“${finding.masked}”`).join('、')
  throw new Refusal('invalid', `拟公开的内容中有疑似${found}，请删去或隐去后再提交。`, { field })
}

/** A file as it stands beside a public note. */
export const noticeFile = ({ id, name, mediaType, size, sha256 }: CaseFile) => ({
  fileId: id,
  name,
  mediaType,
  size,
  sha256,
})
