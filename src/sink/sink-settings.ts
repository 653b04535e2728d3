// What an administrator may say about a sink, checked, and how it is shown: without what is secret.
import {
  EVENT_KINDS,
  type EventKind,
  type EventSinkDocument,
} from '../core/directory/event-sink.ts'
import type { Instant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import { isUrl, wrongUrl } from '../io/web-address.ts'

const SECRET_MIN = 16
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  file: ['keepDays'],
  webhook: ['url', 'secret'],
  nats: ['url', 'subject', 'stream'],
  kinesis: ['streamArn', 'endpoint'],
}
const COMMON = ['type', 'kinds', 'since']

export interface Asked {
  /** What is there already under the name; its secret stays unless another is given. */
  readonly former: EventSinkDocument | undefined
  readonly now: Instant
  newSecret(): string
}

/** The sink that was asked for, or a sentence that says what is wrong. */
export function readSinkSettings(
  asked: Readonly<Record<string, unknown>>,
  world: Asked,
): EventSinkDocument | string {
  const { type } = asked
  const members = typeof type === 'string' && Object.hasOwn(MEMBERS, type) && MEMBERS[type]
  if (!members) return '`type` must be one of file, webhook, nats and kinesis.'
  const unknown = Object.keys(asked).find(name => ![...COMMON, ...members].includes(name))
  if (unknown !== undefined) return `A sink of type ${String(type)} has no \`${unknown}\`.`
  const kinds = readKinds(asked.kinds)
  if (typeof kinds === 'string') return kinds
  const since = readSince(asked.since, world)
  if (typeof since === 'string') return since
  const common = { kinds, since }
  switch (type) {
    case 'file':
      return readFileSettings(asked, common)
    case 'webhook':
      return readWebhookSettings(asked, common, world)
    case 'nats':
      return readNatsSettings(asked, common)
    default:
      return readKinesisSettings(asked, common)
  }
}

/** As it may be seen: secrets are not shown again. */
export function shownSink(sink: EventSinkDocument): JsonObject {
  const since = new Date(sink.since).toISOString()
  const shown = { ...sink, since }
  if (sink.type === 'webhook') {
    const { secret, ...others } = { ...sink, since }
    return { ...others, hasSecret: secret !== '' }
  }
  if (sink.type === 'nats' && sink.url !== undefined) {
    return { ...shown, url: withoutUser(sink.url) }
  }
  return shown
}

interface Common {
  readonly kinds: readonly EventKind[]
  readonly since: Instant
}

function readKinds(kinds: unknown): readonly EventKind[] | string {
  if (kinds === undefined) return EVENT_KINDS
  const isGood =
    Array.isArray(kinds) && kinds.length > 0 && kinds.every(each => EVENT_KINDS.includes(each))
  return isGood ? EVENT_KINDS.filter(each => kinds.includes(each)) : KINDS_WRONG
}

const KINDS_WRONG = `\`kinds\` must be a list of some of ${EVENT_KINDS.join(', ')}.`

function readSince(since: unknown, { former, now }: Asked): Instant | string {
  if (since === undefined) return former?.since ?? now
  const at = typeof since === 'string' ? Date.parse(since) : Number.NaN
  return Number.isNaN(at) ? '`since` must be a time like "2026-11-21T00:00:00Z".' : at
}

function readFileSettings({ keepDays = 0 }: Record<string, unknown>, common: Common) {
  const isGood = Number.isInteger(keepDays) && Number(keepDays) >= 0 && Number(keepDays) <= 36_500
  if (!isGood) return '`keepDays` must be a whole number of days; 0 keeps the files for ever.'
  return { ...common, type: 'file', keepDays: Number(keepDays) } as const
}

function readWebhookSettings(
  { url, secret }: Record<string, unknown>,
  common: Common,
  { former, newSecret }: Asked,
) {
  const wrong = wrongUrl(url, 'https:')
  if (wrong !== undefined) return wrong
  if (secret !== undefined && (typeof secret !== 'string' || secret.length < SECRET_MIN)) {
    return `\`secret\` must have at least ${SECRET_MIN} characters; without it, one is made.`
  }
  const kept = former?.type === 'webhook' ? former.secret : undefined
  return {
    ...common,
    type: 'webhook',
    url: String(url),
    secret: secret ?? kept ?? newSecret(),
  } as const
}

function readNatsSettings(
  { url, subject = 'parley', stream = 'PARLEY' }: Record<string, unknown>,
  common: Common,
) {
  if (url !== undefined && !isUrl(url, ['nats:', 'tls:'])) {
    return '`url` must be like "nats://host:4222".'
  }
  if (typeof subject !== 'string' || !/^[\w-]+(\.[\w-]+)*$/.test(subject)) {
    return '`subject` must be words with dots between, like "parley.events".'
  }
  if (typeof stream !== 'string' || !/^[\w-]{1,255}$/.test(stream)) {
    return '`stream` must be a word like "PARLEY".'
  }
  return {
    ...common,
    type: 'nats',
    subject,
    stream,
    ...(url !== undefined && { url: String(url) }),
  } as const
}

function readKinesisSettings({ streamArn, endpoint }: Record<string, unknown>, common: Common) {
  if (!isStreamArn(streamArn)) return `\`streamArn\` must be ${STREAM_ARN_LOOKS}.`
  const wrong = endpoint === undefined ? undefined : wrongUrl(endpoint, 'https:', 'http:')
  if (wrong !== undefined) return wrong.replace('`url`', '`endpoint`')
  return {
    ...common,
    type: 'kinesis',
    streamArn,
    ...(endpoint !== undefined && { endpoint: String(endpoint) }),
  } as const
}

const STREAM_ARN_LOOKS = 'like "arn:aws:kinesis:us-east-1:123456789012:stream/name"'

function isStreamArn(arn: unknown): arn is string {
  return (
    typeof arn === 'string' &&
    /^arn:aws[\w-]*:kinesis:[a-z0-9-]+:\d{12}:stream\/[\w.-]{1,128}$/.test(arn)
  )
}

function withoutUser(url: string): string {
  const shown = new URL(url)
  shown.username = ''
  shown.password = ''
  return shown.href
}
