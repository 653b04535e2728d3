// The actions about cases, each with what it asks and what it makes of the answer.
import { expect, test } from 'vitest'
import { runAction } from '../../../test/support/scripted-flow.ts'
import type { JsonObject } from '../json.ts'

const WORLD = {
  attributes: { title: 'Broken boat', id: 'k1' },
  namespaces: { ContactId: 'c1', RelatedContactId: 'c0' },
}

const run = (type: string, parameters: JsonObject) => runAction(type, parameters, WORLD)
const FIELDS = { CaseRequestFields: { title: 'A $.Attributes.title', status: 'open' } }
const fields = { title: 'A Broken boat', status: 'open' }

test('a case is opened from a template, and its fields are read', () => {
  const flow = run('CreateCase', { LinkContactToCase: 'false', CaseTemplateId: 't', ...FIELDS })
  expect(flow.asked).toMatchObject({
    service: 'cases',
    operation: 'create',
    parameters: { templateId: 't', fields },
  })
  flow.answered({ case: { case_id: 'k1', status: 'open' }, linked: false })
  expect(flow.wayOut).toBe('next')
  expect(flow.contact.view.text('$.Case.case_id $.Case.status')).toBe('k1 open')
  expect(run('CreateCase', FIELDS).wayOut).toBe('NoMatchingError')
})

test.each([
  ['CreateCase', { CaseTemplateId: 't', ...FIELDS }],
  ['GetCase', FIELDS],
  ['UpdateCase', { CaseId: 'k1', ...FIELDS }],
])('%s links the contact, and says when it could not', (type, parameters) => {
  const link = (more: JsonObject = {}) =>
    run(type, { LinkContactToCase: 'True', ...parameters, ...more })
  expect(link().asked?.parameters.linkContactId).toBe('c1')
  expect(link({ ContactToLink: 'Related' }).asked?.parameters.linkContactId).toBe('c0')
  const found = { case_id: 'k1' }
  expect(link().answered({ case: found, linked: true }).wayOut).toBe('next')
  const unlinked = link().answered({ case: found, linked: false })
  expect(unlinked.wayOut).toBe('ContactNotLinked')
  expect(unlinked.contact.results.Case).toEqual(found)
  expect(link().answered('garbage').wayOut).toBe('NoMatchingError')
  expect(link().pass(10).wayOut).toBe('NoMatchingError')
})

test('a case is found by its fields or its customer', () => {
  const flow = run('GetCase', {
    GetLastUpdatedCase: 'true',
    CustomerId: 'p1',
    CaseRequestFields: { case_id: '$.Attributes.id' },
    CaseResponseFields: ['case_id', 'title'],
  })
  expect(flow.asked?.parameters).toEqual({
    fields: { customer_id: 'p1', case_id: 'k1' },
    latest: true,
    show: ['case_id', 'title'],
  })
  for (const error of ['NoneFound', 'MultipleFound', 'NoMatchingError']) {
    expect(run('GetCase', FIELDS).refused(error).wayOut).toBe(error)
  }
  expect(run('GetCase', {}).wayOut).toBe('NoMatchingError')
})

test('only a case that is named is changed', () => {
  expect(run('UpdateCase', { CaseId: '$.Attributes.id', ...FIELDS }).asked?.parameters).toEqual({
    caseId: 'k1',
    fields,
  })
  expect(run('UpdateCase', { CaseId: '$.Case.case_id', ...FIELDS }).wayOut).toBe('NoMatchingError')
})
