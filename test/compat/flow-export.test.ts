// `parley flow export` asks a running centre through the API; what it writes can be imported again.
import { CreateContactFlowCommand, CreateContactFlowModuleCommand } from '@aws-sdk/client-connect'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runFlowCommand } from '../../src/cli/flow-command.ts'
import { ACCESS_KEY, type ApiCentre, startApiCentre } from '../support/api-centre.ts'

let centre: ApiCentre
beforeAll(async () => {
  centre = await startApiCentre()
})
afterAll(() => centre.close())

const content = {
  Version: '2019-10-30',
  StartAction: 'bye',
  Metadata: { Annotations: [{ text: 'mine' }] },
  Actions: [{ Identifier: 'bye', Type: 'DisconnectParticipant', Parameters: {}, Transitions: {} }],
}

async function exported(...args: readonly string[]) {
  let out = ''
  let err = ''
  const code = await runFlowCommand(['export', ...args], {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    env: {
      AWS_ENDPOINT_URL: centre.url,
      PARLEY_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
      PARLEY_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
    },
  })
  return { code, err, flow: out === '' ? undefined : JSON.parse(out) }
}

test('a flow is exported by its name, with what the designer needs to import it', async () => {
  const made = await centre.client().send(
    new CreateContactFlowCommand({
      InstanceId: centre.instanceId,
      Name: 'Say goodbye',
      Description: 'Short',
      Type: 'CUSTOMER_QUEUE',
      Content: JSON.stringify(content),
    }),
  )
  const { code, flow } = await exported('Say goodbye')
  expect(code).toBe(0)
  expect(flow).toEqual({
    ...content,
    Metadata: {
      Annotations: [{ text: 'mine' }],
      entryPointPosition: { x: 20, y: 20 },
      ActionMetadata: { bye: { position: { x: 260, y: 20 } } },
      name: 'Say goodbye',
      description: 'Short',
      type: 'customerQueue',
      status: 'published',
    },
  })
  expect((await exported(made.ContactFlowArn ?? '')).flow).toEqual(flow)
})

test('a module is exported too', async () => {
  await centre.client().send(
    new CreateContactFlowModuleCommand({
      InstanceId: centre.instanceId,
      Name: 'Goodbye module',
      Content: JSON.stringify(content),
    }),
  )
  const { flow } = await exported('Goodbye module')
  expect(flow).toMatchObject({ Metadata: { name: 'Goodbye module' }, Actions: content.Actions })
})

test('what is not there, and a centre that is not there, are told in one sentence', async () => {
  expect(await exported('No such flow')).toEqual({
    code: 2,
    err: 'There is no file and no flow or module No such flow.\n',
    flow: undefined,
  })
  const { code, err } = await exported('x', '--endpoint', 'http://127.0.0.1:1')
  expect([code, err]).toEqual([2, 'Nobody answers at http://127.0.0.1:1 (ECONNREFUSED).\n'])
})
