// The condition operators of access policies.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
import { isWithin } from '../../io/address-range.ts'
import { asText, fitsWildcard } from './wildcard.ts'

/** What is known of a request: values by key in small letters. A key may have several. */
export type RequestKeys = ReadonlyMap<string, readonly string[]>

/** Whether one value of the request meets one value of the policy. */
type Test = (has: string, wants: string) => boolean

const text = {
  Equals: (has: string, wants: string) => has === wants,
  EqualsIgnoreCase: (has: string, wants: string) => has.toLowerCase() === wants.toLowerCase(),
  Like: (has: string, wants: string) => fitsWildcard(wants, has),
}
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: text.Equals,
  StringEqualsIgnoreCase: text.EqualsIgnoreCase,
  StringLike: text.Like,
  ArnEquals: arnFits,
  ArnLike: arnFits,
  Bool: text.EqualsIgnoreCase,
  IpAddress: isWithin,
  ...ordered('Numeric', each => (each.trim() === '' ? Number.NaN : Number(each))),
  ...ordered('Date', each => (/^\d+$/.test(each) ? Number(each) * 1000 : Date.parse(each))),
}
/** Those whose values are patterns. */
const PATTERNS = new Set(['StringLike', 'ArnEquals', 'ArnLike'])
/** True of a request exactly when the first is not: also when the key is missing. */
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
}

export function isOperator(name: string): boolean {
  const { operator, ifExists } = partsOf(name)
  return operator === 'Null'
    ? !ifExists
    : Object.hasOwn(TESTS, operator) || Object.hasOwn(NEGATED, operator)
}

/** Whether what the request has under a key meets any of the values. */
export function conditionHolds(
  name: string,
  has: readonly string[] | undefined,
  wants: readonly string[],
): boolean {
  const { operator, ifExists, ofSet } = partsOf(name)
  if (operator === 'Null') return wants.some(want => (want === 'true') === (has === undefined))
  if (has === undefined && ifExists) return true
  const negated = NEGATED[operator]
  const test = TESTS[negated ?? operator]
  if (!test) return false
  const wanted = PATTERNS.has(negated ?? operator) ? wants : wants.map(asText)
  const meets = (each: string) => wanted.some(want => test(each, want)) !== (negated !== undefined)
  const values = has ?? []
  if (ofSet === 'ForAllValues') return values.every(meets)
  if (ofSet === 'ForAnyValue') return values.some(meets)
  // Of several values without a word on how: a negation means that none is among them.
  return negated === undefined ? values.some(meets) : values.every(meets)
}

function partsOf(name: string) {
  const [, ofSet, operator = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(name) ?? []
  return { ofSet, operator, ifExists: ifExists !== undefined }
}

function ordered(kind: string, read: (text: string) => number): Record<string, Test> {
  const test =
    (holds: (a: number, b: number) => boolean): Test =>
    (has, wants) =>
      holds(read(has), read(wants))
  return {
    [`${kind}Equals`]: test((a, b) => a === b),
    [`${kind}LessThan`]: test((a, b) => a < b),
    [`${kind}LessThanEquals`]: test((a, b) => a <= b),
    [`${kind}GreaterThan`]: test((a, b) => a > b),
    [`${kind}GreaterThanEquals`]: test((a, b) => a >= b),
  }
}

/** Each of the six parts for itself: a star does not reach over a colon but in the last. */
function arnFits(has: string, wants: string): boolean {
  const own = arnParts(has)
  const pattern = arnParts(wants)
  if (!own || !pattern) return false
  return pattern.every((part, index) => fitsWildcard(part, own[index] ?? ''))
}

function arnParts(arn: string): string[] | undefined {
  const parts = arn.split(':')
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')]
}
