import { expect, test } from 'vitest'
import { taskFieldMembers, taskFieldRows } from './task-fields.ts'

const id = (Name: string) => ({ Id: { Name } })
const TEMPLATE = {
  Fields: [
    { ...id('Subject'), Type: 'NAME', Description: 'What it is about' },
    { ...id('Reason'), Type: 'SINGLE_SELECT', SingleSelectOptions: ['Order', 'Bill'] },
    { ...id('Secret'), Type: 'TEXT' },
  ],
  Constraints: {
    RequiredFields: [id('Subject')],
    ReadOnlyFields: [],
    InvisibleFields: [id('Secret')],
  },
  Defaults: { DefaultFieldValues: [{ ...id('Secret'), DefaultValue: 'x' }] },
}

test('a task template that nobody has changed is sent as it was read', () => {
  expect(taskFieldMembers(taskFieldRows(TEMPLATE), TEMPLATE)).toEqual(TEMPLATE)
})

test('a field that is taken away takes what was said of it with it', () => {
  const rows = taskFieldRows(TEMPLATE).filter(({ name }) => name !== 'Secret')
  expect(taskFieldMembers(rows, TEMPLATE)).toMatchObject({
    Constraints: { InvisibleFields: [] },
    Defaults: { DefaultFieldValues: [] },
  })
})

test('a template without constraints has fields that need not be filled in', () => {
  expect(taskFieldRows({ Fields: [{ ...id('When'), Type: 'SCHEDULED_TIME' }] })).toEqual([
    {
      name: 'When',
      type: 'SCHEDULED_TIME',
      description: '',
      options: [],
      isRequired: false,
      usual: '',
    },
  ])
})
