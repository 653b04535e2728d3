// Actions of the flow language in short, and flows made of them in a test centre.
import type { FlowType } from '../../src/core/directory/document.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { TestCentre } from './test-centre.ts'

interface Branches {
  readonly next?: string
  readonly equals?: Readonly<Record<string, string>>
  readonly errors?: Readonly<Record<string, string>>
}

export function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  { next, equals = {}, errors = {} }: Branches = {},
): JsonObject {
  const Conditions = Object.entries(equals).map(([operand, to]) => ({
    NextAction: to,
    Condition: { Operator: 'Equals', Operands: [operand] },
  }))
  const Errors = Object.entries(errors).map(([ErrorType, to]) => ({ NextAction: to, ErrorType }))
  return {
    Identifier,
    Type,
    Parameters,
    Transitions: { ...(next === undefined ? {} : { NextAction: next }), Conditions, Errors },
  }
}

export function say(id: string, Text: string, next = 'Bye'): JsonObject {
  return action(id, 'MessageParticipant', { Text }, { next, errors: { NoMatchingError: next } })
}

export const hangUp = action('Bye', 'DisconnectParticipant', {})
export const end = action('End', 'EndFlowExecution', {})

/** Chooses a queue, goes into it, or hangs up. */
export function toQueue(queueId: string, id = 'Choose'): readonly JsonObject[] {
  return [
    action(id, 'UpdateContactTargetQueue', { QueueId: queueId }, { next: 'To queue' }),
    action('To queue', 'TransferContactToQueue', {}, { errors: { NoMatchingError: 'Bye' } }),
    hangUp,
  ]
}

/** Publishes a flow whose id is its name; it begins with the first action. */
export function publish(
  centre: TestCentre,
  { name, type = 'CONTACT_FLOW' }: { readonly name: string; readonly type?: FlowType },
  ...Actions: readonly JsonObject[]
): string {
  const content = { Version: '2019-10-30', StartAction: Actions[0]?.Identifier, Actions }
  const document = {
    Name: name,
    Type: type,
    State: 'ACTIVE',
    Status: 'PUBLISHED',
    Content: JSON.stringify(content),
  }
  centre.tell({ type: 'config.put', kind: 'contact-flow', id: name, document })
  return name
}

/** Publishes the flow that callers of the number hear. */
export function publishInbound(centre: TestCentre, ...actions: readonly JsonObject[]): void {
  const ContactFlowId = publish(centre, { name: 'inbound' }, ...actions)
  centre.change('phone-number', centre.id('phone-number', '+15550100'), { ContactFlowId })
}
