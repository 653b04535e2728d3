// Flows, modules, prompts and numbers.
import {
  AssociatePhoneNumberContactFlowCommand,
  ClaimPhoneNumberCommand,
  type ContactFlowType,
  CreateContactFlowCommand,
  CreateContactFlowModuleCommand,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleCommand,
  DescribePromptCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListFlowAssociationsCommand,
  paginateListContactFlowModules,
  paginateListContactFlows,
  paginateListPhoneNumbersV2,
  paginateListPrompts,
  SearchAvailablePhoneNumbersCommand,
  UpdateContactFlowContentCommand,
  UpdateContactFlowMetadataCommand,
  UpdateContactFlowModuleContentCommand,
  UpdateContactFlowModuleMetadataCommand,
  UpdatePromptCommand,
} from '@aws-sdk/client-connect'
import { UseError } from '../../command.ts'
import { allOf, type CopyOf, described, given, pick, placedFrom } from '../thing.ts'

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
  async read({ client, InstanceId }, { id }) {
    const { ContactFlow } = await client.send(
      new DescribeContactFlowCommand({ InstanceId, ContactFlowId: id }),
    )
    return {
      ...pick(ContactFlow, 'Type', 'Description', 'State', 'Tags'),
      Content: contentOf(ContactFlow?.Content),
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
  async fill({ client, InstanceId }, { id, name }, { Content, Description, State }) {
    const about = { InstanceId, ContactFlowId: id }
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
  async read({ client, InstanceId }, { id }) {
    const { ContactFlowModule } = await client.send(
      new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId: id }),
    )
    return {
      ...pick(ContactFlowModule, 'Description', 'State', 'Tags'),
      Content: contentOf(ContactFlowModule?.Content),
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
  async fill({ client, InstanceId }, { id, name }, { Content, Description, State }) {
    const about = { InstanceId, ContactFlowModuleId: id }
    await client.send(
      new UpdateContactFlowModuleContentCommand({ ...about, Content: JSON.stringify(Content) }),
    )
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

/** Their sounds are not copied: a prompt must be there before what plays it comes. */
export const prompt: CopyOf = {
  kind: 'prompt',
  list: async ({ client, InstanceId }) =>
    placedFrom(
      'prompt',
      await allOf(paginateListPrompts({ client }, { InstanceId }), page => page.PromptSummaryList),
    ),
  async read({ client, InstanceId }, { id }) {
    const { Prompt } = await client.send(new DescribePromptCommand({ InstanceId, PromptId: id }))
    return pick(Prompt, 'Description')
  },
  async make(_, name) {
    throw new UseError(`Upload the sound of the prompt ${name} first: sounds are not in copies.`)
  },
  async fill({ client, InstanceId }, { id, name }, { Description }) {
    const about = { InstanceId, PromptId: id, Name: name }
    await client.send(new UpdatePromptCommand({ ...about, ...described(Description) }))
  },
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
