// `/api/access`: programs that call the API, what their policies let them do, and their keys; for
// administrators. `curl -u admin:… -X PUT http://…/api/access/crm -d '{"type": "user"}'`.
import { randomBytes } from 'node:crypto'
import { evaluatePolicies } from '../api/access/evaluate-policies.ts'
import { identityOf } from '../api/access/identity.ts'
import { readPolicy } from '../api/access/policy.ts'
import type { IdentityDocument } from '../core/directory/identity.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { newUuid } from '../io/crypto.ts'
import { type AdministratorWorld, type Answer, administratorsRoute } from './administrator.ts'
import type { Request, Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface AccessRouteWorld extends AdministratorWorld {
  readonly account: string
  submit(...inputs: ConfigurationInput[]): Promise<unknown>
}

/** One program: its user or role. */
interface Program {
  readonly id: string
  readonly document: IdentityDocument
}

const PATH = /^\/api\/access(?:\/(.*))?$/
const NAME = /^[\w+=,.@-]{1,64}$/
const KEYS_MAX = 2
const POLICIES_MAX = 10

export function accessRoute(world: AccessRouteWorld): Route {
  return administratorsRoute(world, PATH, (request, rest) => answer(world, request, rest))
}

async function answer(
  world: AccessRouteWorld,
  request: Request,
  rest: string | undefined,
): Promise<Answer> {
  const { method } = request
  const parts = partsOf(rest ?? '')
  if (!parts) return [400, 'The path is not well formed.']
  const [name, part, of, ...more] = parts
  if (!name) {
    if (method !== 'GET') return [405, 'Use GET here, and PUT or DELETE on /api/access/NAME.']
    const all = [...world.centre.directory.list('identity')]
    return [200, { identities: all.map(each => shown(world, each)) }]
  }
  if (!NAME.test(name)) return [400, 'A name has up to 64 letters, digits and +=,.@-_.']
  const program = world.centre.directory.named('identity', name)
  if (part === undefined) return one(world, request, name, program)
  if (!program) return [404, `There is no user or role named ${name}.`]
  if (more.length > 0) return [404, 'There is nothing here.']
  if (part === 'policies' && of) return policy(world, request, program, of)
  if (part === 'keys') return keys(world, request, program, of)
  if (part === 'simulate' && method === 'POST') return simulate(world, request, program)
  return [404, 'There is nothing here.']
}

function partsOf(path: string): string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent)
  } catch {
    return undefined
  }
}

async function one(
  world: AccessRouteWorld,
  request: Request,
  name: string,
  program: Program | undefined,
): Promise<Answer> {
  if (request.method === 'PUT') {
    const asked = parseObject(await request.body())
    // Somebody else may have made it while this came.
    return put(world, name, world.centre.directory.named('identity', name), asked)
  }
  if (!program) return [404, `There is no user or role named ${name}.`]
  if (request.method === 'GET') return [200, { ...shown(world, program), ...program.document }]
  if (request.method !== 'DELETE') return [405, 'Use GET, PUT or DELETE.']
  // Its keys go with it: a key without its owner would open nothing, but nobody should have to know that.
  const gone = keysOf(world, program.id).map(id => removal('access-key', id))
  await world.submit(removal('identity', program.id), ...gone)
  return [200, {}]
}

async function put(
  world: AccessRouteWorld,
  Name: string,
  program: Program | undefined,
  { type = program?.document.Type, tags = program?.document.Tags ?? {} }: Record<string, unknown>,
): Promise<Answer> {
  if (type !== 'user' && type !== 'role') return [400, 'type is user or role.']
  if (program && program.document.Type !== type)
    return [409, `${Name} is a ${program.document.Type}.`]
  if (!areTags(tags)) return [400, 'tags are texts by their names, at most 50.']
  const id = program?.id ?? newUuid()
  const Policies = program?.document.Policies ?? {}
  const document = { Name, Type: type, Policies, Tags: tags } as const
  await world.submit({ type: 'config.put', kind: 'identity', id, document })
  return [200, shown(world, { id, document })]
}

