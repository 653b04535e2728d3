// Flows and modules get versions and aliases by the official SDK, and read them back.
import {
  AssociatePhoneNumberContactFlowCommand,
  CreateContactFlowCommand,
  CreateContactFlowModuleAliasCommand,
  CreateContactFlowModuleCommand,
  CreateContactFlowModuleVersionCommand,
  CreateContactFlowVersionCommand,
  DeleteContactFlowCommand,
  DeleteContactFlowModuleAliasCommand,
  DeleteContactFlowModuleCommand,
  DeleteContactFlowModuleVersionCommand,
  DeleteContactFlowVersionCommand,
  DescribeContactFlowCommand,
  DescribeContactFlowModuleAliasCommand,
  DescribeContactFlowModuleCommand,
  DisassociatePhoneNumberContactFlowCommand,
  ListContactFlowModuleAliasesCommand,
  ListContactFlowModuleVersionsCommand,
  ListContactFlowsCommand,
  ListContactFlowVersionsCommand,
  ListPhoneNumbersV2Command,
  SearchContactFlowModulesCommand,
  SearchContactFlowsCommand,
  StartTaskContactCommand,
  UpdateContactFlowContentCommand,
  UpdateContactFlowMetadataCommand,
  UpdateContactFlowModuleAliasCommand,
  UpdateContactFlowModuleContentCommand,
  UpdateContactFlowModuleMetadataCommand,
  UpdateContactFlowNameCommand,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

/** A flow that says something and hangs up. */
function saying(Text: string): string {
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'say',
    Actions: [
      {
        Identifier: 'say',
        Type: 'MessageParticipant',
        Parameters: { Text },
        Transitions: {
          NextAction: 'bye',
          Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'bye' }],
        },
      },
      { Identifier: 'bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
    ],
  })
}

/** A module that comes back with a result. */
function returning(Result: string): string {
  return JSON.stringify({
    Version: '2019-10-30',
    StartAction: 'back',
    Actions: [
      {
        Identifier: 'back',
        Type: 'EndFlowModuleExecution',
        Parameters: { Result },
        Transitions: {},
      },
    ],
  })
}

const settings = (...names: readonly string[]) =>
  JSON.stringify({ transitions: { results: names.map(name => ({ name, description: name })) } })

async function newFlow(Name: string, Text = 'one'): Promise<{ id: string; arn: string }> {
  const made = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name,
      Type: 'CONTACT_FLOW',
      Content: saying(Text),
    }),
  )
  return { id: made.ContactFlowId ?? '', arn: made.ContactFlowArn ?? '' }
}

async function newModule(Name: string): Promise<{ id: string; arn: string }> {
  const made = await client.send(
    new CreateContactFlowModuleCommand({ InstanceId, Name, Content: returning('one') }),
  )
  return { id: made.Id ?? '', arn: made.Arn ?? '' }
}

async function refused(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    () => 'nothing was refused',
    (error: Error) => error.name,
  )
}

const describeFlow = async (ContactFlowId: string) =>
  (await client.send(new DescribeContactFlowCommand({ InstanceId, ContactFlowId }))).ContactFlow

const describeModule = async (ContactFlowModuleId: string) =>
  (await client.send(new DescribeContactFlowModuleCommand({ InstanceId, ContactFlowModuleId })))
    .ContactFlowModule

