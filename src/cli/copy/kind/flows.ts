// Flows, modules and numbers.
import {
  AssociatePhoneNumberContactFlowCommand,
  ClaimPhoneNumberCommand,
  ContactFlowNotPublishedException,
  type ContactFlowType,
  CreateContactFlowCommand,
  CreateContactFlowModuleAliasCommand,
  CreateContactFlowModuleCommand,
  CreateContactFlowModuleVersionCommand,
  CreateContactFlowVersionCommand,
  DeleteContactFlowModuleAliasCommand,
  DeleteContactFlowModuleVersionCommand,
  DeleteContactFlowVersionCommand,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListFlowAssociationsCommand,
  paginateListContactFlowModuleAliases,
  paginateListContactFlowModules,
  paginateListContactFlowModuleVersions,
  paginateListContactFlows,
  paginateListContactFlowVersions,
  paginateListPhoneNumbersV2,
  SearchAvailablePhoneNumbersCommand,
  UpdateContactFlowContentCommand,
  UpdateContactFlowMetadataCommand,
  UpdateContactFlowModuleAliasCommand,
  UpdateContactFlowModuleContentCommand,
  UpdateContactFlowModuleMetadataCommand,
} from '@aws-sdk/client-connect'
import { UseError } from '../../command.ts'
import { allOf, type CopyOf, described, given, type Instance, pick, placedFrom } from '../thing.ts'
import { fillVersions, type Versioned, versionsOf } from '../versions.ts'

/** Where a thing is made before its content is there: it does nothing. */
const EMPTY = JSON.stringify({
  Version: '2019-10-30',
  StartAction: 'end',
  Actions: [{ Identifier: 'end', Type: 'EndFlowExecution', Parameters: {}, Transitions: {} }],
  Metadata: {},
})

export const flow: CopyOf = {
  kind: 'flow',
  inTwoSteps: true,
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListContactFlows({ client }, { InstanceId }),
      page => page.ContactFlowSummaryList,
    )
    return placedFrom('flow', found)
  },
  async read(of, { id }) {
    const ContactFlow = await publishedOrSaved(of, id)
    return {
      ...pick(ContactFlow, 'Type', 'Description', 'State', 'Tags'),
      Content: contentOf(ContactFlow?.Content),
      ...(await versionsOf(flowVersions(of, id))),
    }
  },
  async make({ client, InstanceId }, Name, { Type, Description, Tags }) {
    const made = await client.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name,
        Type: given<ContactFlowType>(Type),
        Status: 'SAVED',
        Content: EMPTY,
        ...(Description !== undefined && { ...described(Description) }),
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.ContactFlowId ?? '', arn: made.ContactFlowArn ?? '' }
  },
  async fill(of, { id, name }, { Content, Description, State, Versions }) {
    const { client, InstanceId } = of
    const about = { InstanceId, ContactFlowId: id }
    await fillVersions(flowVersions(of, id), Versions)
    await client.send(
      new UpdateContactFlowContentCommand({ ...about, Content: JSON.stringify(Content) }),
    )
    await client.send(
      new UpdateContactFlowMetadataCommand({
        ...about,
        Name: name,
        ...described(Description),
        ...(State !== undefined && { ContactFlowState: given<'ACTIVE'>(State) }),
      }),
    )
  },
}

/** One that was made and never filled, when an `apply` stopped half way, is a draft alone. */
async function publishedOrSaved({ client, InstanceId }: Instance, id: string) {
  const describe = async (ContactFlowId: string) =>
    (await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }))).ContactFlow
  try {
    return await describe(id)
  } catch (error) {
    if (!(error instanceof ContactFlowNotPublishedException)) throw error
    return describe(`${id}:$SAVED`)
  }
}

