// One contact centre with its API for all tests of a file.
import type { ConnectClient } from '@aws-sdk/client-connect'
import { afterAll } from 'vitest'
import { type ApiCentre, startApiCentre } from './api-centre.ts'

interface ApiCentreOfFile {
  readonly centre: ApiCentre
  readonly client: ConnectClient
  readonly InstanceId: string
}

/** To be awaited where the file begins; closed after its last test. */
export async function apiCentreOfFile(): Promise<ApiCentreOfFile> {
  const centre = await startApiCentre()
  afterAll(() => centre.close())
  return { centre, client: centre.client(), InstanceId: centre.instanceId }
}
