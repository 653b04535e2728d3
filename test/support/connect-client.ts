// The unmodified AWS SDK, pointed at a running Parley.
import { ConnectClient } from '@aws-sdk/client-connect'
import type { Credentials, Parley } from './parley.ts'

/** With the access key of the first start; it is printed only then. */
export function connectClient(
  parley: Parley,
  { accessKeyId, secretAccessKey }: Credentials = parley.credentials,
): ConnectClient {
  return new ConnectClient({
    endpoint: parley.httpUrl,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey },
  })
}
