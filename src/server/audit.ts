// The audit trail of a running centre: calls of the API write to it by themselves; here are sign-ins, what
// administrators do that the API has no words for, old records, and the check of the chain.
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { AuditTrail, verifyTrail } from '../api/audit/audit-trail.ts'
import { newUuid } from '../io/crypto.ts'
import type { AuditStore } from '../store/audit-store.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Request, type Route } from './http-server.ts'
import type { SignIn } from './sessions.ts'
import { SignInRecords, type UnwrittenSignIns } from './sign-in-records.ts'

export interface AuditOptions {
  readonly store: AuditStore
  /** The instance's own. */
  readonly secret: Uint8Array
  readonly region: string
  readonly account: string
  /** How long records are kept. */
  readonly days: number
  now(): number
  fatal(error: Error): void
  failed(error: unknown): void
}

export interface Audit {
  readonly trail: AuditTrail
  readonly store: AuditStore
  /** Somebody signed in, or tried to. */
  signedIn(signIn: SignIn): void
  /** Writes down who changed something by one of our own routes, and how it came out. */
  audited(route: Route, whoAsks: (request: Request) => string | undefined): Route
  /** `GET /api/audit/verification`: is the trail as it was written? */
  route(world: AdministratorWorld): Route
  close(): Promise<void>
}

const DAY_MS = 24 * 3600 * 1000
const SUMMED_EVERY_MS = 10_000

export async function openAudit(options: AuditOptions): Promise<Audit> {
  const { store, now } = options
  const key = createHmac('sha256', options.secret).update('audit trail').digest()
  const trail = new AuditTrail({ store, key, pause, fatal: options.fatal })
  await trail.open()
  const drop = () => store.drop(now() - options.days * DAY_MS).catch(options.failed)
  await drop()
  const dropping = setInterval(drop, DAY_MS)
  dropping.unref()
  const signIns = new SignInRecords({
    write: signIn => void trail.add(signInEvent(options, signIn)),
    summarise: unwritten => void trail.add(unwrittenEvent(options, unwritten)),
  })
  const summing = setInterval(() => signIns.passed(now()), SUMMED_EVERY_MS)
  summing.unref()
  return {
    trail,
    store,
    signedIn: signIn => signIns.signedIn(signIn, now()),
    audited: (route, whoAsks) => async (request, response) => {
      const handled = await route(request, response)
      const { statusCode } = response
      // Who could not say who they are is heard of where they tried to.
      if (handled && statusCode !== 401 && !['GET', 'HEAD'].includes(request.method)) {
        await trail.add(actionEvent(options, request, statusCode, whoAsks(request)))
      }
      return handled
    },
    route: world => async (request, response) => {
      if (request.path !== '/api/audit/verification') return false
      if (!(await isAdministrator(world, request))) {
        response.setHeader('www-authenticate', 'Basic realm="parley"')
        return problem(response, 401, 'Give the name and password of an administrator.')
      }
      if (request.method !== 'GET') return problem(response, 405, 'Use GET.')
      await trail.written()
      return json(response, 200, await verifyTrail(store, key))
    },
    async close() {
      clearInterval(dropping)
      clearInterval(summing)
      signIns.flush(now())
      await trail.close()
    },
  }
}

/** As CloudTrail records signing in to the console; a name that nobody has may be a password typed too soon. */
function signInEvent(options: AuditOptions, signIn: SignIn) {
  const { username, userId, address, outcome, withCode = false } = signIn
  const isKnown = userId !== undefined
  return event(options, {
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    username: isKnown ? username : undefined,
    address,
    more: {
      userIdentity: {
        type: 'IAMUser',
        accountId: options.account,
        userName: isKnown ? username : 'HIDDEN_DUE_TO_SECURITY_REASONS',
      },
      ...(outcome !== 'ok' && { errorMessage: 'Failed authentication' }),
      requestParameters: null,
      responseElements: { ConsoleLogin: outcome === 'ok' ? 'Success' : 'Failure' },
      additionalEventData: { MFAUsed: withCode ? 'Yes' : 'No' },
    },
  })
}

/** Made-up names that were too many to write down. */
function unwrittenEvent(options: AuditOptions, { address, count, from, until }: UnwrittenSignIns) {
  return event(options, {
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    username: undefined,
    address,
    more: {
      userIdentity: { type: 'Unknown', accountId: options.account },
      errorMessage: `${count} more failed authentications with names that there are not`,
      requestParameters: null,
      responseElements: { ConsoleLogin: 'Failure' },
      additionalEventData: {
        Count: count,
        From: new Date(from).toISOString(),
        Until: new Date(until).toISOString(),
      },
    },
  })
}

function actionEvent(
  options: AuditOptions,
  { incoming, method, path }: Request,
  status: number,
  username: string | undefined,
) {
  return event(options, {
    eventName: `${method} ${path}`,
    eventSource: 'parley',
    eventType: 'AwsConsoleAction',
    username,
    address: incoming.socket.remoteAddress ?? '',
    more: {
      userIdentity:
        username === undefined
          ? { type: 'Unknown' }
          : { type: 'IAMUser', accountId: options.account, userName: username },
      userAgent: incoming.headers['user-agent']?.slice(0, 500) ?? null,
      ...(status >= 400 && { errorCode: String(status) }),
      requestParameters: null,
      responseElements: { status },
    },
  })
}

function event(
  { now, region, account }: AuditOptions,
  given: {
    readonly eventName: string
    readonly eventSource: string
    readonly eventType: string
    readonly username: string | undefined
    readonly address: string
    readonly more: object
  },
) {
  const { eventName, eventSource, eventType, username, address, more } = given
  const at = now()
  const eventId = newUuid()
  const record = {
    eventVersion: '1.11',
    eventTime: new Date(at).toISOString().replace(/\.\d+/, ''),
    eventSource,
    eventName,
    awsRegion: region,
    sourceIPAddress: address,
    eventID: eventId,
    readOnly: false,
    eventType,
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  }
  return {
    at,
    eventId,
    eventName,
    eventSource,
    readOnly: false,
    ...(username !== undefined && { username }),
    resources: [],
    record,
  }
}
