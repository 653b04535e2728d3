// Chats and tasks of the real product, over a kill and a new start.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateContactFlowCommand,
  DescribeContactCommand,
  ListQueuesCommand,
  StartChatContactCommand,
  StartTaskContactCommand,
  StopContactCommand,
} from '@aws-sdk/client-connect'
import { expect, onTestFailed, test } from 'vitest'
import { beginChat, createWritingFlow } from '../support/chat-flow.ts'
import { connectClient } from '../support/connect-client.ts'
import { startParley } from '../support/parley.ts'
import { PatientPerson } from '../support/patient-person.ts'
import { until } from '../support/until.ts'

test('chats that wait and tasks for later are still there after everything was killed', async () => {
  const data = mkdtempSync(join(tmpdir(), 'parley-data-'))
  const first = await startParley({ data })
  onTestFailed(() => first.stop())
  const { credentials } = first
  const { instanceId: InstanceId } = credentials
  const connect = connectClient(first, credentials)
  const { QueueSummaryList } = await connect.send(new ListQueuesCommand({ InstanceId }))
  const QueueId = QueueSummaryList?.find(({ Name }) => Name === 'BasicQueue')?.Id
  const Errors = [{ ErrorType: 'NoMatchingError', NextAction: 'end' }]
  const Actions = [
    {
      Identifier: 'hi',
      Type: 'MessageParticipant',
      Parameters: { Text: 'Welcome.' },
      Transitions: { NextAction: 'set', Errors },
    },
    {
      Identifier: 'set',
      Type: 'UpdateContactTargetQueue',
      Parameters: { QueueId },
      Transitions: { NextAction: 'go', Errors },
    },
    {
      Identifier: 'go',
      Type: 'TransferContactToQueue',
      Parameters: {},
      Transitions: {
        NextAction: 'end',
        Errors: [...Errors, { ErrorType: 'QueueAtCapacity', NextAction: 'end' }],
      },
    },
    { Identifier: 'end', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
  ]
  const { ContactFlowId } = await connect.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'To queue',
      Type: 'CONTACT_FLOW',
      Content: JSON.stringify({ Version: '2019-10-30', StartAction: 'hi', Actions }),
    }),
  )
  const chat = await connect.send(
    new StartChatContactCommand({
      InstanceId,
      ContactFlowId,
      ParticipantDetails: { DisplayName: 'Cleo' },
      Attributes: { order: '42' },
    }),
  )
  const later = await connect.send(
    new StartTaskContactCommand({
      InstanceId,
      ContactFlowId,
      Name: 'Call back',
      ScheduledTime: new Date(Date.now() + 3_600_000),
    }),
  )
  process.kill(first.pid, 'SIGKILL')

  const second = await startParley({ data })
  try {
    const again = connectClient(second, credentials)
    const contact = async (ContactId: string | undefined) =>
      (await again.send(new DescribeContactCommand({ InstanceId, ContactId }))).Contact
    expect(await contact(chat.ContactId)).toMatchObject({
      Channel: 'CHAT',
      Attributes: { order: '42' },
      QueueInfo: { Id: QueueId },
    })
    expect((await contact(later.ContactId))?.QueueInfo).toBeUndefined()
    await again.send(new StopContactCommand({ InstanceId, ContactId: chat.ContactId }))
    await again.send(new StopContactCommand({ InstanceId, ContactId: later.ContactId }))
    expect((await contact(chat.ContactId))?.DisconnectReason).toBe('API')
    expect((await contact(later.ContactId))?.DisconnectReason).toBe('API')
  } finally {
    await second.stop()
    rmSync(data, { recursive: true, force: true })
  }
})

test('two write while the centre is killed three times: nothing acknowledged is lost, nothing is there twice', async () => {
  const parley = await startParley()
  const people: PatientPerson[] = []
  try {
    const { credentials } = parley
    const connect = connectClient(parley, credentials)
    const InstanceId = credentials.instanceId
    const ContactFlowId = await createWritingFlow(connect, InstanceId)
    const { contactId, ...tokens } = await beginChat(connect, { InstanceId, ContactFlowId })
    for (const token of [tokens.customer, tokens.bot]) {
      people.push(new PatientPerson(() => parley.httpUrl, token))
    }
    await Promise.all(people.map(person => person.join()))
    const writing = people.map(async (person, who) => {
      for (let count = 0; count < 60; count++) {
        await person.write(`${who}-${count}`)
        await pause(100)
      }
    })
    for (let kills = 0; kills < 3; kills++) {
      await pause(1000)
      const again = people.map(person => person.caughtUp())
      parley.kill('centre')
      await Promise.all(again)
    }
    await Promise.all(writing)
    await pause(300)
    const [transcript = []] = await Promise.all(people.map(person => person.transcript()))
    const said = transcript.flatMap(({ Content }) => Content ?? [])
    for (const [who, person] of people.entries()) {
      expect(person.wrong).toEqual([])
      expect(person.view().map(({ Id }) => Id)).toEqual(transcript.map(({ Id }) => Id))
      const own = said.filter(text => text.startsWith(`${who}-`))
      expect(own).toEqual(person.acknowledged)
      expect(own).toHaveLength(60)
    }
    await connect.send(new StopContactCommand({ InstanceId, ContactId: contactId }))
    await until('the transcript is put away', async () => {
      const described = await connect.send(
        new DescribeContactCommand({ InstanceId, ContactId: contactId }),
      )
      const [recording] = described.Contact?.Recordings ?? []
      return recording?.Location?.includes(`/ChatTranscripts/`) === true
    })
  } finally {
    await Promise.all(people.map(person => person.stop()))
    await parley.stop()
  }
})
