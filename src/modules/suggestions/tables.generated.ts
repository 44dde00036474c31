// Written by `npm run generate` from the migrated database.
import type { ColumnType } from "kysely";

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

export interface SuggestionsAttempt {
  count: number;
  hour: string;
  purpose: string;
  /**
   * HMAC of the address (IPv6: its /64) under the key of the day
   */
  source_digest: Buffer;
}

export interface SuggestionsDayKey {
  day: string;
  key: Buffer;
}

export interface SuggestionsSuggestion {
  /**
   * As the sender reads it
   */
  answer: string | null;
  answered_at: string | null;
  answered_by: string | null;
  /**
   * As it was sent, with phone numbers and the like hidden
   */
  body: string;
  id: string;
  kind: string;
  /**
   * SM3 of the query code; the code itself only the sender has
   */
  query_code_digest: Buffer;
  refusal_reason: string | null;
  /**
   * As the unit wrote it
   */
  reply: string | null;
  submitted_at: string;
  task_id: string | null;
  task_number: string | null;
  /**
   * As it was on the portal when this was sent
   */
  task_title: string | null;
  unit_id: string | null;
  unit_name: string | null;
}

export interface SuggestionsTables {
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "suggestions.attempt": SuggestionsAttempt;
  "suggestions.day_key": SuggestionsDayKey;
  "suggestions.suggestion": SuggestionsSuggestion;
}
