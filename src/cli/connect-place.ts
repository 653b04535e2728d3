// The API of a running centre, Parley's or any that speaks it: where it is, and who asks.
import { ConnectClient, paginateListInstances } from '@aws-sdk/client-connect'
import { type Terminal, UseError } from './command.ts'

/** Where the API is and which instance is meant; what is not given comes from the environment. */
export interface ConnectPlace {
  readonly endpoint?: string | undefined
  readonly instanceId?: string | undefined
}

/** Asks the API; what the network or the service refuses is told in one sentence. */
export async function askConnect<T>(
  place: ConnectPlace,
  env: Terminal['env'],
  ask: (client: ConnectClient, instanceId: string) => Promise<T>,
): Promise<T> {
  const endpoint = place.endpoint ?? endpointIn(env)
  const client = new ConnectClient({
    endpoint,
    region: env.AWS_REGION ?? env.PARLEY_REGION ?? 'us-east-1',
    credentials: credentialsIn(env),
    maxAttempts: 2,
  })
  try {
    return await ask(client, place.instanceId ?? (await onlyInstance(client)))
  } catch (error) {
    throw told(error, endpoint)
  } finally {
    client.destroy()
  }
}

async function onlyInstance(client: ConnectClient): Promise<string> {
  const ids: string[] = []
  for await (const page of paginateListInstances({ client }, {})) {
    ids.push(...(page.InstanceSummaryList ?? []).flatMap(({ Id }) => Id ?? []))
  }
  const [id, ...more] = ids
  if (id !== undefined && more.length === 0) return id
  throw new UseError(`There are ${ids.length} instances: say which with --instance ID.`)
}

/** Where a centre answers by HTTP, as the environment says. */
export function endpointIn(env: Terminal['env']): string {
  const host = env.PARLEY_BIND ?? '127.0.0.1'
  return (
    env.AWS_ENDPOINT_URL_CONNECT ??
    env.AWS_ENDPOINT_URL ??
    `http://${host}:${env.PARLEY_HTTP_PORT ?? '8080'}`
  )
}

function credentialsIn(env: Terminal['env']) {
  const accessKeyId = env.PARLEY_ACCESS_KEY_ID ?? env.AWS_ACCESS_KEY_ID
  const secretAccessKey = env.PARLEY_SECRET_ACCESS_KEY ?? env.AWS_SECRET_ACCESS_KEY
  const sessionToken = env.AWS_SESSION_TOKEN
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new UseError('Set PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY: who asks?')
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
}

/** What the network or the service says, in one sentence. */
function told(error: unknown, endpoint: string): unknown {
  if (!(error instanceof Error) || error instanceof UseError) return error
  if ('code' in error && typeof error.code === 'string') {
    return new UseError(`Nobody answers at ${endpoint} (${error.code}).`)
  }
  return '$fault' in error ? new UseError(`The service refused: ${error.message}`) : error
}
