import { expect, test } from 'vitest'
import type { FlowPlace } from '../core/flow/flow-probe.ts'
import { FlowTraffic } from './flow-traffic.ts'

const HOUR_MS = 3_600_000

function at(contactId: string, block: string, flowId = 'menu'): FlowPlace {
  const action = {
    identifier: block,
    type: 'Compare',
    parameters: {},
    nextAction: 'end',
    errors: [{ errorType: 'NoMatchingCondition', nextAction: 'end' }],
    conditions: [{ operator: 'Equals', operands: ['1'], nextAction: 'sales' }],
  }
  return { contactId, role: 'customer', flowId, action, view: {} as FlowPlace['view'] }
}

function going() {
  let now = 1_000 * HOUR_MS
  const traffic = new FlowTraffic({ now: () => now })
  const pass = (contactId: string, key: string) => {
    const place = at(contactId, 'ask')
    traffic.entered(place)
    traffic.left(place, { by: 'value', value: key }, key === '1' ? 'sales' : 'end')
  }
  return { traffic, pass, wait: (hours: number) => (now += hours * HOUR_MS) }
}

test('every branch is counted, and every contact once', () => {
  const { traffic, pass } = going()
  pass('a', '1')
  pass('a', '1')
  pass('b', '7')
  const { contacts, blocks } = traffic.countsOf('menu')
  expect(contacts).toBe(2)
  expect(blocks.ask).toEqual({ 'Equals 1': 2, NoMatchingCondition: 1 })
  expect(traffic.countsOf('other').contacts).toBe(0)
})

test('what is older than a day is not counted any more', () => {
  const { traffic, pass, wait } = going()
  pass('a', '1')
  wait(23)
  pass('b', '1')
  expect(traffic.countsOf('menu').blocks.ask).toEqual({ 'Equals 1': 2 })
  wait(1)
  expect(traffic.countsOf('menu').blocks.ask).toEqual({ 'Equals 1': 1 })
})

test('the way of a contact ends at the block where it is', () => {
  const { traffic, pass } = going()
  pass('a', '1')
  traffic.entered(at('a', 'sales'))
  expect(traffic.wayOf('a')?.map(({ block, branch }) => [block, branch])).toEqual([
    ['ask', 'Equals 1'],
    ['sales', undefined],
  ])
  expect(traffic.latestIn('menu', 5)).toEqual(['a'])
})

test('counts outlast a restart, ways do not', () => {
  const { traffic, pass } = going()
  pass('a', '1')
  const again = new FlowTraffic({ now: () => 1_000 * HOUR_MS })
  again.readText(traffic.toText())
  expect(again.countsOf('menu')).toEqual(traffic.countsOf('menu'))
  expect(again.wayOf('a')).toBeUndefined()
})

test('a contact that goes round for ever and many contacts take no more room than is given', () => {
  const { traffic, pass } = going()
  for (let turn = 0; turn < 2_000; turn++) pass('a', '7')
  expect(traffic.wayOf('a')?.length).toBe(400)
  for (let contact = 0; contact < 6_000; contact++) pass(`c${contact}`, '1')
  expect(traffic.wayOf('a')).toBeUndefined()
  expect(traffic.wayOf('c5999')).toBeDefined()
})

test('a block may be called like something every object has', () => {
  const { traffic } = going()
  for (const name of ['valueOf', 'toLocaleString']) {
    traffic.entered(at('a', name))
    traffic.left(at('a', name), 'ended', undefined)
    expect(traffic.countsOf('menu').blocks[name]).toEqual({ ended: 1 })
  }
})
