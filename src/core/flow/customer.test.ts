// The actions about customer profiles, each with what it asks and what it makes of the answer.
import { describe, expect, test } from 'vitest'
import { type FlowWorld, runAction } from '../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../json.ts'

const CALLER: FlowWorld = {
  attributes: { phone: '+15557001' },
  namespaces: {
    ContactId: 'c1',
    CustomerEndpoint: { Address: '+15557001' },
    Customer: { ProfileId: 'p1', FirstName: 'Ada' },
  },
}

const profile = (type: string, request: JsonObject, world = CALLER, show: string[] = ['Name']) =>
  runAction(type, { ProfileRequestData: request, ProfileResponseData: show }, world, [
    'True',
    'False',
  ])

describe('GetCustomerProfile', () => {
  test.each([
    [
      { IdentifierName: '_phone', IdentifierValue: '$.CustomerEndpoint.Address' },
      [{ name: '_phone', value: '+15557001' }],
    ],
    [{ PhoneNumber: '$.Attributes.phone' }, [{ name: 'PhoneNumber', value: '+15557001' }]],
    [
      {
        LogicalOperator: 'OR',
        SearchCriteria: [
          { IdentifierName: '_phone', IdentifierValue: '+1' },
          { IdentifierName: '_email', IdentifierValue: 'a@b' },
        ],
      },
      [
        { name: '_phone', value: '+1' },
        { name: '_email', value: 'a@b' },
      ],
    ],
  ])('looks for %j', (request, keys) => {
    const together = 'LogicalOperator' in request ? 'OR' : 'AND'
    expect(profile('GetCustomerProfile', request).asked).toMatchObject({
      service: 'profiles',
      operation: 'find',
      parameters: { keys, together, show: ['Name'] },
    })
  })

  test('what it finds is the customer', () => {
    const flow = profile('GetCustomerProfile', { PhoneNumber: '+1' })
    flow.answered({ ProfileId: 'p2', Name: 'Ben' })
    expect(flow.wayOut).toBe('next')
    expect(flow.contact.view.text('$.Customer.Name $.Customer.FirstName')).toBe('Ben ')
  })

  test.each(['NoneFoundError', 'MultipleFoundError', 'NoMatchingError'])('%s', error => {
    const flow = profile('GetCustomerProfile', { PhoneNumber: '+1' })
    expect(flow.refused(error).wayOut).toBe(error)
    expect(flow.contact.results).toEqual({})
  })

  test.each([{}, { PhoneNumber: '$.Attributes.none' }, { IdentifierName: '_phone' }])(
    '%j says nothing',
    request => expect(profile('GetCustomerProfile', request).wayOut).toBe('NoMatchingError'),
  )
})

test('a profile is made of texts and paths', () => {
  const flow = profile('CreateCustomerProfile', {
    FirstName: 'Ada',
    PhoneNumber: '$.Attributes.phone',
  })
  expect(flow.asked?.parameters).toEqual({
    fields: { FirstName: 'Ada', PhoneNumber: '+15557001' },
    show: ['Name'],
  })
  expect(flow.answered({ ProfileId: 'p3' }).wayOut).toBe('next')
  expect(flow.contact.results.Customer).toEqual({ ProfileId: 'p3' })
  expect(profile('CreateCustomerProfile', {}).wayOut).toBe('NoMatchingError')
})

test('the profile found before is the one that is changed, unless another is named', () => {
  const update = (request: JsonObject, world = CALLER) =>
    profile('UpdateCustomerProfile', request, world)
  expect(update({ LastName: 'L' }).asked?.parameters).toMatchObject({
    profileId: 'p1',
    fields: { LastName: 'L' },
  })
  expect(update({ ProfileId: 'p9', LastName: 'L' }).asked?.parameters.profileId).toBe('p9')
  expect(update({ LastName: 'L' }, {}).wayOut).toBe('NoMatchingError')
  expect(update({}).wayOut).toBe('NoMatchingError')
})

test('the contact is tied to the profile', () => {
  const request = { ProfileId: '$.Customer.ProfileId', ContactId: '$.ContactId' }
  const flow = profile('AssociateContactToCustomerProfile', request)
  expect(flow.asked?.parameters).toEqual({ profileId: 'p1', contactId: 'c1' })
  expect(flow.answered({}).wayOut).toBe('next')
  expect(profile('AssociateContactToCustomerProfile', request, {}).wayOut).toBe('NoMatchingError')
})

test('calculated attributes and objects are added to what is known', () => {
  const calculated = profile('GetCalculatedAttributesForCustomerProfile', {}, CALLER, ['_visits'])
  expect(calculated.asked?.parameters).toEqual({ profileId: 'p1', show: ['_visits'] })
  calculated.answered({ _visits: '3' })
  expect(
    calculated.contact.view.text('$.Customer.FirstName $.Customer.CalculatedAttributes._visits'),
  ).toBe('Ada 3')
  expect(
    profile('GetCalculatedAttributesForCustomerProfile', {}).refused('NoneFoundError').wayOut,
  ).toBe('NoneFoundError')

  const asset = profile('GetCustomerProfileObject', { ObjectType: '_asset', UseLatest: 'true' })
  expect(asset.asked?.parameters).toEqual({ profileId: 'p1', objectType: '_asset', show: ['Name'] })
  asset.answered({ Name: 'Boat' })
  expect(asset.contact.view.text('$.Customer.Asset.Name')).toBe('Boat')
  const order = { ObjectType: '_order', IdentifierName: '_orderId', IdentifierValue: '7' }
  expect(profile('GetCustomerProfileObject', order).asked?.parameters.key).toEqual({
    name: '_orderId',
    value: '7',
  })
  expect(profile('GetCustomerProfileObject', { ObjectType: '' }).wayOut).toBe('NoMatchingError')
  expect(profile('GetCustomerProfileObject', order).refused('NoneFoundError').wayOut).toBe(
    'NoneFoundError',
  )
})

test('a segment has the customer or has not', () => {
  const check = () => profile('CheckSegmentMembership', { SegmentDefinitionName: 'vip' })
  expect(check().asked?.parameters).toEqual({ profileId: 'p1', segment: 'vip' })
  expect(check().answered({ member: true }).wayOut).toBe('=True')
  expect(check().answered({ member: false }).wayOut).toBe('=False')
  expect(profile('CheckSegmentMembership', {}).wayOut).toBe('NoMatchingError')
})

test.each([
  ['GetCustomerProfile', { PhoneNumber: '+1' }],
  ['CreateCustomerProfile', { PhoneNumber: '+1' }],
  ['UpdateCustomerProfile', { PhoneNumber: '+1' }],
])('%s serves every channel, and gives up in time', (type, request) => {
  for (const channel of ['VOICE', 'CHAT', 'TASK', 'EMAIL'] as const) {
    expect(profile(type, request, { ...CALLER, channel }).answered({ ProfileId: 'p' }).wayOut).toBe(
      'next',
    )
  }
  expect(profile(type, request).pass(10).wayOut).toBe('NoMatchingError')
  expect(profile(type, request).answered('garbage').wayOut).toBe('NoMatchingError')
})
