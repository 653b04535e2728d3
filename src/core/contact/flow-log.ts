// The flow log of one walk: an entry for each action a contact comes to, in Connect's own JSON, and
// another with the result of one it had to wait for. An effect, so that nobody waits for it.
import type { FlowView, Leave } from '../flow/action-kind.ts'
import { blockName } from '../flow/block-name.ts'
import type { Action } from '../flow/flow.ts'
import type { FlowRun } from '../flow/flow-run.ts'
import type { Json, JsonObject } from '../json.ts'
import type { World } from '../world.ts'
import type { Contact } from './contact.ts'
import { isoTimeMs } from './iso-time.ts'

/** What stands in a log in place of what must not be read there. */
const HIDDEN = '****'
/** Typed by the caller: card numbers and the like. */
const TYPED = /\$\.?(?:StoredCustomerInput|\[["']StoredCustomerInput["']\])/g
/** Parameters that hold keys. */
const SECRET = new Set(['InputEncryption'])
/** Long texts are cut: the flow itself has them whole. */
const TEXT_LENGTH_MAX = 4096

export class FlowLog {
  readonly #world: World
  readonly #contact: Contact
  readonly #run: FlowRun
  readonly #view: FlowView
  /** The action it is at, and whether that has been told. */
  #at: Action | undefined
  #isTold = false
  /** What it was given, as that was when the contact came to it. */
  #parameters: JsonObject | undefined

  constructor(world: World, contact: Contact, run: FlowRun, view: FlowView) {
    this.#world = world
    this.#contact = contact
    this.#run = run
    this.#view = view
  }

  entered(action: Action): void {
    this.#at = action
    this.#isTold = false
    this.#parameters = this.#contact.loggingEnabled
      ? shown(action.parameters, this.#view)
      : undefined
  }

  /** It may be long until it is passed, or never be. */
  waits(action: Action): void {
    this.#write(action, {})
    this.#isTold = true
  }

  /** It goes on with an action that has waited. */
  resumed(action: Action): void {
    this.#at = action
    this.#isTold = true
    this.#parameters = undefined
  }

  passed(action: Action, leave: Leave | 'ended'): void {
    if (!this.#contact.loggingEnabled) return
    const results = resultsOf(action, leave, this.#run)
    if (isTyped(action, leave, this.#view)) results.Results = HIDDEN
    const isNew = this.#at === action && !this.#isTold
    // What was told when it began to wait is told again only with a result.
    if (isNew || Object.keys(results).length > 0) this.#write(action, results)
    this.#isTold = true
  }

  /** Something the action it is at says beside. */
  remark(result: string): void {
    if (this.#at) this.#write(this.#at, { Results: result })
  }

  #write(action: Action, results: JsonObject): void {
    const world = this.#world
    const { contactId, loggingEnabled } = this.#contact
    if (!loggingEnabled) return
    const { flowId, callers = [] } = this.#run
    const kind = callers.length > 0 ? 'flow-module' : 'contact-flow'
    const known = this.#at === action ? this.#parameters : undefined
    const entry = {
      ...results,
      ContactId: contactId,
      ContactFlowId: world.arn(kind, flowId),
      ContactFlowName: world.directory.get(kind, flowId)?.Name,
      ContactFlowModuleType: blockName(action),
      Identifier: action.identifier,
      Timestamp: isoTimeMs(world.now),
      Parameters: known ?? shown(action.parameters, this.#view),
    }
    world.effect({ type: 'flow.log', at: world.now, entry })
  }
}

/** Connect's logs tell the way out by an error by the word Error. */
function resultsOf(
  action: Action,
  leave: Leave | 'ended',
  run: FlowRun,
): { Results?: string; Error?: string; ExternalResults?: Json } {
  if (leave === 'ended') return {}
  if (leave.by === 'error') return { Results: 'Error', Error: leave.error }
  const external = action.type === 'InvokeLambdaFunction' ? run.namespaces?.External : undefined
  return {
    ...(leave.by === 'value' && { Results: leave.value }),
    ...(external !== undefined && { ExternalResults: external }),
  }
}

/** Does it go on by what the caller has typed, as a comparison of that does? */
function isTyped({ parameters }: Action, leave: Leave | 'ended', view: FlowView): boolean {
  if (leave === 'ended' || leave.by !== 'value') return false
  return Object.values(parameters).some(
    each => typeof each === 'string' && each.search(TYPED) >= 0 && view.text(each) === leave.value,
  )
}

function shown(parameters: Action['parameters'], view: FlowView): JsonObject {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      SECRET.has(name) ? HIDDEN : shownValue(value, view),
    ]),
  )
}

function shownValue(value: Json | undefined, view: FlowView): Json | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map(each => shownValue(each, view) ?? null)
  }
  if (typeof value === 'object' && value !== null) return shown(value as JsonObject, view)
  if (typeof value !== 'string') return value
  const open = value.replace(TYPED, HIDDEN)
  const read = view.value(open)
  if (read !== open) return read
  const text = view.text(open)
  return text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}…` : text
}
