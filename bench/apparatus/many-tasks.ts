import type pg from 'pg'
import { bigramsOf } from '#kernel/search.ts'
import { uuidOf } from './drawn.ts'

const unitCount = 60
const templateCount = 400
const planSize = 500

export const actions = [
  '政务环境提升行动',
  '市场环境提升行动',
  '要素环境提升行动',
  '法治环境提升行动',
  '开放环境提升行动',
]
export const aUnitId = uuidOf('unit7')
export const aPlanId = uuidOf('plan3')
export const fieldOf = (n: number): string => `重点领域${n}`

const deeds = [
  '压缩办理时限',
  '公开办理结果',
  '推行容缺受理',
  '统一受理标准',
  '建立会商机制',
  '开展材料回查',
  '实行告知承诺',
  '优化审批流程',
]
const things = [
  '不动产登记',
  '施工许可',
  '企业开办',
  '用水接入',
  '用气接入',
  '获得电力',
  '跨境贸易',
  '招标投标',
  '纳税服务',
  '知识产权保护',
  '企业注销',
  '融资服务',
  '惠企政策兑现',
  '公平竞争审查',
  '人才引进',
  '用地保障',
  '规划许可',
  '环评审批',
  '合同纠纷办理',
  '破产办理',
  '信用修复',
  '联合验收',
  '政府采购',
  '证照联办',
  '中介服务',
]

interface Template {
  title: string
  body: string
  searched: string[]
}

/** Texts of the length of real measures; each task takes one of them. */
function templates(): Template[] {
  return Array.from({ length: templateCount }, (_, n) => {
    const thing = things[n % things.length]!
    const [first, second, third] = [0, 3, 5].map(
      (step) => deeds[(n + step + Math.trunc(n / 25)) % deeds.length]!,
    )
    const title = `推进${thing}${first}第${n}类`
    const body = `围绕${thing}，${first}，${second}，${third}；梳理第${n}类高频事项，逐项明确责任科室和办理时限，线上线下同一标准，办理过程可查询、可评价、可追溯，年底前形成长效机制并向社会公布。`
    return { title, body, searched: bigramsOf(`${title}\n${body}\n${thing}`) }
  })
}

/** Units beside those of the small city. */
export async function addUnits(sql: pg.Client): Promise<void> {
  await sql.query(
    `insert into people.unit (id, code, full_name, short_name, kind, sort_order, can_report, valid_from, created_at, created_by, updated_at)
     select pg_temp.id('unit' || n), 'B' || n, '澄江市第' || n || '局', '市' || n || '局', 'government', 100 + n, true,
       '2020-01-01', now(), '测量', now()
     from generate_series(1, $1::int) n`,
    [unitCount],
  )
}

/**
 * Adds tasks `from` to `until` with their shares, of all states and lights, due over four years; `planSize` to a plan.
 * The unit given is among those that lead and take part. Ends with an analysis.
 */
export async function addTasks(sql: pg.Client, from: number, until: number, unitId: string): Promise<void> {
  await sql.query('create temp table template (n int primary key, title text, body text, search tsvector)')
  for (const [n, { title, body, searched }] of templates().entries()) {
    await sql.query('insert into template values ($1, $2, $3, array_to_tsvector($4::text[]))', [
      n,
      title,
      body,
      searched,
    ])
  }
  // The search index is the dearest to keep while rows come by the hundred thousand, and cheap to make at the end.
  await sql.query(
    "set maintenance_work_mem = '512MB'; set synchronous_commit = off; drop index tasks.task_search",
  )
  const portion = 100_000
  for (let first = from; first <= until; first += portion) {
    await addPortion(sql, first, Math.min(until, first + portion - 1), unitId)
  }
  await sql.query('create index task_search on tasks.task using gin (search) with (fastupdate = off)')
  await sql.query('drop table template')
  await sql.query('vacuum analyze kernel.case, tasks.task, tasks.unit_task, people.unit')
}