async function policy(
  world: AccessRouteWorld,
  request: Request,
  { id, document: found }: Program,
  name: string,
): Promise<Answer> {
  if (request.method === 'GET') {
    const former = found.Policies[name]
    return former ? [200, former] : [404, `There is no policy ${name}.`]
  }
  if (request.method !== 'PUT' && request.method !== 'DELETE')
    return [405, 'Use GET, PUT or DELETE.']
  if (!NAME.test(name)) return [400, 'A policy has a name of up to 64 letters and digits.']
  const read = request.method === 'PUT' ? readPolicy(parseObject(await request.body())) : undefined
  if (typeof read === 'string') return [400, read]
  // As it is now: of two policies that come at once, both are kept.
  const document = world.centre.directory.get('identity', id)
  if (!document) return [404, `There is no user or role named ${found.Name} any more.`]
  const { [name]: _, ...others } = document.Policies
  if (read && Object.keys(others).length >= POLICIES_MAX) {
    return [409, `A user or role has at most ${POLICIES_MAX} policies.`]
  }
  const Policies = read ? { ...others, [name]: read } : others
  await world.submit({
    type: 'config.put',
    kind: 'identity',
    id,
    document: { ...document, Policies },
  })
  return [200, { policies: Object.keys(Policies) }]
}

async function keys(
  world: AccessRouteWorld,
  { method }: Request,
  { id, document }: Program,
  key: string | undefined,
): Promise<Answer> {
  const held = keysOf(world, id)
  if (method === 'DELETE' && key) {
    if (!held.includes(key)) return [404, `${document.Name} has no key ${key}.`]
    await world.submit(removal('access-key', key))
    return [200, {}]
  }
  if (key !== undefined) return [405, 'Use DELETE.']
  if (method === 'GET') return [200, { keys: held }]
  if (method !== 'POST') return [405, 'Use GET or POST.']
  if (document.Type === 'role')
    return [409, 'A role has no keys: programs assume it (sts:AssumeRole).']
  if (held.length >= KEYS_MAX)
    return [409, `A user has at most ${KEYS_MAX} keys. Delete one first.`]
  const accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
  const secretAccessKey = randomBytes(30).toString('base64')
  await world.submit({
    type: 'config.put',
    kind: 'access-key',
    id: accessKeyId,
    document: { SecretAccessKey: secretAccessKey, Owner: id },
  })
  // The only time that it is shown.
  return [200, { accessKeyId, secretAccessKey }]
}

/** What its policies would say, without anything being done. */
async function simulate(
  world: AccessRouteWorld,
  request: Request,
  { id }: Program,
): Promise<Answer> {
  const { action, resource, keys: given = {} } = parseObject(await request.body())
  if (typeof action !== 'string' || typeof resource !== 'string' || !areTags(given)) {
    return [400, 'Give action, resource and keys, for example {"aws:SourceIp": "10.0.0.1"}.']
  }
  const identity = identityOf(world.centre.directory, world.account, id)
  const entries = Object.entries(given).map(([key, value]) => [key.toLowerCase(), [value]] as const)
  const decision = evaluatePolicies(identity?.policies ?? [], {
    action,
    resource,
    keys: new Map(entries),
  })
  return [200, { decision }]
}

function shown(
  world: AccessRouteWorld,
  { id, document: { Name, Type, Policies } }: Program,
): object {
  return {
    name: Name,
    type: Type,
    arn: `arn:aws:iam::${world.account}:${Type}/${Name}`,
    policies: Object.keys(Policies),
    keys: keysOf(world, id),
  }
}

function keysOf({ centre }: AccessRouteWorld, owner: string): string[] {
  return [...centre.directory.list('access-key')].flatMap(({ id, document }) =>
    document.Owner === owner ? [id] : [],
  )
}

function removal(kind: 'identity' | 'access-key', id: string): ConfigurationInput {
  return { type: 'config.delete', kind, id }
}

function areTags(given: unknown): given is Readonly<Record<string, string>> {
  return (
    typeof given === 'object' &&
    given !== null &&
    !Array.isArray(given) &&
    Object.keys(given).length <= 50 &&
    Object.values(given).every(each => typeof each === 'string')
  )
}
