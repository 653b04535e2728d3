// Values of the old export format: literal text, or a name in a namespace.

/** What the old designer called the system's attributes. Others have their own names. */
const SYSTEM: Readonly<Record<string, string>> = {
  'customer number': 'CustomerEndpoint.Address',
  'customer endpoint type': 'CustomerEndpoint.Type',
  'dialed number': 'SystemEndpoint.Address',
  'system endpoint type': 'SystemEndpoint.Type',
  'stored customer input': 'StoredCustomerInput',
  'queue name': 'Queue.Name',
  'queue arn': 'Queue.ARN',
  'queue outbound number': 'Queue.OutboundCallerId.Address',
  'contact id': 'ContactId',
  'initial contact id': 'InitialContactId',
  'previous contact id': 'PreviousContactId',
  'initiation method': 'InitiationMethod',
  'instance arn': 'InstanceARN',
  'aws region': 'AwsRegion',
  'language code': 'LanguageCode',
  'text to speech voice': 'TextToSpeechVoiceId',
}

/** Where the names of a namespace begin. */
const ROOTS: Readonly<Record<string, string>> = {
  system: '$',
  'user defined': '$.Attributes',
  external: '$.External',
  lex: '$.Lex',
  'lex slots': '$.Lex.Slots',
  'lex attributes': '$.Lex.SessionAttributes',
  'lex session attributes': '$.Lex.SessionAttributes',
  'lex intent': '$.Lex',
  agent: '$.Agent',
  'queue metrics': '$.Metrics',
  metrics: '$.Metrics',
  'media streams': '$.MediaStreams',
  mediastreams: '$.MediaStreams',
  customer: '$.Customer',
  flow: '$.FlowAttributes',
}

const PLAIN_NAMES = /^[\p{L}_][\p{L}\p{N}_-]*(\.[\p{L}\p{N}_-]+)*$/u

/** The value as the flow language writes it: a JSONPath when it names something. */
export function legacyValue(value: string, namespace: string): string {
  if (namespace === '') return value
  // A whole path already, as some exports have it.
  if (value.startsWith('$.')) return value
  const space = namespace.toLowerCase()
  const root = ROOTS[space] ?? `$.${namespace.replace(/[^\p{L}\p{N}_-]/gu, '')}`
  return pathUnder(root, space === 'system' ? (SYSTEM[value.toLowerCase()] ?? value) : value, space)
}

/** Attributes of the author's are one name each, whatever is in it; others are names with dots between. */
function pathUnder(root: string, name: string, space: string): string {
  const isOneName = space === 'user defined' || space === 'flow'
  const plain = isOneName ? /^[\p{L}_][\p{L}\p{N}_-]*$/u : PLAIN_NAMES
  if (plain.test(name)) return `${root}.${name}`
  return `${root}.['${name.replaceAll("'", '')}']`
}
