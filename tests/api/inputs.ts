import fc from 'fast-check'
import { z } from 'zod'
import { requestOf } from '#kernel/client.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import { readTexts } from '#kernel/query-reader.ts'

type JsonSchema = {
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  pattern?: string
  contentEncoding?: string
  anyOf?: JsonSchema[]
  items?: JsonSchema
  properties?: Record<string, JsonSchema>
  required?: string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}

export type Input = Record<string, unknown>

export const schemaOf = (endpoint: Endpoint): JsonSchema =>
  z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema

/** Texts that have broken something somewhere. */
export const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\ufffe',
  '\u202e反',
  "'; drop table tasks.task; --",
  '%',
  '_',
  '\\',
  "a'b\\c",
  '-1',
  '1e309',
  'NaN',
  'null',
  '[object Object]',
  '__proto__',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '=1+2',
  '一'.repeat(300),
  '🀄'.repeat(40),
  '2026-02-30',
  '9999-99-99',
  '00000000-0000-0000-0000-000000000000',
)

/** Values of a kind that no field of ours has, or in an amount that none takes. */
const foreign = fc.oneof(
  nasty,
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 63),
    [],
    {},
    [[[[]]]],
    [null],
    '长'.repeat(20_001),
  ),
  fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), { maxKeys: 3 }),
  fc.array(nasty, { maxLength: 4 }),
)

/**
 * What the schema would accept, more or less: it need not know every refinement, whoever needs certainty asks the
 * schema itself.
 * @param known ids of things that exist, by the name of the field or, where none has it, by the path
 */
export function plausible(
  endpoint: Endpoint,
  known: (name: string) => readonly string[],
): fc.Arbitrary<Input> {
  return objectOf(schemaOf(endpoint), known)
}

/** The same with one or several fields spoiled, left out or added. */
export function spoiled(endpoint: Endpoint, known: (name: string) => readonly string[]): fc.Arbitrary<Input> {
  const names = Object.keys(schemaOf(endpoint).properties ?? {})
  const spoil = fc.record({
    name: names.length > 0 ? fc.constantFrom(...names) : fc.constant('unknown'),
    how: fc.constantFrom('replace', 'replace', 'replace', 'leave out'),
    value: foreign,
  })
  return fc
    .tuple(plausible(endpoint, known), fc.array(spoil, { minLength: 1, maxLength: 2 }))
    .map(([input, spoils]) => {
      const result: Input = { ...input }
      for (const { name, how, value } of spoils) {
        if (how === 'leave out' && !endpoint.path.includes(`:${name}`)) delete result[name]
        else if (endpoint.method === 'GET' || endpoint.path.includes(`:${name}`)) result[name] = asText(value)
        else result[name] = value
      }
      return result
    })
}

/** An address is made of text only. */
const asText = (value: unknown): string =>
  (typeof value === 'string' ? value.replaceAll('\ud800', '\ufffd') : JSON.stringify(value)) || 'x'

function objectOf(schema: JsonSchema, known: (name: string) => readonly string[]): fc.Arbitrary<Input> {
  const required = schema.required ?? []
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    someValue(field, name, known),
  ])
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] }) as fc.Arbitrary<Input>
}

function someValue(
  schema: JsonSchema,
  name: string,
  known: (name: string) => readonly string[],
): fc.Arbitrary<unknown> {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => someValue(one, name, known)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return textOf(schema, name, known)
    case 'integer':
    case 'number':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1000),
        max: Math.min(schema.maximum ?? 1000, 1000),
      })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(someValue(schema.items ?? {}, name, known), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'object':
      return objectOf(schema, known)
    default:
      return fc.string({ maxLength: 5 })
  }
}

function textOf(
  schema: JsonSchema,
  name: string,
  known: (name: string) => readonly string[],
): fc.Arbitrary<unknown> {
  if (schema.contentEncoding === 'binary' || schema.format === 'binary') return someFile
  const ids = known(name)
  if (schema.format === 'uuid') {
    return ids.length > 0
      ? fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 4 }))
      : fc.uuid({ version: 4 })
  }
  if (schema.format === 'date') return fc.constantFrom('2026-01-31', '2026-12-31', '1999-02-28')
  if (schema.format === 'date-time') return fc.constantFrom('2026-01-31T08:00:00Z', '2026-11-30T08:00:00Z')
  const min = schema.minLength ?? 0
  const max = Math.min(schema.maxLength ?? 40, Math.max(min, 40))
  const words = fc.string({
    unit: fc.constantFrom(...'营商环境优化政务服务能源局abcXYZ0129 '),
    minLength: min,
    maxLength: max,
  })
  const candidates = [words, ...(ids.length > 0 ? [fc.constantFrom(...ids)] : [])]
  const shaped = schema.pattern
    ? [fc.constantFrom('2026-03', 'ABC-1', 'wangjianguo', '13800138000', '123456')]
    : []
  return fc.oneof(...candidates, ...shaped, nasty)
}

const someFile = fc
  .constantFrom(
    ['说明.txt', 'text/plain', '某文件'],
    ['方案.docx', 'application/octet-stream', 'PK\u0003\u0004 broken'],
    ['表.xlsx', 'application/octet-stream', ''],
    ['图.png', 'image/png', '\u0089PNG\r\n'],
    ['x.exe', 'application/x-msdownload', 'MZ'],
    ['../../a.txt', 'text/plain', 'a'],
  )
  .map(([name, type, text]) => new File([text!], name!, { type }))

/** What the server will read out of the request, so that the schema can be asked about just that. */
export function asReceived(endpoint: Endpoint, input: Input): unknown {
  const { url, body } = requestOf(endpoint, input)
  const [path, query] = url.split('?')
  const received: Input = {}
  if (body instanceof FormData) Object.assign(received, readTexts(endpoint.input, grouped(body.entries())))
  else if (body !== undefined) Object.assign(received, JSON.parse(body))
  else Object.assign(received, readTexts(endpoint.input, grouped(new URLSearchParams(query).entries())))
  const names = endpoint.path.split('/')
  path!.split('/').forEach((part, i) => {
    if (names[i]?.startsWith(':')) received[names[i].slice(1)] = decodeURIComponent(part)
  })
  return received
}

function grouped(entries: Iterable<[string, unknown]>): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>()
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value])
  return values
}
