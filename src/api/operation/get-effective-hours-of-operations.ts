import {
  DAY,
  type EffectiveHours,
  effectiveHours,
  type Hours,
} from '../../core/queue/effective-hours.ts'
import { parentsOf } from '../../core/queue/hours-of-operation.ts'
import type { Operation } from '../operation.ts'
import { answer } from '../operation.ts'
import { find } from '../resource.ts'
import { invalidParameter } from '../service-error.ts'
import { checkedDate } from '../show/hours-override.ts'

/** More days than this are asked for in parts. */
const DAYS_MAX = 366

export const getEffectiveHoursOfOperations: Operation<'GetEffectiveHoursOfOperations'> = (
  input,
  context,
) => {
  const { document } = find(context, 'operating-hours', input.HoursOfOperationId)
  const parents = parentsOf(context.centre.directory, document)
  const from = checkedDate('FromDate', input.FromDate)
  const days = checkedDate('ToDate', input.ToDate).diff(from, 'days').days + 1
  if (days < 1) throw invalidParameter('Member ToDate is before FromDate.')
  if (days > DAYS_MAX) throw invalidParameter(`No more than ${DAYS_MAX} days can be asked for.`)
  const dates = Array.from({ length: days }, (_, index) => {
    const date = from.plus({ days: index })
    return { date: date.toFormat('yyyy-MM-dd'), hours: effectiveHours(document, parents, date) }
  })
  return answer({
    TimeZone: document.TimeZone,
    EffectiveHoursOfOperationList: dates.map(({ date, hours }) => {
      return { Date: date, OperationalHours: hours.open.map(slice) }
    }),
    EffectiveOverrideHoursList: dates
      .filter(({ hours }) => hours.overrides.length > 0)
      .map(({ date, hours }) => ({ Date: date, OverrideHours: hours.overrides.map(overrideHour) })),
  })
}

function overrideHour({ name, status, hours }: EffectiveHours['overrides'][number]) {
  return { ...slice(hours), OverrideName: name, OperationalStatus: status }
}

/** As schedules are written: an end at or before the start is on the next day. */
function slice({ from, until }: Hours) {
  return { Start: time(from), End: time(until) }
}

function time(minute: number) {
  const ofDay = minute % DAY
  return { Hours: Math.floor(ofDay / 60), Minutes: ofDay % 60 }
}
