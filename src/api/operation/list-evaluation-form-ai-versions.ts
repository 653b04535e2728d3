import type { Operation } from '../operation.ts'
import { ServiceError } from '../service-error.ts'

export const listEvaluationFormAIVersions: Operation<'ListEvaluationFormAIVersions'> = () => {
  throw new ServiceError(
    'NotImplementedException',
    'Nothing evaluates contacts by itself here, so there are no versions of it.',
  )
}
