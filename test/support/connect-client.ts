// The unmodified AWS SDK, pointed at a running Parley.
import { ConnectClient } from '@aws-sdk/client-connect'
import type { Parley } from './parley.ts'

/** With the access key of the first start. */
export function connectClient(parley: Parley): ConnectClient {
  const { accessKeyId, secretAccessKey } = parley.credentials
  return new ConnectClient({
    endpoint: parley.httpUrl,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  })
}
