// Written by `npm run generate` from the migrated database.
import type { ColumnType } from "kysely";

export type Generated<T> = T extends ColumnType<infer S, infer I, infer U>
  ? ColumnType<S, I | undefined, U>
  : ColumnType<T, T | undefined, T>;

export interface KernelAudit {
  action: string;
  actor_kind: string;
  actor_label: string;
  actor_person: string | null;
  actor_post: string | null;
  at: string;
  detail: Generated<unknown>;
  id: Generated<number>;
  object: string | null;
  source: string | null;
  succeeded: boolean;
}

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

export interface KernelCounter {
  name: string;
  value: number;
}

export interface KernelHoliday {
  day: string;
  kind: string;
  name: string;
}

export interface KernelIdempotencyKey {
  answer: unknown;
  created_at: string;
  digest: string;
  endpoint: string;
  key: string;
  /**
   * Person or source address: keys of different callers never meet
   */
  scope: string;
}

export interface KernelMigration {
  applied_at: Generated<string>;
  digest: string;
  name: string;
}

export interface KernelSeal {
  event_count: number;
  id: Generated<number>;
  previous_root: Buffer | null;
  root: Buffer;
  sealed_at: string;
  up_to_xid: string;
}

export interface KernelSetting {
  changed_at: string;
  changed_by: string;
  name: string;
  value: unknown;
}

export interface KernelTables {
  "kernel.audit": KernelAudit;
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "kernel.counter": KernelCounter;
  "kernel.holiday": KernelHoliday;
  "kernel.idempotency_key": KernelIdempotencyKey;
  "kernel.migration": KernelMigration;
  "kernel.seal": KernelSeal;
  "kernel.setting": KernelSetting;
}
