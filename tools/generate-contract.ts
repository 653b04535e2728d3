// Writes src/api/contract/connect.ts or participant.ts, the models the API is made from:
//
//     npx tsx tools/generate-contract.ts connect|participant <limits.json>
//
// Operations, shapes and enumerations come from the schemas and types of the pinned
// @aws-sdk/client-connect and @aws-sdk/client-connectparticipant; lengths, ranges, patterns and each operation's exceptions, which that
// package does not carry, are looked up in a description of the service ({ operations, shapes }
// with `members`, `required`, `min`, `max`, `pattern`, `enum`, `errors`). The result is sorted, so that
// generating it again changes only what the service changed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as connect from '@aws-sdk/client-connect'
import * as participant from '@aws-sdk/client-connectparticipant'
import type {
  Member,
  OperationModel,
  ServiceModel,
  Shape,
} from '../src/api/contract/service-model.ts'

interface Limits {
  readonly operations: Readonly<Record<string, { readonly errors?: readonly string[] }>>
  readonly shapes: Readonly<Record<string, LimitShape>>
}

interface LimitShape {
  readonly type: string
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly members?: Readonly<Record<string, { readonly shape: string }>>
  readonly member?: { readonly shape: string }
  readonly key?: { readonly shape: string }
  readonly value?: { readonly shape: string }
  readonly timestampFormat?: string
}

/** Kinds of schema, by the first element of one (a number) in the package. */
const STRUCTURE = 3
const ERROR = -3
const UNION = 4
const LIST = 1
const MAP = 2
const SIMPLE = 0
const OPERATION = 9
/** Exceptions of an operation the limits do not know. */
const USUAL_ERRORS = [
  'AccessDeniedException',
  'InternalServiceException',
  'InvalidParameterException',
  'InvalidRequestException',
  'ResourceNotFoundException',
  'ThrottlingException',
]
const IDEMPOTENCY_TOKEN = 4

const SERVICES = {
  connect: { sdk: connect, folder: 'client-connect' },
  participant: { sdk: participant, folder: 'client-connectparticipant' },
}

const [, , service, limitsFile] = process.argv
if ((service !== 'connect' && service !== 'participant') || !limitsFile) {
  console.error('Usage: tsx tools/generate-contract.ts connect|participant <limits.json>')
  process.exit(1)
}
const { sdk, folder: sdkFolder } = SERVICES[service]
const limits: Limits = JSON.parse(readFileSync(limitsFile, 'utf8'))
const memberTypes = readMemberTypes()
const shapes: Record<string, Shape> = {}
const model: ServiceModel = { operations: readOperations(), shapes }
const target = fileURLToPath(new URL(`../src/api/contract/${service}.ts`, import.meta.url))
writeFileSync(target, render(model))
console.log(
  `${Object.keys(model.operations).length} operations, ${Object.keys(shapes).length} shapes → ${target}`,
)

function readOperations(): Record<string, OperationModel> {
  const operations: Record<string, OperationModel> = {}
  for (const exported of Object.values(sdk) as unknown[]) {
    if (!Array.isArray(exported)) continue
    const [kind, , name, traits] = exported
    if (kind === ERROR) structure(exported)
    if (kind !== OPERATION) continue
    const [method, path, status] = traits.http
    const input = resolve(exported[4]).schema
    const output = resolve(exported[5]).schema
    const token = tokenOf(input)
    operations[name] = {
      method,
      path,
      status,
      ...(Array.isArray(input) && { input: structure(input) }),
      ...(Array.isArray(output) && { output: structure(output) }),
      errors: [...(limits.operations[name]?.errors ?? USUAL_ERRORS)].sort(byText),
      ...(token && { token }),
    }
  }
  return operations
}

function tokenOf(input: unknown): string | undefined {
  if (!Array.isArray(input)) return undefined
  const names: string[] = input[4]
  return names.find((name, index) => {
    const { traits } = resolve(input[5][index])
    return name === 'ClientToken' || traits.idempotencyToken
  })
}

