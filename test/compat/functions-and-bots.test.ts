// Which functions and bots flows may use, said with the official SDK.
import {
  AssociateBotCommand,
  AssociateLambdaFunctionCommand,
  AssociateLexBotCommand,
  DisassociateBotCommand,
  DisassociateLambdaFunctionCommand,
  DisassociateLexBotCommand,
  ListBotsCommand,
  ListLambdaFunctionsCommand,
  ListLexBotsCommand,
  paginateListLambdaFunctions,
} from '@aws-sdk/client-connect'
import { expect, test } from 'vitest'
import { apiCentreOfFile } from '../support/api-centre-of-file.ts'

const { centre, client, InstanceId } = await apiCentreOfFile()

const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`

test('functions are associated, listed in pages and taken away again', async () => {
  const names = ['a', 'b', 'c'].map(arn)
  for (const FunctionArn of [...names, `${arn('b')}:active`]) {
    await client.send(new AssociateLambdaFunctionCommand({ InstanceId, FunctionArn }))
  }
  const listed: string[] = []
  for await (const page of paginateListLambdaFunctions({ client, pageSize: 2 }, { InstanceId })) {
    listed.push(...(page.LambdaFunctions ?? []))
  }
  expect(listed).toEqual(names)
  await client.send(new DisassociateLambdaFunctionCommand({ InstanceId, FunctionArn: arn('b') }))
  const { LambdaFunctions } = await client.send(new ListLambdaFunctionsCommand({ InstanceId }))
  expect(LambdaFunctions).toEqual([arn('a'), arn('c')])
  await expect(
    client.send(new DisassociateLambdaFunctionCommand({ InstanceId, FunctionArn: arn('b') })),
  ).rejects.toThrow(/not associated/)
  await expect(
    client.send(new AssociateLambdaFunctionCommand({ InstanceId, FunctionArn: 'lookup' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' })
})

test('bots of both versions are associated, listed and taken away again', async () => {
  const AliasArn = 'arn:aws:lex:us-east-1:000000000000:bot-alias/BOT/ALIAS'
  const LexBot = { Name: 'Old', LexRegion: 'us-west-2' }
  await client.send(new AssociateBotCommand({ InstanceId, LexV2Bot: { AliasArn } }))
  await client.send(new AssociateLexBotCommand({ InstanceId, LexBot }))
  const bots = async (LexVersion: 'V1' | 'V2') =>
    (await client.send(new ListBotsCommand({ InstanceId, LexVersion }))).LexBots
  expect(await bots('V2')).toEqual([{ LexV2Bot: { AliasArn } }])
  expect(await bots('V1')).toEqual([{ LexBot }])
  const { LexBots } = await client.send(new ListLexBotsCommand({ InstanceId }))
  expect(LexBots).toEqual([LexBot])
  await client.send(new DisassociateBotCommand({ InstanceId, LexV2Bot: { AliasArn } }))
  await client.send(
    new DisassociateLexBotCommand({ InstanceId, BotName: 'Old', LexRegion: 'us-west-2' }),
  )
  expect([await bots('V1'), await bots('V2')]).toEqual([[], []])
  await expect(client.send(new AssociateBotCommand({ InstanceId }))).rejects.toMatchObject({
    name: 'InvalidRequestException',
  })
})
