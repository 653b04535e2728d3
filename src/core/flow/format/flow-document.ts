// Flow documents as people keep them: exports of either designer, and what the API answers.
import type { Json, JsonObject } from '../../json.ts'
import { importLegacy, isLegacy } from '../legacy/import-legacy.ts'
import { elementsOf, membersOf } from '../parameter.ts'
import { depthProblem } from '../parse.ts'
import { error, type Problem } from '../problem.ts'
import { laidOut } from './layout.ts'

/**
 * The flow in a text: new or old format, alone or within an answer of the API. `content` is the text
 * of the flow alone.
 */
export function readFlowDocument(
  text: string,
): { readonly flow: JsonObject; readonly content: string } | { readonly problem: Problem } {
  const read = readJson(text)
  if ('problem' in read) return read
  const inside = contentOf(read.json)
  if (inside !== undefined && inside.length < text.length) return readFlowDocument(inside)
  if (!isObject(read.json)) {
    return { problem: error('wrongShape', 'The content is not a JSON object.') }
  }
  const problem = depthProblem(read.json)
  return problem ? { problem } : { flow: read.json, content: text }
}

/**
 * The flow as the designer of today takes and writes it: in the flow language, with positions for
 * all actions. What it has beside that stays as it is. Doing it twice changes nothing more.
 */
export function importFlow(flow: JsonObject): JsonObject {
  const modern = isLegacy(flow) ? importLegacy(flow) : flow
  return laidOut({ ...modern, Metadata: lowerMetadata(membersOf(modern.Metadata)) })
}

/** What the API knows of a flow beside its content, as exports have it. */
export interface FlowHeader {
  readonly name?: string
  readonly description?: string
  /** As the API writes it, for example `CUSTOMER_QUEUE`. */
  readonly type?: string
  readonly status?: 'published' | 'saved'
}

/** A flow of an instance as the designer would have saved it to a file. */
export function exportFlow(flow: JsonObject, header: FlowHeader = {}): JsonObject {
  const document = importFlow(flow)
  const { type, ...said } = header
  const metadata = {
    ...membersOf(document.Metadata),
    ...said,
    ...(type !== undefined && type !== 'MODULE' && { type: camelCase(type) }),
  }
  return { ...document, Metadata: metadata }
}

/** The API and its command line answer the content as text within JSON. */
function contentOf(json: Json): string | undefined {
  if (typeof json === 'string') return json
  const document = membersOf(json)
  for (const each of [document.ContactFlow, document.ContactFlowModule, document]) {
    const { Content } = membersOf(each)
    if (typeof Content === 'string') return Content
  }
  return undefined
}

/** The pages show capitalised names, exports have lower ones. Both are read, lower ones are written. */
function lowerMetadata(metadata: JsonObject): JsonObject {
  const { EntryPointPosition, entryPointPosition = EntryPointPosition, ...rest } = metadata
  const actions = Object.entries(membersOf(metadata.ActionMetadata)).map(([identifier, each]) => {
    const { Position, position = Position, ...others } = membersOf(each)
    return [
      identifier,
      { ...(position !== undefined && { position: lowerPoint(position) }), ...others },
    ]
  })
  return {
    ...rest,
    ...(entryPointPosition !== undefined && { entryPointPosition: lowerPoint(entryPointPosition) }),
    ...(actions.length > 0 && { ActionMetadata: Object.fromEntries(actions) }),
  }
}

function lowerPoint(point: Json): Json {
  const { X, x = X, Y, y = Y, ...rest } = membersOf(point)
  return { ...(x !== undefined && { x }), ...(y !== undefined && { y }), ...rest }
}

/** `CUSTOMER_QUEUE` → `customerQueue`. */
function camelCase(type: string): string {
  return type.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}

function readJson(text: string): { readonly json: Json } | { readonly problem: Problem } {
  try {
    return { json: JSON.parse(text) as Json }
  } catch (reason) {
    // JSON.parse throws a SyntaxError that says where, which is what the author wants to know.
    return { problem: error('notJson', `The content is not JSON: ${String(reason)}`) }
  }
}

function isObject(json: Json): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** The actions of a document, as they are. */
export function actionsOf(flow: JsonObject): readonly JsonObject[] {
  return elementsOf(flow.Actions).map(membersOf)
}
