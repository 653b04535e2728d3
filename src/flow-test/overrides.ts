// What a test case puts in the place of hours, queues, functions and bots while it runs.
import type { Step } from '../core/flow/action-kind.ts'
import type { Action } from '../core/flow/flow.ts'
import { membersOf } from '../core/flow/parameter.ts'
import type { Json, JsonObject } from '../core/json.ts'
import type { ServiceQuestion } from '../core/service.ts'
import { idOfReference } from './setup.ts'
import type { Answered } from './virtual-centre.ts'

interface Override {
  readonly actionType: string
  /** The resource it is for; every one when undefined. */
  readonly resource: string | undefined
  readonly strategy: JsonObject
}

/** The resource an action uses. A path is whatever it leads to. */
type ResourceOf = (action: Action) => string | undefined

export class Overrides {
  readonly #overrides: Override[] = []

  /** Takes the parameters of an `OverrideSystemBehavior` action. A later one goes before. */
  add(parameters: JsonObject): void {
    const properties = membersOf(membersOf(parameters.Behavior).Properties)
    this.#overrides.unshift({
      actionType: typeName(properties.ActionType),
      resource: resourceIn(membersOf(properties.ActionParameters)),
      strategy: membersOf(properties.Strategy),
    })
  }

  intercept(
    action: Action,
    resourceOf: ResourceOf,
  ): { readonly action: Action } | { readonly step: Step } | undefined {
    const found = this.#find(action.type, resourceOf(action))
    if (!found) return undefined
    const { Type, SubstituteArn } = found.strategy
    if (Type === 'SubstituteResource') return substituted(action, String(SubstituteArn))
    const response = membersOf(found.strategy.Response)
    if (response.Type === 'Error') {
      // A delayed failure of a function or bot comes as its answer.
      if (ASKING.has(action.type)) return undefined
      return { step: { leave: { by: 'error', error: errorOf(response) } } }
    }
    const { Value } = membersOf(response.ExecutionResult)
    if (action.type !== 'CheckHoursOfOperation') return undefined
    return { step: { leave: { by: 'value', value: Value === 'InHours' ? 'True' : 'False' } } }
  }

  /** What a function or bot answers; undefined when the test says nothing of it. */
  answer({ service, parameters }: ServiceQuestion): Answered | undefined {
    const type = service === 'function' ? 'InvokeLambdaFunction' : 'ConnectParticipantWithLexBot'
    if (service !== 'function' && service !== 'bot') return undefined
    const resource = String(parameters.arn ?? membersOf(parameters.bot).aliasArn ?? '')
    const found = this.#find(type, resource)
    if (found?.strategy.Type !== 'MockResponse') return undefined
    const response = membersOf(found.strategy.Response)
    const detail = membersOf(response.Type === 'Error' ? response.Error : response.ExecutionResult)
    const afterMs = typeof detail.DelaySeconds === 'number' ? detail.DelaySeconds * 1000 : 0
    if (response.Type === 'Error') {
      return {
        afterMs,
        answer: { ok: false, error: errorOf(response), message: 'The test says so.' },
      }
    }
    return { afterMs, answer: { ok: true, result: loaded(detail.LoadedData) } }
  }

  #find(type: string, resource: string | undefined): Override | undefined {
    return this.#overrides.find(
      each =>
        each.actionType === type &&
        (each.resource === undefined || isSame(each.resource, resource)),
    )
  }
}

const ASKING: ReadonlySet<string> = new Set([
  'InvokeLambdaFunction',
  'ConnectParticipantWithLexBot',
])

/** Ids and ARNs name the same thing. */
export function isSame(wanted: string, given: string | undefined): boolean {
  return given !== undefined && (wanted === given || idOfReference(wanted) === idOfReference(given))
}

/** The resource in the parameters of an action, or in what a test says of one. */
export function resourceIn(parameters: JsonObject): string | undefined {
  const resource =
    parameters.HoursOfOperationId ??
    parameters.QueueId ??
    parameters.LambdaFunctionARN ??
    membersOf(parameters.LexV2Bot).AliasArn
  return typeof resource === 'string' && resource !== '' ? resource : undefined
}

/** The testing language's names of actions, in the flow language's words. */
export function typeName(value: Json | undefined): string {
  const name = typeof value === 'string' ? value.trim() : ''
  return name === 'DequeueAndTransferToQueue' ? 'DequeueContactAndTransferToQueue' : name
}

function substituted(
  action: Action,
  arn: string,
): { readonly action: Action } | { readonly step: Step } | undefined {
  const { parameters } = action
  switch (action.type) {
    case 'TransferContactToQueue': {
      const queueId = idOfReference(arn)
      const deeds = [
        { do: 'setTargetQueue', queueId },
        { do: 'enqueue', queueId },
      ] as const
      return { step: { end: true, deeds } }
    }
    case 'CheckHoursOfOperation':
      return { action: { ...action, parameters: { ...parameters, HoursOfOperationId: arn } } }
    case 'DequeueContactAndTransferToQueue':
      return { action: { ...action, parameters: { ...parameters, QueueId: arn } } }
    case 'InvokeLambdaFunction':
      return { action: { ...action, parameters: { ...parameters, LambdaFunctionARN: arn } } }
    case 'ConnectParticipantWithLexBot':
      return { action: { ...action, parameters: { ...parameters, LexV2Bot: { AliasArn: arn } } } }
    default:
      return undefined
  }
}

function errorOf(response: JsonObject): string {
  const { Value } = membersOf(response.Error)
  return typeof Value === 'string' ? Value : 'NoMatchingError'
}

function loaded(data: Json | undefined): Json {
  if (typeof data !== 'string') return data ?? {}
  try {
    return JSON.parse(data) as Json
  } catch {
    return data
  }
}
