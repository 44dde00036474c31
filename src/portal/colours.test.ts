import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { accentOf, contrastOf } from './colours.ts'

test('contrast is that of WCAG', () => {
  assert.equal(contrastOf('#000000', '#ffffff'), 21)
  assert.equal(Math.round(contrastOf('#777777', '#ffffff') * 100), 448)
})

test('whatever hue a city chooses, its accent can be read', () => {
  for (let hue = 0; hue < 360; hue++) {
    const { light, dark } = accentOf(hue)
    assert.ok(contrastOf(light.accent, '#ffffff') >= 7, `${hue} on paper`)
    assert.ok(contrastOf(light.accent, light.wash) >= 5.5, `${hue} on its wash`)
    assert.ok(contrastOf(light.strong, light.wash) >= 7, `${hue} strong on its wash`)
    assert.ok(contrastOf(dark.accent, '#14181c') >= 7, `${hue} in the dark`)
    assert.ok(contrastOf(dark.accent, dark.wash) >= 5.5, `${hue} on its dark wash`)
    assert.ok(contrastOf('#0b1418', dark.accent) >= 7, `${hue} under dark letters`)
  }
})

/** Tokens of a block of the stylesheet, by name. */
function tokensIn(css: string): Map<string, string> {
  return new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]))
}

test('letters of the lights can be read on every level of their filling, by day and by night', () => {
  const css = readFileSync(join(import.meta.dirname, 'styles/1-tokens.css'), 'utf8')
  const [day, night] = css.split('@media (prefers-color-scheme: dark)').map(tokensIn) as [
    Map<string, string>,
    Map<string, string>,
  ]
  for (const [name, tokens] of [
    ['day', day],
    ['night', night],
  ] as const) {
    const contrast = (one: string, other: string) => contrastOf(tokens.get(one)!, tokens.get(other)!)
    for (const light of ['green', 'yellow', 'red']) {
      for (const ground of ['paper', 'wash', `${light}-fill`]) {
        assert.ok(
          contrast(light, ground) >= 4.5,
          `${light} on ${ground} by ${name}: ${contrast(light, ground)}`,
        )
      }
    }
    assert.ok(contrast('on-blue', 'blue-fill') >= 4.5, `blue by ${name}`)
    assert.ok(
      contrast('ink-2', 'wash') >= 4.5 && contrast('ink-2', 'paper') >= 4.5,
      `secondary ink by ${name}`,
    )
    assert.ok(contrast('edge', 'paper') >= 3, `edges of fields by ${name}`)
  }
})
