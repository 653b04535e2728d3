// Reads and checks access policies in the language of AWS IAM. What they mean is in
// `evaluate-policies.ts`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
import type { Policy, Statement } from '../../core/directory/identity.ts'
import { isOperator } from './condition.ts'

const VERSIONS = ['2012-10-17', '2008-10-17']
const POLICY_BYTES_MAX = 10_240
const STATEMENTS_MAX = 100
const MEMBERS = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
])

/** The policy, or a sentence that says what is wrong with it. */
export function readPolicy(given: unknown): Policy | string {
  try {
    return policyOf(given)
  } catch (error) {
    if (error instanceof WrongPolicy) return error.message
    throw error
  }
}

class WrongPolicy extends Error {}

function policyOf(given: unknown): Policy {
  if (JSON.stringify(given ?? null).length > POLICY_BYTES_MAX) {
    throw new WrongPolicy(`A policy has at most ${POLICY_BYTES_MAX} characters.`)
  }
  const { Version = '2008-10-17', Statement, Id: _, ...more } = objectOf(given, 'The policy')
  refuseMore(more, 'A policy')
  if (typeof Version !== 'string' || !VERSIONS.includes(Version)) {
    throw new WrongPolicy(`Version must be ${VERSIONS.join(' or ')}.`)
  }
  const statements = Array.isArray(Statement) ? Statement : [Statement]
  if (Statement === undefined || statements.length === 0 || statements.length > STATEMENTS_MAX) {
    throw new WrongPolicy(`A policy has 1 to ${STATEMENTS_MAX} statements.`)
  }
  return { Version, Statement: statements.map(statementOf) }
}

function statementOf(given: unknown): Statement {
  const statement = objectOf(given, 'A statement')
  refuseMore(
    Object.fromEntries(Object.entries(statement).filter(([member]) => !MEMBERS.has(member))),
    'A statement of an identity',
  )
  const { Sid, Effect, Condition } = statement
  if (Effect !== 'Allow' && Effect !== 'Deny')
    throw new WrongPolicy('Effect must be Allow or Deny.')
  if (Sid !== undefined && (typeof Sid !== 'string' || !/^[\w-]{0,64}$/.test(Sid))) {
    throw new WrongPolicy('Sid has up to 64 letters and digits.')
  }
  return {
    Effect,
    ...(Sid !== undefined && { Sid }),
    ...oneOf(statement, 'Action', 'NotAction', /^(\*|[\w-]+:[\w*?]+)$/),
    ...oneOf(statement, 'Resource', 'NotResource', /^(\*|arn:.+|\$\{.+)$/s),
    ...(Condition !== undefined && { Condition: conditionOf(Condition) }),
  }
}

function oneOf(statement: Given, plain: string, negated: string, form: RegExp): object {
  const names = [plain, negated].filter(name => statement[name] !== undefined)
  const [name] = names
  if (name === undefined || names.length > 1) {
    throw new WrongPolicy(`A statement has ${plain} or ${negated}.`)
  }
  const values = textsOf(statement[name], name)
  const wrong = values.find(value => !form.test(value))
  if (wrong !== undefined || values.length === 0) {
    throw new WrongPolicy(`${name} cannot be ${JSON.stringify(wrong ?? [])}.`)
  }
  return { [name]: values }
}

function conditionOf(given: unknown): NonNullable<Statement['Condition']> {
  return Object.fromEntries(
    Object.entries(objectOf(given, 'Condition')).map(([operator, keys]) => {
      if (!isOperator(operator))
        throw new WrongPolicy(`There is no condition operator ${operator}.`)
      const values = Object.entries(objectOf(keys, operator)).map(
        ([key, value]) => [key, textsOf(value, key)] as const,
      )
      return [operator, Object.fromEntries(values)]
    }),
  )
}

type Given = Readonly<Record<string, unknown>>

function objectOf(given: unknown, what: string): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new WrongPolicy(`${what} must be an object.`)
  }
  return given as Given
}

function refuseMore(more: Given, what: string): void {
  const [member] = Object.keys(more)
  if (member !== undefined) throw new WrongPolicy(`${what} has no member ${member}.`)
}

function textsOf(given: unknown, what: string): readonly string[] {
  const values = Array.isArray(given) ? given : [given]
  return values.map(value => {
    if (typeof value === 'boolean' || typeof value === 'number') return String(value)
    if (typeof value !== 'string') throw new WrongPolicy(`${what} must be text.`)
    return value
  })
}
