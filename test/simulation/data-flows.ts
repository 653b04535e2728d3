// The flow of stories in which callers leave a row in a data table and ask for agents by what they can
// do or by name, while agents learn and forget and supervisors change what is asked for.
import { expect } from 'vitest'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { meets, skillName } from '../../src/core/routing/criterion.ts'
import { plainValues, readRoutingSteps } from '../../src/core/routing/routing-criteria.ts'
import { action, hangUp, publish, toQueue } from '../support/flow-actions.ts'
import type { TestCentre } from '../support/test-centre.ts'

/** Callers of this number ask for French for a while, then for agent1, then for anybody. */
const ASKING_NUMBER = '+15550196'

export const ASKED = ['french', 'notFrench', 'agent1', 'either', 'nobody', 'anything'] as const

const french: JsonObject = {
  AttributeCondition: {
    Name: 'Language',
    Value: 'French',
    ProficiencyLevel: 3,
    ComparisonOperator: 'NumberGreaterOrEqualTo',
  },
}
const agents = (...AgentIds: string[]): JsonObject => ({
  AttributeCondition: {
    ComparisonOperator: 'Match',
    MatchCriteria: { AgentsCriteria: { AgentIds } },
  },
})

const RowOf = { Name: 'Contact', Value: '$.ContactId' }
const attribute = (Name: string, ValueType: string, Primary: boolean) => {
  return { AttributeId: Name, Name, ValueType, Primary, Revision: 1, LastModifiedTime: 0 }
}

export class DataStory {
  readonly #centre: TestCentre
  readonly #asking = new Set<string>()
  readonly #offers = new Set<string>()
  readonly #agent1: string

