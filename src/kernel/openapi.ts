import { z } from 'zod'
import { type Endpoint, isDownload } from './endpoint.ts'
import { shapeOf } from './query-reader.ts'

/** OpenAPI 3.1 document of the given endpoints. */
export function openApiOf(
  endpoints: readonly Endpoint[],
  title: string,
  version: string,
): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'wuxin_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: {
          type: 'object',
          description: 'RFC 9457',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
            field: { type: 'string' },
          },
        },
      },
    },
  }
}

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  const inPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!))
  const input = jsonSchema(endpoint.input, 'input')
  const properties = (input.properties ?? {}) as Record<string, unknown>
  const required = new Set((input.required as string[] | undefined) ?? [])
  const parameters = Object.entries(properties)
    .filter(([name]) => inPath.has(name) || endpoint.method === 'GET')
    .map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.has(name),
      schema,
    }))
  const body = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.has(name)))
  const hasFile = Object.values(shapeOf(endpoint.input)).some((schema) =>
    JSON.stringify(jsonSchema(schema, 'input')).includes('binary'),
  )
  return {
    operationId: `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: endpoint.summary,
    'x-permission': endpoint.permission,
    ...(endpoint.permission === 'public' ? { security: [] } : { security: [{ session: [] }, { token: [] }] }),
    parameters,
    ...(endpoint.method === 'GET'
      ? {}
      : {
          requestBody: {
            content: {
              [hasFile ? 'multipart/form-data' : 'application/json']: {
                schema: {
                  type: 'object',
                  properties: body,
                  required: [...required].filter((name) => !inPath.has(name)),
                },
              },
            },
          },
        }),
    responses: {
      200: isDownload(endpoint.output)
        ? {
            description: '文件',
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          }
        : {
            description: '成功',
            content: { 'application/json': { schema: jsonSchema(endpoint.output, 'output') } },
          },
      default: {
        description: '拒绝：标题为一句说明',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<
    string,
    unknown
  >
  return rest
}
