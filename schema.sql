-- Written by `npm run generate`. The truth is in the migrations; this is what they add up to.

create schema kernel;

CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'history is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $function$;

create table kernel.audit (
  id bigint generated always as identity not null,
  at timestamp with time zone not null,
  actor_kind text not null,
  actor_person uuid,
  actor_post uuid,
  actor_label text not null,
  source inet,
  action text not null,
  object text,
  succeeded boolean not null,
  detail jsonb default '{}'::jsonb not null,
  constraint audit_pkey PRIMARY KEY (id)
);
comment on table kernel.audit is 'Sign-ins, refused access, administration, views of personal data (GB/T 22239-2019 8.1.4.3)';

create table kernel.case (
  id uuid not null,
  workflow text not null,
  workflow_version integer not null,
  number text not null,
  title text not null,
  state text not null,
  parent_id uuid,
  parties jsonb default '{}'::jsonb not null,
  waits_on_unit uuid,
  waits_on_permission text,
  asks text,
  waits_since timestamp with time zone,
  waits_due_on date,
  due_on date,
  region text,
  light text,
  light_reason text,
  light_set_by text,
  is_public boolean default false not null,
  done_by jsonb default '{}'::jsonb not null,
  event_count integer default 0 not null,
  last_hash bytea,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint case_light_check CHECK (light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'blue'::text])),
  constraint case_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES kernel."case"(id),
  constraint case_pkey PRIMARY KEY (id),
  constraint case_workflow_number_key UNIQUE (workflow, number)
);
comment on table kernel.case is 'What all lives share: a projection of kernel.case_event for quick lists, inboxes and clocks';
comment on column kernel.case.workflow_version is 'The law may change; a case keeps the table that it began under';
comment on column kernel.case.parties is 'Units by their place in this case, e.g. {"lead": "<unit>", "centre": "<unit>"}';
comment on column kernel.case.waits_on_unit is 'The unit that must act now';
comment on column kernel.case.waits_on_permission is 'What a person of that unit must be allowed to do in order to act';
comment on column kernel.case.asks is 'What the inbox asks of him, one verb';
comment on column kernel.case.waits_due_on is 'Last day on which the present waiting is in time';
comment on column kernel.case.due_on is 'Last day on which the whole is in time';
comment on column kernel.case.light_set_by is 'rule, or the label of the person who set it';
comment on column kernel.case.done_by is 'Person who last did each action, for rules that ask for a second person';
comment on column kernel.case.last_hash is 'Head of the hash chain of this case''s events';

create table kernel.case_event (
  case_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  action text not null,
  label text not null,
  from_state text,
  to_state text not null,
  note text,
  data jsonb default '{}'::jsonb not null,
  actor_kind text not null,
  actor_person uuid,
  actor_post uuid,
  actor_unit uuid,
  actor_label text not null,
  hash bytea not null,
  xid xid8 default pg_current_xact_id() not null,
  constraint case_event_actor_kind_check CHECK (actor_kind = ANY (ARRAY['person'::text, 'system'::text, 'public'::text])),
  constraint case_event_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel."case"(id),
  constraint case_event_pkey PRIMARY KEY (case_id, seq)
);
comment on table kernel.case_event is 'The one append-only history; each case''s events are a hash chain (SM3) of their own';
comment on column kernel.case_event.seq is '1, 2, 3 … within the case, without gaps';
comment on column kernel.case_event.data is 'What was said beside the note; part of the hash';
comment on column kernel.case_event.hash is 'SM3 over the hash before it and the canonical JSON of this row';
comment on column kernel.case_event.xid is 'Transaction that wrote it, so that the hourly seal misses nothing that commits late';

create table kernel.case_file (
  id uuid not null,
  case_id uuid,
  purpose text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  uploaded_by uuid,
  uploaded_unit uuid,
  uploaded_at timestamp with time zone not null,
  is_public boolean default false not null,
  removed_at timestamp with time zone,
  constraint case_file_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel."case"(id),
  constraint case_file_pkey PRIMARY KEY (id)
);
comment on table kernel.case_file is 'Files of cases; their bytes lie in the file store under their digest';
comment on column kernel.case_file.case_id is 'Absent while the file waits for the form that it was chosen in';

create table kernel.counter (
  name text not null,
  value bigint not null,
  constraint counter_pkey PRIMARY KEY (name)
);
comment on table kernel.counter is 'Running numbers without gaps, e.g. of cases per prefix and year';

create table kernel.holiday (
  day date not null,
  kind text not null,
  name text not null,
  constraint holiday_kind_check CHECK (kind = ANY (ARRAY['holiday'::text, 'workday'::text])),
  constraint holiday_pkey PRIMARY KEY (day)
);
comment on table kernel.holiday is 'Corrections by the city to the calendar that comes with the program';