async function addPortion(sql: pg.Client, first: number, last: number, unitId: string): Promise<void> {
  await sql.query(`create temp table fresh as ${freshRows(first, last, unitId)}`)
  await sql.query(`
    insert into kernel.case (id, workflow, workflow_version, number, title, state, parties, due_on, light, light_reason,
      light_set_by, is_public, event_count, opened_at, closed_at, updated_at)
    select id, 'task', 1, 'RW-2026-' || lpad(n::text, 7, '0'), title, state, jsonb_build_object('lead', lead), due_on,
      light, case light when 'red' then '逾期 12 天' when 'yellow' then '落后序时进度 14 个百分点'
        when 'blue' then '已办结' else '正常推进' end,
      'rule', true, 5, opened_at, case when light = 'blue' then updated_at end, updated_at
    from fresh`)
  await sql.query(`
    insert into tasks.task (id, plan_id, measure_id, plan_title, document_number, ordinal, measure_number, path,
      action_name, field_name, body, lead_unit_id, partner_unit_ids, leads_as_printed, partners_as_printed,
      deadline_text, due_on, long_term, is_public, progress, last_reported_on, dispatched_on, received_on, search)
    select id, plan_id, id, '澄江市优化营商环境行动方案', '澄政办发〔2026〕8号', n % ${planSize}, (n % 100)::text,
      array[action_name, field_name], action_name, field_name, body, lead, array[partner_a, partner_b],
      '市某局', '市某局、市某局', coalesce(to_char(due_on, 'YYYY年FMMM月底前'), '长期坚持'), due_on,
      due_on is null, true, progress, updated_at::date, opened_at::date, opened_at::date + 2, search
    from fresh`)
  await sql.query(`
    insert into tasks.unit_task (unit_id, task_id, role, due_on)
    select lead, id, 'lead', due_on from fresh
    union all select partner_a, id, 'partner', due_on from fresh
    union all select partner_b, id, 'partner', due_on from fresh`)
  await sql.query('drop table fresh')
}

/** Chance is drawn from digests of the number, so that each run has the same rows. */
const freshRows = (first: number, last: number, unitId: string): string =>
  `
  select drawn.n, pg_temp.id('task' || drawn.n) as id, pg_temp.id('plan' || drawn.n / ${planSize}) as plan_id,
    template.title || '（' || drawn.n || '）' as title, template.body, template.search, state,
    case when state in ('closed', 'writtenOff') then 'blue' when c < 75 then 'green' when c < 90 then 'yellow'
      else 'red' end as light,
    date '2023-01-01' + (case when d % 20 = 0 then null else d % 1460 end) as due_on,
    (array['${actions.join("','")}'])[1 + f % ${actions.length}] as action_name,
    '重点领域' || f as field_name, p as progress,
    timestamptz '2022-12-01' + d % 1400 * interval '1 day' + c * interval '3 minutes' as opened_at,
    timestamptz '2023-01-01' + u * interval '1 minute' as updated_at,
    case when l = 0 then '${unitId}'::uuid else pg_temp.id('unit' || l) end as lead,
    case when l = 20 then '${unitId}'::uuid else pg_temp.id('unit' || 1 + (l + 7) % ${unitCount}) end as partner_a,
    case when l = 40 then '${unitId}'::uuid else pg_temp.id('unit' || 1 + (l + 31) % ${unitCount}) end as partner_b
  from (
    select n, chance('s', n) % 100 as s, chance('c', n) % 100 as c, chance('d', n) as d, chance('f', n) % 23 as f,
      chance('p', n) % 101 as p, chance('u', n) % 1500000 as u, chance('l', n) % ${unitCount} as l
    from generate_series(${first}, ${last}) n
  ) drawn
  cross join lateral (select case when s < 5 then 'awaitingReceipt' when s < 65 then 'inProgress'
    when s < 69 then 'closureRequested' when s < 70 then 'closureChecked' when s < 90 then 'closed'
    when s < 98 then 'writtenOff' else 'cancelled' end as state) as states
  join template on template.n = drawn.n % ${templateCount}`.replaceAll('chance(', 'pg_temp.chance(')
