create extension if not exists btree_gist;

create table people.unit (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z0-9][A-Z0-9_-]{0,31}$'),
  full_name text not null check (length(full_name) between 2 and 100),
  short_name text not null check (length(short_name) between 2 and 60),
  kind text not null check (kind in ('party', 'government', 'vertical', 'judicial', 'state-owned', 'region', 'park')),
  level text not null default 'city' check (level in ('province', 'city', 'county', 'township')),
  parent_id uuid references people.unit (id) check (parent_id <> id),
  region_code text,
  sort_order int not null default 0,
  can_report boolean not null default true,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  successor_id uuid references people.unit (id) check (successor_id <> id),
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null
);
comment on table people.unit is 'Bodies that act or are answered for; never deleted, a dissolved one keeps its history';
comment on column people.unit.code is 'What the city calls it in its own lists; the key of a repeated import';
comment on column people.unit.short_name is 'The official short name (规范简称)';
comment on column people.unit.level is '层级: 省级, 市级, 旗县级, 苏木乡镇级';
comment on column people.unit.region_code is 'The banner, district or park that it belongs to; absent for units of the city itself';
comment on column people.unit.can_report is 'May be given tasks and report on them';
comment on column people.unit.valid_until is 'Last day on which it existed';
comment on column people.unit.successor_id is 'The unit that took over its duties on the day after valid_until';
create unique index unit_full_name on people.unit (full_name) where valid_until is null;
create unique index unit_short_name on people.unit (short_name) where valid_until is null;
create index unit_parent on people.unit (parent_id) where parent_id is not null;

create table people.unit_name (
  id uuid primary key,
  unit_id uuid not null references people.unit (id),
  name text not null check (length(name) between 2 and 100),
  kind text not null check (kind in ('other', 'former', 'alias')),
  until date,
  learned_at timestamptz not null,
  learned_by text not null,
  learned_person uuid,
  unique (unit_id, name)
);
comment on table people.unit_name is 'Further names by which papers call a unit (俗称, 曾用名, names learned from a plan)';
comment on column people.unit_name.kind is 'other: in use beside the official name; former: no longer official; alias: learned from a paper and confirmed by a person';
comment on column people.unit_name.until is 'Last day on which a former name was official, where known';
create index unit_name_name on people.unit_name (name);

create table people.collective (
  id uuid primary key,
  name text not null unique check (length(name) between 2 and 60),
  other_names text[] not null default '{}',
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  updated_at timestamptz not null,
  updated_by text not null
);
comment on table people.collective is 'A phrase in papers that stands for several units: 各旗区人民政府';

create table people.collective_member (
  id uuid primary key,
  collective_id uuid not null references people.collective (id),
  unit_id uuid not null references people.unit (id),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  exclude using gist (collective_id with =, unit_id with =, daterange(valid_from, valid_until, '[]') with &&)
);
comment on table people.collective_member is 'Units of a collective by date, so that an old paper is read as it was meant';

create table people.person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 50),
  sign_in_name text not null check (length(sign_in_name) between 2 and 32),
  phone_sealed text,
  is_active boolean not null default true,
  created_at timestamptz not null,
  created_by text not null,
  deactivated_at timestamptz,
  deactivated_by text,
  check (is_active = (deactivated_at is null))
);
comment on table people.person is 'People of the administration; never deleted, so that a sign-in name is never given to another';
comment on column people.person.phone_sealed is 'SM4-GCM under a key that lies outside the database; bound to this person';
create unique index person_sign_in_name on people.person (lower(sign_in_name));

create table people.post (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  unit_id uuid not null references people.unit (id),
  role text not null check (role in (
    'dispatcher', 'dispatch-head', 'liaison', 'unit-leader', 'city-leader', 'secrecy-reviewer', 'district-dispatcher',
    'system-admin', 'security-admin', 'audit-admin')),
  title text not null default '' check (length(title) <= 60),
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  granted_at timestamptz not null,
  granted_by text not null,
  ended_at timestamptz,
  ended_by text,
  duty text not null generated always as (
    case when role in ('system-admin', 'security-admin', 'audit-admin') then role else 'business' end) stored,
  check ((ended_at is null) = (ended_by is null)),
  constraint post_three_separate_administrators exclude using gist (
    person_id with =, duty with <>, daterange(valid_from, valid_until, '[]') with &&) where (ended_at is null)
);
comment on table people.post is 'What a person is in a unit; he may hold several posts and acts in one of them';
comment on column people.post.title is 'His title as it is printed: 科长, 副局长';
comment on column people.post.valid_until is 'Last day of the post, when it was given for a time';
comment on column people.post.ended_at is 'Taken from him at this moment';
comment on column people.post.duty is 'The administrator that he is, or business';
comment on constraint post_three_separate_administrators on people.post is
  '三员分立: nobody holds two of the three administrators, nor one of them beside business (GB/T 22239-2019 8.1.5)';
