import { expect, test } from 'vitest'
import { Names } from './names.ts'

const ID = '11111111-1111-4111-8111-111111111111'
const ARN = `arn:aws:connect:us-east-1:1:instance/22222222-2222-4222-8222-222222222222/queue/${ID}`
const names = new Names([{ kind: 'queue', name: 'Sales {north} @ 50%', id: ID, arn: ARN }])

test('ids and ARNs are names in a copy, wherever they stand, and the same again afterwards', () => {
  const document = { QueueId: ID, Content: { Text: `to ${ARN} and ${ID}` }, Other: [ID] }
  const copied = names.toNames(document)
  expect(JSON.stringify(copied)).not.toContain(ID)
  expect(names.toIds(copied)).toEqual(document)
})

test('ids of nobody stay, and so does text that only looks like a name', () => {
  const document = {
    Text: '{{queue:100%}} {{weather:x}',
    Id: '33333333-3333-4333-8333-333333333333',
  }
  expect(names.toNames(document)).toEqual(document)
  expect(names.toIds(document)).toEqual(document)
})

test('what is nowhere is told by name', () => {
  expect(() => names.toIds({ QueueId: '{{queue:Nowhere}}' })).toThrow('There is no queue Nowhere.')
})
