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

export interface PeopleAccessToken {
  created_at: string;
  expires_at: string;
  id: string;
  last_used_at: string | null;
  last_used_from: string | null;
  name: string;
  person_id: string;
  post_id: string;
  revoked_at: string | null;
  token_hash: Buffer;
}

export interface PeopleAuditReview {
  audit_id: number;
  note: Generated<string>;
  reviewed_at: string;
  reviewed_by: string;
  verdict: string;
}

export interface PeopleCollective {
  id: string;
  name: string;
  other_names: Generated<string[]>;
  updated_at: string;
  updated_by: string;
  valid_from: string;
  valid_until: string | null;
}

export interface PeopleCollectiveMember {
  collective_id: string;
  id: string;
  unit_id: string;
  valid_from: string;
  valid_until: string | null;
}

export interface PeopleCredential {
  changed_at: string;
  /**
   * Newest first; none of them may be used again
   */
  former_hashes: Generated<string[]>;
  must_change: boolean;
  /**
   * PHC string: Argon2id with its parameters and salt
   */
  password_hash: string;
  person_id: string;
}

export interface PeoplePerson {
  created_at: string;
  created_by: string;
  deactivated_at: string | null;
  deactivated_by: string | null;
  id: string;
  is_active: Generated<boolean>;
  name: string;
  /**
   * SM4-GCM under a key that lies outside the database; bound to this person
   */
  phone_sealed: string | null;
  sign_in_name: string;
}

export interface PeoplePersonView {
  id: string | null;
  is_active: boolean | null;
  name: string | null;
}

export interface PeoplePost {
  /**
   * The administrator that he is, or business
   */
  duty: Generated<string>;
  /**
   * Taken from him at this moment
   */
  ended_at: string | null;
  ended_by: string | null;
  granted_at: string;
  granted_by: string;
  id: string;
  person_id: string;
  role: string;
  /**
   * His title as it is printed: 科长, 副局长
   */
  title: Generated<string>;
  unit_id: string;
  valid_from: string;
  /**
   * Last day of the post, when it was given for a time
   */
  valid_until: string | null;
}

export interface PeoplePostProposal {
  decided_at: string | null;
  decided_by: string | null;
  id: string;
  is_granted: boolean | null;
  person_id: string;
  proposed_at: string;
  proposed_by: string;
  role: string;
  title: Generated<string>;
  unit_id: string;
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

export interface PeopleSecondFactor {
  confirmed_at: string | null;
  created_at: string;
  /**
   * Time step of the last code accepted; a code works once
   */
  last_step: Generated<number>;
  person_id: string;
  recovery_hashes: Generated<string[]>;
  secret_sealed: string;
}

export interface PeopleSession {
  created_at: string;
  ended_at: string | null;
  ended_because: string | null;
  /**
   * Absolute end, however busy
   */
  expires_at: string;
  id: string;
  last_seen_at: string;
  person_id: string;
  post_id: string | null;
  source: string | null;
  /**
   * Only full may act; the others are steps of a sign-in that is not complete
   */
  stage: string;
  /**
   * SHA-256 of the token; the token itself is only with the browser
   */
  token_hash: Buffer;
  user_agent: string | null;
}

export interface PeopleSetupLink {
  created_at: string;
  expires_at: string;
  token_hash: Buffer;
  used_at: string | null;
}

export interface PeopleSignInLock {
  counted_since: string;
  failures: number;
  /**
   * SHA-256 of the sign-in name as typed (it may be a password typed into the wrong field), or the network address (IPv6: its /64)
   */
  key: string;
  kind: string;
  locked_until: string | null;
}

export interface PeopleUnit {
  /**
   * May be given tasks and report on them
   */
  can_report: Generated<boolean>;
  /**
   * What the city calls it in its own lists; the key of a repeated import
   */
  code: string;
  created_at: string;
  created_by: string;
  full_name: string;
  id: string;
  kind: string;
  /**
   * 层级: 省级, 市级, 旗县级, 苏木乡镇级
   */
  level: Generated<string>;
  parent_id: string | null;
  /**
   * The banner, district or park that it belongs to; absent for units of the city itself
   */
  region_code: string | null;
  /**
   * The official short name (规范简称)
   */
  short_name: string;
  sort_order: Generated<number>;
  /**
   * The unit that took over its duties on the day after valid_until
   */
  successor_id: string | null;
  updated_at: string;
  valid_from: string;
  /**
   * Last day on which it existed
   */
  valid_until: string | null;
}

export interface PeopleUnitName {
  id: string;
  /**
   * other: in use beside the official name; former: no longer official; alias: learned from a paper and confirmed by a person
   */
  kind: string;
  learned_at: string;
  learned_by: string;
  learned_person: string | null;
  name: string;
  unit_id: string;
  /**
   * Last day on which a former name was official, where known
   */
  until: string | null;
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

export interface PeopleTables {
  "kernel.case": KernelCase;
  "kernel.case_event": KernelCaseEvent;
  "kernel.case_file": KernelCaseFile;
  "people.access_token": PeopleAccessToken;
  "people.audit_review": PeopleAuditReview;
  "people.collective": PeopleCollective;
  "people.collective_member": PeopleCollectiveMember;
  "people.credential": PeopleCredential;
  "people.person": PeoplePerson;
  "people.person_view": PeoplePersonView;
  "people.post": PeoplePost;
  "people.post_proposal": PeoplePostProposal;
  "people.post_view": PeoplePostView;
  "people.second_factor": PeopleSecondFactor;
  "people.session": PeopleSession;
  "people.setup_link": PeopleSetupLink;
  "people.sign_in_lock": PeopleSignInLock;
  "people.unit": PeopleUnit;
  "people.unit_name": PeopleUnitName;
  "people.unit_view": PeopleUnitView;
}