create table kernel.idempotency_key (
  scope text not null,
  key text not null,
  endpoint text not null,
  digest text not null,
  answer jsonb,
  created_at timestamp with time zone not null,
  constraint idempotency_key_pkey PRIMARY KEY (scope, key)
);
comment on table kernel.idempotency_key is 'Answers to writes that carried a key; the same key gets the same answer';
comment on column kernel.idempotency_key.scope is 'Person or source address: keys of different callers never meet';

create table kernel.migration (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone default now() not null,
  constraint migration_pkey PRIMARY KEY (name)
);
comment on table kernel.migration is 'Migrations that have been applied, with the digest of their text';

create table kernel.seal (
  id bigint generated always as identity not null,
  sealed_at timestamp with time zone not null,
  up_to_xid xid8 not null,
  event_count integer not null,
  root bytea not null,
  previous_root bytea,
  constraint seal_pkey PRIMARY KEY (id)
);
comment on table kernel.seal is 'Merkle roots (RFC 6962 shape, SM3) over all events of transactions before up_to_xid that no earlier seal holds';

create table kernel.setting (
  name text not null,
  value jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint setting_pkey PRIMARY KEY (name)
);
comment on table kernel.setting is 'Configuration that the city changes itself: name, brand, rules';

CREATE INDEX audit_at ON kernel.audit USING btree (at DESC);

CREATE INDEX audit_person ON kernel.audit USING btree (actor_person, at DESC);

CREATE INDEX case_inbox ON kernel."case" USING btree (waits_on_unit, waits_on_permission, waits_due_on, id) WHERE (waits_on_unit IS NOT NULL);

CREATE INDEX case_list_due ON kernel."case" USING btree (workflow, due_on, id);

CREATE INDEX case_list_light ON kernel."case" USING btree (workflow, light, due_on, id) INCLUDE (state);

CREATE INDEX case_list_state ON kernel."case" USING btree (workflow, state, due_on, id);

CREATE INDEX case_list_updated ON kernel."case" USING btree (workflow, updated_at, id);

CREATE INDEX case_parent ON kernel."case" USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE UNIQUE INDEX case_standing ON kernel."case" USING btree (id) INCLUDE (workflow, state, light);

CREATE INDEX case_waits_due ON kernel."case" USING btree (waits_due_on) WHERE (waits_on_unit IS NOT NULL);

CREATE INDEX case_event_person ON kernel.case_event USING btree (actor_person, at DESC) WHERE (actor_person IS NOT NULL);

CREATE INDEX case_event_xid ON kernel.case_event USING btree (xid);

CREATE INDEX case_file_case ON kernel.case_file USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX idempotency_key_created ON kernel.idempotency_key USING btree (created_at);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

CREATE TRIGGER case_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.case_event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

CREATE TRIGGER seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.seal FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

create schema city;

create schema people;

create table people.access_token (
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  post_id uuid not null,
  name text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  last_used_from inet,
  revoked_at timestamp with time zone,
  constraint access_token_check CHECK (expires_at <= (created_at + '366 days'::interval)),
  constraint access_token_name_check CHECK (length(name) >= 1 AND length(name) <= 60),
  constraint access_token_token_hash_check CHECK (length(token_hash) = 32),
  constraint access_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint access_token_post_id_fkey FOREIGN KEY (post_id) REFERENCES people.post(id),
  constraint access_token_pkey PRIMARY KEY (id),
  constraint access_token_token_hash_key UNIQUE (token_hash)
);
comment on table people.access_token is 'Bearer tokens that a person issues to a machine for one of his posts';

create table people.audit_review (
  audit_id bigint not null,
  verdict text not null,
  note text default ''::text not null,
  reviewed_at timestamp with time zone not null,
  reviewed_by text not null,
  constraint audit_review_note_check CHECK (length(note) <= 500),
  constraint audit_review_verdict_check CHECK (verdict = ANY (ARRAY['normal'::text, 'suspicious'::text])),
  constraint audit_review_pkey PRIMARY KEY (audit_id)
);
comment on table people.audit_review is 'What the audit administrator found when he read a line of the audit record';

create table people.collective (
  id uuid not null,
  name text not null,
  other_names text[] default '{}'::text[] not null,
  valid_from date not null,
  valid_until date,
  updated_at timestamp with time zone not null,
  updated_by text not null,
  constraint collective_check CHECK (valid_until >= valid_from),
  constraint collective_name_check CHECK (length(name) >= 2 AND length(name) <= 60),
  constraint collective_pkey PRIMARY KEY (id),
  constraint collective_name_key UNIQUE (name)
);
comment on table people.collective is 'A phrase in papers that stands for several units: 各旗区人民政府';

