// What scenarios of calls out are told with: flows written down shortly, and a centre whose number
// leads to one of them.
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from './test-centre.ts'

export const CUSTOMER = '+12065550101'
const NUMBER = '+15550100'

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
  const Transitions = { ...(next === undefined ? {} : { NextAction: next }), Conditions, Errors }
  return { Identifier, Type, Parameters, Transitions }
}

export const say = (id: string, Text: string, next = 'Bye') =>
  action(id, 'MessageParticipant', { Text }, { next, errors: { NoMatchingError: next } })
export const hangUp = action('Bye', 'DisconnectParticipant', {})
export const end = action('End', 'EndFlowExecution', {})

export class Desk {
  readonly centre: TestCentre

  constructor(centre: TestCentre) {
    this.centre = centre
  }

  static async open(): Promise<Desk> {
    return new Desk(await TestCentre.open())
  }

  get queue(): string {
    return this.centre.id('queue', 'BasicQueue')
  }

  /** The flow that callers of the number hear. */
  inbound(...actions: readonly JsonObject[]): void {
    const ContactFlowId = this.centre.publish('inbound', actions)
    this.centre.change('phone-number', this.centre.id('phone-number', NUMBER), { ContactFlowId })
  }

  /** Who hears whom. */
  get talks(): readonly (readonly string[])[] {
    return [...this.centre.mixes.values()].map(members => members.map(each => each.legId))
  }

  acceptAndTalk(agent: string, caller?: string): void {
    const { centre } = this
    centre.does(agent, 'accept')
    centre.hearOut(centre.agentLeg(agent))
    if (caller !== undefined) centre.hearOut(caller)
  }
}
