import type { z } from 'zod'

/**
 * Turns the texts of a query or a form into the types that the schema asks for, field by field; what does not
 * fit stays text, so that the schema itself refuses it and names the field.
 */
export function readTexts(schema: z.ZodType, values: Map<string, unknown[]>): Record<string, unknown> {
  const shape = shapeOf(schema)
  const result: Record<string, unknown> = {}
  for (const [name, given] of values) {
    const field = shape[name]
    const type = field ? typeOf(field) : { kind: 'string', element: 'string' }
    if (type.kind === 'array') result[name] = given.map((one) => convert(one, type.element))
    else result[name] = convert(given.at(-1), type.kind)
  }
  return result
}

function convert(value: unknown, kind: string): unknown {
  if (typeof value !== 'string') return value
  if ((kind === 'number' || kind === 'int') && value.trim() !== '' && Number.isFinite(Number(value)))
    return Number(value)
  if (kind === 'boolean' && (value === 'true' || value === 'on' || value === '1')) return true
  if (kind === 'boolean' && (value === 'false' || value === '0')) return false
  if (kind === 'object' || kind === 'record' || kind === 'array') {
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }
  return value
}

interface Definition {
  type: string
  innerType?: z.ZodType
  in?: z.ZodType
  element?: z.ZodType
  shape?: Record<string, z.ZodType>
}

const definitionOf = (schema: z.ZodType) => (schema as unknown as { _zod: { def: Definition } })._zod.def

function unwrapped(schema: z.ZodType): z.ZodType {
  const definition = definitionOf(schema)
  const inner = definition.innerType ?? (definition.type === 'pipe' ? definition.in : undefined)
  return inner ? unwrapped(inner) : schema
}

function typeOf(schema: z.ZodType): { kind: string; element: string } {
  const definition = definitionOf(unwrapped(schema))
  const element = definition.element ? definitionOf(unwrapped(definition.element)).type : 'string'
  return { kind: definition.type, element }
}

export const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> =>
  definitionOf(unwrapped(schema)).shape ?? {}
