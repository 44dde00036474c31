import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  child,
  children,
  descendants,
  parseXml,
  textOf,
  UnreadableXml,
  type XmlElement,
} from '#kernel/xml.ts'

const refused = (text: string, limits?: Parameters<typeof parseXml>[1], says?: RegExp) =>
  assert.throws(
    () => parseXml(text, limits),
    (error) => error instanceof UnreadableXml && (says ?? /./).test(error.message),
  )

describe('parseXml', () => {
  it('keeps names and attributes as written, and text in its place', () => {
    const root = parseXml(
      '<?xml version="1.0"?><w:p xmlns:w="urn:w" w:id="7">甲<w:r>乙</w:r><!-- no -->丙<![CDATA[<丁>]]></w:p>',
    )
    assert.equal(root.name, 'w:p')
    assert.equal(root.local, 'p')
    assert.deepEqual({ ...root.attributes }, { 'xmlns:w': 'urn:w', 'w:id': '7' })
    assert.deepEqual(
      root.children.map((node) => (typeof node === 'string' ? node : node.name)),
      ['甲', 'w:r', '丙<丁>'],
    )
    assert.equal(textOf(root), '甲乙丙<丁>')
  })

  it('reads a byte order mark, entities and an attribute that shares its name with a prototype', () => {
    const root = parseXml('\uFEFF<a __proto__="x" b="&lt;&#20116;&quot;">&amp;&#x5FC3;</a>')
    assert.equal(Object.getOwnPropertyDescriptor(root.attributes, '__proto__')?.value, 'x')
    assert.equal(root.attributes.b, '<五"')
    assert.equal(root.attributes.toString, undefined)
    assert.equal(textOf(root), '&心')
  })

  it('refuses a DOCTYPE, with entities or without', () => {
    refused('<!DOCTYPE a><a/>', {}, /DOCTYPE/)
    refused('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', {}, /DOCTYPE/)
    refused('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', {}, /DOCTYPE/)
  })

  it('refuses what is not XML', () => {
    for (const text of [
      '',
      'plain',
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a>&unknown;</a>',
      '<a b="1" b="2"/>',
      '<a>\0</a>',
    ]) {
      refused(text, {}, /不是完整的 XML/)
    }
  })

  it('holds its limits exactly', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    assert.equal(parseXml(nested(200)).name, 'a')
    refused(nested(201), {}, /200 层/)
    assert.equal(parseXml('<a b="1"><c/>t</a>', { nodes: 4 }).name, 'a')
    refused('<a b="1"><c/><d/>t</a>', { nodes: 3 }, /内容过多/)
    refused(`<a ${Array.from({ length: 9 }, (_, i) => `b${i}=""`).join(' ')}/>`, { nodes: 5 }, /内容过多/)
    refused('<a>x<b/>x<b/>x</a>', { nodes: 4 }, /内容过多/)
  })
})

describe('finders', () => {
  const root = parseXml('<r><w:p>1<w:t>2</w:t></w:p><q><w:p>3</w:p></q><w:p/></r>')
  it('find by local name, near and far', () => {
    assert.equal(textOf(child(root, 'p')!), '12')
    assert.equal(child(root, 't'), undefined)
    assert.equal(children(root).length, 3)
    assert.equal(children(root, 'p').length, 2)
    assert.deepEqual([...descendants(root, 'p')].map(textOf), ['12', '3', ''])
    assert.deepEqual(
      [...descendants(root)].map((element) => element.local),
      ['p', 't', 'q', 'p', 'p'],
    )
  })
})

describe('any tree', () => {
  const quoted = (text: string) =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  const write = (node: XmlElement | string): string =>
    typeof node === 'string'
      ? quoted(node)
      : `<${node.name}${Object.entries(node.attributes)
          .map(([key, value]) => ` ${key}="${quoted(value)}"`)
          .join('')}>${node.children.map(write).join('')}</${node.name}>`
  const text = fc.string({ unit: fc.constantFrom('甲', 'a', ' ', '<', '&', '"', '>', '𠮷'), minLength: 1 })
  const name = fc.constantFrom('w:p', 'w:r', 'tbl', '表')
  const attributes = fc.dictionary(fc.constantFrom('w:val', 'id', '值'), text)
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 4 },
      fc.record({ name, local: fc.constant(''), attributes, children: fc.array(text, { maxLength: 1 }) }),
      fc.record({
        name,
        local: fc.constant(''),
        attributes,
        // Two texts never stand side by side in a parsed tree, so an element always stands between.
        children: fc
          .array(fc.tuple(fc.option(text), tie('element')), { maxLength: 3 })
          .map((pairs) => pairs.flat().filter((node) => node !== null)),
      }),
    ),
  }))
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(element, (tree) => {
        const strip = (node: XmlElement | string): unknown =>
          typeof node === 'string' ? node : [node.name, { ...node.attributes }, node.children.map(strip)]
        assert.deepEqual(strip(parseXml(write(tree))), strip(tree))
      }),
    )
  })
})
