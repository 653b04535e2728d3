// A story of configuration: what is made, shown, listed, found, changed, tagged and deleted, step by step, by the
// API and by a small model of what it should answer. Throws where they disagree.
import { type ApiCentre, startApiCentre } from './api-centre.ts'
import { type Answered, type Call, callApi, mayAnswer } from './call-api.ts'
import { at, type ConfiguredKind, type KindName, kindNames, kinds } from './configured-kinds.ts'

export const VERBS = [
  'create',
  'create',
  'create',
  'describe',
  'list',
  'search',
  'rename',
  'link',
  'tag',
  'untag',
  'tags',
  'remove',
  'remove',
] as const

/** Everything that is drawn by lot. What there is fewer of is counted round. */
export interface Step {
  readonly verb: (typeof VERBS)[number]
  readonly kind: KindName
  /** Which thing of the kind; sometimes one that is gone. */
  readonly which: number
  /** Which others it names. */
  readonly other: number
  readonly word: number
  /** By its ARN rather than its id. */
  readonly byArn: boolean
}

/** Upper and lower case, other scripts, what looks like syntax. */
const WORDS = ['Alpha', 'ALPHA', 'alpha beta', 'Grün', 'grün', 'a/b&c=%41', '名前'] as const
const NOBODY = '11111111-2222-4333-8444-555555555555'

interface Thing {
  readonly kind: KindName
  readonly id: string
  readonly arn: string
  name: string
  readonly refs: Map<string, Thing>
  readonly tags: Map<string, string>
}

export class ConfigurationStory {
  readonly #centre: ApiCentre
  #things: Thing[] = []
  /** Gone, and to be asked for all the same. */
  readonly #gone: Thing[] = []
  /** What an instance begins with. */
  readonly #first = new Map<KindName, readonly string[]>()

  private constructor(centre: ApiCentre) {
    this.#centre = centre
  }

  static async begin(): Promise<ConfigurationStory> {
    const centre = await startApiCentre()
    centre.blobs.set('uploads/hello.wav', SOUND)
    const story = new ConfigurationStory(centre)
    const HierarchyStructure = { LevelOne: { Name: 'Site' } }
    await story.#must(['UpdateUserHierarchyStructure', { HierarchyStructure }])
    for (const kind of kindNames) story.#first.set(kind, await story.#listed(kind, 100))
    return story
  }

