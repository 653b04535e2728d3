// Overrides of hours of operation as the API shows them, and what their operations check. A schedule
// keeps its own.
import type * as sdk from '@aws-sdk/client-connect'
import type { DateTime } from 'luxon'
import type { Entry } from '../../core/directory/directory.ts'
import type { HoursOfOperationOverride } from '../../core/directory/document.ts'
import { dateOf } from '../../core/queue/hours-override.ts'
import { arnOf } from '../arn.ts'
import type { Plain } from '../operation.ts'
import type { OperationContext } from '../operation-context.ts'
import { membersOf } from '../resource.ts'
import { duplicate, invalidParameter, limitExceeded, notFound } from '../service-error.ts'

/** An override of a schedule, by id. */
export function findOverride(
  { document, id }: Entry<'operating-hours'>,
  overrideId: string,
): HoursOfOperationOverride {
  const override = overridesOf({ id, document }).find(
    each => each.HoursOfOperationOverrideId === overrideId,
  )
  if (!override) throw notFound(`The hours of operation ${id} have no override ${overrideId}.`)
  return override
}

export function overridesOf({
  document: { Overrides = [] },
}: Entry<'operating-hours'>): readonly HoursOfOperationOverride[] {
  return Overrides
}

export function showOverride(
  context: OperationContext,
  { id }: Entry<'operating-hours'>,
  { HoursOfOperationOverrideId, ...members }: HoursOfOperationOverride,
): Plain<sdk.HoursOfOperationOverride> {
  return {
    HoursOfOperationOverrideId,
    HoursOfOperationId: id,
    HoursOfOperationArn: arnOf(context, 'operating-hours', id),
    ...membersOf<Plain<sdk.HoursOfOperationOverride>>({ document: members }),
  }
}

const OVERRIDES_MAX = 50

/** The schedule's overrides with one more, or one in place of its former self. */
export function withOverride(
  schedule: Entry<'operating-hours'>,
  override: HoursOfOperationOverride,
): readonly HoursOfOperationOverride[] {
  const { HoursOfOperationOverrideId, Name, EffectiveFrom, EffectiveTill } = override
  const others = overridesOf(schedule).filter(
    each => each.HoursOfOperationOverrideId !== HoursOfOperationOverrideId,
  )
  if (others.length >= OVERRIDES_MAX) {
    throw limitExceeded(`A schedule has no more than ${OVERRIDES_MAX} overrides.`)
  }
  if (others.some(each => each.Name.toLowerCase() === Name.toLowerCase())) {
    throw duplicate(`The schedule has an override ${Name} already.`)
  }
  const [from, till] = [
    checkedDate('EffectiveFrom', EffectiveFrom),
    checkedDate('EffectiveTill', EffectiveTill),
  ]
  if (till < from) throw invalidParameter('Member EffectiveTill is before EffectiveFrom.')
  checkPattern(override)
  return [...others, override]
}

export function checkedDate(member: string, text: string): DateTime {
  const date = dateOf(text)
  if (!date) throw invalidParameter(`Member ${member}: ${text} is no date of the form YYYY-MM-DD.`)
  return date
}

/** Hours need both ends, and what recurs a day to recur on. */
function checkPattern({ Config, RecurrenceConfig }: HoursOfOperationOverride): void {
  for (const { StartTime, EndTime } of Config) {
    if ((StartTime === undefined) !== (EndTime === undefined)) {
      throw invalidParameter('Member Config: hours have a StartTime and an EndTime.')
    }
  }
  const pattern = RecurrenceConfig?.RecurrencePattern
  if (!pattern) return
  const { Frequency, ByMonth, ByMonthDay, ByWeekdayOccurrence } = pattern
  const wrong = (why: string) => invalidParameter(`Member RecurrencePattern: ${why}`)
  if (Frequency !== 'YEARLY' && ByMonth?.length) throw wrong('ByMonth goes with YEARLY.')
  if (Frequency === 'WEEKLY' && (ByMonthDay?.length || ByWeekdayOccurrence?.length)) {
    throw wrong('WEEKLY recurs on the days of Config.')
  }
  if (ByMonthDay?.length && ByWeekdayOccurrence?.length) {
    throw wrong('ByMonthDay and ByWeekdayOccurrence exclude each other.')
  }
  if ([...(ByMonthDay ?? []), ...(ByWeekdayOccurrence ?? [])].includes(0)) {
    throw wrong('0 is no day of a month.')
  }
}

/** A checked request as the schedule keeps it: without the members that were not given. */
export function overrideOf(members: object): HoursOfOperationOverride {
  const present = Object.entries(members).filter(([, value]) => value !== undefined)
  // Required members are there and all have the service's own form: the request was checked for both.
  return Object.fromEntries(present) as unknown as HoursOfOperationOverride
}

interface Listed {
  readonly hours: Entry<'operating-hours'>
  readonly override: HoursOfOperationOverride
}

/** By name. */
export function sortedOverrides(schedules: Iterable<Entry<'operating-hours'>>): readonly Listed[] {
  const all = [...schedules].flatMap(hours =>
    overridesOf(hours).map(override => ({ hours, override })),
  )
  return all.sort((a, b) => (overrideKey(a) < overrideKey(b) ? -1 : 1))
}

export function overrideKey({ override: { Name, HoursOfOperationOverrideId } }: Listed): string {
  return `${Name.toLowerCase()}\n${HoursOfOperationOverrideId}`
}
