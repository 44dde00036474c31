import type pg from 'pg'

/**
 * The database's structure as text, from its own catalogue (the embedded PostgreSQL has no pg_dump), so that
 * every change of the schema is seen in review.
 */
export async function dumpSchema(client: pg.Client, schemas: string[]): Promise<string> {
  const parts: string[] = [
    '-- Written by `npm run generate`. The truth is in the migrations; this is what they add up to.',
  ]
  for (const schema of schemas) {
    parts.push(`create schema ${schema};`)
    parts.push(...(await functions(client, schema)))
    parts.push(...(await tables(client, schema)))
    parts.push(...(await texts(client, indexSql, schema)))
    parts.push(...(await texts(client, viewSql, schema)))
    parts.push(...(await texts(client, triggerSql, schema)))
  }
  return `${parts.join('\n\n')}\n`
}

async function texts(client: pg.Client, sql: string, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(sql, [schema])
  return rows.map((row) => `${row.text.trim().replace(/;$/, '')};`)
}

const functions = (client: pg.Client, schema: string) =>
  texts(
    client,
    `select pg_get_functiondef(p.oid) as text from pg_proc p
     join pg_namespace n on n.oid = p.pronamespace where n.nspname = $1 order by p.proname`,
    schema,
  )

const indexSql = `
  select i.indexdef as text from pg_indexes i
  where i.schemaname = $1 and not exists (
    select from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where n.nspname = i.schemaname and c.conname = i.indexname)
  order by i.tablename, i.indexname`

const viewSql = `
  select 'create view ' || schemaname || '.' || viewname || ' as' || chr(10) || definition as text
  from pg_views where schemaname = $1 order by viewname`

const triggerSql = `
  select pg_get_triggerdef(t.oid, true) as text from pg_trigger t
  join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = $1 and not t.tgisinternal order by c.relname, t.tgname`

async function tables(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ text: string }>(
    `select 'create table ' || $1::text || '.' || c.relname || ' (' || chr(10) || (
       select string_agg(line, ',' || chr(10) order by part, position) from (
         select 1 as part, a.attnum::int as position,
           '  ' || quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
           || case when a.attidentity <> '' then ' generated always as identity' else '' end
           || case when a.attgenerated <> '' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                   when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end
           || case when a.attnotnull then ' not null' else '' end as line
         from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         union all
         select 2, row_number() over (order by k.contype, k.conname)::int,
           '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid, true)
         from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')
       ) lines) || chr(10) || ');' || coalesce((
         select chr(10) || string_agg(
           case when o.objsubid = 0 then 'comment on table ' || $1::text || '.' || c.relname
                else 'comment on column ' || $1::text || '.' || c.relname || '.' || a.attname end
           || ' is ' || quote_literal(o.description) || ';', chr(10) order by o.objsubid)
         from pg_description o left join pg_attribute a on a.attrelid = c.oid and a.attnum = o.objsubid
         where o.objoid = c.oid and o.classoid = 'pg_class'::regclass), '') as text
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relkind in ('r', 'p') order by c.relname`,
    [schema],
  )
  return rows.map((row) => row.text)
}