function flowVersions({ client, InstanceId }: Instance, id: string): Versioned {
  const about = { InstanceId, ContactFlowId: id }
  return {
    list: () =>
      allOf(
        paginateListContactFlowVersions({ client }, about),
        page => page.ContactFlowVersionSummaryList,
      ),
    async content(version) {
      const of = { InstanceId, ContactFlowId: `${id}:${version}` }
      const { ContactFlow } = await client.send(new DescribeContactFlowCommand(of))
      return contentOf(ContactFlow?.Content)
    },
    async publish(content) {
      const input = { ...about, Content: JSON.stringify(content) }
      await client.send(new UpdateContactFlowContentCommand(input))
    },
    number: async description =>
      (await client.send(new CreateContactFlowVersionCommand({ ...about, ...description })))
        .Version,
    async drop(ContactFlowVersion) {
      await client.send(new DeleteContactFlowVersionCommand({ ...about, ContactFlowVersion }))
    },
  }
}

export const flowModule: CopyOf = {
  kind: 'module',
  inTwoSteps: true,
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'module',
      await allOf(
        paginateListContactFlowModules({ client }, { InstanceId }),
        page => page.ContactFlowModulesSummaryList,
      ),
    ),
  async read(of, { id }) {
    const { client, InstanceId } = of
    const { ContactFlowModule } = await client.send(
      new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId: id }),
    )
    const aliases = await aliasesOf(of, id)
    return {
      ...pick(ContactFlowModule, 'Description', 'State', 'Settings', 'Tags'),
      Content: contentOf(ContactFlowModule?.Content),
      ...(await versionsOf(moduleVersions(of, id))),
      ...(aliases.length > 0 && { Aliases: aliases.map(({ AliasId: _, ...alias }) => alias) }),
    }
  },
  async make({ client, InstanceId }, Name, { Tags }) {
    const made = await client.send(
      new CreateContactFlowModuleCommand({
        InstanceId,
        Name,
        Content: EMPTY,
        ...(Tags !== undefined && { Tags: given<Record<string, string>>(Tags) }),
      }),
    )
    return { id: made.Id ?? '', arn: made.Arn ?? '' }
  },
  async fill(of, { id, name }, document) {
    const { client, InstanceId } = of
    const { Content, Description, State, Settings, Versions, Aliases = [] } = document
    const about = { InstanceId, ContactFlowModuleId: id }
    await fillVersions(moduleVersions(of, id), Versions)
    await client.send(
      new UpdateContactFlowModuleContentCommand({
        ...about,
        Content: JSON.stringify(Content),
        ...(Settings !== undefined && { Settings: given<string>(Settings) }),
      }),
    )
    await fillAliases(of, id, given<readonly Alias[]>(Aliases))
    await client.send(
      new UpdateContactFlowModuleMetadataCommand({
        ...about,
        Name: name,
        ...described(Description),
        ...(State !== undefined && { State: given<'ACTIVE'>(State) }),
      }),
    )
  },
}

function moduleVersions({ client, InstanceId }: Instance, id: string): Versioned {
  const about = { InstanceId, ContactFlowModuleId: id }
  return {
    list: () =>
      allOf(
        paginateListContactFlowModuleVersions({ client }, about),
        page => page.ContactFlowModuleVersionSummaryList,
      ),
    async content(version) {
      const of = { InstanceId, ContactFlowModuleId: `${id}:${version}` }
      const { ContactFlowModule } = await client.send(new DescribeContactFlowModuleCommand(of))
      const { Content, Settings } = ContactFlowModule ?? {}
      return { Content: contentOf(Content), ...(Settings !== undefined && { Settings }) }
    },
    async publish(version) {
      const { Content, Settings } = version as { Content: unknown; Settings?: string }
      const input = { ...about, Content: JSON.stringify(Content) }
      await client.send(
        new UpdateContactFlowModuleContentCommand({ ...input, ...(Settings && { Settings }) }),
      )
    },
    number: async description =>
      (await client.send(new CreateContactFlowModuleVersionCommand({ ...about, ...description })))
        .Version,
    async drop(ContactFlowModuleVersion) {
      const input = { ...about, ContactFlowModuleVersion }
      await client.send(new DeleteContactFlowModuleVersionCommand(input))
    },
  }
}

interface Alias {
  readonly AliasName: string
  readonly ContactFlowModuleVersion: number
  readonly Description?: string
}

