// Everything that can be done to a flow on the canvas: each takes a document and answers another.
import { actionRules } from '../../../../src/core/flow/action-rules.ts'
import { actionsOf } from '../../../../src/core/flow/format/flow-document.ts'
import { elementsOf, membersOf } from '../../../../src/core/flow/parameter.ts'
import { goesOn } from '../../../../src/core/flow/ways-out.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import { annotationsOf, type Point, readAction, startOf } from './block.ts'
import type { FlowDocument } from './flow-text.ts'

/** Adds a block; the first one of a flow is its start. */
export function addBlock(
  document: FlowDocument,
  { action, at }: { readonly action: JsonObject; readonly at: Point },
): FlowDocument {
  const id = String(action.Identifier)
  const actions = actionsOf(document)
  const added: FlowDocument = { ...document, Actions: [...actions, action] }
  const noted = changeNotes(added, id, () => ({ position: { ...at }, isFriendlyName: true }))
  return actions.length === 0 || startOf(document) === undefined ? startAt(noted, id) : noted
}

export function startAt(document: FlowDocument, id: string): FlowDocument {
  return { ...document, StartAction: id }
}

/** Places are whole numbers, as exports have them. */
export function moveBlocks(
  document: FlowDocument,
  places: ReadonlyMap<string, Point>,
): FlowDocument {
  let moved = document
  for (const [id, { x, y }] of places) {
    moved = changeNotes(moved, id, ({ Position: _, position: __, ...rest }) => {
      return { position: { x: Math.round(x), y: Math.round(y) }, ...rest }
    })
  }
  return moved
}

export function moveEntry(document: FlowDocument, { x, y }: Point): FlowDocument {
  const { EntryPointPosition: _, ...metadata } = membersOf(document.Metadata)
  const entryPointPosition = { x: Math.round(x), y: Math.round(y) }
  return { ...document, Metadata: { ...metadata, entryPointPosition } }
}

/** Leads a way (see `Way.key`) to a block, or nowhere. */
export function connectWay(
  document: FlowDocument,
  from: string,
  key: string,
  to: string | undefined,
): FlowDocument {
  return changeAction(document, from, action => {
    const before = membersOf(action.Transitions)
    const after = connected(before, key, to)
    return { ...action, Transitions: decorated({ ...action, Transitions: after }, before) }
  })
}

function connected(transitions: JsonObject, key: string, to: string | undefined): JsonObject {
  const [kind, name = ''] = splitKey(key)
  if (kind === 'next') return withNext(transitions, to)
  if (kind === 'condition') {
    const Conditions = elementsOf(transitions.Conditions).map((each, index) =>
      String(index) === name ? withNext(membersOf(each), to) : each,
    )
    return { ...transitions, Conditions }
  }
  if (kind === 'result') {
    const Condition = { Operator: 'Equals', Operands: [name] }
    const added = withNext({ Condition }, to)
    return { ...transitions, Conditions: [...elementsOf(transitions.Conditions), added] }
  }
  const errors = elementsOf(transitions.Errors).map(membersOf)
  const isThere = errors.some(each => each.ErrorType === name)
  const Errors = isThere
    ? errors.map(each => (each.ErrorType === name ? withNext(each, to) : each))
    : [...errors, withNext({ ErrorType: name }, to)]
  return { ...transitions, Errors }
}

/**
 * Where there is no way on, exports have a NextAction all the same, as a copy of the branch for
 * everything else (FLOW_LANGUAGE §1). It follows that branch.
 */
function decorated(action: JsonObject, before: JsonObject): JsonObject {
  const read = readAction(action)
  const rule = actionRules.get(read.type)
  const transitions = membersOf(action.Transitions)
  if (!rule || rule.unconditional || goesOn(read, rule)) return transitions
  const previous = fallbackOf(before)
  const next = before.NextAction
  if (next !== undefined && next !== '' && next !== previous) return transitions
  return withNext(transitions, fallbackOf(transitions))
}