test('versions of a flow are numbered, keep what was published, and are listed in pages', async () => {
  const { id: ContactFlowId, arn } = await newFlow('Versions')
  const first = await client.send(
    new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId, Description: 'the first' }),
  )
  expect(first).toMatchObject({ Version: 1, ContactFlowArn: arn })
  await client.send(
    new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: saying('two') }),
  )
  const second = await client.send(
    new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId: arn }),
  )
  expect(second.Version).toBe(2)
  expect(await describeFlow(`${ContactFlowId}:1`)).toMatchObject({
    Arn: `${arn}:1`,
    Id: ContactFlowId,
    Name: 'Versions',
    Content: saying('one'),
    Version: 1,
    VersionDescription: 'the first',
    Status: 'PUBLISHED',
  })
  expect((await describeFlow(`${arn}:2`))?.Content).toBe(saying('two'))
  expect((await describeFlow(`${arn}:$LATEST`))?.Content).toBe(saying('two'))
  const page = await client.send(
    new ListContactFlowVersionsCommand({ InstanceId, ContactFlowId, MaxResults: 1 }),
  )
  expect(page.ContactFlowVersionSummaryList).toEqual([
    { Arn: `${arn}:1`, Version: 1, VersionDescription: 'the first' },
  ])
  const rest = await client.send(
    new ListContactFlowVersionsCommand({ InstanceId, ContactFlowId, NextToken: page.NextToken }),
  )
  expect(rest.ContactFlowVersionSummaryList?.map(each => each.Version)).toEqual([2])
  expect(rest.NextToken).toBeUndefined()
})

test('a number is not used again when its version is deleted', async () => {
  const { id: ContactFlowId } = await newFlow('Deleted versions')
  const number = async () =>
    (await client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }))).Version
  expect(await number()).toBe(1)
  expect(await number()).toBe(2)
  await client.send(
    new DeleteContactFlowVersionCommand({ InstanceId, ContactFlowId, ContactFlowVersion: 2 }),
  )
  expect(await number()).toBe(3)
  expect(await refused(describeFlow(`${ContactFlowId}:2`))).toBe('ResourceNotFoundException')
})

test('a version is made only of the content that its maker has seen', async () => {
  const { id: ContactFlowId } = await newFlow('Guarded')
  const described = await describeFlow(ContactFlowId)
  const seen = {
    FlowContentSha256: described?.FlowContentSha256,
    LastModifiedTime: described?.LastModifiedTime,
    LastModifiedRegion: described?.LastModifiedRegion,
    ContactFlowVersion: 1,
  }
  const make = (members: object) =>
    client.send(
      new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId, ...seen, ...members }),
    )
  const wrong = [
    { FlowContentSha256: '0'.repeat(64) },
    { LastModifiedTime: new Date(0) },
    { ContactFlowVersion: 7 },
  ]
  for (const members of wrong) {
    expect(await refused(make(members))).toMatch(/^Invalid(Request|Parameter)Exception$/)
  }
  expect((await make({})).Version).toBe(1)
  // Numbering it has changed nothing of the flow.
  expect((await describeFlow(ContactFlowId))?.LastModifiedTime).toEqual(seen.LastModifiedTime)
})

test('versions do not change, and a draft that was never published has none', async () => {
  const { id: ContactFlowId } = await newFlow('Unchanging')
  await client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }))
  const change = (id: string) =>
    client.send(
      new UpdateContactFlowContentCommand({
        InstanceId,
        ContactFlowId: id,
        Content: saying('other'),
      }),
    )
  expect(await refused(change(`${ContactFlowId}:1`))).toBe('InvalidParameterException')
  expect(await refused(change(`${ContactFlowId}:9`))).toBe('ResourceNotFoundException')
  expect(await refused(describeFlow(`${ContactFlowId}:live`))).toBe('InvalidParameterException')
  const draft = await client.send(
    new CreateContactFlowCommand({
      InstanceId,
      Name: 'Only a draft',
      Type: 'CONTACT_FLOW',
      Status: 'SAVED',
      Content: '{}',
    }),
  )
  expect(
    await refused(
      client.send(
        new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId: draft.ContactFlowId }),
      ),
    ),
  ).toBe('InvalidRequestException')
})

test('a draft beside the published flow is shown as $SAVED, until it is published', async () => {
  const { id: ContactFlowId, arn } = await newFlow('Draft beside')
  const saved = `${arn}:$SAVED`
  await client.send(
    new UpdateContactFlowContentCommand({
      InstanceId,
      ContactFlowId: saved,
      Content: saying('draft'),
    }),
  )
  expect(await describeFlow(saved)).toMatchObject({
    Status: 'SAVED',
    Content: saying('draft'),
    Arn: saved,
  })
  expect(await describeFlow(ContactFlowId)).toMatchObject({
    Status: 'PUBLISHED',
    Content: saying('one'),
  })
  await client.send(
    new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: saying('draft') }),
  )
  expect((await describeFlow(ContactFlowId))?.Content).toBe(saying('draft'))
})

