// A phone's call goes through a module while both are published anew and the centre is killed; the
// flow log tells what happened, each thing once.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import {
  AssociatePhoneNumberContactFlowCommand,
  type ConnectClient,
  CreateContactFlowCommand,
  CreateContactFlowModuleCommand,
  ListPhoneNumbersV2Command,
  UpdateContactFlowContentCommand,
  UpdateContactFlowModuleContentCommand,
} from '@aws-sdk/client-connect'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectClient } from '../support/connect-client.ts'
import { type Parley, signIn, startParley } from '../support/parley.ts'
import { lacks } from '../support/peer.ts'
import { runSipp, startSipp } from '../support/sipp.ts'
import { until } from '../support/until.ts'

const NUMBER = '+15550100'
const PARLEY = new URL('../../bin/parley.mjs', import.meta.url).pathname

let parley: Parley
let client: ConnectClient
let InstanceId: string

beforeAll(async () => {
  parley = await startParley()
  client = connectClient(parley)
  InstanceId = parley.credentials.instanceId
})

afterAll(async () => {
  await parley?.stop()
})

function step(Identifier: string, Type: string, Parameters: object, NextAction?: string) {
  const Errors = NextAction === undefined ? [] : [{ ErrorType: 'NoMatchingError', NextAction }]
  return {
    Identifier,
    Type,
    Parameters,
    Transitions: { ...(NextAction && { NextAction }), Errors },
  }
}

function content(...Actions: readonly ReturnType<typeof step>[]): string {
  return JSON.stringify({ Version: '2019-10-30', StartAction: Actions[0]?.Identifier, Actions })
}

function flow(moduleArn: string, name: string): string {
  return content(
    step('log', 'UpdateFlowLoggingBehavior', { FlowLoggingBehavior: 'Enabled' }, 'in'),
    step('in', 'InvokeFlowModule', { FlowModuleId: moduleArn }, name),
    step(name, 'MessageParticipant', { Text: 'Goodbye' }, 'end'),
    step('end', 'DisconnectParticipant', {}),
  )
}

function module(name: string): string {
  const long = 'One moment please, we are looking for your name in all of our books.'
  return content(
    step('long', 'MessageParticipant', { Text: `${long} ${long}` }, name),
    step(name, 'MessageParticipant', { Text: 'Found' }, 'back'),
    step('back', 'EndFlowModuleExecution', {}),
  )
}

const call = (caller: string) => ({
  scenario: 'call-until-far-end-hangs-up',
  target: { port: parley.sipPort },
  service: NUMBER,
  toneHz: 700,
  keys: { caller },
  timeoutMs: 40_000,
})

/** The lines there are, as they stand in the files. */
function lines(): readonly { readonly ContactId: string; readonly Identifier: string }[] {
  const folder = join(parley.data, 'logs/flow')
  return readdirSync(folder)
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}

const isLogged = (identifier: string) => async () =>
  lines().some(({ Identifier }) => Identifier === identifier)

async function command(...args: readonly string[]): Promise<string> {
  const env = { ...process.env, PARLEY_DATA: parley.data }
  return (await promisify(execFile)(process.execPath, [PARLEY, 'flow', ...args], { env })).stdout
}

describe.skipIf(lacks('sipp'))('the flow log', () => {
  test('tells of a call whose flow and module change under it, whose centre is killed, each step once', async () => {
    const { Id, Arn = '' } = await client.send(
      new CreateContactFlowModuleCommand({ InstanceId, Name: 'Names', Content: module('old') }),
    )
    const { ContactFlowId } = await client.send(
      new CreateContactFlowCommand({
        InstanceId,
        Name: 'Logged',
        Type: 'CONTACT_FLOW',
        Content: flow(Arn, 'before'),
      }),
    )
    const numbers = await client.send(new ListPhoneNumbersV2Command({}))
    await client.send(
      new AssociatePhoneNumberContactFlowCommand({
        InstanceId,
        PhoneNumberId: numbers.ListPhoneNumbersSummaryList?.[0]?.PhoneNumberId,
        ContactFlowId,
      }),
    )
    const sipp = await startSipp(call('+15557001'))
    await until('the module speaks', isLogged('long'))
    await client.send(
      new UpdateContactFlowModuleContentCommand({
        InstanceId,
        ContactFlowModuleId: Id,
        Content: module('new'),
      }),
    )
    await client.send(
      new UpdateContactFlowContentCommand({
        InstanceId,
        ContactFlowId,
        Content: flow(Arn, 'after'),
      }),
    )
    parley.kill('centre')
    expect(await sipp.done).toMatchObject({ successful: 1, failed: 0 })
    await until('the last step is logged', isLogged('end'))
    expect(lines().map(({ Identifier }) => Identifier)).toEqual([
      ...['log', 'in', 'long', 'old', 'back', 'before', 'end'],
    ])
    const contactId = lines()[0]?.ContactId ?? ''

    const told = await command('log', contactId)
    expect(told.trim().split('\n')).toHaveLength(7)
    expect(told).toMatch(/Names: PlayPrompt "old" \{"Text":"Found"\}/)
    const { entries } = JSON.parse(await command('log', contactId, '--json'))
    expect(entries).toEqual(lines())
    const url = `${parley.httpUrl}/api/flow-logs/${contactId}`
    expect((await fetch(url)).status).toBe(401)
    const shown = await fetch(url, { headers: { cookie: await signIn(parley, 'admin') } })
    expect((await shown.text()).trim().split('\n')).toHaveLength(7)

    expect(await runSipp(call('+15557002'))).toMatchObject({ successful: 1 })
    await until('the second call is logged', async () => lines().length >= 14)
    expect(
      lines()
        .slice(7)
        .map(({ Identifier }) => Identifier),
    ).toEqual(['log', 'in', 'long', 'new', 'back', 'after', 'end'])
  })
})