create table people.collective_member (
  id uuid not null,
  collective_id uuid not null,
  unit_id uuid not null,
  valid_from date not null,
  valid_until date,
  constraint collective_member_check CHECK (valid_until >= valid_from),
  constraint collective_member_collective_id_fkey FOREIGN KEY (collective_id) REFERENCES people.collective(id),
  constraint collective_member_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES people.unit(id),
  constraint collective_member_pkey PRIMARY KEY (id),
  constraint collective_member_collective_id_unit_id_daterange_excl EXCLUDE USING gist (collective_id WITH =, unit_id WITH =, daterange(valid_from, valid_until, '[]'::text) WITH &&)
);
comment on table people.collective_member is 'Units of a collective by date, so that an old paper is read as it was meant';

create table people.credential (
  person_id uuid not null,
  password_hash text not null,
  must_change boolean not null,
  changed_at timestamp with time zone not null,
  former_hashes text[] default '{}'::text[] not null,
  constraint credential_password_hash_check CHECK (password_hash ~~ '$argon2id$%'::text),
  constraint credential_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint credential_pkey PRIMARY KEY (person_id)
);
comment on column people.credential.password_hash is 'PHC string: Argon2id with its parameters and salt';
comment on column people.credential.former_hashes is 'Newest first; none of them may be used again';

create table people.person (
  id uuid not null,
  name text not null,
  sign_in_name text not null,
  phone_sealed text,
  is_active boolean default true not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  deactivated_at timestamp with time zone,
  deactivated_by text,
  constraint person_check CHECK (is_active = (deactivated_at IS NULL)),
  constraint person_name_check CHECK (length(name) >= 1 AND length(name) <= 50),
  constraint person_sign_in_name_check CHECK (length(sign_in_name) >= 2 AND length(sign_in_name) <= 32),
  constraint person_pkey PRIMARY KEY (id)
);
comment on table people.person is 'People of the administration; never deleted, so that a sign-in name is never given to another';
comment on column people.person.phone_sealed is 'SM4-GCM under a key that lies outside the database; bound to this person';

