// E-mail addresses of the business, and of its queues. Kept; no mail comes or goes yet.
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import { emailAliases } from '../email-address.ts'
import { answer, change, changed, type Operation } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { create, edit, find, given, remove, requireFreeName } from '../resource.ts'
import { searched } from '../search.ts'
import { invalidRequest, notFound, ServiceError } from '../service-error.ts'
import { requireUnused } from '../use.ts'

const KIND = 'email-address'

type Address = Entry<typeof KIND>

export const createEmailAddress: Operation<'CreateEmailAddress'> = (input, context) => {
  const { EmailAddress: Name, DisplayName, Description, Tags } = input
  requireFreeName(context, KIND, Name)
  const made = create(context, KIND, { Name, DisplayName, Description, Tags })
  return changed({ EmailAddressId: made.id, EmailAddressArn: made.arn }, made.input)
}

export const describeEmailAddress: Operation<'DescribeEmailAddress'> = (
  { EmailAddressId },
  context,
) => {
  const address = find(context, KIND, EmailAddressId)
  const { CreatedTime = 0, LastModifiedTime = 0, Tags } = address.document
  return answer({
    ...shown(context, address),
    CreateTimestamp: new Date(CreatedTime).toISOString(),
    ModifiedTimestamp: new Date(LastModifiedTime).toISOString(),
    Tags,
  })
}

export const searchEmailAddresses: Operation<'SearchEmailAddresses'> = (input, context) => {
  const { items, ...rest } = searched(
    context,
    KIND,
    input,
    address => shown(context, address),
    ({ document }) => ({ ...document, EmailAddress: document.Name }),
  )
  return answer({ EmailAddresses: items, ...rest })
}

export const updateEmailAddressMetadata: Operation<'UpdateEmailAddressMetadata'> = (
  { EmailAddressId, Description, DisplayName },
  context,
) => {
  const address = find(context, KIND, EmailAddressId)
  const { id } = address
  return changed(
    { EmailAddressId: id, EmailAddressArn: arnOf(context, KIND, id) },
    edit(context, KIND, address, given({ Description, DisplayName })),
  )
}

export const deleteEmailAddress: Operation<'DeleteEmailAddress'> = (
  { EmailAddressId },
  context,
) => {
  const { id } = find(context, KIND, EmailAddressId)
  requireUnused(context, KIND, id)
  return change(remove(KIND, id))
}

/** An address has one alias at most, and an alias has none. */
export const associateEmailAddressAlias: Operation<'AssociateEmailAddressAlias'> = (
  { EmailAddressId, AliasConfiguration },
  context,
) => {
  const address = find(context, KIND, EmailAddressId)
  const alias = find(context, KIND, AliasConfiguration.EmailAddressId ?? '')
  if (alias.id === address.id) throw invalidRequest('An address is not an alias of itself.')
  const { AliasId } = address.document
  if (AliasId === alias.id) return change()
  if (AliasId !== undefined) throw conflict('The address has another alias already.')
  if (alias.document.AliasId !== undefined) throw conflict('The alias has an alias of its own.')
  const aliased = new Set(emailAliases(context))
  if (aliased.has(alias.id)) throw conflict('The alias is one of another address already.')
  if (aliased.has(address.id)) throw conflict('The address is an alias itself.')
  return change(edit(context, KIND, address, { AliasId: alias.id }))
}

export const disassociateEmailAddressAlias: Operation<'DisassociateEmailAddressAlias'> = (
  { EmailAddressId, AliasConfiguration },
  context,
) => {
  const address = find(context, KIND, EmailAddressId)
  const alias = find(context, KIND, AliasConfiguration.EmailAddressId ?? '')
  if (address.document.AliasId !== alias.id) {
    throw notFound(`${alias.document.Name} is no alias of ${address.document.Name}.`)
  }
  return change(edit(context, KIND, address, { AliasId: undefined }))
}

function shown(context: OperationContext, { id, document }: Address) {
  const { Name, DisplayName, Description, AliasId } = document
  return {
    EmailAddressId: id,
    EmailAddressArn: arnOf(context, KIND, id),
    EmailAddress: Name,
    DisplayName,
    Description,
    AliasConfigurations: AliasId === undefined ? [] : [{ EmailAddressId: AliasId }],
  }
}

function conflict(message: string): ServiceError {
  return new ServiceError('ResourceConflictException', message)
}
