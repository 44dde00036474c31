create table publications.measure (
  task_id uuid primary key,
  number text not null unique,
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
  co_lead_names text[] not null default '{}',
  partner_names text[] not null default '{}',
  partner_unit_ids uuid[] not null default '{}',
  due_on date,
  deadline_text text not null,
  long_term boolean not null,
  state text not null,
  state_label text not null,
  light text check (light in ('green', 'yellow', 'red', 'blue')),
  light_reason text,
  progress int not null check (progress between 0 and 100),
  expected_progress int not null check (expected_progress between 0 and 100),
  dispatched_on date,
  closed_on date,
  first_published_at timestamptz not null,
  changed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  search tsvector not null
);
comment on table publications.measure is 'What the public may see of a task now: a copy made when it was approved, so that public reads touch no table of the staff';
comment on column publications.measure.task_id is 'The task that it shows; no foreign key, so that nothing here can hold up the staff';
comment on column publications.measure.lead_name is 'Official short name of the lead unit, or the words of the plan where it is no single unit';
comment on column publications.measure.partner_unit_ids is 'Units other than the lead that have a share, as far as the names are units';
comment on column publications.measure.expected_progress is '序时进度: percent that the calendar would expect';
comment on column publications.measure.changed_at is 'Last change that a reader would call news';
comment on column publications.measure.withdrawn_at is 'Taken from the portal at this moment';
comment on column publications.measure.search is 'Bigrams of number, title, text, field and units';
create index measure_order on publications.measure (number) where withdrawn_at is null;
create index measure_plan on publications.measure (plan_id, number) where withdrawn_at is null;
create index measure_unit on publications.measure (lead_unit_id, number) where withdrawn_at is null;
create index measure_field on publications.measure (field, number) where withdrawn_at is null;
create index measure_action on publications.measure (action, number) where withdrawn_at is null;
create index measure_state on publications.measure (state, number) where withdrawn_at is null;
create index measure_light on publications.measure (light, number) where withdrawn_at is null;
create index measure_changed on publications.measure (changed_at desc, number) where withdrawn_at is null;
create index measure_due on publications.measure (due_on, number) where withdrawn_at is null;
create index measure_partners on publications.measure using gin (partner_unit_ids) with (fastupdate = off);
create index measure_search on publications.measure using gin (search) with (fastupdate = off);

create table publications.note (
  id uuid primary key,
  task_id uuid not null references publications.measure (task_id),
  kind text not null check (kind in ('progress', 'result')),
  month text check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  percent int check (percent between 0 and 100),
  body text not null,
  at timestamptz not null,
  published_at timestamptz not null
);
comment on table publications.note is 'Dated progress and results as approved for the public';
comment on column publications.note.month is 'Month that a progress note speaks of';
comment on column publications.note.at is 'When it was approved';
create index note_measure on publications.note (task_id, at desc);

create table publications.note_file (
  file_id uuid primary key,
  note_id uuid not null references publications.note (id),
  ordinal int not null,
  name text not null,
  media_type text not null,
  size int not null,
  sha256 text not null
);
comment on table publications.note_file is 'Files that were approved together with a note; their bytes lie in the file store under their digest';
create index note_file_note on publications.note_file (note_id, ordinal);

create table publications.version (
  id bigint generated always as identity primary key,
  task_id uuid not null references publications.measure (task_id),
  at timestamptz not null,
  change text not null check (change in
    ('published', 'revised', 'state', 'light', 'progress', 'lead', 'note', 'result', 'withdrawn')),
  before text,
  after text,
  snapshot jsonb not null,
  actor_label text not null
);
comment on table publications.version is 'What was public when; append-only';
comment on column publications.version.change is 'The most telling change of this version, for the news of the week';
comment on column publications.version.before is 'Value before that change, as a reader saw it';
comment on column publications.version.snapshot is 'The whole that was public from this moment: the measure, or the note that came to it';
create index version_measure on publications.version (task_id, id);
create index version_at on publications.version (at desc, id desc);

create trigger version_append_only before update or delete or truncate on publications.version
  for each statement execute function kernel.refuse_change();
revoke update, delete on publications.version from wuxin_app;