create table people.post (
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  title text default ''::text not null,
  valid_from date not null,
  valid_until date,
  granted_at timestamp with time zone not null,
  granted_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  duty text generated always as (
CASE
    WHEN (role = ANY (ARRAY['system-admin'::text, 'security-admin'::text, 'audit-admin'::text])) THEN role
    ELSE 'business'::text
END) stored not null,
  constraint post_check CHECK (valid_until >= valid_from),
  constraint post_check1 CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  constraint post_role_check CHECK (role = ANY (ARRAY['dispatcher'::text, 'dispatch-head'::text, 'liaison'::text, 'unit-leader'::text, 'city-leader'::text, 'secrecy-reviewer'::text, 'district-dispatcher'::text, 'system-admin'::text, 'security-admin'::text, 'audit-admin'::text])),
  constraint post_title_check CHECK (length(title) <= 60),
  constraint post_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint post_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES people.unit(id),
  constraint post_pkey PRIMARY KEY (id),
  constraint post_three_separate_administrators EXCLUDE USING gist (person_id WITH =, duty WITH <>, daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE (ended_at IS NULL)
);
comment on table people.post is 'What a person is in a unit; he may hold several posts and acts in one of them';
comment on column people.post.title is 'His title as it is printed: 科长, 副局长';
comment on column people.post.valid_until is 'Last day of the post, when it was given for a time';
comment on column people.post.ended_at is 'Taken from him at this moment';
comment on column people.post.duty is 'The administrator that he is, or business';

create table people.post_proposal (
  id uuid not null,
  person_id uuid not null,
  unit_id uuid not null,
  role text not null,
  title text default ''::text not null,
  proposed_at timestamp with time zone not null,
  proposed_by text not null,
  decided_at timestamp with time zone,
  decided_by text,
  is_granted boolean,
  constraint post_proposal_check CHECK ((decided_at IS NULL) = (is_granted IS NULL)),
  constraint post_proposal_role_check CHECK (role = ANY (ARRAY['dispatcher'::text, 'dispatch-head'::text, 'liaison'::text, 'unit-leader'::text, 'city-leader'::text, 'secrecy-reviewer'::text, 'district-dispatcher'::text, 'system-admin'::text, 'security-admin'::text, 'audit-admin'::text])),
  constraint post_proposal_title_check CHECK (length(title) <= 60),
  constraint post_proposal_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint post_proposal_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES people.unit(id),
  constraint post_proposal_pkey PRIMARY KEY (id)
);
comment on table people.post_proposal is 'Posts that the system administrator proposes with an account; only the security administrator grants them';

create table people.second_factor (
  person_id uuid not null,
  secret_sealed text not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_step bigint default 0 not null,
  recovery_hashes text[] default '{}'::text[] not null,
  constraint second_factor_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint second_factor_pkey PRIMARY KEY (person_id)
);
comment on table people.second_factor is 'TOTP (RFC 6238); counts only when confirmed by a first code';
comment on column people.second_factor.last_step is 'Time step of the last code accepted; a code works once';

create table people.session (
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  post_id uuid,
  stage text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  source inet,
  user_agent text,
  ended_at timestamp with time zone,
  ended_because text,
  constraint session_check CHECK (stage <> 'full'::text OR post_id IS NOT NULL),
  constraint session_stage_check CHECK (stage = ANY (ARRAY['full'::text, 'password-change'::text, 'enrolment'::text])),
  constraint session_token_hash_check CHECK (length(token_hash) = 32),
  constraint session_user_agent_check CHECK (length(user_agent) <= 120),
  constraint session_person_id_fkey FOREIGN KEY (person_id) REFERENCES people.person(id),
  constraint session_post_id_fkey FOREIGN KEY (post_id) REFERENCES people.post(id),
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_hash_key UNIQUE (token_hash)
);
comment on column people.session.token_hash is 'SHA-256 of the token; the token itself is only with the browser';
comment on column people.session.stage is 'Only full may act; the others are steps of a sign-in that is not complete';
comment on column people.session.expires_at is 'Absolute end, however busy';

create table people.setup_link (
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint setup_link_token_hash_check CHECK (length(token_hash) = 32),
  constraint setup_link_pkey PRIMARY KEY (token_hash)
);
comment on table people.setup_link is 'One-time links by which a fresh system gets its three administrators';

create table people.sign_in_lock (
  kind text not null,
  key text not null,
  failures integer not null,
  counted_since timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint sign_in_lock_kind_check CHECK (kind = ANY (ARRAY['account'::text, 'source'::text])),
  constraint sign_in_lock_pkey PRIMARY KEY (kind, key)
);
comment on table people.sign_in_lock is 'Failed sign-ins; an attempt is counted before the password is looked at, so that attempts at the same time cannot slip through';
comment on column people.sign_in_lock.key is 'SHA-256 of the sign-in name as typed (it may be a password typed into the wrong field), or the network address (IPv6: its /64)';

create table people.unit (
  id uuid not null,
  code text not null,
  full_name text not null,
  short_name text not null,
  kind text not null,
  level text default 'city'::text not null,
  parent_id uuid,
  region_code text,
  sort_order integer default 0 not null,
  can_report boolean default true not null,
  valid_from date not null,
  valid_until date,
  successor_id uuid,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  constraint unit_check CHECK (parent_id <> id),
  constraint unit_check1 CHECK (valid_until >= valid_from),
  constraint unit_check2 CHECK (successor_id <> id),
  constraint unit_code_check CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,31}$'::text),
  constraint unit_full_name_check CHECK (length(full_name) >= 2 AND length(full_name) <= 100),
  constraint unit_kind_check CHECK (kind = ANY (ARRAY['party'::text, 'government'::text, 'vertical'::text, 'judicial'::text, 'state-owned'::text, 'region'::text, 'park'::text])),
  constraint unit_level_check CHECK (level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text, 'township'::text])),
  constraint unit_short_name_check CHECK (length(short_name) >= 2 AND length(short_name) <= 60),
  constraint unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES people.unit(id),
  constraint unit_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES people.unit(id),
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_code_key UNIQUE (code)
);
comment on table people.unit is 'Bodies that act or are answered for; never deleted, a dissolved one keeps its history';
comment on column people.unit.code is 'What the city calls it in its own lists; the key of a repeated import';
comment on column people.unit.short_name is 'The official short name (规范简称)';
comment on column people.unit.level is '层级: 省级, 市级, 旗县级, 苏木乡镇级';
comment on column people.unit.region_code is 'The banner, district or park that it belongs to; absent for units of the city itself';
comment on column people.unit.can_report is 'May be given tasks and report on them';
comment on column people.unit.valid_until is 'Last day on which it existed';
comment on column people.unit.successor_id is 'The unit that took over its duties on the day after valid_until';

create table people.unit_name (
  id uuid not null,
  unit_id uuid not null,
  name text not null,
  kind text not null,
  until date,
  learned_at timestamp with time zone not null,
  learned_by text not null,
  learned_person uuid,
  constraint unit_name_kind_check CHECK (kind = ANY (ARRAY['other'::text, 'former'::text, 'alias'::text])),
  constraint unit_name_name_check CHECK (length(name) >= 2 AND length(name) <= 100),
  constraint unit_name_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES people.unit(id),
  constraint unit_name_pkey PRIMARY KEY (id),
  constraint unit_name_unit_id_name_key UNIQUE (unit_id, name)
);
comment on table people.unit_name is 'Further names by which papers call a unit (俗称, 曾用名, names learned from a plan)';
comment on column people.unit_name.kind is 'other: in use beside the official name; former: no longer official; alias: learned from a paper and confirmed by a person';
comment on column people.unit_name.until is 'Last day on which a former name was official, where known';

