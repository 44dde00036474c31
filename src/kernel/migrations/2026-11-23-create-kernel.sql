create table kernel.case (
  id uuid primary key,
  workflow text not null,
  workflow_version int not null,
  number text not null,
  title text not null,
  state text not null,
  parent_id uuid references kernel.case (id),
  parties jsonb not null default '{}',
  waits_on_unit uuid,
  waits_on_permission text,
  asks text,
  waits_since timestamptz,
  waits_due_on date,
  due_on date,
  region text,
  light text check (light in ('green', 'yellow', 'red', 'blue')),
  light_reason text,
  light_set_by text,
  is_public boolean not null default false,
  done_by jsonb not null default '{}',
  event_count int not null default 0,
  last_hash bytea,
  opened_at timestamptz not null,
  closed_at timestamptz,
  updated_at timestamptz not null,
  unique (workflow, number)
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
create index case_inbox on kernel.case (waits_on_unit, waits_on_permission, waits_due_on, id) where waits_on_unit is not null;
create index case_parent on kernel.case (parent_id) where parent_id is not null;
create index case_waits_due on kernel.case (waits_due_on) where waits_on_unit is not null;

create table kernel.case_event (
  case_id uuid not null references kernel.case (id),
  seq int not null,
  at timestamptz not null,
  action text not null,
  label text not null,
  from_state text,
  to_state text not null,
  note text,
  data jsonb not null default '{}',
  actor_kind text not null check (actor_kind in ('person', 'system', 'public')),
  actor_person uuid,
  actor_post uuid,
  actor_unit uuid,
  actor_label text not null,
  hash bytea not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (case_id, seq)
);
comment on table kernel.case_event is 'The one append-only history; each case''s events are a hash chain (SM3) of their own';
comment on column kernel.case_event.seq is '1, 2, 3 … within the case, without gaps';
comment on column kernel.case_event.data is 'What was said beside the note; part of the hash';
comment on column kernel.case_event.hash is 'SM3 over the hash before it and the canonical JSON of this row';
comment on column kernel.case_event.xid is 'Transaction that wrote it, so that the hourly seal misses nothing that commits late';
create index case_event_xid on kernel.case_event (xid);
create index case_event_person on kernel.case_event (actor_person, at desc) where actor_person is not null;

create table kernel.case_file (
  id uuid primary key,
  case_id uuid references kernel.case (id),
  purpose text not null,
  name text not null,
  media_type text not null,
  size int not null,
  sha256 text not null,
  uploaded_by uuid,
  uploaded_unit uuid,
  uploaded_at timestamptz not null,
  is_public boolean not null default false,
  removed_at timestamptz
);
comment on table kernel.case_file is 'Files of cases; their bytes lie in the file store under their digest';
comment on column kernel.case_file.case_id is 'Absent while the file waits for the form that it was chosen in';
create index case_file_case on kernel.case_file (case_id) where case_id is not null;

create table kernel.seal (
  id bigint generated always as identity primary key,
  sealed_at timestamptz not null,
  up_to_xid xid8 not null,
  event_count int not null,
  root bytea not null,
  previous_root bytea
);
comment on table kernel.seal is 'Merkle roots (RFC 6962 shape, SM3) over all events of transactions before up_to_xid that no earlier seal holds';

create table kernel.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null,
  actor_person uuid,
  actor_post uuid,
  actor_label text not null,
  source inet,
  action text not null,
  object text,
  succeeded boolean not null,
  detail jsonb not null default '{}'
);
comment on table kernel.audit is 'Sign-ins, refused access, administration, views of personal data (GB/T 22239-2019 8.1.4.3)';
create index audit_at on kernel.audit (at desc);
create index audit_person on kernel.audit (actor_person, at desc);

create table kernel.idempotency_key (
  scope text not null,
  key text not null,
  endpoint text not null,
  digest text not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (scope, key)
);
comment on table kernel.idempotency_key is 'Answers to writes that carried a key; the same key gets the same answer';
comment on column kernel.idempotency_key.scope is 'Person or source address: keys of different callers never meet';
create index idempotency_key_created on kernel.idempotency_key (created_at);

create table kernel.counter (
  name text primary key,
  value bigint not null
);
comment on table kernel.counter is 'Running numbers without gaps, e.g. of cases per prefix and year';

create table kernel.setting (
  name text primary key,
  value jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null
);
comment on table kernel.setting is 'Configuration that the city changes itself: name, brand, rules';

create table kernel.holiday (
  day date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);
comment on table kernel.holiday is 'Corrections by the city to the calendar that comes with the program';

create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'history is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'insufficient_privilege';
end $$;

create trigger case_event_append_only before update or delete or truncate on kernel.case_event
  for each statement execute function kernel.refuse_change();
create trigger audit_append_only before update or delete or truncate on kernel.audit
  for each statement execute function kernel.refuse_change();
create trigger seal_append_only before update or delete or truncate on kernel.seal
  for each statement execute function kernel.refuse_change();

revoke update, delete on kernel.case_event, kernel.audit, kernel.seal from wuxin_app;
revoke all on kernel.migration from wuxin_app;
