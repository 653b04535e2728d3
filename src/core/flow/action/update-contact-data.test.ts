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

test('references and segment attributes are set with their types', () => {
  const flow = runAction(
    'UpdateContactData',
    {
      References: { order: { Value: 'https://x/$.Attributes.id', Type: 'URL' }, note: 'plain' },
      SegmentAttributes: { tier: { ValueString: '$.Attributes.tier' }, plain: 'yes' },
    },
    { attributes: { id: '7', tier: 'gold' } },
  )
  expect(flow.wayOut).toBe('next')
  expect(flow.did('setReferences')).toEqual([
    {
      do: 'setReferences',
      references: {
        order: { Value: 'https://x/7', Type: 'URL' },
        note: { Value: 'plain', Type: 'STRING' },
      },
    },
  ])
  expect(flow.did('setSegmentAttributes')).toEqual([
    {
      do: 'setSegmentAttributes',
      attributes: { tier: { ValueString: 'gold' }, plain: { ValueString: 'yes' } },
    },
  ])
})

test('a related contact is written to where there is one, else it is an error', () => {
  const parameters = { Name: 'Order', TargetContact: 'Related' }
  expect(runAction('UpdateContactData', parameters).wayOut).toBe('NoMatchingError')
  const flow = runAction('UpdateContactData', parameters, { isRelated: true })
  expect(flow.did('setContactData')).toEqual([
    { do: 'setContactData', data: { Name: 'Order' }, of: 'related' },
  ])
})
