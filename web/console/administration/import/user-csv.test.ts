import { expect, test } from 'vitest'
import { EXAMPLE, type KnownNames, readUsers, writeLines } from './user-csv.ts'

const known: KnownNames = {
  routingProfiles: new Map([['basic routing profile', 'rp']]),
  securityProfiles: new Map([
    ['agent', 'sp-agent'],
    ['callcentermanager', 'sp-manager'],
  ]),
  hierarchyGroups: new Map([['berlin', 'group']]),
}

test('the example can be imported as it is', () => {
  const { lines, problem } = readUsers(EXAMPLE, known)
  expect(problem).toBeUndefined()
  expect(lines.flatMap(({ problems }) => problems)).toEqual([])
  expect(lines[1]).toMatchObject({
    line: 3,
    username: 'jonas',
    user: {
      RoutingProfileId: 'rp',
      SecurityProfileIds: ['sp-agent', 'sp-manager'],
      PhoneConfig: { PhoneType: 'SOFT_PHONE', AfterContactWorkTimeLimit: 60 },
      Tags: { team: 'red' },
    },
  })
})

const HEADER =
  'Username,Password,First Name,Last Name,Routing Profile,Security Profiles,Phone Type,Hierarchy Group,After Contact Work Limit'

test('each line says what is wrong with it, and the others can be made', () => {
  const { lines } = readUsers(
    [
      HEADER,
      'ana,Secret123,Ana,A,Basic Routing Profile,Agent,SOFT,Berlin,30',
      'ben,Secret123,,B,No such profile,Agent;Boss,satellite,,soon',
      'Cid,Secret123,C,C,basic routing profile,AGENT,DESK_PHONE,,',
      'cid,Secret123,C,C,basic routing profile,agent,,,',
    ].join('\n'),
    known,
  )
  expect(lines.map(({ problems }) => problems.length)).toEqual([0, 5, 1, 1])
  expect(lines[1]?.problems.join(' ')).toMatch(/first name.*No such profile.*Boss/)
  expect(lines[0]?.user).toMatchObject({ HierarchyGroupId: 'group' })
})

test('a file without a column it needs is refused as a whole', () => {
  expect(readUsers('username,password\nana,x', known).problem).toMatch(/first name/)
  expect(readUsers('', known).problem).toBeDefined()
})

test('commas, quotes and blanks in fields are kept; blank lines are no users', () => {
  const text = `${HEADER}\n"o""neil"," pass, 1A ",Ana,"de la, Cruz",Basic Routing Profile,Agent,,,\n\n  \n`
  const { lines } = readUsers(text, known)
  expect(lines).toHaveLength(1)
  expect(lines[0]?.user).toMatchObject({
    Username: 'o"neil',
    Password: ' pass, 1A ',
    IdentityInfo: { LastName: 'de la, Cruz' },
  })
})

test('what failed is written out with its reason, to be mended', () => {
  const { lines } = readUsers(EXAMPLE, known)
  const again = writeLines(lines.slice(0, 1), ['The name is taken, sorry.'])
  expect(again).toContain('"The name is taken, sorry."')
  expect(readUsers(again, known).lines[0]?.problems).toEqual([])
})