function fallbackOf(transitions: JsonObject): string | undefined {
  const errors = elementsOf(transitions.Errors).map(membersOf)
  const to = (name: string) => errors.find(each => each.ErrorType === name)?.NextAction
  const found = to('NoMatchingCondition') ?? to('NoMatchingError')
  return typeof found === 'string' && found !== '' ? found : undefined
}

function withNext({ NextAction: _, ...rest }: JsonObject, to: string | undefined): JsonObject {
  return to === undefined ? rest : { NextAction: to, ...rest }
}

/** Takes the blocks away, and every way that leads to one of them leads nowhere. */
export function removeBlocks(document: FlowDocument, ids: ReadonlySet<string>): FlowDocument {
  const Actions = actionsOf(document)
    .filter(each => !ids.has(String(each.Identifier)))
    .map(each => redirected(each, to => (ids.has(to) ? undefined : to)))
  const metadata = membersOf(document.Metadata)
  const kept = Object.entries(membersOf(metadata.ActionMetadata)).filter(([id]) => !ids.has(id))
  const start = startOf(document)
  return {
    ...document,
    StartAction: start !== undefined && ids.has(start) ? '' : (document.StartAction ?? ''),
    Metadata: { ...metadata, ActionMetadata: Object.fromEntries(kept) },
    Actions,
  }
}

/** The action with each way leading to where `target` says; one that leads nowhere keeps its place. */
export function redirected(
  action: JsonObject,
  target: (to: string) => string | undefined,
): JsonObject {
  const { Transitions } = action
  if (Transitions === undefined) return action
  const transitions = membersOf(Transitions)
  const lead = (of: JsonObject): JsonObject => {
    const to = of.NextAction
    if (typeof to !== 'string' || to === '') return of
    const found = target(to)
    return found === to ? of : withNext(of, found)
  }
  const branches = (name: 'Errors' | 'Conditions') => {
    const list = transitions[name]
    return Array.isArray(list) ? { [name]: list.map(each => lead(membersOf(each))) } : {}
  }
  const changed = { ...lead(transitions), ...branches('Errors'), ...branches('Conditions') }
  return { ...action, Transitions: changed }
}

/** Gives a block another name, everywhere it is named. */
export function renameBlock(document: FlowDocument, from: string, to: string): FlowDocument {
  const Actions = actionsOf(document).map(each => {
    const action = redirected(each, target => (target === from ? to : target))
    return each.Identifier === from ? { ...action, Identifier: to } : action
  })
  const metadata = membersOf(document.Metadata)
  const entries = Object.entries(membersOf(metadata.ActionMetadata)).map(([id, each]) =>
    id === from ? [to, { ...membersOf(each), isFriendlyName: true }] : [id, each],
  )
  const Annotations = annotationsOf(document).map(each =>
    each.actionId === from ? { ...each, actionId: to } : each,
  )
  return {
    ...document,
    ...(startOf(document) === from && { StartAction: to }),
    Metadata: {
      ...metadata,
      ActionMetadata: Object.fromEntries(entries) as JsonObject,
      ...(metadata.Annotations !== undefined && { Annotations }),
    },
    Actions,
  }
}

/** Sets what is at a path in the parameters; undefined takes it away. */
export function setParameter(
  document: FlowDocument,
  id: string,
  path: readonly string[],
  value: Json | undefined,
): FlowDocument {
  return changeAction(document, id, action => {
    return { ...action, Parameters: membersOf(setAt(action.Parameters ?? {}, path, value)) }
  })
}

/** Sets what is at a path; lists stay lists. */
export function setAt(
  into: Json | undefined,
  [name, ...rest]: readonly string[],
  value: Json | undefined,
): Json | undefined {
  if (name === undefined) return value
  if (Array.isArray(into)) {
    const list: readonly Json[] = into
    const index = Number(name)
    const inner = setAt(list[index], rest, value)
    if (inner === undefined) return list.filter((_, at) => at !== index)
    return index < list.length
      ? list.map((each, at) => (at === index ? inner : each))
      : [...list, inner]
  }
  const members = membersOf(into)
  const inner = setAt(members[name], rest, value)
  if (inner !== undefined) return { ...members, [name]: inner }
  const { [name]: _, ...others } = members
  return others
}

