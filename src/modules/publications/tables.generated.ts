// Written by `npm run generate` from the migrated database.
import type { ColumnType } from "kysely";

export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[]
  ? U[]
  : ArrayTypeImpl<T>;

export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S[], I[], U[]>
  : T[];

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface KernelCase {
  /**
   * What the inbox asks of him, one verb
   */
  asks: string | null;
  closed_at: string | null;
  /**
   * Person who last did each action, for rules that ask for a second person
   */
  done_by: Generated<unknown>;
  /**
   * Last day on which the whole is in time
   */
  due_on: string | null;
  event_count: Generated<number>;
  id: string;
  is_public: Generated<boolean>;
  /**
   * Head of the hash chain of this case's events
   */
  last_hash: Buffer | null;
  light: string | null;
  light_reason: string | null;
  /**
   * rule, or the label of the person who set it
   */
  light_set_by: string | null;
  number: string;
  opened_at: string;
  parent_id: string | null;
  /**
   * Units by their place in this case, e.g. {"lead": "<unit>", "centre": "<unit>"}
   */
  parties: Generated<unknown>;
  region: string | null;
  state: string;
  title: string;
  updated_at: string;
  /**
   * Last day on which the present waiting is in time
   */
  waits_due_on: string | null;
  /**
   * What a person of that unit must be allowed to do in order to act
   */
  waits_on_permission: string | null;
  /**
   * The unit that must act now
   */
  waits_on_unit: string | null;
  waits_since: string | null;
  workflow: string;
  /**
   * The law may change; a case keeps the table that it began under
   */
  workflow_version: number;
}

export interface KernelCaseEvent {
  action: string;
  actor_kind: string;
  actor_label: string;
  actor_person: string | null;
  actor_post: string | null;
  actor_unit: string | null;
  at: string;
  case_id: string;
  /**
   * What was said beside the note; part of the hash
   */
  data: Generated<unknown>;
  from_state: string | null;
  /**
   * SM3 over the hash before it and the canonical JSON of this row
   */
  hash: Buffer;
  label: string;
  note: string | null;
  /**
   * 1, 2, 3 … within the case, without gaps
   */
  seq: number;
  to_state: string;
  /**
   * Transaction that wrote it, so that the hourly seal misses nothing that commits late
   */
  xid: Generated<string>;
}

export interface KernelCaseFile {
  /**
   * Absent while the file waits for the form that it was chosen in
   */
  case_id: string | null;
  id: string;
  is_public: Generated<boolean>;
  media_type: string;
  name: string;
  purpose: string;
  removed_at: string | null;
  sha256: string;
  size: number;
  uploaded_at: string;
  uploaded_by: string | null;
  uploaded_unit: string | null;
}

export interface PublicationsMeasure {
  action: string;
  body: string;
  /**
   * Last change that a reader would call news
   */
  changed_at: string;
  closed_on: string | null;
  co_lead_names: Generated<string[]>;
  deadline_text: string;
  dispatched_on: string | null;
  document_number: string | null;
  due_on: string | null;
  /**
   * 序时进度: percent that the calendar would expect
   */
  expected_progress: number;
  field: string;
  first_published_at: string;
  /**
   * Official short name of the lead unit, or the words of the plan where it is no single unit
   */
  lead_name: string;
  lead_unit_id: string | null;
  light: string | null;
  light_reason: string | null;
  long_term: boolean;
  number: string;
  partner_names: Generated<string[]>;
  /**
   * Units other than the lead that have a share, as far as the names are units
   */
  partner_unit_ids: Generated<ArrayType<string>>;
  path: string[];
  plan_id: string;
  plan_title: string;
  progress: number;
  /**
   * Bigrams of number, title, text, field and units
   */
  search: string;
  state: string;
  state_label: string;
  /**
   * The task that it shows; no foreign key, so that nothing here can hold up the staff
   */
  task_id: string;
  title: string;
  withdrawal_reason: string | null;
  /**
   * Taken from the portal at this moment
   */
  withdrawn_at: string | null;
}

export interface PublicationsNote {
  /**
   * When it was approved
   */
  at: string;
  body: string;
  id: string;
  kind: string;
  /**
   * Month that a progress note speaks of
   */
  month: string | null;
  percent: number | null;
  published_at: string;
  task_id: string;
}

export interface PublicationsNoteFile {
  file_id: string;
  media_type: string;
  name: string;
  note_id: string;
  ordinal: number;
  sha256: string;
  size: number;
}

export interface PublicationsVersion {
  actor_label: string;
  after: string | null;
  at: string;
  /**
   * Value before that change, as a reader saw it
   */
  before: string | null;
  /**
   * The most telling change of this version, for the news of the week
   */
  change: string;
  id: Generated<number>;
  /**
   * The whole that was public from this moment: the measure, or the note that came to it
   */
  snapshot: unknown;
  task_id: string;
}

export interface PublicationsTables {
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "publications.measure": PublicationsMeasure;
  "publications.note": PublicationsNote;
  "publications.note_file": PublicationsNoteFile;
  "publications.version": PublicationsVersion;
}
