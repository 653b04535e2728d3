// Hours of operation as the API shows them, and the checks their operations share.
import type * as sdk from '@aws-sdk/client-connect'
import type { Entry } from '../../core/directory/directory.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'

type HoursOfOperation = Plain<sdk.HoursOfOperation>

export function showHoursOfOperation(
  context: OperationContext,
  hours: Entry<'operating-hours'>,
): HoursOfOperation {
  return {
    ...membersOf<HoursOfOperation>(hours),
    HoursOfOperationId: hours.id,
    HoursOfOperationArn: arnOf(context, 'operating-hours', hours.id),
  }
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
