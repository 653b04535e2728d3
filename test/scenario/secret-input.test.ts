// Card numbers and the like: the flow has them encrypted, and nothing that is kept has them in the clear.
import { expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { action, hangUp, publishInbound, say } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

const CARD = '4929586237418395'
const Key = '-----BEGIN CERTIFICATE-----'

const ask = (next: string, more: JsonObject = {}) =>
  action(
    'Card',
    'GetParticipantInput',
    {
      Text: 'Your card number?',
      StoreInput: 'True',
      InputTimeLimitSeconds: '5',
      InputValidation: { CustomValidation: { MaximumLength: '16' } },
      InputEncryption: { EncryptionKeyId: 'card-key', Key },
      ...more,
    },
    { next, errors: { NoMatchingError: 'Failed' } },
  )

async function asked(...actions: readonly JsonObject[]) {
  const centre = await TestCentre.open()
  publishInbound(
    centre,
    action(
      'Log',
      'UpdateFlowLoggingBehavior',
      { FlowLoggingBehavior: 'Enabled' },
      { next: 'Card' },
    ),
    ...actions,
    say('Failed', 'That did not work.', 'Bye'),
    hangUp,
  )
  return { centre, caller: centre.call('+12065550101') }
}

const keep = (next: string) =>
  action(
    'Keep',
    'UpdateContactAttributes',
    { Attributes: { card: '$.StoredCustomerInput' } },
    { next },
  )

/** Everything that is written down, anywhere. */
function keptBy(centre: TestCentre): string {
  const { inputs, events, effects, logged, questions } = centre
  return JSON.stringify([inputs, events, effects, logged, questions, centre.centre.save()])
}

test('a card number is in no journal, log, snapshot or record', async () => {
  const { centre, caller } = await asked(ask('Keep'), keep('Say'), say('Say', 'Thanks.', 'Bye'))
  let read = ''
  centre.encrypt = text => {
    read = text
    return { text: 'Y2lwaGVy' }
  }
  centre.press(caller, `12*${CARD.slice(0, 8)}`)
  expect(keptBy(centre)).not.toContain('4929')
  centre.restart()
  centre.press(caller, CARD.slice(8))
  expect(read).toBe(CARD)
  expect(centre.says(caller)).toBe('Thanks.')
  const kept = keptBy(centre)
  for (let at = 0; at + 4 <= CARD.length; at += 4) {
    expect(kept).not.toContain(CARD.slice(at, at + 4))
  }
  const digits = centre.inputs.flatMap(({ input }) =>
    input.type === 'leg.digit' ? [input.digit] : [],
  )
  expect(digits.join('')).not.toMatch(/[0-9]/)
  centre.hearOut(caller)
  expect(centre.record()).toMatchObject({ Attributes: { card: 'Y2lwaGVy' } })
})

const menu = action(
  'Menu',
  'GetParticipantInput',
  { Text: 'One or two?', InputTimeLimitSeconds: '5' },
  {
    equals: { '1': 'One', '2': 'Failed' },
    errors: {
      InputTimeLimitExceeded: 'Failed',
      NoMatchingCondition: 'Failed',
      NoMatchingError: 'Failed',
    },
  },
)

test('afterwards keys are keys again', async () => {
  const { centre, caller } = await asked(ask('Menu'), menu, say('One', 'You chose one.', 'Bye'))
  centre.press(caller, `${CARD}`)
  expect(centre.secrets.size).toBe(0)
  expect(centre.says(caller)).toBe('One or two?')
  centre.press(caller, '1')
  expect(centre.says(caller)).toBe('You chose one.')
})

test('a key too many, pressed before the phone knew that the number was over, chooses nothing', async () => {
  const { centre, caller } = await asked(ask('Menu'), menu, say('One', 'You chose one.', 'Bye'))
  centre.press(caller, CARD)
  expect(centre.says(caller)).toBe('One or two?')
  centre.press(caller, String.fromCharCode(0xe000 + CARD.length))
  centre.press(caller, '1')
  expect(centre.says(caller)).toBe('You chose one.')
})

test('what cannot be encrypted is not kept', async () => {
  const { centre, caller } = await asked(ask('Keep'), keep('Bye'))
  centre.encrypt = () => ({ problem: 'The certificate is none.' })
  centre.press(caller, `${CARD}#`)
  expect(centre.says(caller)).toBe('That did not work.')
  expect(keptBy(centre)).not.toContain('4929')
  expect(centre.secrets.size).toBe(0)
})

test('a caller who is taken out of the flow in the middle of it leaves no secret behind', async () => {
  const centre = await TestCentre.open()
  const CustomerQueue = centre.publish(
    'queue',
    [ask('Bye'), say('Failed', 'That did not work.', 'Bye'), hangUp],
    'CUSTOMER_QUEUE',
  )
  publishInbound(
    centre,
    action(
      'Hook',
      'UpdateContactEventHooks',
      { EventHooks: { CustomerQueue } },
      { next: 'Choose' },
    ),
    action(
      'Choose',
      'UpdateContactTargetQueue',
      { QueueId: centre.id('queue', 'BasicQueue') },
      { next: 'To queue' },
    ),
    action('To queue', 'TransferContactToQueue', {}),
  )
  const caller = centre.call('+12065550101')
  centre.press(caller, '4929')
  expect(centre.secrets.size).toBe(1)
  centre.ready('agent1')
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
  expect(centre.secrets.size).toBe(0)
  expect(keptBy(centre)).not.toContain('4929')
})

test('a voice node that says nothing any more does not keep the caller waiting for ever', async () => {
  const { centre, caller } = await asked(ask('Keep'), keep('Bye'))
  centre.silent = true
  centre.press(caller, CARD)
  centre.clock.advance(10_000)
  expect(centre.says(caller)).toBe('That did not work.')
})
