import { expect, test } from 'vitest'
import {
  childEnvironment,
  readChildConfiguration,
  readConfiguration,
  unknownSettings,
} from './configuration.ts'

test('with nothing set, Parley keeps to itself on the usual ports', () => {
  expect(readConfiguration({})).toEqual({
    dataFolder: `${process.cwd()}/data`,
    bind: '127.0.0.1',
    publicAddress: undefined,
    httpPort: 8080,
    sipPort: 5060,
    rtpPorts: { first: 10000, last: 19999 },
    rtpTimeoutMs: 60_000,
    tls: undefined,
    databaseUrl: undefined,
    natsUrl: undefined,
    adminPassword: undefined,
    accessKeyId: undefined,
    secretAccessKey: undefined,
    flowLogDays: 30,
    outboxDays: 7,
    analyticsDays: undefined,
    attachmentBytesMax: 20_971_520,
    attachmentScanner: undefined,
    auditDays: 3650,
    chatDays: 30,
    kinesisEndpoint: undefined,
    functionsFolder: `${process.cwd()}/data/functions`,
    functionProcessesMax: 8,
    region: 'us-east-1',
    account: '000000000000',
    sipTrunk: undefined,
  })
})

test('a carrier is named by its addresses and where it takes calls', () => {
  const set = readConfiguration({
    PARLEY_SIP_TRUNK_ADDRESSES: '203.0.113.0/24, 2001:db8::1',
    PARLEY_SIP_TRUNK_URI: 'sip:sip.example.com',
  })
  expect(set.sipTrunk).toMatchObject({
    addresses: ['203.0.113.0/24', '2001:db8::1'],
    uri: 'sip:sip.example.com',
  })
})

test.each(['carrier.example.com', '203.0.113.0/33', '203.0.113.0/24;', '203.0.113.0/8/8', ','])(
  '%j is no address of a carrier',
  PARLEY_SIP_TRUNK_ADDRESSES => {
    expect(() => readConfiguration({ PARLEY_SIP_TRUNK_ADDRESSES })).toThrow(
      'PARLEY_SIP_TRUNK_ADDRESSES must be IP addresses or ranges',
    )
  },
)

test('a certificate opens the port after the one of SIP', () => {
  const files = { PARLEY_TLS_CERT: '/etc/parley/cert.pem', PARLEY_TLS_KEY: '/etc/parley/key.pem' }
  expect(readConfiguration(files).tls).toEqual({
    certFile: '/etc/parley/cert.pem',
    keyFile: '/etc/parley/key.pem',
    sipPort: 5061,
    httpsPort: 8443,
  })
  expect(() => readConfiguration({ PARLEY_TLS_CERT: 'cert.pem' })).toThrow(
    'Set PARLEY_TLS_CERT and PARLEY_TLS_KEY both, or neither.',
  )
})

test.each(['0', '-1', 'soon', '3601'])('%j seconds is no time-out for sound', text => {
  expect(() => readConfiguration({ PARLEY_RTP_TIMEOUT: text })).toThrow(
    'PARLEY_RTP_TIMEOUT must be a number of seconds from 1 to 3600',
  )
})

test('an empty variable is one that is not set', () => {
  expect(readConfiguration({ PARLEY_HTTP_PORT: '', PARLEY_NATS_URL: ' ' })).toEqual(
    readConfiguration({}),
  )
})

test('what is set is taken', () => {
  const set = readConfiguration({
    PARLEY_DATA: '/srv/parley',
    PARLEY_BIND: '::',
    PARLEY_PUBLIC_ADDRESS: 'calls.example.com',
    PARLEY_HTTP_PORT: '80',
    PARLEY_RTP_PORTS: '30000-30100',
    PARLEY_DATABASE_URL: 'postgres://me@db/parley',
    PARLEY_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    PARLEY_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  })
  expect(set).toMatchObject({
    dataFolder: '/srv/parley',
    bind: '::',
    publicAddress: 'calls.example.com',
    httpPort: 80,
    rtpPorts: { first: 30000, last: 30100 },
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  })
})

test.each([
  ['PARLEY_HTTP_PORT', '70000', 'PARLEY_HTTP_PORT must be a port number, not "70000".'],
  ['PARLEY_SIP_PORT', 'sip', 'PARLEY_SIP_PORT must be a port number, not "sip".'],
  ['PARLEY_BIND', 'all', 'PARLEY_BIND must be an IP address like 0.0.0.0, not "all".'],
  [
    'PARLEY_PUBLIC_ADDRESS',
    'http://x',
    'PARLEY_PUBLIC_ADDRESS must be an IP address or a host name',
  ],
  ['PARLEY_RTP_PORTS', '2000-1000', 'PARLEY_RTP_PORTS must be two port numbers of 1024 or more'],
  ['PARLEY_DATABASE_URL', 'mysql://x/y', 'PARLEY_DATABASE_URL must be like postgresql://'],
  ['PARLEY_NATS_URL', 'there', 'PARLEY_NATS_URL must be like nats://host:4222, not "there".'],
  ['PARLEY_FUNCTION_PROCESSES', '0', 'PARLEY_FUNCTION_PROCESSES must be a number from 1 to 1000'],
  ['PARLEY_REGION', 'Mars', 'PARLEY_REGION must be like us-east-1, not "Mars".'],
  ['PARLEY_ACCOUNT', '12', 'PARLEY_ACCOUNT must be 12 digits, not "12".'],
  ['PARLEY_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE', 'both, or neither.'],
])('%s=%s is refused in one sentence', (name, value, sentence) => {
  expect(() => readConfiguration({ [name]: value })).toThrow(sentence)
})

test('a refused secret is not repeated', () => {
  expect(() => readConfiguration({ PARLEY_ADMIN_PASSWORD: 'hunter2' })).toThrow(
    /^PARLEY_ADMIN_PASSWORD must be at least 8 characters long\.$/,
  )
})

test('a misspelt variable is noticed', () => {
  expect(unknownSettings({ PARLEY_HTTP_PROT: '80', PARLEY_HTTP_PORT: '80', PATH: '/' })).toEqual([
    'PARLEY_HTTP_PROT',
  ])
})

test('a child of the supervisor reads what the supervisor wrote', () => {
  const database = { host: '/x', port: 5432, user: 'parley', database: 'postgres' }
  const child = readChildConfiguration(childEnvironment('/run', database))
  expect(child).toMatchObject({ runFolder: '/run', database, httpPort: 8080 })
  expect(() => readChildConfiguration({})).toThrow('run npm start')
})
