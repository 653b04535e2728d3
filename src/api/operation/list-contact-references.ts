import type * as sdk from '@aws-sdk/client-connect'
import { arnOf } from '../arn.ts'
import type { Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { pageOf } from '../page.ts'
import { contactRecord } from '../show/contact.ts'

/** The kinds of reference that are a name and a value, and what the API calls each. */
const MEMBERS: Readonly<Record<string, keyof Summary>> = {
  URL: 'Url',
  STRING: 'String',
  NUMBER: 'Number',
  DATE: 'Date',
  EMAIL: 'Email',
  ATTACHMENT: 'Attachment',
}

type Summary = Plain<sdk.ReferenceSummary>

interface Reference {
  readonly Name: string
  readonly Value: string
  readonly Type: string
}

export const listContactReferences: Operation<'ListContactReferences'> = async (input, context) => {
  const record = await contactRecord(context, input.ContactId)
  // The core writes records, so their members are as promised.
  const references = record.References as unknown as readonly Reference[]
  const wanted = references
    .filter(({ Type }) => MEMBERS[Type] && input.ReferenceTypes.includes(Type as sdk.ReferenceType))
    .sort((a, b) => (a.Name < b.Name ? -1 : 1))
  const { items, NextToken } = pageOf(wanted, input, ({ Name }) => Name)
  const ReferenceSummaryList = items.map(each => summaryOf(context, each))
  return answer({ ReferenceSummaryList, NextToken })
}

function summaryOf(context: OperationContext, { Name, Value, Type }: Reference): Summary {
  const file = Type === 'ATTACHMENT' && context.centre.directory.get('file', Value)
  if (file) {
    const Arn = arnOf(context, 'file', Value)
    return { Attachment: { Name, Value, Arn, Status: statusOf(file.FileStatus) } } as Summary
  }
  // One member of the union, which the type cannot know of a name that is computed.
  return { [MEMBERS[Type] ?? 'String']: { Name, Value } } as unknown as Summary
}

function statusOf(status: sdk.FileStatusType): sdk.ReferenceStatus {
  return status === 'APPROVED' || status === 'REJECTED' ? status : 'PROCESSING'
}