  /** Takes everything down again; then there is what there was. */
  async end(): Promise<void> {
    await this.#tearDown()
    for (const kind of kindNames) await this.#list(kind, 100)
    if (this.#centre.failures.length > 0) throw this.#centre.failures[0]
  }

  close(): Promise<void> {
    return this.#centre.close()
  }

  async step(step: Step): Promise<void> {
    const { verb, kind } = step
    const thing = this.#pick(kind, step.which)
    const exists = thing !== undefined && this.#things.includes(thing)
    const missing = exists ? [] : ['ResourceNotFoundException']
    const id = (step.byArn ? thing?.arn : thing?.id) ?? NOBODY
    switch (verb) {
      case 'describe':
        return this.#describe(kind, id, missing, thing)
      case 'rename':
        return this.#rename(step, thing?.id ?? NOBODY, missing, thing)
      case 'link':
        return this.#link(step, thing?.id ?? NOBODY, missing, thing)
      case 'tag':
      case 'untag':
      case 'tags':
        return this.#tags(verb, step, missing, thing)
      case 'create':
        return this.#create(step)
      case 'list':
        return this.#list(kind, 1 + (step.which % 5))
      case 'search':
        return this.#search(step)
      default:
        await this.#remove(thing, kind, missing)
    }
  }

  async #create({ kind, word, other, which }: Step): Promise<void> {
    const how = kinds[kind]
    const name = how.nameOf(wordOf(word))
    const refs = new Map<string, Thing | undefined>()
    for (const [member, of] of Object.entries(how.refs)) {
      if (how.optional?.includes(member) && which % 2 === 0) continue
      refs.set(member, this.#pick(of, other))
    }
    const ids = Object.fromEntries(
      [...refs].map(([member, thing]) => [member, thing?.id ?? NOBODY]),
    )
    const wrong = [...this.#taken(kind, name)]
    if ([...refs.values()].some(thing => !this.#exists(thing)))
      wrong.push('ResourceNotFoundException')
    const output = await this.#expect(how.create(name, ids), wrong)
    if (!output) return
    const [id = '', arn = ''] = how.made.map(path => String(at(output, path)))
    // All of them exist, or it would have been refused.
    this.#things.push({ kind, id, arn, name, refs: refs as Map<string, Thing>, tags: new Map() })
  }

  async #describe(
    kind: KindName,
    id: string,
    missing: readonly string[],
    thing: Thing | undefined,
  ): Promise<void> {
    const how = kinds[kind]
    // A view is asked for with what follows its id.
    const call = how.describe(kind === 'view' ? (thing?.id ?? NOBODY) : id)
    const output = await this.#expect(call, missing)
    if (!output || !thing) return
    const shown = at(output, how.shown.at) as Readonly<Record<string, unknown>>
    same(call, 'name', shown[how.shown.name], thing.name)
    if (how.shown.tags) same(call, 'tags', shown[how.shown.tags] ?? {}, tagsOf(thing))
  }

  async #rename(
    { kind, word }: Step,
    id: string,
    missing: readonly string[],
    thing: Thing | undefined,
  ): Promise<void> {
    const how = kinds[kind]
    if (!how.rename) return
    const name = how.nameOf(wordOf(word))
    const wrong = [...missing, ...this.#taken(kind, name, thing)]
    if ((await this.#expect(how.rename(id, name), wrong)) && thing) thing.name = name
  }

  async #link(
    { kind, other, word }: Step,
    id: string,
    missing: readonly string[],
    thing: Thing | undefined,
  ): Promise<void> {
    const links = Object.entries(kinds[kind].link ?? {})
    const [member, call] = links[word % Math.max(1, links.length)] ?? []
    if (member === undefined || !call) return
    const to = this.#pick(kinds[kind].refs[member] ?? 'flow', other)
    const wrong = [...missing, ...(this.#exists(to) ? [] : ['ResourceNotFoundException'])]
    const output = await this.#expect(call(id, to?.id ?? NOBODY), wrong)
    if (output && thing && to) thing.refs.set(member, to)
  }

  async #tags(
    verb: 'tag' | 'untag' | 'tags',
    { word, which }: Step,
    missing: readonly string[],
    thing: Thing | undefined,
  ): Promise<void> {
    if (!thing) return
    const key = `key ${word % 3}`
    const value = String(which)
    const resourceArn = thing.arn
    const calls: Readonly<Record<typeof verb, Call>> = {
      tag: ['TagResource', { resourceArn, tags: { [key]: value } }],
      untag: ['UntagResource', { resourceArn, tagKeys: [key] }],
      tags: ['ListTagsForResource', { resourceArn }],
    }
    const output = await this.#expect(calls[verb], missing)
    if (!output) return
    if (verb === 'tag') thing.tags.set(key, value)
    if (verb === 'untag') thing.tags.delete(key)
    if (verb === 'tags') same(calls.tags, 'tags', output.tags ?? {}, tagsOf(thing))
  }

  async #remove(
    thing: Thing | undefined,
    kind: KindName,
    missing: readonly string[],
  ): Promise<boolean> {
    const call = kinds[kind].remove?.(thing?.id ?? NOBODY)
    if (!call) return false
    const isUsed = missing.length === 0 && this.#things.some(each => blocks(each, thing))
    const output = await this.#expect(call, isUsed ? ['ResourceInUseException'] : missing)
    if (!output || !thing) return false
    this.#things = this.#things.filter(each => each !== thing)
    this.#gone.push(thing)
    return true
  }

  /** All pages, each thing once, in the order of names. */
  async #list(kind: KindName, size: number): Promise<void> {
    const listed = await this.#listed(kind, size)
    const expected = [...(this.#first.get(kind) ?? []), ...this.#of(kind).map(({ id }) => id)]
    same([`all pages of ${kind}`, { size }], 'things', [...listed].sort(), expected.sort())
  }

  async #listed(kind: KindName, MaxResults: number): Promise<readonly string[]> {
    const [operation, member, id] = kinds[kind].list
    const more = kind === 'view' ? { Type: 'CUSTOMER_MANAGED' } : {}
    return this.#pages([operation, { MaxResults, ...more }], member, id)
  }

  async #pages(call: Call, member: string, id: string): Promise<readonly string[]> {
    const ids: string[] = []
    let NextToken: unknown
    do {
      const [operation, input] = call
      const output = await this.#must([operation, { ...input, NextToken }])
      const items = output[member] as readonly Readonly<Record<string, unknown>>[]
      ids.push(...items.map(item => String(item[id])))
      NextToken = output.NextToken
    } while (NextToken !== undefined)
    return ids
  }

  async #search({ kind, word, other, which, byArn }: Step): Promise<void> {
    const [operation, member, id, filter] = kinds[kind].search ?? []
    if (operation === undefined || member === undefined || id === undefined) return
    const key = `key ${word % 3}`
    const name = kinds[kind].nameOf(wordOf(word))
    const comparison = (['EXACT', 'STARTS_WITH', 'CONTAINS'] as const)[other % 3] ?? 'EXACT'
    const Value = comparison === 'EXACT' ? name : name.slice(comparison === 'CONTAINS' ? 1 : 0, 3)
    const FieldName = kind === 'user' ? 'username' : 'name'
    const StringCondition = { FieldName, Value, ComparisonType: comparison }
    const byTag = byArn && filter !== undefined
    const input = byTag
      ? { SearchFilter: { [filter]: { TagCondition: { TagKey: key, TagValue: String(which) } } } }
      : { SearchCriteria: { StringCondition } }
    const call: Call = [operation, { MaxResults: 1 + (which % 4), ...input }]
    const own = new Set(this.#of(kind).map(thing => thing.id))
    const found = (await this.#pages(call, member, id)).filter(each => own.has(each))
    const expected = this.#of(kind).filter(thing =>
      byTag
        ? thing.tags.get(key) === String(which)
        : MEETS[comparison](thing.name.toLowerCase(), Value.toLowerCase()),
    )
    same(call, 'found', [...found].sort(), expected.map(thing => thing.id).sort())
  }

  async #tearDown(): Promise<void> {
    for (let removed = true; removed; ) {
      removed = false
      for (const thing of [...this.#things]) {
        const isUsed = this.#things.some(each => blocks(each, thing))
        if (!isUsed && (await this.#remove(thing, thing.kind, []))) removed = true
      }
    }
    const left = this.#things.filter(thing => kinds[thing.kind].remove)
    same(['teardown', {}], 'left', left, [])
  }

  /** The output, or nothing when it was refused as it should be. */
  async #expect(call: Call, wrong: readonly string[]): Promise<Output | undefined> {
    const answer = await callApi(this.#centre, call)
    const allowed = new Set(wrong.flatMap(each => asNamed(call[0], each)))
    if ('output' in answer) {
      if (wrong.length > 0) disagree(call, answer, `refused with ${[...allowed].join(' or ')}`)
      return answer.output
    }
    if (!allowed.has(answer.error)) {
      disagree(call, answer, wrong.length > 0 ? [...allowed].join(' or ') : 'an answer')
    }
    return undefined
  }

  async #must(call: Call): Promise<Output> {
    return (await this.#expect(call, [])) ?? {}
  }

  #taken(kind: KindName, name: string, except?: Thing): readonly string[] {
    if (!kinds[kind].unique) return []
    const key = name.toLowerCase()
    const others = this.#of(kind).filter(each => each !== except)
    return others.some(each => each.name.toLowerCase() === key)
      ? ['DuplicateResourceException']
      : []
  }

  #of(kind: KindName): readonly Thing[] {
    return this.#things.filter(thing => thing.kind === kind)
  }

  #exists(thing: Thing | undefined): boolean {
    return thing !== undefined && this.#things.includes(thing)
  }

  /** Mostly one that there is. */
  #pick(kind: KindName, which: number): Thing | undefined {
    const there = this.#of(kind)
    const gone = this.#gone.filter(thing => thing.kind === kind)
    const all = which % 7 === 6 ? gone : there
    return all[which % Math.max(1, all.length)]
  }
}

type Output = Readonly<Record<string, unknown>>

const MEETS: Readonly<
  Record<'EXACT' | 'STARTS_WITH' | 'CONTAINS', (name: string, value: string) => boolean>
> = {
  EXACT: (name, value) => name === value,
  STARTS_WITH: (name, value) => name.startsWith(value),
  CONTAINS: (name, value) => name.includes(value),
}

function blocks(by: Thing, thing: Thing | undefined): boolean {
  const { blocking = [], link = {} }: ConfiguredKind = kinds[by.kind]
  const members = [...blocking, ...Object.keys(link)]
  return members.some(member => thing !== undefined && by.refs.get(member) === thing)
}

/** Where the operation's model has no such exception, it says something else. */
function asNamed(operation: string, exception: string): readonly string[] {
  if (mayAnswer(operation, exception)) return [exception]
  const others = [
    'ResourceConflictException',
    'PropertyValidationException',
    'InvalidRequestException',
    'InvalidParameterException',
  ]
  return others.filter(each => mayAnswer(operation, each))
}

function wordOf(word: number): string {
  return WORDS[word % WORDS.length] ?? ''
}

function tagsOf({ tags }: Thing): object {
  return Object.fromEntries([...tags].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function same(call: Call, what: string, found: unknown, expected: unknown): void {
  const [one, other] = [found, expected].map(each => JSON.stringify(sorted(each)))
  if (one !== other)
    throw new Error(`${call[0]} ${JSON.stringify(call[1])}: ${what} ${one}, expected ${other}`)
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function disagree(call: Call, answer: Answered, expected: string): never {
  const [operation, input] = call
  throw new Error(
    `${operation} ${JSON.stringify(input)} answered ${JSON.stringify(answer)}, expected ${expected}`,
  )
}

/** A tenth of a second of silence, 8 kHz, as a .wav. */
const SOUND = wav(800)

function wav(samples: number): Uint8Array {
  const file = Buffer.alloc(44 + samples * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + samples * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(8000, 24)
  file.writeUInt32LE(16_000, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(samples * 2, 40)
  return file
}
