// What flows know and change: tags, queue metrics, data tables, and everything their paths lead to.
import { expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { Json, JsonObject } from '../../src/core/json.ts'
import { action, hangUp, publish, publishInbound, say, toQueue } from '../support/flow-actions.ts'
import { TestCentre } from '../support/test-centre.ts'

const step = (id: string, type: string, parameters: JsonObject, next: string) =>
  action(id, type, parameters, { next, errors: { NoMatchingError: 'Failed' } })
const failed = say('Failed', 'Something failed.', 'Bye')

test('tags of a flow are in the record, beside those of the system', async () => {
  const centre = await TestCentre.open()
  publishInbound(
    centre,
    step(
      'Tag',
      'TagContact',
      { Tags: { team: 'gold', from: '$.CustomerEndpoint.Address' } },
      'Off',
    ),
    step('Off', 'UntagContact', { TagKeys: ['team'] }, 'Say'),
    say('Say', 'You are tagged $.Tags.from.', 'Bye'),
    failed,
    hangUp,
  )
  const caller = centre.call('+15557001')
  expect(centre.hearOut(caller)).toEqual(['You are tagged +15557001.'])
  const { Tags } = centre.record() as { Tags: JsonObject }
  expect(Tags).toEqual({ 'aws:connect:instanceId': expect.any(String), from: '+15557001' })
})

test('callers are told of the queue, and sent elsewhere when nobody works', async () => {
  const centre = await TestCentre.open()
  const queueId = centre.id('queue', 'BasicQueue')
  publishInbound(
    centre,
    step('Queue', 'UpdateContactTargetQueue', { QueueId: queueId }, 'Staffed?'),
    {
      Identifier: 'Staffed?',
      Type: 'CheckMetricData',
      Parameters: { MetricType: 'NumberOfAgentsStaffed' },
      Transitions: {
        NextAction: 'Failed',
        Conditions: [
          {
            NextAction: 'Get',
            Condition: { Operator: 'NumberGreaterThan', Operands: ['0'] },
          },
        ],
        Errors: [
          { ErrorType: 'NoMatchingCondition', NextAction: 'Nobody' },
          { ErrorType: 'NoMatchingError', NextAction: 'Failed' },
        ],
      },
    },
    say('Nobody', 'Nobody is here.', 'Bye'),
    step('Get', 'GetMetricData', {}, 'Say'),
    say(
      'Say',
      '$.Metrics.Queue.Name: $.Metrics.Queue.Size waiting, $.Metrics.Queue.OldestContactAge ms, ' +
        '$.Metrics.Agents.Available.Count of $.Metrics.Agents.Staffed.Count free.',
      'To queue',
    ),
    action('To queue', 'TransferContactToQueue', {}, { errors: { NoMatchingError: 'Bye' } }),
    failed,
    hangUp,
  )
  expect(centre.says(centre.call())).toBe('Nobody is here.')
  centre.ready('agent1')
  const first = centre.call('+15557002')
  expect(centre.says(first)).toBe('BasicQueue: 0 waiting, 0 ms, 1 of 1 free.')
  centre.hearOut(first)
  centre.does('agent1', 'accept')
  const second = centre.call('+15557003')
  centre.hearOut(second)
  centre.clock.advance(seconds(90))
  expect(centre.says(centre.call('+15557004'))).toBe(
    'BasicQueue: 1 waiting, 90000 ms, 0 of 1 free.',
  )
})

test('a waiting caller is told the place in line, and how long it may take once that is known', async () => {
  const centre = await TestCentre.open()
  const queueId = centre.id('queue', 'BasicQueue')
  publish(
    centre,
    { name: 'wait', type: 'CUSTOMER_QUEUE' },
    step('Get', 'GetMetricData', { QueueChannel: 'Voice' }, 'Say'),
    say(
      'Say',
      'You are number $.Metrics.Contact.PositionInQueue, $.Metrics.Contact.EstimatedWaitTime s.',
      'Wait',
    ),
    action('Wait', 'Wait', { TimeLimitSeconds: '600' }, { next: 'Get' }),
    failed,
    hangUp,
  )
  publishInbound(
    centre,
    step('Hook', 'UpdateContactEventHooks', { EventHooks: { CustomerQueue: 'wait' } }, 'Choose'),
    failed,
    ...toQueue(queueId),
  )
  centre.ready('agent1')
  const first = centre.call()
  centre.does('agent1', 'accept')
  centre.hearOut(centre.agentLeg('agent1'))
  centre.hearOut(first)
  centre.clock.advance(seconds(50))
  centre.hangUp(first)
  centre.clock.advance(seconds(10))
  const second = centre.call('+15557002')
  expect(centre.says(second), 'no call has been dealt with yet').toBe('You are number 1,  s.')
  centre.clock.advance(1)
  const third = centre.call('+15557003')
  centre.clock.advance(1)
  centre.does('agent1', 'clear')
  centre.does('agent1', 'reject')
  const fourth = centre.call('+15557004')
  expect(centre.says(third)).toBe('You are number 2,  s.')
  expect(centre.says(fourth)).toBe('You are number 3, 180 s.')
})

/** Notices by city: what the operations team has written there. */
function notices(centre: TestCentre): void {
  const attribute = (Name: string, ValueType: string, Primary: boolean) => {
    return { AttributeId: Name, Name, ValueType, Primary, Revision: 1, LastModifiedTime: 0 }
  }
  const document = {
    Name: 'Notices',
    TimeZone: 'UTC',
    ValueLockLevel: 'NONE',
    Status: 'PUBLISHED',
    Revision: 1,
    Attributes: [
      attribute('Who', 'TEXT', true),
      attribute('Calls', 'NUMBER', false),
      attribute('Message', 'TEXT', false),
    ],
  }
  centre.tell({ type: 'config.put', kind: 'data-table', id: 'notices', document })
}

test('a flow writes a row, and the next call reads it, also after a restart', async () => {
  const centre = await TestCentre.open()
  notices(centre)
  const PrimaryValues = [{ AttributeName: 'Who', Value: '$.CustomerEndpoint.Address' }]
  const write = (Message: Json) => ({
    DataTableId: 'notices',
    LockVersion: 'LATEST',
    DataTableUpsertAttributes: [
      {
        PrimaryKeyGroupName: 'g',
        PrimaryValues,
        Attributes: [{ Name: 'Message', Value: Message }],
      },
    ],
  })
  publishInbound(
    centre,
    step(
      'Read',
      'EvaluateDataTableValues',
      {
        DataTableId: 'notices',
        Queries: [{ QueryName: 'last', Attributes: ['Message'], PrimaryValues }],
      },
      'Say',
    ),
    say('Say', 'Last time: $.DataTables.last.Message.', 'Write'),
    step('Write', 'UpsertDataTableValues', write('$.ContactId'), 'Done'),
    say('Done', 'Noted.', 'Bye'),
    failed,
    hangUp,
  )
  const first = centre.call()
  const contactId = centre.contacts[0]?.contactId
  expect(centre.hearOut(first)).toEqual(['Last time: .', 'Noted.'])
  centre.restart()
  expect(centre.says(centre.call())).toBe(`Last time: ${contactId}.`)
  const other = centre.call('+15557009')
  expect(centre.says(other), "somebody else's row").toBe('Last time: .')
})

test('writing rows is the same in every replay', async () => {
  const centre = await TestCentre.open()
  notices(centre)
  publishInbound(
    centre,
    step(
      'Write',
      'UpsertDataTableValues',
      {
        DataTableId: 'notices',
        DataTableUpsertAttributes: [
          {
            PrimaryValues: [{ Name: 'Who', Value: '$.ContactId' }],
            Attributes: [{ Name: 'Calls', Value: '1' }],
          },
        ],
      },
      'Bye',
    ),
    failed,
    hangUp,
  )
  centre.call()
  centre.call('+15557002')
  const rows = [...centre.centre.view.directory.list('data-table-record')]
  expect(rows).toHaveLength(2)
  expect(centre.replayed().save()).toEqual(centre.centre.save())
})

test('paths lead to all that is known of a call', async () => {
  const centre = await TestCentre.open()
  const queueId = centre.id('queue', 'BasicQueue')
  const paths = [
    '$.Channel',
    '$.InitiationMethod',
    '$.CustomerEndpoint.Type',
    '$.SystemEndpoint.Address',
    "$['AwsRegion']",
    '$.Queue.Name',
    "$.SegmentAttributes['connect:Subtype']",
    '$.SegmentAttributes.tier',
    '$.References.order.Value',
    '$.References.order.Type',
    '$.Media.Sip.Headers.P-Charge-Info',
    '$.Media.Sip.Headers.ISUP-OLI',
    '$.Wisdom.SessionArn',
    '$.LanguageCode',
    '$.CustomerId',
    '$.RelatedContactId',
    '$.Agent.UserName',
  ]
  publishInbound(
    centre,
    step('Queue', 'UpdateContactTargetQueue', { QueueId: queueId }, 'Data'),
    step(
      'Data',
      'UpdateContactData',
      {
        LanguageCode: 'fr-FR',
        CustomerId: 'c-1',
        WisdomSessionArn: 'arn:wisdom',
        References: { order: { Value: 'https://x/7', Type: 'URL' } },
        SegmentAttributes: { tier: { ValueString: 'gold' } },
      },
      'Say',
    ),
    say('Say', paths.join('|'), 'Bye'),
    failed,
    hangUp,
  )
  const legId = centre.newId()
  const headers = { 'P-Charge-Info': 'sip:7', 'Isup-Oli': '62' }
  const from = { from: '+15557001', to: '+15550100', trunkId: 'trunk' }
  centre.report({ type: 'leg.offered', legId, ...from, headers })
  expect(centre.says(legId).split('|')).toEqual([
    'VOICE',
    'INBOUND',
    'TELEPHONE_NUMBER',
    '+15550100',
    'us-east-1',
    'BasicQueue',
    'connect:Telephony',
    'gold',
    'https://x/7',
    'URL',
    'sip:7',
    '62',
    'arn:wisdom',
    'fr-FR',
    'c-1',
    '',
    '',
  ])
})
