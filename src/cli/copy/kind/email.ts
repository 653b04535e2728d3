// E-mail addresses, each with the one that is an alias of it.
import {
  type AliasConfiguration,
  AssociateEmailAddressAliasCommand,
  CreateEmailAddressCommand,
  DescribeEmailAddressCommand,
  DisassociateEmailAddressAliasCommand,
  SearchEmailAddressesCommand,
  UpdateEmailAddressMetadataCommand,
} from '@aws-sdk/client-connect'
import { type CopyOf, everyPage, given, pick, placedFrom } from '../thing.ts'

export const emailAddress: CopyOf = {
  kind: 'email-address',
  inTwoSteps: true,
  async list({ client, InstanceId }) {
    const found = await everyPage(
      next => client.send(new SearchEmailAddressesCommand({ InstanceId, ...next })),
      page => page.EmailAddresses,
    )
    return placedFrom(
      'email-address',
      found.map(({ EmailAddressId: Id, EmailAddressArn: Arn, EmailAddress: Name }) => {
        return { Id, Arn, Name }
      }),
    )
  },
  async read({ client, InstanceId }, { id }) {
    const address = await client.send(
      new DescribeEmailAddressCommand({ InstanceId, EmailAddressId: id }),
    )
    const aliases = address.AliasConfigurations ?? []
    return {
      ...pick(address, 'DisplayName', 'Description', 'Tags'),
      ...(aliases.length > 0 && { AliasConfigurations: aliases }),
    }
  },
  async make({ client, InstanceId }, EmailAddress, { AliasConfigurations: _, ...document }) {
    const made = await client.send(
      new CreateEmailAddressCommand({ InstanceId, EmailAddress, ...document }),
    )
    return { id: made.EmailAddressId ?? '', arn: made.EmailAddressArn ?? '' }
  },
  async fill({ client, InstanceId }, { id }, { AliasConfigurations = [], Tags: _, ...document }) {
    const about = { InstanceId, EmailAddressId: id }
    await client.send(new UpdateEmailAddressMetadataCommand({ ...about, ...document }))
    const before = await client.send(new DescribeEmailAddressCommand(about))
    const [there] = before.AliasConfigurations ?? []
    const [wanted] = given<readonly AliasConfiguration[]>(AliasConfigurations)
    if (there?.EmailAddressId === wanted?.EmailAddressId) return
    if (there) {
      const apart = { ...about, AliasConfiguration: there }
      await client.send(new DisassociateEmailAddressAliasCommand(apart))
    }
    if (wanted) {
      const together = { ...about, AliasConfiguration: wanted }
      await client.send(new AssociateEmailAddressAliasCommand(together))
    }
  },
}
