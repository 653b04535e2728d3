import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { contactRecord, showContact } from '../show/contact.ts'

export const getContactAttributes: Operation<'GetContactAttributes'> = async (input, context) => {
  const record = await contactRecord(context, input.InitialContactId)
  return answer({ Attributes: showContact(context, record).Attributes ?? {} })
}
