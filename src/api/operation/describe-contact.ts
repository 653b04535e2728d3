import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { contactRecord, showContact } from '../show/contact.ts'

export const describeContact: Operation<'DescribeContact'> = async ({ ContactId }, context) => {
  const record = await contactRecord(context, ContactId)
  return answer({ Contact: showContact(context, record) })
}
