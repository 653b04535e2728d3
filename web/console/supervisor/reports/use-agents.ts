// Agents to choose from.
import { connect } from '../../../kit/connect.ts'
import { useAnswer } from '../../use-answer.ts'
import type { Named } from '../use-names.ts'

/** Of more agents, those who are asked for by name. */
const AGENTS_MAX = 500

export function useAgents(wanted: boolean): readonly Named[] {
  const { value } = useAnswer(
    async signal => {
      if (!wanted) return []
      const { Users = [] } = await connect('SearchUsers', { MaxResults: AGENTS_MAX }, signal)
      return Users.map(({ Id = '', Username = Id }): Named => ({ id: Id, name: Username })).sort(
        (a, b) => a.name.localeCompare(b.name),
      )
    },
    [wanted],
  )
  return value ?? []
}
