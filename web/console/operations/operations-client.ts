// Asks the centre what the operations team says of queues, numbers and flows, and changes it.
import type {
  OperationsChange,
  OperationsOverview,
  OperationsState,
} from '../../../src/api/contract/operations-http.ts'
import { requestJson } from '../../kit/http.ts'
import { send } from '../send.ts'

type Target = Pick<OperationsState, 'target' | 'id'>

/** Throws a sentence for the user, as the others do. */
export async function operationsNow(): Promise<OperationsOverview> {
  const answer = await requestJson<OperationsOverview>('GET', '/api/operations')
  if (!answer.ok) throw new Error(answer.sentence)
  return answer.value
}

export async function changeOperations(to: Target, change: OperationsChange): Promise<void> {
  await send('PUT', pathOf(to), change)
}

export async function backToUsual(of: Target): Promise<void> {
  await send('DELETE', pathOf(of))
}

function pathOf({ target, id }: Target): string {
  return `/api/operations/${target}/${encodeURIComponent(id)}`
}