CREATE INDEX access_token_person ON people.access_token USING btree (person_id);

CREATE UNIQUE INDEX person_sign_in_name ON people.person USING btree (lower(sign_in_name));

CREATE UNIQUE INDEX post_once ON people.post USING btree (person_id, unit_id, role) WHERE (ended_at IS NULL);

CREATE INDEX post_unit ON people.post USING btree (unit_id, role) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX post_proposal_open ON people.post_proposal USING btree (person_id, unit_id, role) WHERE (decided_at IS NULL);

CREATE INDEX session_expires ON people.session USING btree (expires_at);

CREATE INDEX session_person ON people.session USING btree (person_id, last_seen_at DESC) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX unit_full_name ON people.unit USING btree (full_name) WHERE (valid_until IS NULL);

CREATE INDEX unit_parent ON people.unit USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE UNIQUE INDEX unit_short_name ON people.unit USING btree (short_name) WHERE (valid_until IS NULL);

CREATE INDEX unit_name_name ON people.unit_name USING btree (name);

create view people.person_view as
 SELECT id,
    name,
    is_active
   FROM people.person;

create view people.post_view as
 SELECT post.id,
    post.person_id,
    person.name AS person_name,
    post.unit_id,
    unit.short_name AS unit_short_name,
    post.role,
    post.title,
    post.valid_from,
    post.valid_until,
    post.ended_at
   FROM ((people.post
     JOIN people.person ON ((person.id = post.person_id)))
     JOIN people.unit ON ((unit.id = post.unit_id)));

create view people.unit_view as
 SELECT id,
    code,
    full_name,
    short_name,
    kind,
    level,
    parent_id,
    region_code,
    sort_order,
    can_report,
    valid_from,
    valid_until,
    successor_id
   FROM people.unit;

create schema publications;

create table publications.measure (
  task_id uuid not null,
  number text not null,
  plan_id uuid not null,
  plan_title text not null,
  document_number text,
  action text not null,
  field text not null,
  path text[] not null,
  title text not null,
  body text not null,
  lead_unit_id uuid,
  lead_name text not null,
  co_lead_names text[] default '{}'::text[] not null,
  partner_names text[] default '{}'::text[] not null,
  partner_unit_ids uuid[] default '{}'::uuid[] not null,
  due_on date,
  deadline_text text not null,
  long_term boolean not null,
  state text not null,
  state_label text not null,
  light text,
  light_reason text,
  progress integer not null,
  expected_progress integer not null,
  dispatched_on date,
  closed_on date,
  first_published_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawal_reason text,
  search tsvector not null,
  constraint measure_expected_progress_check CHECK (expected_progress >= 0 AND expected_progress <= 100),
  constraint measure_light_check CHECK (light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'blue'::text])),
  constraint measure_progress_check CHECK (progress >= 0 AND progress <= 100),
  constraint measure_pkey PRIMARY KEY (task_id),
  constraint measure_number_key UNIQUE (number)
);
comment on table publications.measure is 'What the public may see of a task now: a copy made when it was approved, so that public reads touch no table of the staff';
comment on column publications.measure.task_id is 'The task that it shows; no foreign key, so that nothing here can hold up the staff';
comment on column publications.measure.lead_name is 'Official short name of the lead unit, or the words of the plan where it is no single unit';
comment on column publications.measure.partner_unit_ids is 'Units other than the lead that have a share, as far as the names are units';
comment on column publications.measure.expected_progress is '序时进度: percent that the calendar would expect';
comment on column publications.measure.changed_at is 'Last change that a reader would call news';
comment on column publications.measure.withdrawn_at is 'Taken from the portal at this moment';
comment on column publications.measure.search is 'Bigrams of number, title, text, field and units';

create table publications.note (
  id uuid not null,
  task_id uuid not null,
  kind text not null,
  month text,
  percent integer,
  body text not null,
  at timestamp with time zone not null,
  published_at timestamp with time zone not null,
  constraint note_kind_check CHECK (kind = ANY (ARRAY['progress'::text, 'result'::text])),
  constraint note_month_check CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text),
  constraint note_percent_check CHECK (percent >= 0 AND percent <= 100),
  constraint note_task_id_fkey FOREIGN KEY (task_id) REFERENCES publications.measure(task_id),
  constraint note_pkey PRIMARY KEY (id)
);
comment on table publications.note is 'Dated progress and results as approved for the public';
comment on column publications.note.month is 'Month that a progress note speaks of';
comment on column publications.note.at is 'When it was approved';

