import { expect, test } from 'vitest'
import type { TrafficModel } from '../../src/twin/traffic-model.ts'
import { type Case, casesOf } from './cases.ts'
import { judgeCase } from './judge-case.ts'

const PLAY = { seed: 3, contactsMin: 20_000, contactsMax: 20_000, slice: 100 }

/** One erlang for two agents: Erlang C gives a third who wait, for two minutes on average. */
const plain = {
  erlang_c: [
    {
      case: 'two agents',
      inputs: { arrivals_per_hour: 30, aht_s: 120, agents: 2 },
      ref: { p_wait: 1 / 3, asa: 40, occupancy: 0.5 },
    },
  ],
}

/** The same agents and work, a half of it first: Cobham's formula. */
const priority = {
  priority: [
    {
      case: 'two classes',
      inputs: { arrivals_per_hour: [15, 15], aht_s: 120, agents: 2 },
      ref: {
        occupancy: 0.5,
        p_wait: 1 / 3,
        asa_all: 40,
        classes: [{ asa: 80 / 3 }, { asa: 160 / 3 }],
      },
    },
  ],
}

function only(file: Readonly<Record<string, unknown>>): Case {
  const [each] = casesOf(file)
  if (!each) throw new Error('The file has no case.')
  return each
}

function wrong(each: Case, model?: TrafficModel): readonly string[] {
  const { figures } = judgeCase(each, { ...PLAY, ...(model && { model }) })
  return figures.filter(({ isRight }) => !isRight).map(({ metric }) => metric)
}

test('a core that routes as theory says passes', () => {
  expect(wrong(only(plain))).toEqual([])
  expect(wrong(only(priority))).toEqual([])
})

test('an agent who is not in the reference is found out', () => {
  const each = only(plain)
  const model = {
    ...each.model,
    groups: each.model.groups.map(group => ({ ...group, agents: group.agents + 1 })),
  }
  expect(wrong(each, model)).toEqual(['p_wait', 'asa'])
})

test('queues of which the wrong one is served first are found out', () => {
  const each = only(priority)
  const model = {
    ...each.model,
    groups: each.model.groups.map(group => ({
      ...group,
      serves: group.serves.map(queue => ({ ...queue, priority: 3 - queue.priority })),
    })),
  }
  expect(wrong(each, model)).toEqual(['class1.asa', 'class2.asa'])
})

test('work that takes a fiftieth longer is found out', () => {
  const each = only(plain)
  const model: TrafficModel = {
    ...each.model,
    classes: each.model.classes.map(of => ({
      ...of,
      handling: { kind: 'exponential', meanMs: 122_400 },
    })),
  }
  expect(wrong(each, model)).toContain('asa')
})
