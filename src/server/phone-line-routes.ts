// Trunks and desk phones are not things of the AWS API; they have plain JSON of their own, for
// administrators: `curl -u admin:… -X PUT http://…/api/sip-trunks/carrier -d '{…}'`.
import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type { CentreView } from '../core/centre-view.ts'
import type { ConfigurationInput } from '../core/input.ts'
import type { JsonObject } from '../core/json.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

/** The realm of our digest challenges (RFC 7616 §3.3). */
export const SIP_REALM = 'parley'

export interface PhoneLineWorld extends AdministratorWorld {
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/(sip-trunks|sip-phones)(?:\/([A-Za-z0-9._-]{1,64}))?$/

export function phoneLineRoutes(world: PhoneLineWorld): Route {
  return async (request, response) => {
    const match = PATH.exec(request.path)
    if (!match) return false
    const kind = match[1] === 'sip-trunks' ? 'sip-trunk' : 'sip-phone'
    const id = match[2]
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    if (request.method === 'GET') return json(response, 200, shown(world.centre, kind, id))
    if (id === undefined) return problem(response, 405, 'Name the thing in the path.')
    if (request.method === 'DELETE') {
      await world.submit({ type: 'config.delete', kind, id })
      return json(response, 200, {})
    }
    if (request.method !== 'PUT') return problem(response, 405, 'Use GET, PUT or DELETE.')
    const asked = parseObject(await request.body())
    const document = kind === 'sip-trunk' ? readTrunk(id, asked) : readPhone(id, asked)
    if (typeof document === 'string') return problem(response, 400, document)
    await world.submit({ type: 'config.put', kind, id, document })
    return json(response, 200, shown(world.centre, kind, id))
  }
}

/** Without what opens doors. */
function shown(centre: CentreView, kind: 'sip-trunk' | 'sip-phone', id?: string): unknown {
  const entries = [...centre.directory.list(kind)].map(entry => ({
    id: entry.id,
    ...Object.fromEntries(
      Object.entries(entry.document).filter(([name]) => !/^Ha1|Password$/.test(name)),
    ),
  }))
  return id === undefined ? entries : (entries.find(entry => entry.id === id) ?? {})
}

/** A trunk's document, or what is wrong. */
function readTrunk(id: string, asked: Record<string, unknown>): JsonObject | string {
  const { addresses = [], username, password, outboundUri } = asked
  const { outboundUsername, outboundPassword } = asked
  if (!Array.isArray(addresses) || !addresses.every(isRange)) {
    return '`addresses` must be a list of IP addresses or ranges like 203.0.113.0/24.'
  }
  if (outboundUri !== undefined && !/^sips?:[^\s@]+$/.test(String(outboundUri))) {
    return '`outboundUri` must be like sip:203.0.113.5:5060;transport=udp.'
  }
  if ((username === undefined) !== (password === undefined)) {
    return 'Give `username` and `password` both, or neither.'
  }
  if (addresses.length === 0 && username === undefined) {
    return 'Say by `addresses` or by `username` and `password` whose calls to accept.'
  }
  return {
    Name: id,
    Addresses: addresses.map(String),
    ...(username === undefined ? {} : digests(String(username), String(password))),
    ...(outboundUri === undefined ? {} : { OutboundUri: String(outboundUri) }),
    ...(outboundUsername === undefined ? {} : { OutboundUsername: String(outboundUsername) }),
    ...(outboundPassword === undefined ? {} : { OutboundPassword: String(outboundPassword) }),
  }
}

function readPhone(id: string, { password }: Record<string, unknown>): JsonObject | string {
  if (typeof password !== 'string' || password.length < 8) {
    return '`password` must be at least 8 characters long.'
  }
  return { ...digests(id, password) }
}

/** RFC 7616 §3.4.2: what a digest is checked with, so that the password itself is not kept. */
function digests(username: string, password: string): JsonObject {
  const text = `${username}:${SIP_REALM}:${password}`
  return {
    Username: username,
    Ha1Md5: createHash('md5').update(text).digest('hex'),
    Ha1Sha256: createHash('sha256').update(text).digest('hex'),
  }
}

function isRange(value: unknown): boolean {
  if (typeof value !== 'string') return false
  const [address = '', bits] = value.split('/')
  const family = isIP(address)
  if (family === 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