create unique index post_once on people.post (person_id, unit_id, role) where ended_at is null;
create index post_unit on people.post (unit_id, role) where ended_at is null;

create table people.post_proposal (
  id uuid primary key,
  person_id uuid not null references people.person (id),
  unit_id uuid not null references people.unit (id),
  role text not null check (role in (
    'dispatcher', 'dispatch-head', 'liaison', 'unit-leader', 'city-leader', 'secrecy-reviewer', 'district-dispatcher',
    'system-admin', 'security-admin', 'audit-admin')),
  title text not null default '' check (length(title) <= 60),
  proposed_at timestamptz not null,
  proposed_by text not null,
  decided_at timestamptz,
  decided_by text,
  is_granted boolean,
  check ((decided_at is null) = (is_granted is null))
);
comment on table people.post_proposal is 'Posts that the system administrator proposes with an account; only the security administrator grants them';
create unique index post_proposal_open on people.post_proposal (person_id, unit_id, role) where decided_at is null;

create table people.credential (
  person_id uuid primary key references people.person (id),
  password_hash text not null check (password_hash like '$argon2id$%'),
  must_change boolean not null,
  changed_at timestamptz not null,
  former_hashes text[] not null default '{}'
);
comment on column people.credential.password_hash is 'PHC string: Argon2id with its parameters and salt';
comment on column people.credential.former_hashes is 'Newest first; none of them may be used again';

create table people.session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references people.person (id),
  post_id uuid references people.post (id),
  stage text not null check (stage in ('full', 'password-change', 'enrolment')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  source inet,
  user_agent text check (length(user_agent) <= 120),
  ended_at timestamptz,
  ended_because text,
  check (stage <> 'full' or post_id is not null)
);
comment on column people.session.token_hash is 'SHA-256 of the token; the token itself is only with the browser';
comment on column people.session.stage is 'Only full may act; the others are steps of a sign-in that is not complete';
comment on column people.session.expires_at is 'Absolute end, however busy';
create index session_person on people.session (person_id, last_seen_at desc) where ended_at is null;
create index session_expires on people.session (expires_at);

create table people.sign_in_lock (
  kind text not null check (kind in ('account', 'source')),
  key text not null,
  failures int not null,
  counted_since timestamptz not null,
  locked_until timestamptz,
  primary key (kind, key)
);
comment on table people.sign_in_lock is 'Failed sign-ins; an attempt is counted before the password is looked at, so that attempts at the same time cannot slip through';
comment on column people.sign_in_lock.key is 'SHA-256 of the sign-in name as typed (it may be a password typed into the wrong field), or the network address (IPv6: its /64)';

create table people.second_factor (
  person_id uuid primary key references people.person (id),
  secret_sealed text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  recovery_hashes text[] not null default '{}'
);
comment on table people.second_factor is 'TOTP (RFC 6238); counts only when confirmed by a first code';
comment on column people.second_factor.last_step is 'Time step of the last code accepted; a code works once';

create table people.access_token (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references people.person (id),
  post_id uuid not null references people.post (id),
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at <= created_at + interval '366 days'),
  last_used_at timestamptz,
  last_used_from inet,
  revoked_at timestamptz
);
comment on table people.access_token is 'Bearer tokens that a person issues to a machine for one of his posts';
create index access_token_person on people.access_token (person_id);

create table people.setup_link (
  token_hash bytea primary key check (length(token_hash) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
comment on table people.setup_link is 'One-time links by which a fresh system gets its three administrators';

create table people.audit_review (
  audit_id bigint primary key,
  verdict text not null check (verdict in ('normal', 'suspicious')),
  note text not null default '' check (length(note) <= 500),
  reviewed_at timestamptz not null,
  reviewed_by text not null
);
comment on table people.audit_review is 'What the audit administrator found when he read a line of the audit record';

create view people.unit_view as
  select id, code, full_name, short_name, kind, level, parent_id, region_code, sort_order, can_report,
    valid_from, valid_until, successor_id
  from people.unit;
comment on view people.unit_view is 'Units for other modules';

create view people.person_view as select id, name, is_active from people.person;
comment on view people.person_view is 'People for other modules: no phone, no sign-in name';

create view people.post_view as
  select post.id, post.person_id, person.name as person_name, post.unit_id, unit.short_name as unit_short_name,
    post.role, post.title, post.valid_from, post.valid_until, post.ended_at
  from people.post
  join people.person on person.id = post.person_id
  join people.unit on unit.id = post.unit_id;
comment on view people.post_view is 'Posts for other modules, ended ones included';

revoke delete on people.unit, people.person, people.post, people.post_proposal, people.credential from wuxin_app;
revoke update, delete on people.audit_review from wuxin_app;
