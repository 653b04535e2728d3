import { expect, test } from 'vitest'
import { type ContactFilter, pairOf, searchOf } from './contact-search.ts'

const EVERYTHING: ContactFilter = {
  timeType: 'INITIATION_TIMESTAMP',
  from: 1_500,
  until: 9_500,
  state: 'all',
  agents: [],
  queues: [],
  channels: [],
  methods: [],
  group: '',
  attribute: '',
  tag: '',
  sort: 'INITIATION_TIMESTAMP',
  descending: true,
}

test('a filter that is empty asks for nothing, and the time is never cut short', () => {
  expect(searchOf(EVERYTHING)).toEqual({
    TimeRange: { Type: 'INITIATION_TIMESTAMP', StartTime: 1, EndTime: 10 },
    SearchCriteria: {},
    Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
    MaxResults: 100,
  })
})

test('an attribute and a tag are asked for by name and value', () => {
  const asked = searchOf({ ...EVERYTHING, attribute: 'order=a=b', tag: ' region = north' })
  expect(asked.SearchCriteria?.SearchableContactAttributes?.Criteria).toEqual([
    { Key: 'order', Values: ['a=b'] },
  ])
  expect(asked.SearchCriteria?.ContactTags).toEqual({
    TagCondition: { TagKey: 'region', TagValue: 'north' },
  })
})

test('half an attribute is none yet', () => {
  expect(['', 'order', 'order=', '=42'].map(pairOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})
