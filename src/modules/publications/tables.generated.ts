// Written by `npm run generate` from the migrated database.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface PublicationsMeasure {
  action: string;
  body: string;
  changed_at: string;
  closed_on: string | null;
  co_lead_names: Generated<string[]>;
  deadline_text: string;
  dispatched_on: string | null;
  document_number: string | null;
  due_on: string | null;
  expected_progress: number;
  field: string;
  first_published_at: string;
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
  partner_unit_ids: Generated<string[]>;
  path: string[];
  plan_id: string;
  plan_title: string;
  progress: number;
  search: string;
  state: string;
  state_label: string;
  task_id: string;
  title: string;
  withdrawal_reason: string | null;
  withdrawn_at: string | null;
}

export interface PublicationsNote {
  at: string;
  body: string;
  id: string;
  kind: string;
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
  before: string | null;
  change: string;
  id: Generated<number>;
  snapshot: unknown;
  task_id: string;
}

export interface PublicationsTables {
  "publications.measure": PublicationsMeasure;
  "publications.note": PublicationsNote;
  "publications.note_file": PublicationsNoteFile;
  "publications.version": PublicationsVersion;
}