create table publications.note_file (
  file_id uuid not null,
  note_id uuid not null,
  ordinal integer not null,
  name text not null,
  media_type text not null,
  size integer not null,
  sha256 text not null,
  constraint note_file_note_id_fkey FOREIGN KEY (note_id) REFERENCES publications.note(id),
  constraint note_file_pkey PRIMARY KEY (file_id)
);
comment on table publications.note_file is 'Files that were approved together with a note; their bytes lie in the file store under their digest';

create table publications.version (
  id bigint generated always as identity not null,
  task_id uuid not null,
  at timestamp with time zone not null,
  change text not null,
  before text,
  after text,
  snapshot jsonb not null,
  actor_label text not null,
  constraint version_change_check CHECK (change = ANY (ARRAY['published'::text, 'revised'::text, 'state'::text, 'light'::text, 'progress'::text, 'lead'::text, 'note'::text, 'result'::text, 'withdrawn'::text])),
  constraint version_task_id_fkey FOREIGN KEY (task_id) REFERENCES publications.measure(task_id),
  constraint version_pkey PRIMARY KEY (id)
);
comment on table publications.version is 'What was public when; append-only';
comment on column publications.version.change is 'The most telling change of this version, for the news of the week';
comment on column publications.version.before is 'Value before that change, as a reader saw it';
comment on column publications.version.snapshot is 'The whole that was public from this moment: the measure, or the note that came to it';

