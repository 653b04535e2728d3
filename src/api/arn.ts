// Amazon resource names: how things are called from outside. Inside, ids are bare.
import type { Kind } from '../core/directory/document.ts'
import type { OperationContext } from './operation-context.ts'

export function instanceArn({ region, account, centre }: OperationContext): string {
  return `arn:aws:connect:${region}:${account}:instance/${centre.instanceId}`
}

/** What belongs to the account; everything else belongs to the instance. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['phone-number', 'traffic-distribution-group'])

export function arnOf(context: OperationContext, kind: Kind | 'contact', id: string): string {
  if (kind === 'instance') return instanceArn(context)
  if (OF_ACCOUNT.has(kind)) {
    return `arn:aws:connect:${context.region}:${context.account}:${kind}/${id}`
  }
  return `${instanceArn(context)}/${kind}/${id}`
}

/** The id in an ARN; anything else is an id already. A qualifier such as `:$SAVED` goes. */
export function bareId(idOrArn: string): string {
  const id = idOrArn.slice(idOrArn.lastIndexOf('/') + 1)
  const qualified = id.indexOf(':')
  return qualified < 0 ? id : id.slice(0, qualified)
}
