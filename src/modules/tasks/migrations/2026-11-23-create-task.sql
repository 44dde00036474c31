create table tasks.task (
  id uuid primary key references kernel.case (id),
  plan_id uuid not null,
  measure_id uuid not null,
  plan_title text not null,
  document_number text,
  ordinal int not null,
  measure_number text not null,
  path text[] not null,
  action_name text not null,
  field_name text not null,
  body text not null,
  lead_unit_id uuid,
  co_lead_unit_ids uuid[] not null default '{}',
  partner_unit_ids uuid[] not null default '{}',
  leads_as_printed text not null,
  partners_as_printed text not null,
  deadline_text text not null,
  due_on date,
  long_term boolean not null,
  is_public boolean not null,
  progress int not null default 0 check (progress between 0 and 100),
  last_reported_on date,
  dispatched_on date,
  received_on date,
  closed_on date,
  closure_statement text,
  closure_applied_at timestamptz,
  search tsvector not null
);
comment on table tasks.task is '任务: a measure of a plan that was given to units; its life is the case of the same id';
comment on column tasks.task.measure_id is 'The frozen measure that it carries out';
comment on column tasks.task.lead_unit_id is '牵头单位; the first one printed, which reports for all';
comment on column tasks.task.progress is 'Percent by the last adopted report';
comment on column tasks.task.search is 'Bigrams of number, title, text, field and units';
create unique index task_measure_dispatch on tasks.task (measure_id, id);
create index task_plan on tasks.task (plan_id, ordinal, id);
create index task_field on tasks.task (action_name, field_name, id);
create index task_search on tasks.task using gin (search) with (fastupdate = off);

create table tasks.unit_task (
  unit_id uuid not null,
  task_id uuid not null references tasks.task (id),
  role text not null check (role in ('lead', 'partner')),
  part_id uuid references kernel.case (id),
  due_on date,
  received_at timestamptz,
  primary key (task_id, unit_id)
);
comment on table tasks.unit_task is 'Who has a share in which task; also what a unit may see';
comment on column tasks.unit_task.part_id is 'Case of the share; the first lead has none, the task itself is his';
comment on column tasks.unit_task.due_on is 'Copy of the task''s, so that a unit''s list is read in order from one index';
create index unit_task_due on tasks.unit_task (unit_id, due_on, task_id);

create table tasks.report (
  id uuid primary key references kernel.case (id),
  task_id uuid not null references tasks.task (id),
  unit_id uuid not null,
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  due_on date not null,
  percent int check (percent between 0 and 100),
  done text not null default '',
  problems text not null default '',
  next_steps text not null default '',
  support_needed text not null default '',
  original jsonb,
  public_text text,
  return_reason text,
  filed_at timestamptz,
  filed_by text,
  first_filed_on date,
  signed_by text,
  adopted_at timestamptz,
  unique (task_id, month)
);
comment on table tasks.report is '进展填报: one month of one task by its lead unit';
comment on column tasks.report.due_on is 'Last day on which it is in time';
comment on column tasks.report.original is 'What the unit wrote, where the dispatcher has edited it';
comment on column tasks.report.public_text is 'What was approved for the public page';
comment on column tasks.report.first_filed_on is 'Counts for lateness; a return does not make a timely report late';
create index report_month_unit on tasks.report (month, unit_id);

create table tasks.month_light (
  month text not null,
  task_id uuid not null references tasks.task (id),
  lead_unit_id uuid,
  light text not null check (light in ('green', 'yellow', 'red', 'blue')),
  reason text not null,
  progress int not null,
  expected int not null,
  state text not null,
  taken_at timestamptz not null,
  primary key (month, task_id)
);
comment on table tasks.month_light is 'Each task as it stood at the end of a month; a past month keeps its lights';
