// The numbers of this moment are those of the centre, whatever has happened to it.
import { describe, expect, test } from 'vitest'
import { seconds } from '../../src/core/instant.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { Measure, type MeasuredMetricName } from '../../src/core/metrics/current-metric.ts'
import { agentQueueId } from '../../src/core/queue/agent-queue.ts'
import { CUSTOMER, Desk } from '../support/calling-out.ts'
import { action, hangUp, say } from '../support/flow-actions.ts'
import { expectRecounted } from '../support/naive-metrics.ts'
import { TestCentre } from '../support/test-centre.ts'

const BASIC = 'Basic Routing Profile'

function measure(centre: TestCentre, queueId: string, ...metrics: MeasuredMetricName[]): number[] {
  const { view } = centre.centre
  const measured = new Measure(view.metrics, { queueIds: [queueId] })
  return metrics.map(metric => measured.value(metric, centre.clock.now()))
}

function queueOf(centre: TestCentre): string {
  return centre.id('queue', 'BasicQueue')
}

describe('what is counted', () => {
  test('a callback is scheduled until its delay is over, then in the queue, then nowhere', async () => {
    const desk = await Desk.open()
    const { centre, queue } = desk
    const parameters = {
      InitialCallDelaySeconds: '10',
      RetryDelaySeconds: '60',
      MaximumConnectionAttempts: '2',
    }
    desk.inbound(
      action('Choose', 'UpdateContactTargetQueue', { QueueId: queue }, { next: 'Promise' }),
      action('Promise', 'CreateCallbackContact', parameters, {
        next: 'Thanks',
        errors: { NoMatchingError: 'Thanks' },
      }),
      say('Thanks', 'We will call you back.'),
      hangUp,
    )
    const counts = () => measure(centre, queue, 'CONTACTS_SCHEDULED', 'CONTACTS_IN_QUEUE')
    centre.hearOut(centre.call(CUSTOMER))
    expect(counts()).toEqual([1, 0])
    centre.restart()
    expect(counts(), 'after a restart').toEqual([1, 0])
    centre.clock.advance(seconds(10))
    expect(counts()).toEqual([0, 1])
    centre.ready('agent1')
    desk.acceptAndTalk('agent1')
    expect(counts(), 'the customer is called').toEqual([0, 0])
    expect(measure(centre, queue, 'AGENTS_ON_CONTACT', 'SLOTS_ACTIVE')).toEqual([1, 1])
    centre.hangUp(centre.legTo(CUSTOMER), 'busy')
    expect(counts(), 'to be tried again').toEqual([1, 0])
    for (const { contactId } of centre.contacts) centre.tell({ type: 'contact.stop', contactId })
    expect(counts()).toEqual([0, 0])
  })

  test('a contact that goes back to its queue has waited since it first came', async () => {
    const centre = await TestCentre.open()
    const age = () => measure(centre, queueOf(centre), 'OLDEST_CONTACT_AGE')
    centre.ready('agent1')
    centre.choose(centre.call(), '1')
    centre.clock.advance(seconds(7))
    centre.choose(centre.call('+15557002'), '1')
    centre.does('agent1', 'accept')
    centre.clock.advance(seconds(3))
    expect(age(), 'of the other').toEqual([seconds(3)])
    // The agent hangs up while the whisper plays.
    centre.does('agent1', 'hangUp')
    expect(centre.state('agent1')).toBe('REJECTED')
    expect(age()).toEqual([seconds(10)])
  })

  test('what waits for one agent is counted in that agent’s own queue', async () => {
    const centre = await TestCentre.open()
    const agentId = centre.user('agent1')
    const own = agentQueueId(agentId)
    centre.ready('agent1')
    expect(measure(centre, own, 'AGENTS_ONLINE', 'AGENTS_AVAILABLE', 'SLOTS_AVAILABLE')).toEqual(
      measure(centre, queueOf(centre), 'AGENTS_ONLINE', 'AGENTS_AVAILABLE', 'SLOTS_AVAILABLE'),
    )
    centre.setStatus('agent1', 'Offline')
    expect(measure(centre, own, 'AGENTS_ONLINE', 'AGENTS_AVAILABLE')).toEqual([0, 0])
  })

  test('agents follow their routing profile, and queues what the profiles serve', async () => {
    const centre = await TestCentre.open()
    const queue = queueOf(centre)
    const profile = centre.id('routing-profile', BASIC)
    const document = centre.centre.view.directory.get('routing-profile', profile)
    centre.ready('agent1', 'agent2')
    const other = centre.newId()
    const put = (members: object) =>
      centre.tell({
        type: 'config.put',
        kind: 'routing-profile',
        id: other,
        document: { ...(document as object as JsonObject), Name: 'Other', ...members },
      })
    put({ QueueConfigs: [] })
    centre.change('agent', centre.user('agent2'), { RoutingProfileId: other })
    expect(measure(centre, queue, 'AGENTS_ONLINE', 'AGENTS_AVAILABLE')).toEqual([1, 1])
    put({})
    expect(measure(centre, queue, 'AGENTS_ONLINE', 'AGENTS_AVAILABLE')).toEqual([2, 2])
    put({ MediaConcurrencies: [{ Channel: 'VOICE', Concurrency: 1 }] })
    const [slots] = measure(centre, queue, 'SLOTS_AVAILABLE')
    centre.tell({ type: 'config.delete', kind: 'agent', id: centre.user('agent2') })
    expect(measure(centre, queue, 'AGENTS_ONLINE', 'SLOTS_AVAILABLE')).toEqual([
      1,
      (slots ?? 0) - 1,
    ])
    centre.tell({ type: 'config.delete', kind: 'routing-profile', id: profile })
    expect(measure(centre, queue, 'AGENTS_ONLINE')).toEqual([0])
    expectRecounted(centre.centre.view)
  })

  test('is right after a day on which nobody looked', async () => {
    const centre = await TestCentre.open()
    centre.ready('agent1', 'agent2')
    for (let call = 0; call < 700; call++) {
      const leg = centre.call(`+1555${String(call).padStart(4, '0')}`)
      centre.choose(leg, '1')
      if (call % 3 > 0) centre.hangUp(leg)
    }
    expectRecounted(centre.centre.view)
    expect(measure(centre, queueOf(centre), 'CONTACTS_IN_QUEUE')).toEqual([234])
  })
})
