// `parley access list`, `show` and `delete`.
import type { Command } from '../command.ts'
import { deleteOf, listOf, type NamedThings, showOf } from '../named-things.ts'
import { ACCESS } from './access-path.ts'

interface ShownIdentity {
  readonly name: string
  readonly type: string
  readonly policies: readonly string[]
}

const identities: NamedThings<ShownIdentity> = {
  path: ACCESS,
  member: 'identities',
  by: 'name',
  columns: ({ name, type, policies }) => [name, type, policies.join(' ')],
}

export const list: Command = listOf(identities, 'show the users and roles of programs')
export const show: Command = showOf(
  identities,
  'show a user or role with its policies and the ids of its keys',
)
export const remove: Command = deleteOf(identities, 'delete a user or role, with its keys')
