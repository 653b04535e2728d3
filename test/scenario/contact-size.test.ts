// What may be written onto a contact: 32 KB of each kind, by whoever and however often.
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { action, hangUp, publishInbound, say } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

const TEXT = 'x'.repeat(20_000)

const step = (id: string, type: string, parameters: JsonObject, next: string) =>
  action(id, type, parameters, { next, errors: { NoMatchingError: 'Too much' } })

/** Writes 20 KB twice, by two names. */
async function writtenTwice(type: string, write: (name: string) => JsonObject) {
  const centre = await TestCentre.open()
  publishInbound(
    centre,
    step('First', type, write('one'), 'Second'),
    step('Second', type, write('two'), 'Said'),
    say('Said', 'Both are kept.', 'Bye'),
    say('Too much', 'The second is too much.', 'Bye'),
    hangUp,
  )
  const caller = centre.call('+12065550101')
  const said = centre.says(caller)
  centre.hearOut(caller)
  return { said, record: centre.record() }
}

describe('a flow takes its error branch when the contact would have more than 32 KB of', () => {
  test.each<[string, string, (name: string) => JsonObject]>([
    ['attributes', 'UpdateContactAttributes', name => ({ Attributes: { [name]: TEXT } })],
    ['references', 'UpdateContactData', name => ({ References: { [name]: { Value: TEXT } } })],
    ['segment attributes', 'UpdateContactData', name => ({ SegmentAttributes: { [name]: TEXT } })],
    ['data', 'UpdateContactData', name => ({ [name === 'one' ? 'Name' : 'Description']: TEXT })],
  ])('%s', async (_, type, write) => {
    const { said, record } = await writtenTwice(type, write)
    expect(said).toBe('The second is too much.')
    expect(JSON.stringify(record).length).toBeLessThan(50_000)
  })
})

test('a task cannot write more and more onto the contact it was made by', async () => {
  const centre = await TestCentre.open()
  const write = (name: string) => ({ Attributes: { [name]: TEXT }, TargetContact: 'Related' })
  const ContactFlowId = centre.publish('task', [
    step('First', 'UpdateContactAttributes', write('one'), 'Second'),
    step('Second', 'UpdateContactAttributes', write('two'), 'Bye'),
    action('Too much', 'UpdateContactAttributes', { Attributes: { said: 'no' } }, { next: 'Bye' }),
    hangUp,
  ])
  publishInbound(
    centre,
    step('Make', 'CreateTask', { ContactFlowId, Name: 'Write' }, 'Wait'),
    say('Wait', 'One moment.', 'Bye'),
    say('Too much', 'No task.', 'Bye'),
    hangUp,
  )
  const caller = centre.call('+12065550101')
  centre.clock.advance(10)
  expect(centre.record(0)).toMatchObject({ Channel: 'TASK', Attributes: { said: 'no' } })
  centre.hearOut(caller)
  const { Attributes } = centre.record(1)
  expect(Object.keys(Attributes as JsonObject)).toEqual(['one'])
})

describe('the API is refused what would be more than 32 KB of', () => {
  test.each<[string, (name: string) => JsonObject]>([
    ['attributes', name => ({ type: 'contact.updateAttributes', attributes: { [name]: TEXT } })],
    [
      'references',
      name => ({
        type: 'contact.update',
        references: { [name]: { Value: TEXT, Type: 'STRING' } },
        name,
      }),
    ],
    [
      'segment attributes',
      name => ({
        type: 'contact.update',
        segmentAttributes: { [name]: { ValueString: TEXT } },
        name,
      }),
    ],
  ])('%s, and nothing of it is kept', async (_, write) => {
    const centre = await TestCentre.open()
    publishInbound(centre, say('Wait', 'One moment.', 'Bye'), hangUp)
    const caller = centre.call('+12065550101')
    const contactId = centre.contacts[0]?.contactId ?? ''
    const tell = (name: string) => centre.tell({ contactId, ...write(name) } as never)
    expect(tell('one')).toBeUndefined()
    const before = JSON.stringify(centre.centre.save())
    expect(tell('two')).toMatchObject({ refused: 'TooLarge' })
    expect(JSON.stringify(centre.centre.save())).toBe(before)
    expect(tell('one'), 'what is written over is not counted twice').toBeUndefined()
    centre.hangUp(caller)
  })
})
