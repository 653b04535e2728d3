// A running centre, asked as an administrator what the AWS API has no words for.
import { type Command, type Given, type Terminal, textOption, UseError } from './command.ts'
import { endpointIn } from './connect-place.ts'

/** Options that all commands have which ask as an administrator. */
export const ASKING: Command['options'] = {
  endpoint: { type: 'string' },
  user: { type: 'string' },
}

export const ASKING_DETAILS = [
  '--endpoint  where the centre is (http://127.0.0.1:8080, or as PARLEY_BIND and PARLEY_HTTP_PORT say)',
  '--user      the administrator who asks (admin), with the password in PARLEY_ADMIN_PASSWORD',
]

interface Asked {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: object
}

/** The centre's answer. What it refuses is told in its own sentence. */
export async function askCentre(
  given: Given,
  { env }: Terminal,
  { method, path, body }: Asked,
): Promise<Readonly<Record<string, unknown>>> {
  const password = env.PARLEY_ADMIN_PASSWORD
  if (password === undefined) {
    throw new UseError('Set PARLEY_ADMIN_PASSWORD to the password of an administrator.')
  }
  const endpoint = endpointOf(given, env)
  const user = textOption(given, 'user') ?? 'admin'
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new UseError(`Nobody answers at ${endpoint}.`)
  })
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (!response.ok)
    throw new UseError(String(answer.title ?? `The centre says ${response.status}.`))
  return answer
}

export function endpointOf(given: Given, env: Terminal['env']): string {
  return (textOption(given, 'endpoint') ?? endpointIn(env)).replace(/\/$/, '')
}

export function oneOperand({ operands }: Given, what: string): string {
  const [operand, ...more] = operands
  if (operand === undefined || more.length > 0) throw new UseError(`Give one ${what}.`)
  return operand
}

export function tell(terminal: Terminal, given: Given, answer: object, text: string): number {
  terminal.out(given.json ? `${JSON.stringify(answer, undefined, 2)}\n` : text)
  return 0
}
