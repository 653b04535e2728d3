import { describe, expect, test } from 'vitest'
import { type FlowWorld, ScriptedFlow } from '../../../test/support/scripted-flow.ts'
import { checkFlow } from './check.ts'
import { defaultFlows } from './default-flows.ts'
import type { Flow } from './flow.ts'
import { parseFlow } from './parse.ts'

const known = new Set(['{{HoldMusic}}', '{{BasicQueue}}'])
const BASIC = { id: '{{BasicQueue}}', name: 'BasicQueue' }
const centre: FlowWorld = { queues: [BASIC], prompts: ['{{HoldMusic}}'] }

function flowNamed(name: string): { flow: Flow; type: NonNullable<FlowWorld['flowType']> } {
  const found = defaultFlows.find(each => each.name === name)
  if (!found) throw new Error(name)
  const parsed = parseFlow(JSON.stringify(found.content))
  if (!('flow' in parsed)) throw new Error(JSON.stringify(parsed.problems))
  return { flow: parsed.flow, type: found.type }
}

function run(name: string, world: FlowWorld = centre): ScriptedFlow {
  const { flow, type } = flowNamed(name)
  return new ScriptedFlow(flow, { ...world, flowType: type })
}

test.each(defaultFlows.map(each => [each.name, each] as const))(
  '%s may be published',
  (_, each) => {
    const references = { exists: (_kind: string, id: string) => known.has(id) }
    expect(checkFlow(JSON.stringify(each.content), each.type, references)).toEqual([])
  },
)

test('there is one default of every type that needs one', () => {
  const types = defaultFlows.filter(each => each.isDefault).map(each => each.type)
  expect(types.toSorted()).toEqual([
    'AGENT_HOLD',
    'AGENT_TRANSFER',
    'AGENT_WHISPER',
    'CUSTOMER_HOLD',
    'CUSTOMER_QUEUE',
    'CUSTOMER_WHISPER',
    'OUTBOUND_WHISPER',
    'QUEUE_TRANSFER',
  ])
})

describe('the sample inbound flow', () => {
  const call = (world?: FlowWorld) => run('Sample inbound flow', world)
  const atMenu = (world?: FlowWorld) => call(world).promptEnds()

  test('greets, records and asks', () => {
    const flow = atMenu()
    expect(flow.said.join(' ')).toMatch(/thank you.*press 1/)
    expect(flow.did('setRecording')).toMatchObject([{ behavior: { agent: true, customer: true } }])
    expect(flow.did('setLogging')).toMatchObject([{ enabled: true }])
    expect(flow.waitingAt).toBe('Menu')
  })

  test.each([
    ['1', 'sales'],
    ['2', 'support'],
  ])('key %s is %s, and leads to the queue', (key, topic) => {
    const flow = atMenu().press(key)
    expect(flow.contact.attributes).toEqual({ topic })
    expect(flow.did('enqueue')).toEqual([{ do: 'enqueue', queueId: BASIC.id }])
  })

  test('another key and silence repeat the menu twice, then anybody is found', () => {
    const flow = atMenu().press('7')
    expect(flow.said.at(-1)).toMatch(/did not get/)
    flow.promptEnds().promptEnds().pass(5)
    expect(flow.said.at(-1)).toMatch(/did not get/)
    flow.promptEnds().promptEnds().press('*')
    expect(flow.said.at(-1)).toMatch(/next free agent/)
    expect(flow.promptEnds().did('enqueue')).toHaveLength(1)
  })

  test('a full queue is said, and the call ends', () => {
    const flow = atMenu({ ...centre, queues: [{ ...BASIC, full: true }] }).press('1')
    expect(flow.said.at(-1)).toMatch(/lines are taken/)
    expect(flow.promptEnds().did('disconnect')).toHaveLength(1)
    expect(flow.did('enqueue')).toEqual([])
  })

  test.each([
    ['the queue is gone', { ...centre, queues: [] }],
    ['the queue is disabled', { ...centre, queues: [{ ...BASIC, enabled: false }] }],
  ])('when %s it says so, and the call ends', (_, world) => {
    const flow = atMenu(world).press('2')
    expect(flow.said.at(-1)).toMatch(/went wrong/)
    expect(flow.promptEnds().did('disconnect')).toHaveLength(1)
  })

  test('when prompts cannot be played the call still ends', () => {
    const flow = call().promptEnds('failed')
    expect(flow.said.at(-1)).toMatch(/went wrong/)
    expect(flow.promptEnds('failed').did('disconnect')).toHaveLength(1)
  })

  test('every action is reached by one of these ways', () => {
    const { flow } = flowNamed('Sample inbound flow')
    const full = { ...centre, queues: [{ ...BASIC, full: true }] }
    const ways = [
      atMenu().press('1'),
      atMenu(full).press('2').promptEnds(),
      atMenu({ ...centre, queues: [] })
        .press('1')
        .promptEnds(),
      atMenu().press('3').promptEnds().press('3').promptEnds().press('3').promptEnds(),
    ]
    const reached = new Set(ways.flatMap(each => each.passed.concat(each.waitingAt ?? [])))
    // An action that ends the flow by handing over is passed as well.
    expect([...flow.actions.keys()].filter(each => !reached.has(each))).toEqual([])
  })
})

describe('the default flows', () => {
  test('in the queue one is told to wait, and hears music until the end', () => {
    const flow = run('Default customer queue')
    expect(flow.said.at(-1)).toBe('prompt/{{HoldMusic}}.wav')
    expect(flow.did('play')).toMatchObject([{ loop: true }])
    expect(flow.pass(86_400).waitingAt).toBe('Wait')
  })

  test.each(['Default customer hold', 'Default agent hold'])('%s plays music', name => {
    const flow = run(name)
    expect(flow.said.at(-1)).toBe('prompt/{{HoldMusic}}.wav')
    expect(flow.waitingAt).toBe('Hold')
  })

  test('without music the queue is silent, but keeps the caller', () => {
    const flow = run('Default customer queue', {})
    expect(flow.ended).toBe('noBranch')
    expect(flow.did('disconnect')).toEqual([])
  })

  test('the agent is told the name of the queue', () => {
    const flow = run('Default agent whisper', { namespaces: { Queue: { Name: 'Sales' } } })
    expect(flow.said).toEqual(['Sales'])
    expect(flow.promptEnds().ended).toBe('action')
    expect(flow.did('disconnect')).toEqual([])
  })

  test.each(['Default customer whisper', 'Default outbound'])('%s is over at once', name => {
    expect(run(name).ended).toBe('action')
  })

  test('a transfer goes to the queue, or says why not', () => {
    const to = (world: FlowWorld) => run('Default queue transfer', world)
    const target = { ...centre, targetQueueId: BASIC.id }
    expect(to(target).did('enqueue')).toHaveLength(1)
    expect(to({ ...target, queues: [{ ...BASIC, full: true }] }).said[0]).toMatch(/lines are taken/)
    expect(to(centre).said[0]).toMatch(/went wrong/)
    expect(to(centre).promptEnds().did('disconnect')).toHaveLength(1)
  })

  test('a transfer to an agent goes to the queue of that agent', () => {
    const namespaces = { Agent: { ARN: 'arn:aws:connect:::instance/i/agent/ana' } }
    const queues = [{ id: 'agent/ana' }]
    const flow = run('Default agent transfer', { namespaces, queues, agents: ['ana'] })
    expect(flow.did('enqueue')).toEqual([{ do: 'enqueue', queueId: 'agent/ana' }])
    expect(run('Default agent transfer', centre).said[0]).toMatch(/went wrong/)
  })
})
