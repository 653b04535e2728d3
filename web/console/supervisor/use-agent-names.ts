// The user names of agents by id: each is asked for once while the console is open.
import { connect } from '../../kit/connect.ts'
import { useAnswer } from '../use-answer.ts'

const known = new Map<string, Promise<string | undefined>>()

/** Absent as long as it is not known. Who is gone has the id as the name. */
export function useAgentNames(ids: readonly (string | undefined)[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids.filter(id => id !== undefined))].sort()
  const { value } = useAnswer(async () => {
    const names = await Promise.all(wanted.map(async id => [id, (await nameOf(id)) ?? id] as const))
    return new Map(names)
  }, [wanted.join()])
  return value ?? NOBODY
}

const NOBODY: ReadonlyMap<string, string> = new Map()

function nameOf(id: string): Promise<string | undefined> {
  const before = known.get(id)
  if (before !== undefined) return before
  const asked = connect('DescribeUser', { UserId: id }).then(
    ({ User }) => User?.Username,
    () => undefined, // deleted since, or not for us to see: then the id says who it was
  )
  known.set(id, asked)
  return asked
}
