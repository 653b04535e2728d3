// What the owner of this machine has set: PARLEY_* environment variables, listed in settings.json
// (which also makes `parley --help`), checked here once.
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { PostgresConnection } from '../store/postgres/connection.ts'
import { CannotStart } from './cannot-start.ts'
import settings from './settings.json' with { type: 'json' }

export interface Configuration {
  /** Absolute. */
  readonly dataFolder: string
  /** An IP address. */
  readonly bind: string
  readonly publicAddress: string | undefined
  /** 0 is any free one, as is the SIP port's. */
  readonly httpPort: number
  readonly sipPort: number
  readonly rtpPorts: { readonly first: number; readonly last: number }
  /** A call whose far end has sent nothing for so long is dead. */
  readonly rtpTimeoutMs: number
  readonly tls: TlsSettings | undefined
  readonly databaseUrl: string | undefined
  readonly natsUrl: string | undefined
  readonly adminPassword: string | undefined
  readonly accessKeyId: string | undefined
  readonly secretAccessKey: string | undefined
  /** Absolute: where the functions are that run on this machine. */
  readonly functionsFolder: string
  readonly functionProcessesMax: number
  readonly region: string
  readonly account: string
  readonly sipTrunk: SipTrunkSettings | undefined
  readonly flowLogDays: number
  /** How long the journal waits for readers that are behind. */
  readonly outboxDays: number
  /** How long after its end what was said in a chat stays in the database. */
  readonly chatDays: number
  /** How long it is known who did what. */
  readonly auditDays: number
  /** Where streams of Kinesis are that say nothing else; Amazon's own when absent. */
  readonly kinesisEndpoint: string | undefined
  /** Days after which history is deleted; undefined keeps it for ever. */
  readonly analyticsDays: number | undefined
  /** Who looks into the files of chats: an address, or a program with its arguments. */
  readonly attachmentScanner: string | undefined
  /** The largest file in a chat. */
  readonly attachmentBytesMax: number
}

export interface TlsSettings {
  /** PEM files, as absolute paths. */
  readonly certFile: string
  readonly keyFile: string
  /** Of SIP over TLS: RFC 3261 §19.1.2 has 5061 beside 5060. */
  readonly sipPort: number
  /** Of the pages and the API, beside the port without TLS. */
  readonly httpsPort: number
}

/** The carrier or exchange that the environment names. */
export interface SipTrunkSettings {
  /** IP addresses or ranges (CIDR) whose calls are accepted. */
  readonly addresses: readonly string[]
  /** Where calls to numbers are sent. */
  readonly uri: string | undefined
  readonly username: string | undefined
  readonly password: string | undefined
}

