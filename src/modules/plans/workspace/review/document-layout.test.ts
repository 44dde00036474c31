import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Drawn, drawDocument } from './document-layout.ts'

const textOf = (drawn: Drawn[]) =>
  drawn
    .flatMap((one) =>
      one.type === 'paragraph' ? one.pieces : one.rows.flatMap((r) => r.cells.flatMap((c) => c.pieces)),
    )
    .map((piece) => piece.text)
    .join('')

const paragraph = (start: number, end: number) => ({
  start,
  end,
  kind: 'paragraph' as const,
  level: null,
  table: null,
  row: null,
  column: null,
  rowSpan: null,
  columnSpan: null,
})

test('pieces of a measure name the measure and the field they belong to', () => {
  const sourceText = '一、办事\n（1）推行网办。\n牵头部门：市公安局'
  const [heading, measure] = drawDocument({
    sourceText,
    blocks: [paragraph(0, 4), paragraph(5, 13), paragraph(14, 23)],
    spans: [
      { start: 0, end: 4, kind: 'heading', field: null, measure: null },
      { start: 5, end: 8, kind: 'field', field: 'number', measure: 1 },
      { start: 8, end: 13, kind: 'field', field: 'title', measure: 1 },
      { start: 14, end: 19, kind: 'other', field: null, measure: null },
      { start: 19, end: 23, kind: 'field', field: 'leads', measure: 1 },
    ],
    measures: [{ id: 'm1', source: { start: 5, end: 23 } }],
  })
  assert.equal(heading?.type === 'paragraph' && heading.pieces[0]?.kind, 'heading')
  assert.deepEqual(
    measure?.type === 'paragraph' &&
      measure.pieces.map((piece) => [piece.text, piece.field, piece.measureId]),
    [
      ['（1）', 'number', 'm1'],
      ['推行网办。', 'title', 'm1'],
    ],
  )
})

test('cells of one table stand in rows; a second table begins where the row number falls back', () => {
  const cell = (start: number, row: number, column: number, rowSpan = 1) => ({
    ...paragraph(start, start + 1),
    kind: 'cell' as const,
    table: 0,
    row,
    column,
    rowSpan,
    columnSpan: 1,
  })
  const drawn = drawDocument({
    sourceText: 'abcdef',
    blocks: [cell(0, 0, 0, 2), cell(1, 0, 1), cell(2, 1, 1), cell(3, 0, 0), cell(4, 0, 1), paragraph(5, 6)],
    spans: [],
    measures: [],
  })
  assert.deepEqual(
    drawn.map((one) =>
      one.type === 'table' ? one.rows.map((row) => row.cells.length) : one.pieces[0]?.text,
    ),
    [[2, 1], [2], 'f'],
  )
})

test('no character is dropped or doubled, whatever the blocks and spans', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(12)).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 60 }),
      fc.array(range, { maxLength: 12 }),
      fc.array(range, { maxLength: 12 }),
      (sourceText, blocks, spans) => {
        const clip = (one: { start: number; end: number }) => ({
          start: Math.min(one.start, sourceText.length),
          end: Math.min(one.end, sourceText.length),
        })
        const drawn = drawDocument({
          sourceText,
          blocks: blocks.map(clip).map(({ start, end }) => paragraph(start, end)),
          spans: spans
            .map(clip)
            .map((one) => ({ ...one, kind: 'other' as const, field: null, measure: null })),
          measures: [],
        })
        assert.equal(textOf(drawn).replaceAll(/\s/g, ''), sourceText.replaceAll(/\s/g, ''))
      },
    ),
  )
})
