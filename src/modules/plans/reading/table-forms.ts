import { flag } from './flags.ts'
import type { Marker } from './numbering.ts'
import type { FieldSpan } from './plan-reading.ts'
import { cellDuties, fieldOf, type LabelledCell, plain, wordsOf } from './table-cells.ts'
import { extent, markerOf, type TableContext } from './table-context.ts'
import type { Grid } from './table-grid.ts'
import { type FormPair, formPairs } from './table-rows.ts'

/** One task for each run of labels in a form; the label of a task that comes again begins the next. */
export function readForm(context: TableContext, grid: Grid): void {
  const tasks: FormPair[][] = []
  const found = formPairs(grid)
  const naming = (['task', 'problem'] as const).find((role) => found.some((pair) => pair.role === role))
  for (const pair of found) {
    const current = tasks.at(-1)
    if (!current || (pair.role === (naming ?? 'task') && current.some((other) => other.role === pair.role)))
      tasks.push([pair])
    else current.push(pair)
  }
  for (const pairs of tasks) readFormTask(context, pairs, naming ?? 'task')
}

function readFormTask(context: TableContext, pairs: FormPair[], naming: 'task' | 'problem'): void {
  const { reader, claims, items, headings } = context
  const index = items.length
  const fieldSpans: FieldSpan[] = []
  const texts: string[] = []
  const beside: LabelledCell[] = []
  let title = ''
  let marker: Marker | null = null
  for (const { role, label, value } of pairs) {
    const words = reader.printed.slice(value.wordsStart, value.wordsEnd)
    let field = fieldOf(role)
    if (role === naming && title === '') {
      marker = markerOf(reader, value)
      title = plain(reader.printed.slice(marker?.end ?? value.wordsStart, value.wordsEnd))
    } else if (role === 'measure' || role === 'task') {
      texts.push(words)
      field = 'text'
    } else beside.push({ role, label: label.words.replace(/\s/g, ''), cell: value })
    for (const cell of [label, value]) {
      claims.claim(cell, { kind: 'item', item: index, field })
      fieldSpans.push({ field, ...wordsOf(cell) })
    }
  }
  const duties = cellDuties(reader, beside)
  const flags = [...duties.flags]
  if (duties.leads.length === 0) flags.push(flag('no-lead'))
  if (duties.deadline === null) flags.push(flag('no-deadline'))
  const text = texts.join('\n')
  if (title === '') title = plain(text.split(/[。\n]/)[0] ?? '')
  const path = headings.path(context.parent)
  items.push({
    number: marker?.number ?? '',
    path: path.map((at) => headings.list[at]?.printed ?? ''),
    headings: path,
    title,
    text: text === '' ? title : text,
    leads: duties.leads,
    partners: duties.partners,
    leaders: duties.leaders,
    deadline: duties.deadline,
    marks: marker?.marks ?? [],
    extras: duties.extras,
    flags,
    source: extent(fieldSpans),
    fieldSpans,
  })
}
