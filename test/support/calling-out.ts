// What scenarios of calls out are told with: a centre whose number leads to a flow of the test's own.
import type { JsonObject } from '../../src/core/json.ts'
import { TestCentre } from './test-centre.ts'

export const CUSTOMER = '+12065550101'
const NUMBER = '+15550100'

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
