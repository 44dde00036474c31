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

export interface TasksMonthLight {
  /**
   * Last day in time as it was then
   */
  due_on: string | null;
  /**
   * 序时进度 on the last day of the month
   */
  expected: number;
  /**
   * Short name of the lead unit as it was then; absent in rows kept before this column
   */
  lead_name: string | null;
  lead_unit_id: string | null;
  light: string;
  month: string;
  progress: number;
  reason: string;
  state: string;
  taken_at: string;
  task_id: string;
}

export interface TasksReport {
  adopted_at: string | null;
  done: Generated<string>;
  /**
   * Last day on which it is in time
   */
  due_on: string;
  filed_at: string | null;
  filed_by: string | null;
  /**
   * Counts for lateness; neither a return nor a taking back makes a timely report late
   */
  first_filed_on: string | null;
  id: string;
  month: string;
  next_steps: Generated<string>;
  /**
   * What the unit wrote, where the dispatcher has edited it
   */
  original: unknown;
  percent: number | null;
  problems: Generated<string>;
  /**
   * What was approved for the public page
   */
  public_text: string | null;
  return_reason: string | null;
  signed_by: string | null;
  support_needed: Generated<string>;
  task_id: string;
  unit_id: string;
}

export interface TasksTask {
  action_name: string;
  body: string;
  closed_on: string | null;
  closure_applied_at: string | null;
  closure_statement: string | null;
  co_lead_unit_ids: Generated<ArrayType<string>>;
  deadline_text: string;
  dispatched_on: string | null;
  document_number: string | null;
  due_on: string | null;
  field_name: string;
  id: string;
  is_public: boolean;
  last_reported_on: string | null;
  /**
   * 牵头单位; the first one printed, which reports for all
   */
  lead_unit_id: string | null;
  leads_as_printed: string;
  long_term: boolean;
  /**
   * The frozen measure that it carries out
   */
  measure_id: string;
  measure_number: string;
  ordinal: number;
  partner_unit_ids: Generated<ArrayType<string>>;
  partners_as_printed: string;
  path: string[];
  plan_id: string;
  plan_title: string;
  /**
   * Percent by the last adopted report
   */
  progress: Generated<number>;
  received_on: string | null;
  /**
   * Bigrams of number, title, text, field and units
   */
  search: string;
}

export interface TasksUnitTask {
  /**
   * Copy of the task's, so that a unit's list is read in order from one index
   */
  due_on: string | null;
  /**
   * Case of the share; the first lead has none, the task itself is his
   */
  part_id: string | null;
  received_at: string | null;
  role: string;
  task_id: string;
  unit_id: string;
}

export interface TasksTables {
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "people.person_view": PeoplePersonView;
  "people.post_view": PeoplePostView;
  "people.unit_view": PeopleUnitView;
  "tasks.month_light": TasksMonthLight;
  "tasks.report": TasksReport;
  "tasks.task": TasksTask;
  "tasks.unit_task": TasksUnitTask;
}
