// Users out of a CSV file: each line as the API takes it, or with what is wrong about it.
import Papa from 'papaparse'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'

const { csv: texts } = editorTexts
export const USERS_MAX = 10_000

/** What is known of the centre, names in small letters. */
export interface KnownNames {
  readonly routingProfiles: ReadonlyMap<string, string>
  readonly securityProfiles: ReadonlyMap<string, string>
  readonly hierarchyGroups: ReadonlyMap<string, string>
}

export interface ImportLine {
  /** Of the file; the first one with a user is 2. */
  readonly line: number
  readonly username: string
  readonly name: string
  readonly problems: readonly string[]
  /** For CreateUser. Of no use where there are problems. */
  readonly user: Values
  /** As it stood there, to be written out again. */
  readonly raw: Readonly<Record<string, string>>
}

export interface ImportFile {
  readonly lines: readonly ImportLine[]
  /** With the file as a whole. */
  readonly problem?: string
}

const NEEDED = [
  'username',
  'password',
  'first name',
  'last name',
  'routing profile',
  'security profiles',
] as const

/** Other words for the same columns, as files of the service's own have them. */
const ALIASES: Readonly<Record<string, string>> = {
  'user login': 'username',
  'user name': 'username',
  login: 'username',
  'routing profile name': 'routing profile',
  'security profile': 'security profiles',
  'security profile name': 'security profiles',
  'security profile name 1': 'security profiles',
  'security_profile_name_1|security_profile_name_2': 'security profiles',
  email: 'e-mail',
  'email address': 'e-mail',
  'user hierarchy': 'hierarchy group',
  'phone type (soft/desk)': 'phone type',
  'phone number': 'desk phone number',
  'soft phone auto accept (yes/no)': 'auto accept',
  'acw timeout (seconds)': 'after contact work limit',
}

export const EXAMPLE = `username,password,first name,last name,e-mail,routing profile,security profiles,phone type,after contact work limit,tags
mila,Ch4nge-me-now,Mila,Berg,mila@example.com,Basic Routing Profile,Agent,SOFT_PHONE,60,team:blue
jonas,Ch4nge-me-now,Jonas,Okafor,jonas@example.com,Basic Routing Profile,Agent;CallCenterManager,SOFT_PHONE,60,team:red
`

export function readUsers(text: string, known: KnownNames): ImportFile {
  const { data, meta } = Papa.parse<Record<string, string>>(text.trim(), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: columnOf,
  })
  const missing = NEEDED.find(each => !meta.fields?.includes(each))
  if (missing !== undefined) return { lines: [], problem: texts.noColumn(missing) }
  if (data.length > USERS_MAX) return { lines: [], problem: texts.tooMany(USERS_MAX) }
  const counts = new Map<string, number>()
  for (const { username = '' } of data) {
    const name = username.trim().toLowerCase()
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return { lines: data.map((raw, index) => readLine(raw, index + 2, known, counts)) }
}

/** Those that failed, as a file that can be mended and taken again. */
export function writeLines(lines: readonly ImportLine[], sentences: readonly string[]): string {
  return Papa.unparse(lines.map(({ raw }, index) => ({ ...raw, problem: sentences[index] ?? '' })))
}

function columnOf(header: string): string {
  const name = header.trim().toLowerCase().replaceAll('_', ' ')
  return ALIASES[name] ?? ALIASES[header.trim().toLowerCase()] ?? name
}

function readLine(
  raw: Record<string, string>,
  line: number,
  known: KnownNames,
  counts: ReadonlyMap<string, number>,
): ImportLine {
  const field = (name: string) => (raw[name] ?? '').trim()
  const problems: string[] = NEEDED.filter(name => field(name) === '').map(texts.missing)
  const idIn = (names: ReadonlyMap<string, string>, what: string, name: string) => {
    const id = names.get(name.toLowerCase())
    if (name !== '' && id === undefined) problems.push(texts.unknown(what, name))
    return id
  }
  if ((counts.get(field('username').toLowerCase()) ?? 0) > 1) problems.push(texts.twice)
  const RoutingProfileId = idIn(
    known.routingProfiles,
    common.fields.routingProfile,
    field('routing profile'),
  )
  const SecurityProfileIds = listIn(field('security profiles'), /[;|]/).map(name =>
    idIn(known.securityProfiles, common.fields.securityProfiles, name),
  )
  const HierarchyGroupId = idIn(
    known.hierarchyGroups,
    common.fields.hierarchyGroup,
    field('hierarchy group'),
  )
  const PhoneType = phoneType(field('phone type'))
  if (PhoneType === undefined) problems.push(texts.phone)
  const limit = field('after contact work limit')
  if (!/^\d*$/.test(limit)) problems.push(texts.seconds)
  const Tags = Object.fromEntries(
    listIn(field('tags'), /;/).map(tag => {
      const [key = '', ...value] = tag.split(':')
      return [key.trim(), value.join(':').trim()]
    }),
  )
  const names = { FirstName: field('first name'), LastName: field('last name') }
  const email = field('e-mail')
  return {
    line,
    username: field('username'),
    name: `${names.FirstName} ${names.LastName}`.trim(),
    problems,
    raw,
    user: {
      Username: field('username'),
      // A password may begin or end with a blank.
      Password: raw.password ?? '',
      IdentityInfo: { ...names, ...(email !== '' && { Email: email }) },
      RoutingProfileId,
      SecurityProfileIds,
      ...(HierarchyGroupId !== undefined && { HierarchyGroupId }),
      PhoneConfig: {
        PhoneType,
        AutoAccept: /^(yes|true|1|y)$/i.test(field('auto accept')),
        AfterContactWorkTimeLimit: Number(limit),
        ...(field('desk phone number') !== '' && { DeskPhoneNumber: field('desk phone number') }),
      },
      ...(Object.keys(Tags).length > 0 && { Tags }),
    },
  }
}

function listIn(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map(each => each.trim())
    .filter(each => each !== '')
}

function phoneType(text: string): string | undefined {
  const word = text.toUpperCase().replaceAll(' ', '_')
  if (word === '' || word === 'SOFT' || word === 'SOFT_PHONE') return 'SOFT_PHONE'
  return word === 'DESK' || word === 'DESK_PHONE' ? 'DESK_PHONE' : undefined
}
