create table plans.plan (
  id uuid primary key references kernel.case (id),
  title text not null,
  document_number text,
  issued_on date,
  year int,
  version_name text,
  file_name text not null,
  file_id uuid not null,
  file_sha256 text not null,
  text_digest text,
  frozen_at timestamptz,
  created_at timestamptz not null
);
comment on table plans.plan is '方案: a published plan; its life is the case of the same id';
comment on column plans.plan.text_digest is 'SM3 over the source text and the measures as confirmed; set when frozen';
create index plan_created on plans.plan (created_at desc);

create table plans.reading (
  plan_id uuid primary key references plans.plan (id),
  source_text text not null,
  layout jsonb not null,
  read_at timestamptz not null
);
comment on table plans.reading is 'The document as it was read: text, blocks, spans, headings, counts; kept for ever beside the measures';

create table plans.measure (
  id uuid primary key,
  plan_id uuid not null references plans.plan (id),
  ordinal int not null,
  number text not null,
  path text[] not null,
  title text not null,
  body text not null,
  leads jsonb not null,
  partners jsonb not null,
  deadline jsonb,
  marks text[] not null default '{}',
  is_public boolean not null default true,
  doubts jsonb not null default '[]',
  raw jsonb not null,
  source_start int not null,
  source_end int not null,
  revision int not null default 1,
  unique (plan_id, ordinal)
);
comment on table plans.measure is '措施: one clause of a plan; frozen with the plan, then never changed';
comment on column plans.measure.raw is 'The words of each field as they stand in the document';
comment on column plans.measure.revision is 'Grows with each change, so that two people do not overwrite each other';

create function plans.refuse_frozen_change() returns trigger language plpgsql as $$
begin
  if exists (select from plans.plan where id = coalesce(old.plan_id, new.plan_id) and frozen_at is not null) then
    raise exception 'the text of a confirmed plan is frozen' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
create trigger measure_frozen before insert or update or delete on plans.measure
  for each row execute function plans.refuse_frozen_change();