/** What the supervisor tells its children besides. */
export interface ChildConfiguration extends Configuration {
  /** Private folder for sockets; gone through at each start. */
  readonly runFolder: string
  readonly database: PostgresConnection
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Throws `CannotStart` with the one thing to mend. */
export function readConfiguration(environment: Environment): Configuration {
  const read = reader(environment)
  const configuration: Configuration = {
    dataFolder: resolve(read('PARLEY_DATA')),
    bind: read('PARLEY_BIND', 'an IP address like 0.0.0.0', value => isIP(value) !== 0),
    publicAddress: read.optional(
      'PARLEY_PUBLIC_ADDRESS',
      'an IP address or a host name',
      value => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
    ),
    httpPort: Number(read('PARLEY_HTTP_PORT', 'a port number', isPort)),
    sipPort: Number(read('PARLEY_SIP_PORT', 'a port number', isPort)),
    rtpPorts: portRange(
      read('PARLEY_RTP_PORTS', 'two port numbers of 1024 or more like 10000-19999', isPortRange),
    ),
    rtpTimeoutMs:
      1000 *
      Number(
        read(
          'PARLEY_RTP_TIMEOUT',
          'a number of seconds from 1 to 3600',
          value => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 3600,
        ),
      ),
    tls: readTls(read),
    databaseUrl: read.optional(
      'PARLEY_DATABASE_URL',
      'like postgresql://user:password@host:5432/database',
      value => isUrl(value, /^postgres(ql)?:$/),
    ),
    natsUrl: read.optional('PARLEY_NATS_URL', 'like nats://host:4222', value =>
      isUrl(value, /^(nats|tls):$/),
    ),
    adminPassword: read.optional(
      'PARLEY_ADMIN_PASSWORD',
      'at least 8 characters long',
      value => value.length >= 8,
      'secret',
    ),
    accessKeyId: read.optional('PARLEY_ACCESS_KEY_ID', '16 to 128 letters and digits', value =>
      /^[A-Za-z0-9]{16,128}$/.test(value),
    ),
    secretAccessKey: read.optional(
      'PARLEY_SECRET_ACCESS_KEY',
      'at least 16 characters without spaces',
      value => /^\S{16,}$/.test(value),
      'secret',
    ),
    functionsFolder: resolve(
      read.optional('PARLEY_FUNCTIONS', 'the path of a folder', () => true) ??
        join(read('PARLEY_DATA'), 'functions'),
    ),
    functionProcessesMax: Number(
      read(
        'PARLEY_FUNCTION_PROCESSES',
        'a number from 1 to 1000',
        value => /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= 1000,
      ),
    ),
    region: read('PARLEY_REGION', 'like us-east-1', value =>
      /^[a-z]{2,}(-[a-z]+)+-\d+$/.test(value),
    ),
    account: read('PARLEY_ACCOUNT', '12 digits', value => /^\d{12}$/.test(value)),
    sipTrunk: readSipTrunk(read),
    flowLogDays: Number(
      read('PARLEY_FLOW_LOG_DAYS', 'a number of days from 0 to 9999', value =>
        /^\d{1,4}$/.test(value),
      ),
    ),
    outboxDays: Number(
      read('PARLEY_OUTBOX_DAYS', 'a number of days from 1 to 9999', value =>
        /^[1-9]\d{0,3}$/.test(value),
      ),
    ),
    chatDays: Number(
      read('PARLEY_CHAT_DAYS', 'a number of days from 1 to 9999', value =>
        /^[1-9]\d{0,3}$/.test(value),
      ),
    ),
    auditDays: Number(
      read('PARLEY_AUDIT_DAYS', 'a number of days from 1 to 9999', value =>
        /^[1-9]\d{0,3}$/.test(value),
      ),
    ),
    kinesisEndpoint: read.optional('PARLEY_KINESIS_ENDPOINT', 'like https://host:4566', value =>
      isUrl(value, /^https?:$/),
    ),
    analyticsDays: numberOf(
      read.optional(
        'PARLEY_ANALYTICS_DAYS',
        'a number of days from 1 to 99999',
        value => /^\d{1,5}$/.test(value) && Number(value) >= 1,
      ),
    ),
    attachmentScanner: read.optional(
      'PARLEY_ATTACHMENT_SCANNER',
      'an address like https://host/scan, or a program',
      () => true,
    ),
    attachmentBytesMax:
      1024 *
      1024 *
      Number(
        read('PARLEY_ATTACHMENT_MEGABYTES', 'a number of megabytes from 1 to 100', value =>
          /^([1-9]\d?|100)$/.test(value),
        ),
      ),
  }
  if ((configuration.accessKeyId === undefined) !== (configuration.secretAccessKey === undefined)) {
    throw new CannotStart('Set PARLEY_ACCESS_KEY_ID and PARLEY_SECRET_ACCESS_KEY both, or neither.')
  }
  return configuration
}

/** In a child process of the supervisor. */
export function readChildConfiguration(environment: Environment): ChildConfiguration {
  const { PARLEY_RUN_DIR, PARLEY_PG } = environment
  if (!PARLEY_RUN_DIR || !PARLEY_PG) {
    throw new CannotStart('This program is started by Parley itself: run npm start.')
  }
  return {
    ...readConfiguration(environment),
    runFolder: PARLEY_RUN_DIR,
    database: JSON.parse(PARLEY_PG) as PostgresConnection,
  }
}

/** How the supervisor says what `readChildConfiguration` reads. */
export function childEnvironment(runFolder: string, database: PostgresConnection): Environment {
  return { PARLEY_RUN_DIR: runFolder, PARLEY_PG: JSON.stringify(database) }
}

/** Variables that look like ours and are not: misspelt, most likely. */
export function unknownSettings(environment: Environment): string[] {
  const known = new Set(settings.map(setting => setting.name))
  return Object.keys(environment).filter(name => name.startsWith('PARLEY_') && !known.has(name))
}

type Test = (value: string) => boolean
type Read = ReturnType<typeof reader>

function readTls(read: Read): TlsSettings | undefined {
  const certFile = read.optional('PARLEY_TLS_CERT', 'the path of a file', () => true)
  const keyFile = read.optional('PARLEY_TLS_KEY', 'the path of a file', () => true)
  if (certFile === undefined && keyFile === undefined) return undefined
  if (certFile === undefined || keyFile === undefined) {
    throw new CannotStart('Set PARLEY_TLS_CERT and PARLEY_TLS_KEY both, or neither.')
  }
  const sipPort = Number(read('PARLEY_SIP_PORT'))
  if (sipPort === 65_535) {
    throw new CannotStart('PARLEY_SIP_PORT must leave the next port for TLS: set it below 65535.')
  }
  return {
    certFile: resolve(certFile),
    keyFile: resolve(keyFile),
    sipPort: sipPort === 0 ? 0 : sipPort + 1,
    httpsPort: Number(read('PARLEY_HTTPS_PORT', 'a port number', isPort)),
  }
}

function readSipTrunk(read: Read): SipTrunkSettings | undefined {
  const addresses = read.optional(
    'PARLEY_SIP_TRUNK_ADDRESSES',
    'IP addresses or ranges like 203.0.113.0/24, with commas between',
    value => value.split(',').every(each => isAddressRange(each.trim())),
  )
  const trunk = {
    addresses: addresses?.split(',').map(each => each.trim()) ?? [],
    uri: read.optional('PARLEY_SIP_TRUNK_URI', 'like sip:sip.example.com:5060', value =>
      /^sips?:[^\s@]+$/i.test(value),
    ),
    username: read.optional('PARLEY_SIP_TRUNK_USERNAME', 'one word', value => /^\S+$/.test(value)),
    password: read.optional('PARLEY_SIP_TRUNK_PASSWORD', 'set', () => true, 'secret'),
  }
  return addresses === undefined && trunk.uri === undefined ? undefined : trunk
}

function reader(environment: Environment) {
  const read = (name: string, wanted = '', isGood: Test = () => true): string => {
    // An empty variable is one that is not set: that is how compose files and units leave them.
    const value =
      environment[name]?.trim() || (settings.find(each => each.name === name)?.default ?? '')
    return checked(name, value, wanted, isGood)
  }
  const optional = (name: string, wanted: string, isGood: Test, secret?: 'secret') => {
    const value = environment[name]?.trim()
    return value ? checked(name, value, wanted, isGood, secret) : undefined
  }
  return Object.assign(read, { optional })
}

function checked(name: string, value: string, wanted: string, isGood: Test, secret?: 'secret') {
  if (isGood(value)) return value
  const found = secret ? '' : `, not ${JSON.stringify(value)}`
  throw new CannotStart(`${name} must be ${wanted}${found}.`)
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value)
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535
}

function portRange(value: string) {
  const [first = 0, last = 0] = value.split('-').map(Number)
  return { first, last }
}

function isPortRange(value: string): boolean {
  const { first, last } = portRange(value)
  return /^\d+-\d+$/.test(value) && first >= 1024 && first < last && last <= 65_535
}

function isAddressRange(value: string): boolean {
  const [address = '', prefix, ...more] = value.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0) return false
  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
  )
}

function isUrl(value: string, protocol: RegExp): boolean {
  return URL.canParse(value) && protocol.test(new URL(value).protocol)
}
