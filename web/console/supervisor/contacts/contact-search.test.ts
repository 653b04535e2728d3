import { expect, test } from 'vitest'
import { type ContactFilter, EVERYTHING, pairOf, searchOf } from './contact-search.ts'

const WHENEVER: ContactFilter = { ...EVERYTHING, from: 1_500, until: 9_500 }

test('a filter that is empty asks for nothing, and the time is never cut short', () => {
  expect(searchOf(WHENEVER)).toEqual({
    TimeRange: { Type: 'INITIATION_TIMESTAMP', StartTime: 1, EndTime: 10 },
    SearchCriteria: {},
    Sort: { FieldName: 'INITIATION_TIMESTAMP', Order: 'DESCENDING' },
    MaxResults: 100,
  })
})

test('an attribute and a tag are asked for by name and value', () => {
  const asked = searchOf({ ...WHENEVER, attribute: 'order=a=b', tag: ' region = north' })
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
