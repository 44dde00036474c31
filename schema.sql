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

CREATE INDEX case_parent ON kernel."case" USING btree (parent_id) WHERE (parent_id IS NOT NULL);

CREATE INDEX case_waits_due ON kernel."case" USING btree (waits_due_on) WHERE (waits_on_unit IS NOT NULL);

CREATE INDEX case_event_person ON kernel.case_event USING btree (actor_person, at DESC) WHERE (actor_person IS NOT NULL);

CREATE INDEX case_event_xid ON kernel.case_event USING btree (xid);

CREATE INDEX case_file_case ON kernel.case_file USING btree (case_id) WHERE (case_id IS NOT NULL);

CREATE INDEX idempotency_key_created ON kernel.idempotency_key USING btree (created_at);

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

CREATE TRIGGER case_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.case_event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();

CREATE TRIGGER seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.seal FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