test('a phone number that names a version is answered with it; neither can then be deleted', async () => {
  const numbers = await client.send(new ListPhoneNumbersV2Command({ InstanceId }))
  const PhoneNumberId = numbers.ListPhoneNumbersSummaryList?.[0]?.PhoneNumberId
  const { id: ContactFlowId } = await newFlow('Answers', 'version one')
  await client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }))
  await client.send(
    new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: saying('newer') }),
  )
  const associate = (id: string) =>
    client.send(
      new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId: id }),
    )
  expect(await refused(associate(`${ContactFlowId}:2`))).toBe('ResourceNotFoundException')
  await associate(`${ContactFlowId}:1`)
  const { test: parley } = centre
  expect(parley.hearOut(parley.call())).toEqual(['version one'])
  const remove = new DeleteContactFlowVersionCommand({
    InstanceId,
    ContactFlowId,
    ContactFlowVersion: 1,
  })
  expect(await refused(client.send(remove))).not.toBe('nothing was refused')
  expect(
    await refused(client.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId }))),
  ).not.toBe('nothing was refused')
  await client.send(new DisassociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId }))
  await client.send(new DeleteContactFlowCommand({ InstanceId, ContactFlowId }))
  const { directory } = parley.centre.view
  expect(directory.get('contact-flow-version', `${ContactFlowId}:1`)).toBeUndefined()
})

test('a task that is started with a version of a flow runs that version', async () => {
  const { id: ContactFlowId } = await newFlow('For tasks', 'one')
  await client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }))
  const noting = (note: string) =>
    JSON.stringify({
      Version: '2019-10-30',
      StartAction: 'note',
      Actions: [
        {
          Identifier: 'note',
          Type: 'UpdateContactAttributes',
          Parameters: { Attributes: { note } },
          Transitions: {
            NextAction: 'wait',
            Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'wait' }],
          },
        },
        {
          Identifier: 'wait',
          Type: 'Wait',
          Parameters: { TimeLimitSeconds: '60' },
          Transitions: {
            NextAction: 'bye',
            Conditions: [
              {
                NextAction: 'bye',
                Condition: { Operator: 'Equals', Operands: ['WaitCompleted'] },
              },
            ],
            Errors: [{ ErrorType: 'NoMatchingError', NextAction: 'bye' }],
          },
        },
        { Identifier: 'bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} },
      ],
    })
  for (const note of ['two', 'three']) {
    await client.send(
      new UpdateContactFlowContentCommand({ InstanceId, ContactFlowId, Content: noting(note) }),
    )
    if (note === 'two') {
      await client.send(new CreateContactFlowVersionCommand({ InstanceId, ContactFlowId }))
    }
  }
  const noteOf = async (id: string) => {
    const { ContactId = '' } = await client.send(
      new StartTaskContactCommand({ InstanceId, Name: 'Do it', ContactFlowId: id }),
    )
    return centre.test.centre.view.contact(ContactId)?.attributes.note
  }
  expect(await noteOf(`${ContactFlowId}:2`)).toBe('two')
  expect(await noteOf(ContactFlowId)).toBe('three')
  expect(await refused(noteOf(`${ContactFlowId}:9`))).toBe('ResourceNotFoundException')
})

