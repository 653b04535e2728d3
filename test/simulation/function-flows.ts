// The flow of stories in which callers wait for a function, and what functions may answer: good and bad
// answers, errors, the same answer twice, and answers nobody waits for any more.
import { expect } from 'vitest'
import type { ServiceEffect } from '../../src/core/effect.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { ServiceAnswer } from '../../src/core/service.ts'
import type { TestCentre } from '../support/test-centre.ts'

/** Callers of this number wait for a function before they are queued. */
export const FUNCTION_NUMBER = '+15550198'

export const FUNCTION_ANSWERS = ['good', 'good', 'good', 'odd', 'huge', 'error', 'unknown'] as const

const ANSWERS: Readonly<Record<(typeof FUNCTION_ANSWERS)[number], ServiceAnswer>> = {
  good: { ok: true, result: { name: 'Ada' } },
  odd: { ok: true, result: [null, { deep: [] }] },
  huge: { ok: true, result: { much: 'x'.repeat(40_000) } },
  error: { ok: false, error: 'NoMatchingError', message: 'It failed.' },
  unknown: { ok: false, error: 'NobodyKnows', message: 'It failed.' },
}

function action(
  Identifier: string,
  Type: string,
  Parameters: JsonObject,
  next: string,
  otherwise = 'Queue',
): JsonObject {
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: otherwise }]
  return { Identifier, Type, Parameters, Transitions: { NextAction: next, Conditions: [], Errors } }
}

const ask = (id: string, seconds: string, next: string) =>
  action(
    id,
    'InvokeLambdaFunction',
    { LambdaFunctionARN: 'lookup', InvocationTimeLimitSeconds: seconds },
    next,
  )

/** Asks that are open, and those that once were. */
export class FunctionStory {
  readonly #centre: TestCentre
  readonly #asked = new Map<string, { readonly effect: ServiceEffect; readonly at: number }>()

  constructor(centre: TestCentre) {
    this.#centre = centre
    const flow = centre.publish('asks functions', [
      ask('Ask', '8', 'Say'),
      action('Say', 'MessageParticipant', { Text: 'Hello $.External.name.' }, 'Again'),
      ask('Again', '3', 'Queue'),
      action(
        'Queue',
        'UpdateContactTargetQueue',
        { QueueId: centre.id('queue', 'BasicQueue') },
        'To queue',
        'Bye',
      ),
      action('To queue', 'TransferContactToQueue', {}, 'Bye', 'Bye'),
      { Identifier: 'Bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ])
    centre.tell({
      type: 'config.put',
      kind: 'phone-number',
      id: 'functions',
      document: {
        PhoneNumber: FUNCTION_NUMBER,
        PhoneNumberType: 'DID',
        PhoneNumberCountryCode: 'US',
        ContactFlowId: flow,
      },
    })
  }

  /** Somebody's question is answered, be it open or long over. */
  answer(who: number, what: (typeof FUNCTION_ANSWERS)[number]): void {
    this.#look()
    const asked = [...this.#asked.values()]
    const chosen = asked[asked.length - 1 - (who % Math.max(1, asked.length))]
    if (!chosen) return
    const { contactId, askId } = chosen.effect
    this.#centre.tell({ type: 'service.answered', contactId, askId, answer: ANSWERS[what] })
  }

  /** Only contacts that go on ask, and none waits longer than its question allows. */
  expectSense(): void {
    this.#look()
    const now = this.#centre.clock.now()
    for (const { askId, contactId, question } of this.#centre.centre.view.openQuestions()) {
      const contact = this.#centre.centre.view.contact(contactId)
      expect(contact, 'who asks is there').toBeDefined()
      const waitedMs = now - (this.#asked.get(askId)?.at ?? now)
      expect(waitedMs, 'waits for an answer').toBeLessThanOrEqual(question.timeLimitMs + 2000)
    }
  }

  #look(): void {
    for (const effect of this.#centre.centre.view.openQuestions()) {
      if (this.#asked.has(effect.askId)) continue
      this.#asked.set(effect.askId, { effect, at: this.#centre.clock.now() })
    }
  }
}
