import type * as sdk from '@aws-sdk/client-connect'
import type { HoursOfOperationOverride } from '../../core/directory/document.ts'
import type { Operation, Plain } from '../operation.ts'
import { answer } from '../operation.ts'
import { pageOf } from '../page.ts'
import { passesTags } from '../search.ts'
import { invalidRequest } from '../service-error.ts'
import { checkedDate, overrideKey, showOverride, sortedOverrides } from '../show/hours-override.ts'

type Criteria = Plain<sdk.HoursOfOperationOverrideSearchCriteria>

/** Overrides of all schedules; tags are those of the schedule. */
export const searchHoursOfOperationOverrides: Operation<'SearchHoursOfOperationOverrides'> = (
  input,
  context,
) => {
  const { SearchFilter, SearchCriteria } = input
  const tagFilter = SearchFilter?.TagFilter
  const found = sortedOverrides(context.centre.directory.list('operating-hours')).filter(
    ({ hours, override }) =>
      (!tagFilter || passesTags(hours.document.Tags ?? {}, tagFilter)) &&
      meets(override, hours.id, SearchCriteria),
  )
  const { items, NextToken } = pageOf(found, input, overrideKey)
  return answer({
    HoursOfOperationOverrides: items.map(({ hours, override }) =>
      showOverride(context, hours, override),
    ),
    NextToken,
    ApproximateTotalCount: found.length,
  })
}

function meets(
  override: HoursOfOperationOverride,
  hoursId: string,
  criteria: Criteria | undefined,
): boolean {
  const { OrConditions, AndConditions, StringCondition, DateCondition } = criteria ?? {}
  return (
    (!OrConditions || OrConditions.some(each => meets(override, hoursId, each))) &&
    (!AndConditions || AndConditions.every(each => meets(override, hoursId, each))) &&
    (!StringCondition || hasText(override, hoursId, StringCondition)) &&
    (!DateCondition || hasDate(override, DateCondition))
  )
}

function hasText(
  { Name, Description = '', HoursOfOperationOverrideId }: HoursOfOperationOverride,
  hoursId: string,
  { FieldName = 'Name', Value = '', ComparisonType }: Plain<sdk.StringCondition>,
): boolean {
  const fields = new Map([
    ['name', Name],
    ['description', Description],
    ['hoursofoperationid', hoursId],
    ['hoursofoperationoverrideid', HoursOfOperationOverrideId],
  ])
  const field = fields.get(FieldName.toLowerCase())?.toLowerCase()
  if (field === undefined) throw invalidRequest(`Overrides have no text ${FieldName} to search.`)
  const value = Value.toLowerCase()
  if (ComparisonType === 'EXACT') return field === value
  return ComparisonType === 'STARTS_WITH' ? field.startsWith(value) : field.includes(value)
}

function hasDate(
  { EffectiveFrom, EffectiveTill }: HoursOfOperationOverride,
  { FieldName = '', Value = '', ComparisonType }: Plain<sdk.DateCondition>,
): boolean {
  const fields = new Map([
    ['effectivefrom', EffectiveFrom],
    ['effectivetill', EffectiveTill],
  ])
  const date = fields.get(FieldName.toLowerCase())
  if (date === undefined) throw invalidRequest(`Overrides have no date ${FieldName} to search.`)
  checkedDate('Value', Value)
  // Dates of this form are in the order of their letters.
  switch (ComparisonType) {
    case 'GREATER_THAN':
      return date > Value
    case 'GREATER_THAN_OR_EQUAL_TO':
      return date >= Value
    case 'LESS_THAN':
      return date < Value
    case 'LESS_THAN_OR_EQUAL_TO':
      return date <= Value
    default:
      return date === Value
  }
}