export function addCondition(
  document: FlowDocument,
  id: string,
  condition: { readonly operator: string; readonly operand: string },
): FlowDocument {
  const Condition = { Operator: condition.operator, Operands: [condition.operand] }
  return changeBranches(document, id, 'Conditions', each => [...each, { Condition }])
}

export function changeCondition(
  document: FlowDocument,
  id: string,
  index: number,
  condition: { readonly operator: string; readonly operand: string },
): FlowDocument {
  const Condition = { Operator: condition.operator, Operands: [condition.operand] }
  return changeBranches(document, id, 'Conditions', all =>
    all.map((each, at) => (at === index ? { ...membersOf(each), Condition } : each)),
  )
}

export function addError(document: FlowDocument, id: string, ErrorType: string): FlowDocument {
  return changeBranches(document, id, 'Errors', all => [...all, { ErrorType }])
}

/** Takes a branch away altogether. */
export function removeWay(document: FlowDocument, id: string, key: string): FlowDocument {
  const [kind, name] = splitKey(key)
  if (kind === 'condition') {
    return changeBranches(document, id, 'Conditions', all =>
      all.filter((_, index) => String(index) !== name),
    )
  }
  if (kind !== 'error') return document
  return changeBranches(document, id, 'Errors', all =>
    all.filter(each => membersOf(each).ErrorType !== name),
  )
}

export function addNote(document: FlowDocument, id: string, at: Point): FlowDocument {
  const note = {
    type: 'default',
    id,
    content: '',
    actionId: '',
    isFolded: false,
    position: { x: Math.round(at.x), y: Math.round(at.y) },
    size: { height: 140, width: 240 },
  }
  return changeAnnotations(document, all => [...all, note])
}

export function changeNote(document: FlowDocument, id: string, change: JsonObject): FlowDocument {
  return changeAnnotations(document, all =>
    all.map((each, index) =>
      each.id === id || `note ${index}` === id ? { ...each, ...change } : each,
    ),
  )
}

export function removeNotes(document: FlowDocument, ids: ReadonlySet<string>): FlowDocument {
  return changeAnnotations(document, all =>
    all.filter((each, index) => !ids.has(String(each.id ?? `note ${index}`))),
  )
}

function changeAnnotations(
  document: FlowDocument,
  change: (all: readonly JsonObject[]) => readonly JsonObject[],
): FlowDocument {
  const before = annotationsOf(document)
  const Annotations = change(before)
  if (Annotations.length === 0 && before.length === 0) return document
  return { ...document, Metadata: { ...membersOf(document.Metadata), Annotations } }
}

function changeBranches(
  document: FlowDocument,
  id: string,
  of: 'Errors' | 'Conditions',
  change: (all: readonly Json[]) => readonly Json[],
): FlowDocument {
  return changeAction(document, id, action => {
    const transitions = membersOf(action.Transitions)
    return { ...action, Transitions: { ...transitions, [of]: change(elementsOf(transitions[of])) } }
  })
}

export function changeAction(
  document: FlowDocument,
  id: string,
  change: (action: JsonObject) => JsonObject,
): FlowDocument {
  const Actions = actionsOf(document).map(each => (each.Identifier === id ? change(each) : each))
  return { ...document, Actions }
}

/** The designer's own notes on a block. */
function changeNotes(
  document: FlowDocument,
  id: string,
  change: (notes: JsonObject) => JsonObject,
): FlowDocument {
  const metadata = membersOf(document.Metadata)
  const all = membersOf(metadata.ActionMetadata)
  const ActionMetadata = { ...all, [id]: change(membersOf(all[id])) }
  return { ...document, Metadata: { ...metadata, ActionMetadata } }
}

function splitKey(key: string): readonly [string, string?] {
  const colon = key.indexOf(':')
  return colon < 0 ? [key] : [key.slice(0, colon), key.slice(colon + 1)]
}
