// The flows of stories in which callers are in modules while flows, modules, versions and aliases
// are published, pointed elsewhere and deleted.
import { expect } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import type { TestCentre } from '../support/test-centre.ts'

/** Callers of this number go through modules before they are queued. */
const MODULE_NUMBER = '+15550197'

export const PUBLISHED = [
  ...['flow', 'module', 'inner', 'version', 'alias'],
  ...['unversion', 'removeModule', 'archive', 'activate'],
] as const

const say = (id: string, Text: string, next: string): JsonObject =>
  action(id, 'MessageParticipant', { Text }, next)
const call = (id: string, FlowModuleId: string, next: string): JsonObject =>
  action(id, 'InvokeFlowModule', { FlowModuleId }, next)

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next: string,
): JsonObject {
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: next }]
  return { Identifier, Type, Parameters, Transitions: { NextAction: next, Errors } }
}

function content(...Actions: readonly [JsonObject, ...JsonObject[]]): string {
  return JSON.stringify({ Version: '2019-10-30', StartAction: Actions[0].Identifier, Actions })
}

export class ModuleStory {
  readonly #centre: TestCentre
  /** Which publication of flow or module a caller heard first: `flow` until the end, modules while in them. */
  readonly #heard = new Map<string, string>()
  readonly #callers: string[] = []
  readonly #queueId: string
  #revision = 0
  #versions = 0
  #state = 'ACTIVE'

  constructor(centre: TestCentre) {
    this.#centre = centre
    this.#queueId = centre.id('queue', 'BasicQueue')
    for (const what of ['inner', 'module', 'version', 'alias', 'flow'] as const) this.publish(what)
    const document = {
      PhoneNumber: MODULE_NUMBER,
      PhoneNumberType: 'DID',
      PhoneNumberCountryCode: 'US',
      ContactFlowId: 'modular',
    }
    centre.tell({ type: 'config.put', kind: 'phone-number', id: 'modules', document })
  }

  call(from: string): string {
    const caller = this.#centre.call(from, MODULE_NUMBER)
    this.#callers.push(caller)
    return caller
  }

  /** One of the last callers hears a prompt to its end. */
  hear(who: number): void {
    const caller = this.#callers.at(-1 - (who % 3))
    if (caller !== undefined) this.#centre.promptOver(caller)
  }

  publish(what: (typeof PUBLISHED)[number]): void {
    const centre = this.#centre
    const revision = ++this.#revision
    switch (what) {
      case 'flow':
        return this.#putFlow(revision)
      case 'module':
        return this.#putModule('module', this.#moduleContent(revision))
      case 'inner':
        return this.#putModule('inner', content(say('In', 'inner', 'Nowhere'), NOWHERE))
      case 'version': {
        const Version = ++this.#versions
        const members = { ModuleId: 'module', Version, Content: this.#moduleContent(revision) }
        const id = `module:${Version}`
        centre.tell({ type: 'config.put', kind: 'flow-module-version', id, document: members })
        return
      }
      case 'alias': {
        const document = { ModuleId: 'module', AliasName: 'live', Version: this.#versions }
        centre.tell({ type: 'config.put', kind: 'flow-module-alias', id: 'alias', document })
        return
      }
      case 'unversion':
        centre.tell({
          type: 'config.delete',
          kind: 'flow-module-version',
          id: `module:${this.#versions}`,
        })
        return
      case 'removeModule':
        centre.tell({ type: 'config.delete', kind: 'flow-module', id: 'module' })
        return
      default:
        this.#state = what === 'archive' ? 'ARCHIVED' : 'ACTIVE'
        return this.#putFlow(revision)
    }
  }

  #putFlow(revision: number): void {
    const document = {
      Name: 'modular',
      Type: 'CONTACT_FLOW',
      Status: 'PUBLISHED',
      State: this.#state,
      Content: content(
        say('Hello', `flow ${revision}`, 'One'),
        call('One', 'module:live', 'Between'),
        say('Between', `flow ${revision}`, 'Two'),
        call('Two', 'module', 'After'),
        say('After', `flow ${revision}`, 'Queue'),
        action('Queue', 'UpdateContactTargetQueue', { QueueId: this.#queueId }, 'To queue'),
        action('To queue', 'TransferContactToQueue', {}, 'Bye'),
        { Identifier: 'Bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
      ),
    }
    this.#centre.tell({ type: 'config.put', kind: 'contact-flow', id: 'modular', document })
  }

  #moduleContent(revision: number): string {
    return content(
      say('In', `module ${revision}`, 'Inner'),
      call('Inner', 'inner', 'Out'),
      say('Out', `module ${revision}`, 'Nowhere'),
      NOWHERE,
    )
  }

  #putModule(id: string, Content: string): void {
    const document = { Name: id, State: 'ACTIVE', Status: 'PUBLISHED', Content }
    this.#centre.tell({ type: 'config.put', kind: 'flow-module', id, document })
  }

  /** Nobody hears one flow begin and another end; the same within a module. */
  expectSense(): void {
    for (const caller of this.#callers) {
      const [kind, revision] = this.#centre.says(caller).split(' ')
      if (kind !== 'flow' && kind !== 'module') continue
      if (kind === 'flow') this.#heard.delete(`${caller} module`)
      const key = `${caller} ${kind}`
      expect(revision, `what ${key} hears`).toBe(this.#heard.get(key) ?? revision)
      this.#heard.set(key, revision ?? '')
    }
  }

  /** What nobody is in any more is forgotten. */
  expectForgotten(): void {
    const saved = this.#centre.centre.save() as {
      readonly flowKeys: readonly (readonly [string, string])[]
      readonly flowTexts: readonly (readonly [string, string])[]
    }
    expect(saved.flowTexts.map(([key]) => key).sort(), 'contents that are kept').toEqual(
      saved.flowKeys.map(([, key]) => key).sort(),
    )
  }
}

/** The path of a module may run out; this one comes back by an action. */
const NOWHERE: JsonObject = {
  Identifier: 'Nowhere',
  Type: 'EndFlowModuleExecution',
  Parameters: {},
  Transitions: {},
}
