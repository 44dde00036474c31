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

export interface PeoplePersonView {
  id: string | null;
  is_active: boolean | null;
  name: string | null;
}

export interface PeoplePostView {
  ended_at: string | null;
  id: string | null;
  person_id: string | null;
  person_name: string | null;
  role: string | null;
  title: string | null;
  unit_id: string | null;
  unit_short_name: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface PeopleUnitView {
  can_report: boolean | null;
  code: string | null;
  full_name: string | null;
  id: string | null;
  kind: string | null;
  level: string | null;
  parent_id: string | null;
  region_code: string | null;
  short_name: string | null;
  sort_order: number | null;
  successor_id: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

export interface PlansMeasure {
  body: string;
  deadline: unknown;
  doubts: Generated<unknown>;
  id: string;
  is_public: Generated<boolean>;
  leads: unknown;
  marks: Generated<string[]>;
  number: string;
  ordinal: number;
  partners: unknown;
  path: string[];
  plan_id: string;
  /**
   * The words of each field as they stand in the document
   */
  raw: unknown;
  /**
   * Grows with each change, so that two people do not overwrite each other
   */
  revision: Generated<number>;
  source_end: number;
  source_start: number;
  title: string;
}

export interface PlansPlan {
  created_at: string;
  document_number: string | null;
  file_id: string;
  file_name: string;
  file_sha256: string;
  frozen_at: string | null;
  id: string;
  issued_on: string | null;
  /**
   * SM3 over title, number, source text and measures as confirmed; set when frozen
   */
  text_digest: string | null;
  title: string;
  version_name: string | null;
  year: number | null;
}

export interface PlansReading {
  layout: unknown;
  plan_id: string;
  read_at: string;
  source_text: string;
}

export interface PlansTables {
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "people.person_view": PeoplePersonView;
  "people.post_view": PeoplePostView;
  "people.unit_view": PeopleUnitView;
  "plans.measure": PlansMeasure;
  "plans.plan": PlansPlan;
  "plans.reading": PlansReading;
}
