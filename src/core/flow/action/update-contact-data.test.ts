import { expect, test } from 'vitest'
import { runAction } from '../../../../test/support/scripted-flow.ts'

test('data may hold paths; whose it is, is no data', () => {
  const flow = runAction(
    'UpdateContactData',
    { Name: 'Call of $.Attributes.name', LanguageCode: 'de-DE', TargetContact: 'Current' },
    { attributes: { name: 'Ada' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setContactData')).toEqual([
    { do: 'setContactData', data: { Name: 'Call of Ada', LanguageCode: 'de-DE' } },
  ])
})

test('nothing to set takes the error branch', () => {
  expect(runAction('UpdateContactData', {}).wayOut).toBe('NoMatchingError')
})
