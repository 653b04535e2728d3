// Makes an operation's input from a request: labels, query, headers and body, parsed and checked.
import type { ApiRequest } from './api-request.ts'
import type { Member, ServiceModel, Shape, StructureShape } from './contract/service-model.ts'
import type { Route } from './router.ts'
import { ServiceError } from './service-error.ts'
import type { Reader } from './shape-reader.ts'
import { InvalidInput, Readers } from './shape-reader.ts'
import { headerOf, pairsOf } from './signature.ts'
import { parseStrictJson, WrongJson } from './strict-json.ts'

export type Input = Readonly<Record<string, unknown>>

type OperationReader = (request: ApiRequest, route: Route) => Input

export class RequestReader {
  readonly #model: ServiceModel
  readonly #readers: Readers
  readonly #made = new Map<string, OperationReader>()

  constructor(model: ServiceModel) {
    this.#model = model
    this.#readers = new Readers(model)
  }

  /** Throws `InvalidInput`, naming what is wrong. */
  read(request: ApiRequest, route: Route): Input {
    const known = this.#made.get(route.operation)
    if (known) return known(request, route)
    const made = this.#make(route.operation)
    this.#made.set(route.operation, made)
    return made(request, route)
  }

  #make(operation: string): OperationReader {
    const name = this.#model.operations[operation]?.input
    const shape = name === undefined ? undefined : this.#model.shapes[name]
    if (shape?.type !== 'structure') return () => ({})
    const readBody = hasBody(shape) ? this.#readers.ofBody(shape) : undefined
    const bound = Object.entries(shape.members).flatMap(([member, place]) =>
      typeof place === 'string' ? [] : [this.#bound(member, place)],
    )
    const usesQuery = Object.values(shape.members).some(
      each => typeof each !== 'string' && each.query,
    )
    return (request, route) => {
      const query = usesQuery ? readQuery(request.query) : undefined
      const input: Record<string, unknown> = {}
      for (const take of bound) take(input, request, route, query)
      if (readBody) Object.assign(input, readBody(parseBody(request), ''))
      for (const required of shape.required ?? []) {
        if (input[required] === undefined) throw new InvalidInput('form', required, 'is required')
      }
      return input
    }
  }

  #bound(name: string, place: Exclude<Member, string>): Take {
    const read = this.#readers.of(place.shape)
    const convert = converterOf(this.#model, place.shape)
    return (input, request, route, query) => {
      const texts = textsOf(name, place, request, route, query)
      if (texts.length > 0) input[name] = readTexts(texts, convert, read, name)
    }
  }
}

type Take = (
  input: Record<string, unknown>,
  request: ApiRequest,
  route: Route,
  query: ReadonlyMap<string, readonly string[]> | undefined,
) => void

function hasBody(shape: StructureShape): boolean {
  return Object.values(shape.members).some(member => typeof member === 'string')
}

function textsOf(
  name: string,
  place: Exclude<Member, string>,
  request: ApiRequest,
  route: Route,
  query: ReadonlyMap<string, readonly string[]> | undefined,
): readonly string[] {
  if (place.query !== undefined) return query?.get(place.query) ?? []
  const text = place.label ? route.labels[name] : headerOf(request, place.header ?? '')
  return text === undefined || text === '' ? [] : [text]
}

/** How text becomes what the body would carry: numbers and truth values are spelled out in a URL. */
function converterOf(model: ServiceModel, name: string): { many: boolean; one: Convert } {
  const shape = model.shapes[name]
  if (shape?.type !== 'list') return { many: false, one: convertTo(shape) }
  return { many: true, one: convertTo(model.shapes[shape.member]) }
}

type Convert = (text: string) => unknown

function convertTo(shape: Shape | undefined): Convert {
  switch (shape?.type) {
    case 'integer':
    case 'number':
      return text => (text.trim() === '' ? text : Number(text))
    case 'boolean':
      return text => (text === 'true' ? true : text === 'false' ? false : text)
    default:
      return text => text
  }
}

function readTexts(
  texts: readonly string[],
  convert: { many: boolean; one: Convert },
  read: Reader,
  name: string,
): unknown {
  return read(convert.many ? texts.map(convert.one) : convert.one(texts[0] ?? ''), name)
}

function readQuery(query: string): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairsOf(query)) {
    const known = values.get(name)
    if (known) known.push(value)
    else values.set(name, [value])
  }
  return values
}

/** What our bodies are in, whatever AWS protocol the client thinks it speaks. */
const JSON_TYPE = /^application\/(json|x-amz-json-1\.[01])\s*(;|$)/i

function parseBody(request: ApiRequest): unknown {
  const { body } = request
  if (body.length === 0) return {}
  const type = headerOf(request, 'content-type')
  if (type !== '' && !JSON_TYPE.test(type)) {
    throw new ServiceError('UnsupportedMediaTypeException', 'The body must be application/json.')
  }
  try {
    return parseStrictJson(body)
  } catch (error) {
    if (!(error instanceof WrongJson)) throw error
    throw new ServiceError('SerializationException', `The body ${error.message}.`)
  }
}
