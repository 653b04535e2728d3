import { connect } from '../../kit/connect.ts'
import { useAnswer } from '../use-answer.ts'
import type { Named } from './use-names.ts'

const SHOWN = 50
/** What is typed on meanwhile is not asked for. */
const PAUSE_MS = 200

/** The first agents whose user names have the text in them. */
export function useAgentSearch(text: string) {
  const { value, asking, problem } = useAnswer(
    async signal => {
      if (text !== '') await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
      signal.throwIfAborted()
      const StringCondition = {
        FieldName: 'username',
        Value: text,
        ComparisonType: 'CONTAINS',
      } as const
      const { Users = [] } = await connect(
        'SearchUsers',
        { MaxResults: SHOWN, ...(text !== '' && { SearchCriteria: { StringCondition } }) },
        signal,
      )
      return Users.map(({ Id = '', Username = Id }): Named => ({ id: Id, name: Username }))
    },
    [text],
  )
  return { agents: value ?? [], asking, problem }
}