test('an archived flow answers no calls until it is active again', async () => {
  const numbers = await client.send(new ListPhoneNumbersV2Command({ InstanceId }))
  const PhoneNumberId = numbers.ListPhoneNumbersSummaryList?.[0]?.PhoneNumberId
  const { id: ContactFlowId } = await newFlow('Archived')
  await client.send(
    new AssociatePhoneNumberContactFlowCommand({ InstanceId, PhoneNumberId, ContactFlowId }),
  )
  const put = (ContactFlowState: 'ARCHIVED' | 'ACTIVE') =>
    client.send(
      new UpdateContactFlowMetadataCommand({ InstanceId, ContactFlowId, ContactFlowState }),
    )
  const { test: parley } = centre
  await put('ARCHIVED')
  parley.call()
  expect(parley.effects.at(-1)).toMatchObject({ type: 'leg.reject' })
  await put('ACTIVE')
  expect(parley.hearOut(parley.call())).toEqual(['one'])
})

test('flows are renamed and found by name, and a name is used once', async () => {
  const { id: ContactFlowId } = await newFlow('Before')
  await client.send(
    new UpdateContactFlowNameCommand({ InstanceId, ContactFlowId, Name: 'Afterwards' }),
  )
  expect(
    await refused(
      client.send(
        new UpdateContactFlowNameCommand({ InstanceId, ContactFlowId, Name: 'Versions' }),
      ),
    ),
  ).toBe('DuplicateResourceException')
  const found = await client.send(
    new SearchContactFlowsCommand({
      InstanceId,
      SearchCriteria: {
        AndConditions: [
          {
            StringCondition: { FieldName: 'name', Value: 'after', ComparisonType: 'STARTS_WITH' },
          },
          { TypeCondition: 'CONTACT_FLOW' },
        ],
      },
    }),
  )
  expect(found.ContactFlows?.map(each => each.Name)).toEqual(['Afterwards'])
  const listed = await client.send(new ListContactFlowsCommand({ InstanceId }))
  expect(listed.ContactFlowSummaryList?.filter(each => each.Id === ContactFlowId)).toHaveLength(1)
})

test('versions and aliases of a module', async () => {
  const { id: ContactFlowModuleId, arn } = await newModule('Aliased')
  const version = (members: object = {}) =>
    client.send(
      new CreateContactFlowModuleVersionCommand({ InstanceId, ContactFlowModuleId, ...members }),
    )
  expect(await version({ Description: 'first' })).toMatchObject({
    Version: 1,
    ContactFlowModuleArn: arn,
  })
  expect(await refused(version({ FlowModuleContentSha256: '0'.repeat(64) }))).toBe(
    'InvalidRequestException',
  )
  await client.send(
    new UpdateContactFlowModuleContentCommand({
      InstanceId,
      ContactFlowModuleId,
      Content: returning('two'),
      Settings: settings('two'),
    }),
  )
  expect((await version()).Version).toBe(2)
  const alias = await client.send(
    new CreateContactFlowModuleAliasCommand({
      InstanceId,
      ContactFlowModuleId,
      AliasName: 'live',
      ContactFlowModuleVersion: 1,
      Description: 'what runs',
    }),
  )
  expect(alias.ContactFlowModuleArn).toBe(arn)
  const AliasId = alias.Id
  const shown = async () =>
    (
      await client.send(
        new DescribeContactFlowModuleAliasCommand({ InstanceId, ContactFlowModuleId, AliasId }),
      )
    ).ContactFlowModuleAlias
  expect(await shown()).toMatchObject({
    AliasId,
    ContactFlowModuleArn: arn,
    ContactFlowModuleId,
    Description: 'what runs',
    Name: 'live',
    Version: 1,
  })
  expect(await describeModule(`${arn}:live`)).toMatchObject({
    Content: returning('one'),
    Version: 1,
  })
  expect(await describeModule(`${ContactFlowModuleId}:2`)).toMatchObject({
    Arn: `${arn}:2`,
    Content: returning('two'),
    Settings: settings('two'),
  })
  const removeVersion = (ContactFlowModuleVersion: number) =>
    client.send(
      new DeleteContactFlowModuleVersionCommand({
        InstanceId,
        ContactFlowModuleId,
        ContactFlowModuleVersion,
      }),
    )
  expect(await refused(removeVersion(1))).toBe('InvalidRequestException')
  await client.send(
    new UpdateContactFlowModuleAliasCommand({
      InstanceId,
      ContactFlowModuleId,
      AliasId,
      ContactFlowModuleVersion: 2,
      Name: 'current',
    }),
  )
  expect(await shown()).toMatchObject({ Name: 'current', Version: 2, Description: 'what runs' })
  await removeVersion(1)
  const versions = await client.send(
    new ListContactFlowModuleVersionsCommand({ InstanceId, ContactFlowModuleId }),
  )
  expect(versions.ContactFlowModuleVersionSummaryList?.map(each => each.Version)).toEqual([2])
  const aliases = await client.send(
    new ListContactFlowModuleAliasesCommand({ InstanceId, ContactFlowModuleId }),
  )
  expect(aliases.ContactFlowModuleAliasSummaryList).toMatchObject([
    { AliasId, AliasName: 'current', AliasDescription: 'what runs', Version: 2 },
  ])
  await client.send(
    new DeleteContactFlowModuleAliasCommand({ InstanceId, ContactFlowModuleId, AliasId }),
  )
  expect(await refused(shown())).toBe('ResourceNotFoundException')
  await client.send(new DeleteContactFlowModuleCommand({ InstanceId, ContactFlowModuleId }))
  expect(await refused(describeModule(`${ContactFlowModuleId}:2`))).toBe(
    'ResourceNotFoundException',
  )
})

