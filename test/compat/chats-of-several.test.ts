// Chats with several agents and with supervisors, as those see them who take part: the official
// participant client against the real services.
import { MonitorContactCommand } from '@aws-sdk/client-connect'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JsonObject } from '../../src/core/json.ts'
import { type ChatCentre, startChatCentre } from '../support/chat-centre.ts'
import { action, hangUp } from '../support/flow-actions.ts'
import { acceptChat, Person, publishWelcome, startChat } from '../support/participant-person.ts'

let centre: ChatCentre
let cleo: Person
let ana: Person

beforeEach(async () => {
  centre = await startChatCentre()
  centre.test.ready('agent1')
  cleo = await startChat(centre, { ContactFlowId: publishWelcome(centre) })
  ana = await acceptChat(centre, cleo.contactId)
})
afterEach(async () => {
  await centre.close()
  expect(centre.failures).toEqual([])
})

/** Whoever came last in a role, connected by way of a contact of their own. */
function cameLast(role: 'AGENT' | 'SUPERVISOR', contactId: string): Promise<Person> {
  const chat = centre.test.centre.view.chat(contactId)
  const participantId = chat?.participants.findLast(each => each.role === role)?.participantId ?? ''
  const conversationId = chat?.conversationId ?? ''
  const participantToken = centre.tokens.participant({ conversationId, contactId, participantId })
  return new Person(centre, { contactId, participantId, participantToken }).connect()
}

async function askBen(): Promise<Person> {
  const { test: core } = centre
  const ContactFlowId = core.publish(
    'To an agent',
    [action('Go', 'TransferContactToQueue', {}, { errors: { NoMatchingError: 'Bye' } }), hangUp],
    'AGENT_TRANSFER',
  )
  const UserConfig = { UserId: core.user('agent2'), ContactFlowId }
  const document: JsonObject = { Name: 'Ben', QuickConnectConfig: { UserConfig } }
  core.tell({ type: 'config.put', kind: 'transfer-destination', id: 'ben', document })
  core.ready('agent2')
  const partyId = core.newId()
  core.tell({
    type: 'agent.addParty',
    agentId: core.user('agent1'),
    contactId: cleo.contactId,
    partyId,
    quickConnectId: 'ben',
  })
  expect(core.does('agent2', 'accept', partyId)).toBeUndefined()
  return cameLast('AGENT', partyId)
}

test('two agents and a customer read the same, and the chat goes on when the first has left', async () => {
  const ben = await askBen()
  await cleo.write('Hello to both')
  await ana.write('This is Ben.')
  await ben.write('Hello Cleo')
  const all = ['Hello to both', 'This is Ben.', 'Hello Cleo']
  for (const each of [cleo, ana, ben]) {
    expect((await each.transcript()).said.filter(line => all.includes(line))).toEqual(all)
  }
  centre.test.does('agent1', 'hangUp')
  await expect(ana.write('Me again')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  const hers = await cleo.socket()
  await ben.write('I am still here.')
  await hers.hears('I am still here.')
  await cleo.write('Good')
  for (const each of [cleo, ben]) {
    const { said } = await each.transcript({ MaxResults: 100 })
    expect(said.slice(-3)).toEqual(['(participant.left)', 'I am still here.', 'Good'])
  }
  await cleo.leave()
  expect((await ben.transcript()).said.at(-1)).toBe('(chat.ended)')
})

test('a supervisor reads what is written, unseen, and writes only after barging in', async () => {
  const UserId = centre.test.user('supervisor')
  const { ContactId = '' } = await centre.client().send(
    new MonitorContactCommand({
      InstanceId: centre.instanceId,
      ContactId: cleo.contactId,
      UserId,
      AllowedMonitorCapabilities: ['SILENT_MONITOR', 'BARGE'],
    }),
  )
  const eve = await cameLast('SUPERVISOR', ContactId)
  const eves = await eve.socket()
  await cleo.write('Is anybody there?')
  await eves.hears('Is anybody there?')
  const before = (await cleo.transcript()).said
  await expect(eve.write('Boo')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  expect((await cleo.transcript()).said).toEqual(before)
  centre.test.tell({ type: 'agent.monitor', agentId: UserId, contactId: ContactId, barges: true })
  await eve.write('I am her supervisor.')
  expect((await cleo.transcript()).said.slice(-2)).toEqual([
    '(participant.joined)',
    'I am her supervisor.',
  ])
  centre.test.does('supervisor', 'hangUp')
  await expect(eve.write('Bye')).rejects.toMatchObject({ name: 'AccessDeniedException' })
})
