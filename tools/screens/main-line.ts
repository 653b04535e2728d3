// The flow of the demonstration: calls choose by keys, chats and tasks by what they bring, and wait for a team.
import type { Json, JsonObject } from '../../src/core/json.ts'
import { action, say } from '../../test/support/flow-actions.ts'

type Queues = Readonly<Record<string, string>>

/** @param queues ids by name: Sales, Support, Billing. */
export function mainLine(queues: Queues): string {
  const teams = ['Sales', 'Support', 'Billing']
  const actions = [
    action(
      'Record the call',
      'UpdateContactRecordingBehavior',
      { RecordingBehavior: { RecordedParticipants: ['Agent', 'Customer'] } },
      { next: 'Which channel' },
    ),
    action(
      'Which channel',
      'Compare',
      { ComparisonValue: '$.Channel' },
      { equals: { VOICE: 'Are we open' }, errors: { NoMatchingCondition: 'Which team' } },
    ),
    action(
      'Are we open',
      'CheckHoursOfOperation',
      {},
      {
        equals: { True: 'Menu', False: 'Closed' },
        errors: { NoMatchingError: 'Menu' },
      },
    ),
    say('Closed', 'We are closed. Please call again tomorrow from nine.', 'Goodbye'),
    action(
      'Menu',
      'GetParticipantInput',
      {
        Text: 'Welcome to Parcel Post. For sales, press 1. For support, press 2. For bills, press 3.',
        InputTimeLimitSeconds: '5',
        StoreInput: 'False',
      },
      {
        equals: Object.fromEntries(teams.map((team, at) => [String(at + 1), `Choose ${team}`])),
        errors: {
          InputTimeLimitExceeded: 'Choose Support',
          NoMatchingCondition: 'Choose Support',
          NoMatchingError: 'Sorry',
        },
      },
    ),
    action(
      'Which team',
      'Compare',
      { ComparisonValue: '$.Attributes.team' },
      {
        equals: Object.fromEntries(teams.map(team => [team, `Choose ${team}`])),
        errors: { NoMatchingCondition: 'Choose Support' },
      },
    ),
    ...teams.map(team =>
      action(
        `Choose ${team}`,
        'UpdateContactTargetQueue',
        { QueueId: queues[team] ?? '' },
        { next: 'Wait for the team', errors: { NoMatchingError: 'Sorry' } },
      ),
    ),
    action(
      'Wait for the team',
      'TransferContactToQueue',
      {},
      { next: 'Sorry', errors: { QueueAtCapacity: 'Sorry', NoMatchingError: 'Sorry' } },
    ),
    say('Sorry', 'We are sorry, something went wrong. Please try again later.', 'Goodbye'),
    action('Goodbye', 'DisconnectParticipant', {}),
  ]
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'Record the call',
    Metadata: { entryPointPosition: { x: 20, y: 40 }, ActionMetadata: placed(PLACES) },
    Actions: actions,
  })
}

/** Columns and rows of the drawing. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  'Record the call': [0, 0],
  'Which channel': [1, 0],
  'Are we open': [2, 0],
  Menu: [3, 0],
  Closed: [3, 1.4],
  'Which team': [2, 2.2],
  'Choose Sales': [4, 0],
  'Choose Support': [4, 1],
  'Choose Billing': [4, 2],
  'Wait for the team': [5, 0.6],
  Sorry: [5, 2.2],
  Goodbye: [6, 1.4],
}

function placed(places: typeof PLACES): JsonObject {
  return Object.fromEntries(
    Object.entries(places).map(([name, [column, row]]): [string, Json] => [
      name,
      { position: { x: 180 + column * 250, y: 40 + row * 180 }, isFriendlyName: true },
    ]),
  )
}