test('an alias needs a name of its own and a version that is there', async () => {
  const { id: ContactFlowModuleId } = await newModule('Alias names')
  await client.send(new CreateContactFlowModuleVersionCommand({ InstanceId, ContactFlowModuleId }))
  const make = (AliasName: string, ContactFlowModuleVersion = 1) =>
    refused(
      client.send(
        new CreateContactFlowModuleAliasCommand({
          InstanceId,
          ContactFlowModuleId,
          AliasName,
          ContactFlowModuleVersion,
        }),
      ),
    )
  expect(await make('live')).toBe('nothing was refused')
  expect(await make('live')).toBe('DuplicateResourceException')
  expect(await make('$LATEST')).toBe('InvalidParameterException')
  expect(await make('3')).toBe('InvalidParameterException')
  expect(await make('other', 9)).toBe('ResourceNotFoundException')
})

test('a module is drafted, archived and found', async () => {
  const { id: ContactFlowModuleId, arn } = await newModule('Drafted module')
  await client.send(
    new UpdateContactFlowModuleContentCommand({
      InstanceId,
      ContactFlowModuleId: `${arn}:$SAVED`,
      Content: '{"not":"yet"}',
    }),
  )
  expect((await describeModule(`${ContactFlowModuleId}:$SAVED`))?.Content).toBe('{"not":"yet"}')
  expect((await describeModule(ContactFlowModuleId))?.Content).toBe(returning('one'))
  await client.send(
    new UpdateContactFlowModuleMetadataCommand({
      InstanceId,
      ContactFlowModuleId,
      State: 'ARCHIVED',
    }),
  )
  const found = await client.send(
    new SearchContactFlowModulesCommand({
      InstanceId,
      SearchCriteria: { StateCondition: 'ARCHIVED' },
    }),
  )
  expect(found.ContactFlowModules?.map(each => each.Name)).toEqual(['Drafted module'])
})

test.each([
  ['content that is no flow', { Content: '{}' }],
  ['settings that are no JSON', { Content: returning('one'), Settings: 'x' }],
  ['nine branches', { Content: returning('1'), Settings: settings(...'123456789') }],
  ['a result that is not declared', { Content: returning('one'), Settings: settings('two') }],
  ['an action that no module may have', { Content: saying('x').replace('DisconnectP', 'NoSuchP') }],
])('a module with %s is refused with all that is wrong', async (Name, members) => {
  const error = await client
    .send(new CreateContactFlowModuleCommand({ InstanceId, Name, ...members }))
    .catch(reason => reason)
  expect(error.name).toBe('InvalidContactFlowModuleException')
  expect(error.Problems.length).toBeGreaterThan(0)
})
