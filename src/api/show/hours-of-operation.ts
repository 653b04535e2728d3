// Hours of operation as the API shows them, and the checks their operations share.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { find, idOf, membersOf, summaryOf } from '../resource.ts'
import { invalidParameter, limitExceeded } from '../service-error.ts'

type HoursOfOperation = Plain<sdk.HoursOfOperation>

export function showHoursOfOperation(
  context: OperationContext,
  hours: Entry<'operating-hours'>,
): HoursOfOperation {
  const { Overrides, ParentHoursOfOperationIds = [], ...members } = hours.document
  return {
    ...membersOf<HoursOfOperation>({ document: members }),
    HoursOfOperationId: hours.id,
    HoursOfOperationArn: arnOf(context, 'operating-hours', hours.id),
    ParentHoursOfOperations: ParentHoursOfOperationIds.map(id =>
      identifier(context, find(context, 'operating-hours', id)),
    ),
  }
}

/** What other schedules are shown with. */
export function identifier(context: OperationContext, hours: Entry<'operating-hours'>) {
  const { Id, Arn, Name = '' } = summaryOf(context, 'operating-hours', hours)
  return { Id, Arn, Name }
}

const PARENTS_MAX = 3

/** The ids of a schedule's parents, checked. Only a parent's own overrides are inherited, so circles do no harm. */
export function parentIds(
  context: OperationContext,
  ids: readonly (string | undefined)[],
  ownId?: string,
): readonly string[] {
  const parents = [...new Set(ids.map(id => idOf(context, 'operating-hours', id ?? '')))]
  if (parents.length > PARENTS_MAX) {
    throw limitExceeded(`A schedule has no more than ${PARENTS_MAX} parents.`)
  }
  if (ownId !== undefined && parents.includes(ownId)) {
    throw invalidParameter('A schedule cannot be its own parent.')
  }
  return parents
}

/** A name of the IANA time zone database that this machine knows. */
export function checkTimeZone(timeZone: string | undefined): void {
  if (timeZone === undefined) return
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw invalidParameter(`Member TimeZone: there is no time zone ${timeZone}.`)
  }
}
