import type { Change, Light } from '../contract.ts'
import * as queries from './news-queries.ts'

/** One piece of news: the most telling that happened to a measure in a time. */
export interface News {
  number: string
  title: string
  leadName: string
  at: string
  kind: 'closed' | 'result' | 'late' | 'warned' | 'recovered' | 'note' | 'lead' | 'cancelled'
  /** First words of a note, the reason of a light, the new lead. */
  text: string | null
  /** As it is now. */
  light: Light | null
}

export interface NewsOfWeek {
  news: News[]
  closed: number
  noted: number
  turnedRed: number
  turnedYellow: number
  published: number
}

/** What a reader wants to hear of first, when several things happened to one measure. */
const telling: News['kind'][] = [
  'closed',
  'cancelled',
  'result',
  'late',
  'warned',
  'lead',
  'note',
  'recovered',
]

/** What changed on the portal since a moment: sums, and the newest `limit` measures with what happened to them. */
export async function newsSince(since: string, plan: string | null, limit: number): Promise<NewsOfWeek> {
  const [rows, sums] = await Promise.all([
    queries.listNews(since, ['light', 'state', 'lead', 'note', 'result'], plan, limit * 8),
    queries.countNews(since, plan),
  ])
  const byMeasure = new Map<string, News>()
  for (const row of rows) {
    const news = newsOf(row)
    if (!news) continue
    const known = byMeasure.get(news.number)
    if (!known) byMeasure.set(news.number, news)
    else if (telling.indexOf(news.kind) < telling.indexOf(known.kind)) {
      byMeasure.set(news.number, { ...news, at: known.at })
    }
  }
  const sum = (change: Change['change'], light: string | null = null) =>
    sums.find((row) => row.change === change && row.light === light)?.count ?? 0
  return {
    news: [...byMeasure.values()].slice(0, limit),
    closed: sum('light', 'blue'),
    noted: sum('note'),
    turnedRed: sum('light', 'red'),
    turnedYellow: sum('light', 'yellow'),
    published: sum('published'),
  }
}

function newsOf(row: Awaited<ReturnType<typeof queries.listNews>>[number]): News | null {
  const snapshot = row.snapshot as {
    text?: string
    light_reason?: string
    light?: Light | null
    state_label?: string
  }
  const told = (kind: News['kind'], text: string | null): News => ({
    number: row.number,
    title: row.title,
    leadName: row.lead_name,
    at: row.at,
    kind,
    text,
    light: row.light as Light | null,
  })
  switch (row.change) {
    case 'note':
      return told('note', snapshot.text ?? null)
    case 'result':
      return told('result', snapshot.text ?? null)
    case 'lead':
      return told('lead', row.after)
    case 'light':
      if (row.after === 'blue') return told('closed', null)
      if (row.after === 'red') return told('late', snapshot.light_reason ?? null)
      if (row.after === 'yellow') return told('warned', snapshot.light_reason ?? null)
      if (row.after === null) return told('cancelled', snapshot.state_label ?? null)
      return row.after === 'green' && row.before !== null ? told('recovered', null) : null
    default:
      // Steps of the administration are no news; that a task will not be done is.
      return snapshot.light === null ? told('cancelled', row.after) : null
  }
}
