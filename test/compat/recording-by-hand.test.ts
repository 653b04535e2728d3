// A program begins, puts aside and ends the recording of a call with the official SDK.
import {
  ResumeContactRecordingCommand,
  StartContactRecordingCommand,
  StopContactRecordingCommand,
  SuspendContactRecordingCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'
import { publishInbound, toQueue } from '../support/flow-actions.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

test('what is recorded follows the requests', async () => {
  const { test: phones } = centre
  phones.ready('agent1')
  publishInbound(phones, ...toQueue(phones.id('queue', 'BasicQueue')))
  const caller = phones.call()
  phones.does('agent1', 'accept')
  const agent = phones.agentLeg('agent1')
  phones.hearOut(agent)
  phones.hearOut(caller)
  const ContactId = phones.contacts[0]?.contactId ?? ''
  const contact = { InstanceId, ContactId, InitialContactId: ContactId }
  const heard = () => phones.recordings.get(ContactId)

  await expect(client.send(new SuspendContactRecordingCommand(contact))).rejects.toMatchObject({
    name: 'InvalidRequestException',
    message: 'The contact is not being recorded.',
  })
  await client.send(
    new StartContactRecordingCommand({
      ...contact,
      VoiceRecordingConfiguration: { VoiceRecordingTrack: 'ALL' },
    }),
  )
  expect(heard()).toEqual({ left: [caller], right: [agent] })
  await client.send(new SuspendContactRecordingCommand(contact))
  expect(heard()).toEqual({ left: [], right: [] })
  await client.send(new ResumeContactRecordingCommand(contact))
  expect(heard()).toEqual({ left: [caller], right: [agent] })
  await expect(
    client.send(new StopContactRecordingCommand({ ...contact, ContactRecordingType: 'SCREEN' })),
  ).rejects.toThrow('Screens are not recorded yet.')
  await client.send(new StopContactRecordingCommand(contact))
  expect(heard()).toBeUndefined()
  await expect(
    client.send(new SuspendContactRecordingCommand({ ...contact, ContactId: 'nobody' })),
  ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})