/** Adds the structure to the model and answers its name. */
function structure(schema: unknown[]): string {
  const [kind, , name, traits, names, types, requiredCount] = schema as [
    number,
    string,
    string,
    { httpError?: number } | number,
    string[],
    unknown[],
    number | undefined,
  ]
  if (shapes[name]) return name
  const members: Record<string, Member> = {}
  const known = limits.shapes[name]
  const required = [...new Set([...names.slice(0, requiredCount ?? 0), ...(known?.required ?? [])])]
  const error = kind === ERROR && typeof traits === 'object' ? traits.httpError : undefined
  shapes[name] = {
    type: 'structure',
    members,
    ...(required.length > 0 && {
      required: required.filter(each => names.includes(each)).sort(byText),
    }),
    ...(kind === UNION && { union: true as const }),
    ...(error && { error }),
  }
  names.forEach((member, index) => {
    const { schema: type, traits: bound } = resolve(types[index])
    const shape = shapeOf(
      type,
      known?.members?.[member]?.shape,
      memberTypes.get(`${name}.${member}`),
    )
    members[member] = bound.label
      ? { shape, label: true }
      : bound.httpQuery
        ? { shape, query: bound.httpQuery }
        : bound.httpHeader
          ? { shape, header: bound.httpHeader.toLowerCase() }
          : shape
  })
  return name
}

/** Adds whatever the schema is to the model and answers its name. */
function shapeOf(
  schema: unknown,
  limitName: string | undefined,
  typeName: string | undefined,
): string {
  const known = limitName === undefined ? undefined : limits.shapes[limitName]
  if (typeof schema === 'number') return scalarOrCollection(schema, limitName, typeName)
  if (schema === 'unit') return 'Unit'
  if (!Array.isArray(schema)) throw new Error(`Cannot read schema ${String(schema)}`)
  switch (schema[0]) {
    case STRUCTURE:
    case ERROR:
    case UNION:
      return structure(schema)
    case SIMPLE:
      return scalarOrCollection(schema[4], limitName ?? schema[2], typeName)
    case LIST: {
      const element = elementOf(typeName)
      return named(schema[2], () => ({
        type: 'list',
        member: shapeOf(
          resolve(schema[4]).schema,
          (known ?? limits.shapes[schema[2]])?.member?.shape,
          element,
        ),
        ...range(known ?? limits.shapes[schema[2]]),
      }))
    }
    case MAP:
      return named(schema[2], () => ({
        type: 'map',
        key: shapeOf(
          resolve(schema[4]).schema,
          (known ?? limits.shapes[schema[2]])?.key?.shape,
          undefined,
        ),
        value: shapeOf(
          resolve(schema[5]).schema,
          (known ?? limits.shapes[schema[2]])?.value?.shape,
          elementOf(typeName),
        ),
        ...range(known ?? limits.shapes[schema[2]]),
      }))
    default:
      throw new Error(`Unknown kind of schema ${schema[0]} (${schema[2]})`)
  }
}

function scalarOrCollection(
  type: number,
  limitName: string | undefined,
  typeName: string | undefined,
): string {
  const known = limitName === undefined ? undefined : limits.shapes[limitName]
  if (type >= 128) {
    const value = shapeOf(type - 128, known?.value?.shape, elementOf(typeName))
    const key = shapeOf(0, known?.key?.shape, undefined)
    return named(limitName ?? `${value}Map`, () => ({ type: 'map', key, value, ...range(known) }))
  }
  if (type >= 64) {
    const member = shapeOf(type - 64, known?.member?.shape, elementOf(typeName))
    return named(limitName ?? `${member}List`, () => ({ type: 'list', member, ...range(known) }))
  }
  switch (type) {
    case 0:
      return string(limitName, typeName)
    case 1: {
      const integer = known?.type === 'integer' || known?.type === 'long'
      const kind = integer ? 'integer' : 'number'
      if (known?.min === undefined && known?.max === undefined)
        return named(kind, () => ({ type: kind }))
      return named(limitName ?? kind, () => ({ type: kind, ...range(known) }))
    }
    case 2:
      return named('boolean', () => ({ type: 'boolean' }))
    case 4:
    case 7:
      return known?.timestampFormat === 'iso8601'
        ? isoTimestamp()
        : named('timestamp', () => ({ type: 'timestamp' }))
    case 5:
      return isoTimestamp()
    case 15:
      return named('document', () => ({ type: 'document' }))
    case 21:
      return named('blob', () => ({ type: 'blob' }))
    default:
      throw new Error(`Unknown scalar ${type}`)
  }
}

function isoTimestamp(): string {
  return named('isoTimestamp', () => ({ type: 'timestamp', format: 'iso8601' }))
}

