// What a form holds: members as the API has them, reached by dotted paths such as `PhoneConfig.PhoneType`.

export type Values = Readonly<Record<string, unknown>>

export function valueAt(values: Values, path: string): unknown {
  let at: unknown = values
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Values)[name]
  }
  return at
}

/** A copy with another value; `undefined` takes it out, and what holds nothing any more as well. */
export function withValue(values: Values, path: string, value: unknown): Values {
  const [name = '', ...rest] = path.split('.')
  const { [name]: former, ...others } = values
  if (rest.length === 0) return value === undefined ? others : { ...others, [name]: value }
  const inner = typeof former === 'object' && former !== null ? (former as Values) : {}
  const next = withValue(inner, rest.join('.'), value)
  return Object.keys(next).length === 0 ? others : { ...others, [name]: next }
}

/** Compares what would be sent: the order of members says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

export function differs(before: Values, after: Values, members: readonly string[]): boolean {
  return members.some(member => !isSame(valueAt(before, member), valueAt(after, member)))
}

/** Those members that are there, by the first part of their paths. */
export function picked(values: Values, members: readonly string[]): Values {
  const found: Record<string, unknown> = {}
  for (const member of members) {
    const [name = ''] = member.split('.')
    if (values[name] !== undefined) found[name] = values[name]
  }
  return found
}

/** What must come to one list and what must leave it to become another. */
export function listChange<Each>(
  before: readonly Each[],
  after: readonly Each[],
  keyOf: (each: Each) => string,
): {
  readonly added: readonly Each[]
  readonly removed: readonly Each[]
  readonly kept: readonly Each[]
} {
  const was = new Map(before.map(each => [keyOf(each), each]))
  const is = new Set(after.map(keyOf))
  return {
    added: after.filter(each => !was.has(keyOf(each))),
    removed: before.filter(each => !is.has(keyOf(each))),
    kept: after.filter(each => {
      const former = was.get(keyOf(each))
      return former !== undefined && !isSame(former, each)
    }),
  }
}

/** As text for a table or a list of changes. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–'
  if (Array.isArray(value)) return value.map(shownValue).join(', ') || '–'
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => `${name}: ${shownValue(each)}`)
      .join('; ')
  }
  return String(value)
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'object' && each !== null && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
        : each,
    ) ?? ''
  )
}
