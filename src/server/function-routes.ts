// Where functions are is no thing of the AWS API; it has plain JSON of its own, for administrators:
// `curl -u admin:… -X PUT http://…/api/functions/lookup -d '{"type":"https","url":"https://…"}'`.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FunctionDocument } from '../core/directory/document.ts'
import type { ConfigurationInput } from '../core/input.ts'
import { functionName } from '../function/function-name.ts'
import { isAssociated, USUAL_MEGABYTES } from '../function/function-service.ts'
import { functionNames } from '../function/handler-pool.ts'
import { isAllowedUrl } from '../function/https-function.ts'
import { type AdministratorWorld, isAdministrator } from './administrator.ts'
import { json, problem, type Route } from './http-server.ts'
import { parseObject } from './page-routes.ts'

export interface FunctionRoutesWorld extends AdministratorWorld {
  /** The folder of this machine's functions, and of what they print. */
  readonly functionsFolder: string
  readonly logFolder: string
  /** The ARN a local function has. */
  arnFor(name: string): string
  submit(input: ConfigurationInput): Promise<unknown>
}

const PATH = /^\/api\/functions(?:\/([A-Za-z0-9_-]{1,140})(\/log)?)?$/
const MEGABYTES = { min: 32, max: 4096 }
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/
/** Names by which a handler's process itself is run. */
const RESERVED = /^(NODE_|AWS_LAMBDA_|AWS_EXECUTION_ENV$|LD_|TMPDIR$|HOME$|PATH$)/

type Asked = Readonly<Record<string, unknown>>

export function functionRoutes(world: FunctionRoutesWorld): Route {
  return async (request, response) => {
    const match = PATH.exec(request.path)
    if (!match) return false
    const [, name, log] = match
    if (!(await isAdministrator(world, request))) {
      response.setHeader('www-authenticate', 'Basic realm="parley"')
      return problem(response, 401, 'Give the name and password of an administrator.')
    }
    if (request.method === 'GET') {
      if (name === undefined) return json(response, 200, allShown(world))
      if (log === undefined) {
        const shown = allShown(world).find(each => each.name === name)
        return shown
          ? json(response, 200, shown)
          : problem(response, 404, `There is no function ${name}.`)
      }
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(await readLog(world.logFolder, name))
      return true
    }
    if (name === undefined || log !== undefined) {
      return problem(response, 405, 'Name the function in the path.')
    }
    if (request.method === 'DELETE') {
      await world.submit({ type: 'config.delete', kind: 'function', id: name })
      return json(response, 200, {})
    }
    if (request.method !== 'PUT') return problem(response, 405, 'Use GET, PUT or DELETE.')
    const former = world.centre.directory.get('function', name)
    const document = readFunction(name, parseObject(await request.body()), former)
    if (typeof document === 'string') return problem(response, 400, document)
    await world.submit({ type: 'config.put', kind: 'function', id: name, document })
    const { Target: target } = document
    // Told once, to whoever must check signatures with it.
    const told = target.Type === 'HTTPS' ? { secret: target.Secret } : {}
    return json(response, 200, { ...shown(world, document), ...told })
  }
}

interface Shown {
  readonly name: string
  readonly [member: string]: unknown
}