  constructor(centre: TestCentre) {
    this.#centre = centre
    this.#agent1 = centre.user('agent1')
    this.#makeTable()
    const step = (id: string, type: string, parameters: JsonObject, next: string) =>
      action(id, type, parameters, { next, errors: { NoMatchingError: 'Bye' } })
    const ContactFlowId = publish(
      centre,
      { name: 'asks for agents' },
      step('Metrics', 'GetMetricData', { QueueId: centre.id('queue', 'BasicQueue') }, 'Tag'),
      step('Tag', 'TagContact', { Tags: { asked: '$.Metrics.Queue.Size' } }, 'Write'),
      step(
        'Write',
        'UpsertDataTableValues',
        {
          DataTableId: 'askers',
          LockVersion: 'LATEST',
          DataTableUpsertAttributes: [
            { PrimaryValues: [RowOf], Attributes: [{ Name: 'Waiting', Value: '$.Tags.asked' }] },
          ],
        },
        'Criteria',
      ),
      step(
        'Criteria',
        'UpdateContactRoutingCriteria',
        {
          RoutingCriteria: {
            Steps: [
              { Expression: french, Expiry: { DurationInSeconds: '20' } },
              { Expression: agents(this.#agent1), Expiry: { DurationInSeconds: '15' } },
            ],
          },
        },
        'Choose',
      ),
      ...toQueue(centre.id('queue', 'BasicQueue')),
      hangUp,
    )
    const document = {
      PhoneNumber: ASKING_NUMBER,
      PhoneNumberType: 'DID',
      PhoneNumberCountryCode: 'US',
      ContactFlowId,
    }
    centre.tell({ type: 'config.put', kind: 'phone-number', id: 'asking', document })
  }

  call(from: string): string {
    const before = new Set(this.#centre.contacts.map(({ contactId }) => contactId))
    const legId = this.#centre.call(from, ASKING_NUMBER)
    for (const { contactId } of this.#centre.contacts) {
      if (!before.has(contactId)) this.#asking.add(contactId)
    }
    return legId
  }

  /** An agent speaks French so well from now on; 0 is not at all. */
  learn(agentId: string, Level: number): void {
    const French = { AttributeName: 'Language', AttributeValue: 'French', Level }
    this.#centre.change('agent', agentId, { Proficiencies: Level === 0 ? [] : [French] })
  }

  /** A supervisor changes what one of the contacts asks for. */
  ask(who: number, what: (typeof ASKED)[number]): void {
    const contacts = this.#centre.contacts
    const contactId = contacts[who % Math.max(1, contacts.length)]?.contactId
    if (contactId === undefined) return
    this.#asking.add(contactId)
    const expressions: Readonly<Record<(typeof ASKED)[number], readonly JsonObject[]>> = {
      french: [french],
      notFrench: [{ NotAttributeCondition: french.AttributeCondition }],
      agent1: [agents(this.#agent1)],
      either: [{ OrExpression: [french, agents(this.#agent1)] }],
      nobody: [agents('nobody')],
      anything: [],
    }
    const Steps = expressions[what].map(Expression => {
      return { Expression, Expiry: { DurationInSeconds: 10 + who } }
    })
    const read = readRoutingSteps({ Steps } as Json, plainValues)
    const steps = 'steps' in read ? read.steps : []
    this.#centre.tell({ type: 'contact.updateRouting', contactId, behavior: { steps } })
  }

  /** Does the contact ask for something, and does this agent meet it? Undefined: it asks nothing. */
  isMetBy(contactId: string, agentId: string): boolean | undefined {
    if (!this.#asking.has(contactId)) return undefined
    const record = this.#centre.centre.view.contact(contactId)?.record
    const criteria = record?.RoutingCriteria as
      | { readonly Steps: readonly { readonly Status: string; readonly Expression: Json }[] }
      | undefined
    const step = criteria?.Steps.find(({ Status }) => Status === 'ACTIVE')
    if (!step) return undefined
    const read = readRoutingSteps({ Steps: [{ Expression: step.Expression }] }, plainValues)
    if ('problem' in read || !read.steps[0]) throw new Error('An expression cannot be read back.')
    const user = this.#centre.centre.view.directory.get('agent', agentId)
    const skills = (user?.Proficiencies ?? []).map(each => {
      return [skillName(each.AttributeName, each.AttributeValue), each.Level] as const
    })
    return meets(read.steps[0].criterion, agentId, new Map(skills))
  }

  /** Whoever has just been offered a contact meets what it asks for. */
  expectSense(): void {
    for (const agent of this.#centre.centre.view.agents()) {
      for (const { contactId, state, since } of agent.contacts) {
        const name = `${contactId} ${agent.agentId} ${since}`
        if (state !== 'CONNECTING' || this.#offers.has(name)) continue
        if (this.#centre.centre.view.contact(contactId)?.stage !== 'offered') continue
        this.#offers.add(name)
        // One that came while time passed may have been offered at a step before.
        if (since !== this.#centre.clock.now()) continue
        expect(this.isMetBy(contactId, agent.agentId) ?? true, 'asked for somebody else').toBe(true)
      }
    }
  }

  /** Every contact that was tagged left a row, and no other did. */
  expectRows(): void {
    const { directory } = this.#centre.centre.view
    const rows = [...directory.list('data-table-record')].map(
      ({ document }) => document.Primary.Contact,
    )
    const tagged = this.#centre.finals
      .filter(({ record }) => (record.Tags as JsonObject).asked !== undefined)
      .map(({ contactId }) => contactId)
    expect(new Set(rows)).toEqual(new Set(tagged))
    expect(rows).toHaveLength(tagged.length)
  }

  #makeTable(): void {
    const document = {
      Name: 'Askers',
      TimeZone: 'UTC',
      ValueLockLevel: 'VALUE',
      Status: 'PUBLISHED',
      Revision: 1,
      Attributes: [attribute('Contact', 'TEXT', true), attribute('Waiting', 'NUMBER', false)],
    }
    this.#centre.tell({ type: 'config.put', kind: 'data-table', id: 'askers', document })
  }
}