CREATE INDEX measure_action ON publications.measure USING btree (action, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_changed ON publications.measure USING btree (changed_at DESC, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_due ON publications.measure USING btree (due_on, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_field ON publications.measure USING btree (field, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_light ON publications.measure USING btree (light, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_order ON publications.measure USING btree (number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_partners ON publications.measure USING gin (partner_unit_ids) WITH (fastupdate=off);

CREATE INDEX measure_plan ON publications.measure USING btree (plan_id, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_search ON publications.measure USING gin (search) WITH (fastupdate=off);

CREATE INDEX measure_state ON publications.measure USING btree (state, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX measure_unit ON publications.measure USING btree (lead_unit_id, number) WHERE (withdrawn_at IS NULL);

CREATE INDEX note_measure ON publications.note USING btree (task_id, at DESC);

CREATE INDEX note_file_note ON publications.note_file USING btree (note_id, ordinal);

CREATE INDEX version_at ON publications.version USING btree (at DESC, id DESC);

CREATE INDEX version_measure ON publications.version USING btree (task_id, id);

CREATE TRIGGER version_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON publications.version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

create schema plans;

CREATE OR REPLACE FUNCTION plans.refuse_frozen_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from plans.plan where id = coalesce(old.plan_id, new.plan_id) and frozen_at is not null) then
    raise exception 'the text of a confirmed plan is frozen' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $function$;

CREATE OR REPLACE FUNCTION plans.refuse_frozen_plan_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.frozen_at is null then
    return coalesce(new, old);
  end if;
  -- A plan that was sent back before its dispatch thaws; nothing else of it may change in the same breath.
  if tg_op = 'UPDATE' and new.frozen_at is null and new.text_digest is null
    and (to_jsonb(new) - 'frozen_at' - 'text_digest') = (to_jsonb(old) - 'frozen_at' - 'text_digest')
    and (select state from kernel.case where id = old.id) = 'reading' then
    return new;
  end if;
  if tg_op = 'UPDATE' and new is not distinct from old then
    return new;
  end if;
  raise exception 'the text of a confirmed plan is frozen' using errcode = 'insufficient_privilege';
end $function$;

create table plans.measure (
  id uuid not null,
  plan_id uuid not null,
  ordinal integer not null,
  number text not null,
  path text[] not null,
  title text not null,
  body text not null,
  leads jsonb not null,
  partners jsonb not null,
  deadline jsonb,
  marks text[] default '{}'::text[] not null,
  is_public boolean default true not null,
  doubts jsonb default '[]'::jsonb not null,
  raw jsonb not null,
  source_start integer not null,
  source_end integer not null,
  revision integer default 1 not null,
  constraint measure_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans.plan(id),
  constraint measure_pkey PRIMARY KEY (id),
  constraint measure_plan_id_ordinal_key UNIQUE (plan_id, ordinal)
);
comment on table plans.measure is '措施: one clause of a plan; frozen with the plan, then never changed';
comment on column plans.measure.raw is 'The words of each field as they stand in the document';
comment on column plans.measure.revision is 'Grows with each change, so that two people do not overwrite each other';

create table plans.plan (
  id uuid not null,
  title text not null,
  document_number text,
  issued_on date,
  year integer,
  version_name text,
  file_name text not null,
  file_id uuid not null,
  file_sha256 text not null,
  text_digest text,
  frozen_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint plan_id_fkey FOREIGN KEY (id) REFERENCES kernel."case"(id),
  constraint plan_pkey PRIMARY KEY (id)
);
comment on table plans.plan is '方案: a published plan; its life is the case of the same id';
comment on column plans.plan.text_digest is 'SM3 over title, number, source text and measures as confirmed; set when frozen';

create table plans.reading (
  plan_id uuid not null,
  source_text text not null,
  layout jsonb not null,
  read_at timestamp with time zone not null,
  constraint reading_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans.plan(id),
  constraint reading_pkey PRIMARY KEY (plan_id)
);
comment on table plans.reading is 'The document as it was read: text, blocks, spans, headings, counts; kept for ever beside the measures';

CREATE INDEX plan_created ON plans.plan USING btree (created_at DESC);

CREATE INDEX plan_file ON plans.plan USING btree (file_sha256);

CREATE TRIGGER measure_frozen BEFORE INSERT OR DELETE OR UPDATE ON plans.measure FOR EACH ROW EXECUTE FUNCTION plans.refuse_frozen_change();

CREATE TRIGGER plan_frozen BEFORE DELETE OR UPDATE ON plans.plan FOR EACH ROW EXECUTE FUNCTION plans.refuse_frozen_plan_change();

CREATE TRIGGER reading_frozen BEFORE INSERT OR DELETE OR UPDATE ON plans.reading FOR EACH ROW EXECUTE FUNCTION plans.refuse_frozen_change();

create schema tasks;

create table tasks.month_light (
  month text not null,
  task_id uuid not null,
  lead_unit_id uuid,
  light text not null,
  reason text not null,
  progress integer not null,
  expected integer not null,
  state text not null,
  taken_at timestamp with time zone not null,
  lead_name text,
  due_on date,
  constraint month_light_light_check CHECK (light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'blue'::text])),
  constraint month_light_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks.task(id),
  constraint month_light_pkey PRIMARY KEY (month, task_id)
);
comment on table tasks.month_light is 'Each task as it stood at the end of a month; a past month keeps its lights';
comment on column tasks.month_light.expected is '序时进度 on the last day of the month';
comment on column tasks.month_light.lead_name is 'Short name of the lead unit as it was then; absent in rows kept before this column';
comment on column tasks.month_light.due_on is 'Last day in time as it was then';

create table tasks.report (
  id uuid not null,
  task_id uuid not null,
  unit_id uuid not null,
  month text not null,
  due_on date not null,
  percent integer,
  done text default ''::text not null,
  problems text default ''::text not null,
  next_steps text default ''::text not null,
  support_needed text default ''::text not null,
  original jsonb,
  public_text text,
  return_reason text,
  filed_at timestamp with time zone,
  filed_by text,
  first_filed_on date,
  signed_by text,
  adopted_at timestamp with time zone,
  constraint report_month_check CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'::text),
  constraint report_percent_check CHECK (percent >= 0 AND percent <= 100),
  constraint report_id_fkey FOREIGN KEY (id) REFERENCES kernel."case"(id),
  constraint report_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks.task(id),
  constraint report_pkey PRIMARY KEY (id),
  constraint report_task_id_month_key UNIQUE (task_id, month)
);
comment on table tasks.report is '进展填报: one month of one task by its lead unit';
comment on column tasks.report.due_on is 'Last day on which it is in time';
comment on column tasks.report.original is 'What the unit wrote, where the dispatcher has edited it';
comment on column tasks.report.public_text is 'What was approved for the public page';
comment on column tasks.report.first_filed_on is 'Counts for lateness; neither a return nor a taking back makes a timely report late';

create table tasks.task (
  id uuid not null,
  plan_id uuid not null,
  measure_id uuid not null,
  plan_title text not null,
  document_number text,
  ordinal integer not null,
  measure_number text not null,
  path text[] not null,
  action_name text not null,
  field_name text not null,
  body text not null,
  lead_unit_id uuid,
  co_lead_unit_ids uuid[] default '{}'::uuid[] not null,
  partner_unit_ids uuid[] default '{}'::uuid[] not null,
  leads_as_printed text not null,
  partners_as_printed text not null,
  deadline_text text not null,
  due_on date,
  long_term boolean not null,
  is_public boolean not null,
  progress integer default 0 not null,
  last_reported_on date,
  dispatched_on date,
  received_on date,
  closed_on date,
  closure_statement text,
  closure_applied_at timestamp with time zone,
  search tsvector not null,
  constraint task_progress_check CHECK (progress >= 0 AND progress <= 100),
  constraint task_id_fkey FOREIGN KEY (id) REFERENCES kernel."case"(id),
  constraint task_pkey PRIMARY KEY (id)
);
comment on table tasks.task is '任务: a measure of a plan that was given to units; its life is the case of the same id';
comment on column tasks.task.measure_id is 'The frozen measure that it carries out';
comment on column tasks.task.lead_unit_id is '牵头单位; the first one printed, which reports for all';
comment on column tasks.task.progress is 'Percent by the last adopted report';
comment on column tasks.task.search is 'Bigrams of number, title, text, field and units';

create table tasks.unit_task (
  unit_id uuid not null,
  task_id uuid not null,
  role text not null,
  part_id uuid,
  due_on date,
  received_at timestamp with time zone,
  constraint unit_task_role_check CHECK (role = ANY (ARRAY['lead'::text, 'partner'::text])),
  constraint unit_task_part_id_fkey FOREIGN KEY (part_id) REFERENCES kernel."case"(id),
  constraint unit_task_task_id_fkey FOREIGN KEY (task_id) REFERENCES tasks.task(id),
  constraint unit_task_pkey PRIMARY KEY (task_id, unit_id)
);
comment on table tasks.unit_task is 'Who has a share in which task; also what a unit may see';
comment on column tasks.unit_task.part_id is 'Case of the share; the first lead has none, the task itself is his';
comment on column tasks.unit_task.due_on is 'Copy of the task''s, so that a unit''s list is read in order from one index';

CREATE INDEX report_month_unit ON tasks.report USING btree (month, unit_id);

CREATE INDEX task_action ON tasks.task USING btree (action_name, due_on, id);

CREATE INDEX task_field ON tasks.task USING btree (field_name, due_on, id);

CREATE UNIQUE INDEX task_measure_dispatch ON tasks.task USING btree (measure_id, id);

CREATE INDEX task_plan ON tasks.task USING btree (plan_id, ordinal, id);

CREATE INDEX task_progress ON tasks.task USING btree (progress, id);

CREATE INDEX task_search ON tasks.task USING gin (search) WITH (fastupdate=off);

CREATE INDEX unit_task_due ON tasks.unit_task USING btree (unit_id, due_on, task_id);

create schema suggestions;

create table suggestions.attempt (
  source_digest bytea not null,
  purpose text not null,
  hour timestamp with time zone not null,
  count integer not null,
  constraint attempt_purpose_check CHECK (purpose = ANY (ARRAY['submit'::text, 'follow'::text])),
  constraint attempt_pkey PRIMARY KEY (source_digest, purpose, hour)
);
comment on table suggestions.attempt is 'How often something was tried from one source, for rate limits; linked to no suggestion';
comment on column suggestions.attempt.source_digest is 'HMAC of the address (IPv6: its /64) under the key of the day';

create table suggestions.day_key (
  day date not null,
  key bytea not null,
  constraint day_key_pkey PRIMARY KEY (day)
);
comment on table suggestions.day_key is 'Key of one day for digests of source addresses and for form tokens; destroyed after two days, so that no digest can be traced back';

create table suggestions.suggestion (
  id uuid not null,
  kind text not null,
  task_id uuid,
  task_number text,
  task_title text,
  body text not null,
  query_code_digest bytea not null,
  unit_id uuid,
  unit_name text,
  reply text,
  answer text,
  answered_by text,
  answered_at timestamp with time zone,
  refusal_reason text,
  submitted_at timestamp with time zone not null,
  constraint suggestion_check CHECK (num_nulls(task_id, task_number, task_title) = ANY (ARRAY[0, 3])),
  constraint suggestion_kind_check CHECK (kind = ANY (ARRAY['suggest'::text, 'complain'::text, 'praise'::text, 'ask'::text, 'error'::text])),
  constraint suggestion_id_fkey FOREIGN KEY (id) REFERENCES kernel."case"(id),
  constraint suggestion_pkey PRIMARY KEY (id),
  constraint suggestion_query_code_digest_key UNIQUE (query_code_digest)
);
comment on table suggestions.suggestion is '公众意见; its life is the case of the same id. Nothing here tells who sent it';
comment on column suggestions.suggestion.task_title is 'As it was on the portal when this was sent';
comment on column suggestions.suggestion.body is 'As it was sent, with phone numbers and the like hidden';
comment on column suggestions.suggestion.query_code_digest is 'SM3 of the query code; the code itself only the sender has';
comment on column suggestions.suggestion.reply is 'As the unit wrote it';
comment on column suggestions.suggestion.answer is 'As the sender reads it';

CREATE INDEX attempt_hour ON suggestions.attempt USING btree (hour);

CREATE INDEX suggestion_submitted ON suggestions.suggestion USING btree (submitted_at DESC, id);

CREATE INDEX suggestion_task ON suggestions.suggestion USING btree (task_id, submitted_at) WHERE (task_id IS NOT NULL);

CREATE INDEX suggestion_unit ON suggestions.suggestion USING btree (unit_id, submitted_at) WHERE (unit_id IS NOT NULL);

create schema papers;
