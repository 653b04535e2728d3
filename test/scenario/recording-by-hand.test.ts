// What is recorded of a call when somebody says so by the API while it goes on.
import { beforeEach, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

let centre: TestCentre
let caller: string
let contactId: string

beforeEach(async () => {
  centre = await TestCentre.open()
  centre.ready('agent1')
  publishInbound(centre, ...toQueue(centre.id('queue', 'BasicQueue')))
  caller = centre.call()
  contactId = centre.contacts[0]?.contactId ?? ''
})

const both = { agent: true, customer: true }
const record = (what: 'start' | 'stop' | 'suspend' | 'resume', hears = both) =>
  centre.tell(
    what === 'start'
      ? { type: 'contact.record', contactId, what, hears }
      : { type: 'contact.record', contactId, what, part: 'talk' },
  )

function talk(): string {
  centre.does('agent1', 'accept')
  const agent = centre.agentLeg('agent1')
  centre.hearOut(agent)
  centre.hearOut(caller)
  expect(centre.state('agent1')).toBe('CONNECTED')
  return agent
}

test('a call is recorded from the moment somebody says so', () => {
  const agent = talk()
  expect(centre.recordings.size).toBe(0)
  expect(record('start')).toBeUndefined()
  expect(centre.recordings.get(contactId)).toEqual({ left: [caller], right: [agent] })
  expect(record('start')?.message).toBe('The contact is being recorded already.')
})

test('one that is asked for before the agent joins begins with the talk, and hears whom it is to hear', () => {
  record('start', { agent: false, customer: true })
  expect(centre.recordings.size).toBe(0)
  talk()
  expect(centre.recordings.get(contactId)).toEqual({ left: [caller], right: [] })
})

test('nothing is heard while it is put aside, and time goes on', () => {
  const agent = talk()
  record('start')
  record('suspend')
  expect(centre.recordings.get(contactId)).toEqual({ left: [], right: [] })
  // Whatever happens to the call meanwhile, nobody is heard.
  centre.does('agent1', 'hold')
  centre.does('agent1', 'resume')
  expect(centre.recordings.get(contactId)).toEqual({ left: [], right: [] })
  centre.clock.advance(seconds(10))
  record('resume')
  expect(centre.recordings.get(contactId)).toEqual({ left: [caller], right: [agent] })
})

test('one that was stopped does not begin again', () => {
  talk()
  record('start')
  expect(record('stop')).toBeUndefined()
  expect(centre.recordings.get(contactId)).toBeUndefined()
  expect(record('start')?.message).toMatch('recorded once')
  expect(record('suspend')?.message).toBe('The contact is not being recorded.')
})

test('a card number that is said while the recording is put aside survives no restart either', () => {
  talk()
  record('start')
  record('suspend')
  centre.restart()
  centre.does('agent1', 'hold')
  expect(centre.recordings.get(contactId)).toEqual({ left: [], right: [] })
})

test('a chat and a call that is over are not recorded', () => {
  centre.hangUp(caller)
  expect(record('start')).toMatchObject({ refused: expect.any(String) })
})