function string(limitName: string | undefined, typeName: string | undefined): string {
  const values = enumOf(typeName)
  if (typeName && values) return named(typeName, () => ({ type: 'string', enum: values }))
  const known = limitName === undefined ? undefined : limits.shapes[limitName]
  const { min, max, pattern, enum: listed } = known ?? {}
  if (!limitName || (min === undefined && max === undefined && !pattern && !listed)) {
    return named('string', () => ({ type: 'string' }))
  }
  return named(limitName, () => ({
    type: 'string',
    ...range(known),
    ...(pattern && { pattern: plainPattern(pattern) }),
    ...(listed && { enum: [...listed].sort(byText) }),
  }))
}

/** Some patterns are published escaped twice, or with the slashes of a JavaScript literal. */
function plainPattern(pattern: string): string {
  // As published, it would refuse every address of version 4.
  if (pattern === '^[A-Za-z0-9:/]*$') return '^[A-Za-z0-9.:/]*$'
  const bare = /^\/(.*)\/$/.exec(pattern)?.[1] ?? pattern
  return bare.replace(/\\\\(?=[A-Za-z.+-])/g, '\\')
}

function named(name: string, make: () => Shape): string {
  if (!shapes[name]) {
    // Held first: shapes may contain themselves.
    shapes[name] = { type: 'document' }
    shapes[name] = make()
  }
  return name
}

function range(known: LimitShape | undefined): { min?: number; max?: number } {
  return {
    ...(known?.min !== undefined && { min: known.min }),
    ...(known?.max !== undefined && { max: known.max }),
  }
}

interface Bound {
  readonly label?: boolean
  readonly idempotencyToken?: boolean
  readonly httpQuery?: string
  readonly httpHeader?: string
}

/** Schemas are given as values, as functions that answer them, or as pairs with traits. */
function resolve(given: unknown): { schema: unknown; traits: Bound } {
  if (typeof given === 'function') return resolve(given())
  if (Array.isArray(given) && given.length === 2) {
    const [inner, traits] = given
    const bound =
      typeof traits === 'number'
        ? { label: (traits & 1) !== 0, idempotencyToken: (traits & IDEMPOTENCY_TOKEN) !== 0 }
        : { ...traits, idempotencyToken: traits.idempotencyToken === 1 }
    return { schema: resolve(inner).schema, traits: bound }
  }
  return { schema: given, traits: {} }
}

/** The TypeScript type of each member: the only place where the package says which enumeration one has. */
function readMemberTypes(): Map<string, string> {
  const types = new Map<string, string>()
  const folder = new URL(
    `../node_modules/@aws-sdk/${sdkFolder}/dist-types/models/`,
    import.meta.url,
  )
  for (const file of readdirSync(folder).filter(each => each.startsWith('models_'))) {
    let owner = ''
    for (const line of readFileSync(new URL(file, folder), 'utf8').split('\n')) {
      const opened = /^export interface (\w+) /.exec(line)
      if (opened?.[1]) owner = opened[1]
      const member = /^ {4}(\w+)\??: (.+);$/.exec(line)
      if (member?.[1] && member[2]) {
        types.set(`${owner}.${member[1]}`, member[2].replace(/ \| undefined$/, ''))
      }
    }
  }
  return types
}

function elementOf(typeName: string | undefined): string | undefined {
  return typeName?.endsWith('[]')
    ? typeName.slice(0, -2).replace(/^\((.+)\)$/, '$1')
    : /^(?:Partial<)?Record<\w+, (\w+(?:\[\])?)>/.exec(typeName ?? '')?.[1]
}

function enumOf(typeName: string | undefined): string[] | undefined {
  const exported: unknown = typeName && (sdk as Record<string, unknown>)[typeName]
  if (typeof exported !== 'object' || exported === null || Array.isArray(exported)) return undefined
  return Object.values(exported as Record<string, string>).sort(byText)
}

/** One operation or shape a line, as JSON text: quick to load and to compile, and its changes can be read. */
function render({ operations, shapes: all }: ServiceModel): string {
  const json = `{"operations":{\n${lines(operations)}\n},"shapes":{\n${lines(all)}\n}}`
  const escaped = json.replace(/\\/g, '\\\\').replace(/`/g, '\\`').replace(/\$\{/g, '\\${')
  return [
    '// Generated by tools/generate-contract.ts; do not edit. JSON of a ServiceModel, one operation or shape a line.',
    `export const ${service}Json = \`${escaped}\``,
    '',
  ].join('\n')
}

function lines(entries: Readonly<Record<string, unknown>>): string {
  return Object.keys(entries)
    .sort(byText)
    .map(name => `${JSON.stringify(name)}:${JSON.stringify(entries[name])}`)
    .join(',\n')
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