async function aliasesOf({ client, InstanceId }: Instance, ContactFlowModuleId: string) {
  const found = await allOf(
    paginateListContactFlowModuleAliases({ client }, { InstanceId, ContactFlowModuleId }),
    page => page.ContactFlowModuleAliasSummaryList,
  )
  const aliases = found.map(({ AliasId, AliasName = '', Version = 0, AliasDescription }) => ({
    AliasId,
    AliasName,
    ContactFlowModuleVersion: Version,
    ...described(AliasDescription),
  }))
  return aliases.toSorted((a, b) => (a.AliasName < b.AliasName ? -1 : 1))
}

async function fillAliases(of: Instance, ContactFlowModuleId: string, wanted: readonly Alias[]) {
  const { client, InstanceId } = of
  const about = { InstanceId, ContactFlowModuleId }
  const there = await aliasesOf(of, ContactFlowModuleId)
  for (const alias of wanted) {
    const { AliasName, ...members } = alias
    const before = there.find(each => each.AliasName === AliasName)
    if (!before) {
      await client.send(new CreateContactFlowModuleAliasCommand({ ...about, ...alias }))
    } else {
      const { AliasId } = before
      await client.send(
        new UpdateContactFlowModuleAliasCommand({ ...about, AliasId, Name: AliasName, ...members }),
      )
    }
  }
  for (const { AliasId, AliasName } of there) {
    if (wanted.some(each => each.AliasName === AliasName)) continue
    await client.send(new DeleteContactFlowModuleAliasCommand({ ...about, AliasId }))
  }
}

export const number: CopyOf = {
  kind: 'number',
  async list({ client, InstanceId }) {
    const found = await allOf(
      paginateListPhoneNumbersV2({ client }, { InstanceId }),
      page => page.ListPhoneNumbersSummaryList,
    )
    return found.flatMap(({ PhoneNumber, PhoneNumberId: id, PhoneNumberArn: arn }) =>
      PhoneNumber && id && arn ? [{ kind: 'number', name: PhoneNumber, id, arn } as const] : [],
    )
  },
  async read({ client, InstanceId }, { id, arn }) {
    const { FlowAssociationSummaryList = [] } = await client.send(
      new ListFlowAssociationsCommand({
        InstanceId,
        ResourceType: 'VOICE_PHONE_NUMBER',
        MaxResults: 1000,
      }),
    )
    const of = FlowAssociationSummaryList.find(
      ({ ResourceId }) => ResourceId === id || ResourceId === arn,
    )
    return of?.FlowId === undefined
      ? {}
      : { ContactFlowId: of.FlowId.slice(of.FlowId.lastIndexOf('/') + 1) }
  },
  async make({ client, InstanceId }, name) {
    const { AvailableNumbersList = [] } = await client.send(
      new SearchAvailablePhoneNumbersCommand({
        InstanceId,
        PhoneNumberCountryCode: 'US',
        PhoneNumberType: 'DID',
        PhoneNumberPrefix: name,
        MaxResults: 1,
      }),
    )
    if (AvailableNumbersList[0]?.PhoneNumber !== name) {
      throw new UseError(
        `The number ${name} is not to be had here: claim one, and name it in the copy.`,
      )
    }
    const made = await client.send(new ClaimPhoneNumberCommand({ InstanceId, PhoneNumber: name }))
    return { id: made.PhoneNumberId ?? '', arn: made.PhoneNumberArn ?? '' }
  },
  async fill({ client, InstanceId }, { id }, { ContactFlowId }) {
    const about = { InstanceId, PhoneNumberId: id }
    if (ContactFlowId === undefined) {
      await client.send(new DisassociatePhoneNumberContactFlowCommand(about))
      return
    }
    const of = { ...about, ContactFlowId: given<string>(ContactFlowId) }
    await client.send(new AssociatePhoneNumberContactFlowCommand(of))
  },
  inTwoSteps: true,
}

/** As JSON, so that a difference can be read; positions on a canvas in it count, too. */
function contentOf(content: string | undefined): unknown {
  return JSON.parse(content ?? '{}')
}
