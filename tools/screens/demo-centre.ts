// A product that a demonstration is built in: its API, and our own routes, as an administrator.
import type { ConnectClient } from '@aws-sdk/client-connect'
import { connectClient } from '../../test/support/connect-client.ts'
import type { Parley } from '../../test/support/parley.ts'

/** Of everybody who is made for the demonstration. */
export const DEMO_PASSWORD = 'Ch4nge-me-now'

export interface DemoCentre {
  readonly parley: Parley
  readonly connect: ConnectClient
  readonly InstanceId: string
  /** What is asked of the routes that AWS has no operation for. */
  ask(method: 'POST' | 'PUT', path: string, body: object): Promise<Record<string, unknown>>
}

export function demoCentre(parley: Parley): DemoCentre {
  const { httpUrl, credentials } = parley
  return {
    parley,
    connect: connectClient(parley),
    InstanceId: credentials.instanceId,
    async ask(method, path, body) {
      const response = await fetch(httpUrl + path, {
        method,
        headers: { authorization: `Basic ${btoa(`admin:${credentials.passwords.admin}`)}` },
        body: JSON.stringify(body),
      })
      const answer = (await response.json()) as Record<string, unknown>
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
      return answer
    },
  }
}
