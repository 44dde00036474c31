import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accentOf, contrastOf } from './accent.ts'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')

function tokens(dark: boolean): Record<string, string> {
  const block = css.split('}')[dark ? 1 : 0]!
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#\w{6})/g)].map((found) => [found[1]!, found[2]!]),
  )
}

test('contrast is computed as WCAG does', () => {
  assert.equal(contrastOf('#000000', '#ffffff'), 21)
  assert.equal(contrastOf('#767676', '#ffffff').toFixed(2), '4.54')
})

for (const dark of [false, true]) {
  const theme = dark ? 'dark' : 'light'
  const { paper, wash, 'wash-2': wash2, ...colours } = tokens(dark) as Record<string, string>

  test(`any hue is readable in the ${theme} theme`, () => {
    for (let hue = 0; hue < 360; hue += 3) {
      const accent = accentOf(hue, dark)
      for (const [text, ground] of [
        [accent.accent, paper!],
        [accent.accent, wash!],
        [accent.accent, accent.wash],
        [accent.strong, accent.wash],
        [accent.onAccent, accent.accent],
        [colours.ink!, accent.wash],
        [colours['ink-2']!, accent.wash],
      ] as const) {
        const contrast = contrastOf(text, ground)
        assert.ok(contrast >= 4.5, `hue ${hue}: ${text} on ${ground} is ${contrast.toFixed(2)}`)
      }
    }
  })

  test(`ink and lights are readable in the ${theme} theme`, () => {
    for (const light of ['green', 'yellow', 'red', 'blue']) {
      for (const ground of [paper!, wash!, colours[`${light}-wash`]!]) {
        const contrast = contrastOf(colours[light]!, ground)
        assert.ok(contrast >= 4.5, `${light} on ${ground} is ${contrast.toFixed(2)}`)
      }
    }
    for (const ground of [paper!, wash!, wash2!]) {
      assert.ok(contrastOf(colours.ink!, ground) >= 7)
      assert.ok(contrastOf(colours['ink-2']!, ground) >= 4.5, `secondary on ${ground}`)
    }
  })
}
