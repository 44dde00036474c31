create table suggestions.suggestion (
  id uuid primary key references kernel.case (id),
  kind text not null check (kind in ('suggest', 'complain', 'praise', 'ask', 'error')),
  task_id uuid,
  task_number text,
  task_title text,
  body text not null,
  query_code_digest bytea not null unique,
  unit_id uuid,
  unit_name text,
  reply text,
  answer text,
  answered_by text,
  answered_at timestamptz,
  refusal_reason text,
  submitted_at timestamptz not null,
  check (num_nulls(task_id, task_number, task_title) in (0, 3))
);
comment on table suggestions.suggestion is '公众意见; its life is the case of the same id. Nothing here tells who sent it';
comment on column suggestions.suggestion.body is 'As it was sent, with phone numbers and the like hidden';
comment on column suggestions.suggestion.query_code_digest is 'SM3 of the query code; the code itself only the sender has';
comment on column suggestions.suggestion.task_title is 'As it was on the portal when this was sent';
comment on column suggestions.suggestion.reply is 'As the unit wrote it';
comment on column suggestions.suggestion.answer is 'As the sender reads it';
create index suggestion_task on suggestions.suggestion (task_id, submitted_at) where task_id is not null;
create index suggestion_unit on suggestions.suggestion (unit_id, submitted_at) where unit_id is not null;
create index suggestion_submitted on suggestions.suggestion (submitted_at desc, id);

create table suggestions.day_key (
  day date primary key,
  key bytea not null
);
comment on table suggestions.day_key is 'Key of one day for digests of source addresses and for form tokens; destroyed after two days, so that no digest can be traced back';

create table suggestions.attempt (
  source_digest bytea not null,
  purpose text not null check (purpose in ('submit', 'follow')),
  hour timestamptz not null,
  count int not null,
  primary key (source_digest, purpose, hour)
);
comment on table suggestions.attempt is 'How often something was tried from one source, for rate limits; linked to no suggestion';
comment on column suggestions.attempt.source_digest is 'HMAC of the address (IPv6: its /64) under the key of the day';
create index attempt_hour on suggestions.attempt (hour);
