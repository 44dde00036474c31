/** What an official document says, free of how it is drawn. */
export type OfficialDocument = {
  /**
   * `document`: 文件格式, `letter`: 信函格式 (10.1), `minutes`: 纪要格式 (10.3). `plain`: no red head, for internal forms
   * that are no statutory 文种 (提示单, 交办通知单, 月报).
   */
  layout: 'document' | 'letter' | 'minutes' | 'plain'
  /** 发文机关标志; for minutes the name of the minutes, such as 专题会议纪要. */
  issuer: string
  /** Adds “文件” to the mark, as a 下行文 in the document layout carries it. */
  withWenjian?: boolean
  /** 发文字号 with six-cornered brackets (〔2026〕); for minutes the number of the issue. */
  documentNumber?: string
  /** 份号: six digits. */
  copyNumber?: string
  /** 密级和保密期限, such as 秘密★1年. The platform itself refuses classified matters; the place exists for hand use. */
  secrecy?: string
  /** 紧急程度: 特急 or 加急. */
  urgency?: string
  /** 签发人 of a paper that goes up; 发文字号 then moves to the left. */
  signatory?: string
  /** A line break (\n) fixes where the title turns; without one it is broken by sense. */
  title: string
  /** 主送机关 without the colon. */
  recipients?: string
  body: Block[]
  /** 附件说明: the names of the attachments; not numbered when there is one. */
  attachmentsNote?: string[]
  /** 署名; for minutes the office that issues them, shown in the head. */
  signature?: string
  /** 成文日期, ISO. */
  signedOn?: string
  /** Whether room is left for the seal (default): the name then stands centred over the date. No seal is ever drawn. */
  sealed?: boolean
  /** 附注 without brackets, such as 此件公开发布. */
  note?: string
  attachments?: Attachment[]
  /** 抄送, without a label or a full stop. */
  copyTo?: string
  /** 印发机关 and 印发日期 (ISO); not drawn in a letter (10.1). */
  printedBy?: string
  printedOn?: string
}

export type Attachment = { title: string; landscape?: boolean; body: Block[] }

export type Block =
  /** `text` stands in the face of its level; `follow` goes on in the same paragraph in the face of the body. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string; follow?: string }
  | { kind: 'paragraph'; text: string }
  | TableBlock
  /** A small line under or over a table, such as the legend of the lights. */
  | { kind: 'remark'; text: string }
  /** 出席, 列席, 请假: a label in 黑体, names in 仿宋 that hang behind the colon (10.3). */
  | { kind: 'roll'; label: string; names: string }
  | { kind: 'pageBreak' }

export type TableBlock = {
  kind: 'table'
  columns: TableColumn[]
  /** Each row holds one text per column; a line break in it begins a new line in the cell. */
  rows: string[][]
}

export type TableColumn = {
  title: string
  /** Share of the width, relative to the other columns. */
  share: number
  align?: 'left' | 'center' | 'right'
}
