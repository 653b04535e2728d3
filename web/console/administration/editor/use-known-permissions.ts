import { useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { allProfiles, permissionsIn } from '../profile-permissions.ts'

/** Everything that can be granted: what any profile grants, and what the user may do. */
export function useKnownPermissions(): readonly string[] | undefined {
  const { signedIn } = useConsole()
  const { value } = useAnswer(async () => {
    const profiles = await allProfiles()
    const lists = await Promise.all(profiles.map(({ id }) => permissionsIn(id)))
    return [...new Set([...signedIn.session.permissions, ...lists.flat()])]
  }, [])
  return value
}