/** Those that are configured, and those that are simply there. */
function allShown(world: FunctionRoutesWorld): Shown[] {
  const { directory } = world.centre
  const configured = [...directory.list('function')].map(({ document }) => document)
  const local = functionNames(world.functionsFolder)
    .filter(name => directory.get('function', name) === undefined)
    .map((Name): FunctionDocument => ({ Name, Target: { Type: 'LOCAL' } }))
  return [...configured, ...local]
    .map(document => shown(world, document))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Without what opens doors. */
function shown(world: FunctionRoutesWorld, document: FunctionDocument): Shown {
  const { Name: name, Target: target, MemoryMegabytes, Environment } = document
  const arn = document.Arn ?? world.arnFor(name)
  const common = { name, arn, associated: isAssociated(world.centre.directory, arn) }
  switch (target.Type) {
    case 'HTTPS':
      return { ...common, type: 'https', url: target.Url }
    case 'LAMBDA': {
      const { FunctionName: functionName, Region: region, Endpoint: endpoint } = target
      return { ...common, type: 'lambda', functionName, region, endpoint }
    }
    default:
      return {
        ...common,
        type: 'local',
        memoryMegabytes: MemoryMegabytes ?? USUAL_MEGABYTES,
        // Values are often secrets.
        environment: Object.keys(Environment ?? {}),
      }
  }
}

/** A function's document, or what is wrong. */
function readFunction(
  name: string,
  asked: Asked,
  former: FunctionDocument | undefined,
): FunctionDocument | string {
  const { arn, type } = asked
  if (arn !== undefined && (typeof arn !== 'string' || functionName(arn) === undefined)) {
    return '`arn` must be like arn:aws:lambda:us-east-1:123456789012:function:lookup.'
  }
  const common = { Name: name, ...(arn === undefined ? {} : { Arn: arn }) }
  switch (type) {
    case 'https':
      return readHttps(common, asked, former)
    case 'lambda':
      return readLambda(common, asked)
    case 'local':
      return readLocal(common, asked)
    default:
      return '`type` must be `local`, `https` or `lambda`.'
  }
}

type Common = Pick<FunctionDocument, 'Name' | 'Arn'>

function readHttps(
  common: Common,
  { url, secret }: Asked,
  former: FunctionDocument | undefined,
): FunctionDocument | string {
  if (typeof url !== 'string' || !isAllowedUrl(url)) {
    return '`url` must begin with https://; http:// is for this machine alone.'
  }
  if (secret !== undefined && (typeof secret !== 'string' || secret.length < 16)) {
    return '`secret` must be at least 16 characters long; leave it out to be given one.'
  }
  const kept = former?.Target.Type === 'HTTPS' ? former.Target.Secret : undefined
  const Secret = secret ?? kept ?? randomBytes(32).toString('base64url')
  return { ...common, Target: { Type: 'HTTPS', Url: url, Secret } }
}

function readLambda(common: Common, asked: Asked): FunctionDocument | string {
  const { functionName, region, endpoint, accessKeyId, secretAccessKey } = asked
  if (endpoint !== undefined && !/^https?:\/\/\S+$/.test(String(endpoint))) {
    return '`endpoint` must be like https://lambda.example.com.'
  }
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    return 'Give `accessKeyId` and `secretAccessKey` both, or neither.'
  }
  return {
    ...common,
    Target: {
      Type: 'LAMBDA',
      ...(functionName === undefined ? {} : { FunctionName: String(functionName) }),
      ...(region === undefined ? {} : { Region: String(region) }),
      ...(endpoint === undefined ? {} : { Endpoint: String(endpoint) }),
      ...(accessKeyId === undefined ? {} : { AccessKeyId: String(accessKeyId) }),
      ...(secretAccessKey === undefined ? {} : { SecretAccessKey: String(secretAccessKey) }),
    },
  }
}

function readLocal(common: Common, asked: Asked): FunctionDocument | string {
  const { memoryMegabytes = USUAL_MEGABYTES, environment = {} } = asked
  const megabytes = Number(memoryMegabytes)
  if (!(Number.isInteger(megabytes) && megabytes >= MEGABYTES.min && megabytes <= MEGABYTES.max)) {
    return `\`memoryMegabytes\` must be a whole number from ${MEGABYTES.min} to ${MEGABYTES.max}.`
  }
  if (typeof environment !== 'object' || environment === null || Array.isArray(environment)) {
    return '`environment` must be names and values.'
  }
  const variables = Object.entries(environment as Record<string, unknown>)
  const bad = variables.find(
    ([name, value]) => !NAME.test(name) || RESERVED.test(name) || typeof value !== 'string',
  )
  if (bad) return `\`${bad[0]}\` cannot be set, or its value is no text.`
  return {
    ...common,
    Target: { Type: 'LOCAL' },
    MemoryMegabytes: megabytes,
    Environment: Object.fromEntries(variables) as Record<string, string>,
  }
}

async function readLog(folder: string, name: string): Promise<string> {
  const read = (file: string) => readFile(join(folder, file), 'utf8').catch(() => '')
  return (await read(`${name}.log.1`)) + (await read(`${name}.log`))
}
