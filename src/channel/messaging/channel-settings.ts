// What an administrator may say about a messaging channel, checked, and how it is shown: without what
// is secret.
import {
  MESSAGING_PROVIDERS,
  type MessagingChannelDocument,
  type MessagingProvider,
} from '../../core/directory/messaging-channel.ts'
import type { JsonObject } from '../../core/json.ts'
import { wrongUrl } from '../../io/web-address.ts'

const SECRET_MIN = 16
const TEXT_MAX = 256
const ADDRESSES_MAX = 100
/** An hour, and a week. */
const MINUTES = { min: 60, usual: 25 * 60, max: 7 * 24 * 60 }
const COMMON = ['provider', 'addresses', 'url', 'secret']
const OF_CUSTOMERS = ['subtype', 'flow', 'stopWords', 'chatMinutes', 'publicUrl']

/** What each provider has beside what all have, and what is usual for it. */
const PROVIDERS: Readonly<
  Record<
    MessagingProvider,
    {
      readonly members: readonly string[]
      readonly subtype: string
      readonly stopWords: boolean
      /** Must be given. */
      readonly needs: readonly string[]
      readonly address: RegExp
      readonly addressLooks: string
    }
  >
> = {
  webhook: {
    members: OF_CUSTOMERS,
    subtype: 'connect:SMS',
    stopWords: true,
    needs: [],
    address: /^.+$/,
    addressLooks: 'words, or numbers like "+15550100"',
  },
  sms: {
    members: [...OF_CUSTOMERS, 'account', 'token'],
    subtype: 'connect:SMS',
    stopWords: true,
    needs: ['account', 'secret', 'publicUrl'],
    address: /^\+?\d{3,15}$/,
    addressLooks: 'numbers like "+15550100"',
  },
  slack: {
    members: [...OF_CUSTOMERS, 'token'],
    subtype: 'connect:Slack',
    stopWords: false,
    needs: ['secret', 'token'],
    address: /^[TE][A-Z0-9]{2,30}$/,
    addressLooks: 'workspaces like "T0123ABCD"',
  },
  topic: {
    members: [],
    subtype: 'connect:Chat',
    stopWords: false,
    needs: [],
    address: /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]{1,256}$/,
    addressLooks: 'the ARN of a topic, like "arn:aws:sns:us-east-1:123456789012:name"',
  },
}

export interface Asked {
  /** What is there already under the name; its secrets stay unless others are given. */
  readonly former: MessagingChannelDocument | undefined
  newSecret(): string
  /** The id of a flow that can be run, by id, ARN or name. */
  flowId(named: string): string | undefined
}

/** The channel that was asked for, or a sentence that says what is wrong. */
export function readChannelSettings(
  asked: Readonly<Record<string, unknown>>,
  world: Asked,
): MessagingChannelDocument | string {
  const provider = MESSAGING_PROVIDERS.find(each => each === asked.provider)
  if (!provider) return `\`provider\` must be one of ${MESSAGING_PROVIDERS.join(', ')}.`
  const rules = PROVIDERS[provider]
  const known = [...COMMON, ...rules.members]
  const unknown = Object.keys(asked).find(name => !known.includes(name))
  if (unknown !== undefined) return `A channel of provider ${provider} has no \`${unknown}\`.`
  const former = world.former?.provider === provider ? world.former : undefined
  const given = { ...former, ...asked }
  const missing = rules.needs.find(name => given[name] === undefined)
  if (missing !== undefined) return `A channel of provider ${provider} needs \`${missing}\`.`
  const addresses = readAddresses(asked.addresses, rules)
  if (typeof addresses === 'string') return addresses
  const wrong = wrongUrl(asked.url, 'https:') ?? wrongText(asked) ?? wrongNumbers(asked)
  if (wrong !== undefined) return wrong
  const flow = readFlow(asked.flow, world)
  if (typeof flow === 'string') return flow
  return {
    provider,
    addresses,
    url: String(asked.url).replace(/\/$/, ''),
    subtype: String(asked.subtype ?? rules.subtype),
    stopWords: asked.stopWords === undefined ? rules.stopWords : asked.stopWords === true,
    chatMinutes: Number(asked.chatMinutes ?? MINUTES.usual),
    secret: String(asked.secret ?? former?.secret ?? world.newSecret()),
    ...flow,
    ...text('account', asked.account),
    ...text('token', asked.token ?? former?.token),
    ...text('publicUrl', asked.publicUrl),
  }
}

/** As it may be seen: secrets are not shown again. */
export function shownChannel(document: MessagingChannelDocument): JsonObject {
  const { secret, token, flowId, ...others } = document
  return {
    ...others,
    ...(flowId !== undefined && { flow: flowId }),
    hasSecret: secret !== '',
    ...(token !== undefined && { hasToken: true }),
  }
}

function readAddresses(
  addresses: unknown,
  { address, addressLooks }: (typeof PROVIDERS)[MessagingProvider],
): readonly string[] | string {
  const isGood = (each: unknown) =>
    typeof each === 'string' && each.length <= TEXT_MAX && address.test(each)
  if (
    Array.isArray(addresses) &&
    addresses.length > 0 &&
    addresses.length <= ADDRESSES_MAX &&
    addresses.every(isGood)
  ) {
    return addresses
  }
  return `\`addresses\` must be a list of up to ${ADDRESSES_MAX}: ${addressLooks}.`
}

function wrongText(asked: Readonly<Record<string, unknown>>): string | undefined {
  for (const name of ['subtype', 'account', 'token', 'secret', 'publicUrl']) {
    const value = asked[name]
    if (value === undefined) continue
    if (typeof value !== 'string' || value === '' || value.length > TEXT_MAX) {
      return `\`${name}\` must be text of at most ${TEXT_MAX} characters.`
    }
  }
  const { secret, account = 'none', subtype = 'connect:SMS', publicUrl } = asked
  if (secret !== undefined && String(secret).length < SECRET_MIN) {
    return `\`secret\` must have at least ${SECRET_MIN} characters.`
  }
  if (!/^[\w-]+$/.test(String(account))) return '`account` must be letters and digits.'
  if (!/^connect:[\w-]+$/.test(String(subtype))) {
    return '`subtype` must be like "connect:SMS" or "connect:WhatsApp".'
  }
  if (publicUrl === undefined || isOrigin(String(publicUrl))) return undefined
  return '`publicUrl` must be like "https://centre.example.com", without a path.'
}

function wrongNumbers({ chatMinutes, stopWords }: Readonly<Record<string, unknown>>) {
  if (stopWords !== undefined && typeof stopWords !== 'boolean') {
    return '`stopWords` must be true or false.'
  }
  const { min, max } = MINUTES
  const isGood =
    chatMinutes === undefined ||
    (Number.isInteger(chatMinutes) && Number(chatMinutes) >= min && Number(chatMinutes) <= max)
  return isGood ? undefined : `\`chatMinutes\` must be a whole number from ${min} to ${max}.`
}

function readFlow(flow: unknown, world: Asked): { readonly flowId?: string } | string {
  if (flow === undefined) return {}
  const flowId = typeof flow === 'string' ? world.flowId(flow) : undefined
  return flowId === undefined ? '`flow` must name a published flow.' : { flowId }
}

function isOrigin(url: string): boolean {
  return (
    URL.canParse(url) &&
    ['https:', 'http:'].includes(new URL(url).protocol) &&
    new URL(url).origin === url
  )
}

function text(name: string, value: unknown): Readonly<Record<string, string>> {
  return value === undefined ? {} : { [name]: String(value) }
}
