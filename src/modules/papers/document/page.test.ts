import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as page from './page.ts'

test('the page is A4 with margins of 37, 28, 26 and 35 mm', () => {
  const { top, left, right, bottom, width, height } = page.PORTRAIT
  const inMillimetres = [top, left, right, bottom, width, height].map((each) =>
    Math.round(page.millimetres(each)),
  )
  assert.deepEqual(inMillimetres, [37, 28, 26, 35, 210, 297])
})

test('版心 is 156 × 225 mm', () => {
  assert.equal(page.TYPE_AREA.width, 8844)
  assert.equal(page.TYPE_AREA.height, 12756)
  assert.ok(Math.abs(page.millimetres(page.TYPE_AREA.width) - 156) < 0.05)
  assert.ok(Math.abs(page.millimetres(page.TYPE_AREA.height) - 225) < 0.05)
})

test('the pitch fits 22 lines into 版心 and no 23rd, and one twip more would be too much', () => {
  assert.equal(page.LINE, 579)
  assert.ok(22 * page.LINE <= page.TYPE_AREA.height)
  assert.ok(22 * (page.LINE + 1) > page.TYPE_AREA.height)
})

test('grid and condensation both fit 28 characters of 16 pt into a line and no 29th', () => {
  assert.ok(Math.abs(page.CHARACTER_SPACE - -848) <= 1)
  for (const pitch of [16 + page.CHARACTER_SPACE / 4096, 16 + page.CONDENSED / 20]) {
    assert.ok(28 * pitch * 20 <= page.TYPE_AREA.width)
    assert.ok(29 * pitch * 20 > page.TYPE_AREA.width)
  }
  assert.ok(28 * 16 * 20 > page.TYPE_AREA.width, 'uncondensed they would not fit')
})

test('the landscape sheet is the upright one turned a quarter, head to the left edge', () => {
  const { top, right, bottom, left } = page.LANDSCAPE
  assert.deepEqual(
    [top, right, bottom, left].map((each) => Math.round(page.millimetres(each))),
    [28, 37, 26, 35],
  )
})

test('the middle of a page number lies 7 mm under 版心', () => {
  const middle = page.FOOTER_DISTANCE + (page.PAGE_NUMBER.points * 20) / 2
  assert.ok(Math.abs(page.millimetres(page.PORTRAIT.bottom - middle) - 7) < 0.05)
})
