// The SIP trunk that the environment names, kept in the directory like any other: put there, changed
// or taken away at the start, when it is not as it was.
import type { DirectoryView } from '../core/directory/directory.ts'
import type { SipTrunkDocument } from '../core/directory/document.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { SipTrunkSettings } from './configuration.ts'

/** There is one, so its id can be known beforehand. */
const TRUNK_ID = '5c8e0b52-7d8f-4a53-9b6e-706172c10001'

/** What must change for the directory to say what the environment says. */
export function configuredTrunkInputs(
  settings: SipTrunkSettings | undefined,
  directory: DirectoryView,
): ConfigurationInput[] {
  const kept = directory.get('sip-trunk', TRUNK_ID)
  if (settings === undefined) {
    return kept === undefined ? [] : [{ type: 'config.delete', kind: 'sip-trunk', id: TRUNK_ID }]
  }
  const document = documentOf(settings)
  if (JSON.stringify(kept) === JSON.stringify(document)) return []
  return [{ type: 'config.put', kind: 'sip-trunk', id: TRUNK_ID, document }]
}

function documentOf({ addresses, uri, username, password }: SipTrunkSettings): SipTrunkDocument {
  return {
    Name: 'Carrier',
    Addresses: addresses,
    ...(uri !== undefined && { OutboundUri: uri }),
    ...(username !== undefined && { OutboundUsername: username }),
    ...(password !== undefined && { OutboundPassword: password }),
  }
}
