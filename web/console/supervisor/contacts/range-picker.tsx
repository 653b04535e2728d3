import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker'
import { languageTag } from '../../../kit/messages.ts'
import { contactsTexts } from '../texts/contacts-texts.ts'
import { borders } from './time-range.ts'

const { range: texts } = contactsTexts

const RECENT: readonly (readonly [number, DateRangePickerProps.TimeUnit])[] = [
  [30, 'minute'],
  [4, 'hour'],
  [1, 'day'],
  [1, 'week'],
  [4, 'week'],
]

export interface RangePickerProps {
  readonly value: DateRangePickerProps.Value
  readonly longestMs: number
  onChange(value: DateRangePickerProps.Value): void
}

export function RangePicker({ value, longestMs, onChange }: RangePickerProps) {
  return (
    <DateRangePicker
      value={value}
      locale={languageTag}
      placeholder={texts.placeholder}
      expandToViewport
      relativeOptions={RECENT.map(([amount, unit]) => ({
        key: `-${amount}-${unit}`,
        type: 'relative',
        amount,
        unit,
      }))}
      isValidRange={range => {
        const { from, until } = range ? borders(range, Date.now()) : { from: 0, until: 0 }
        return until > from && until - from <= longestMs
          ? { valid: true }
          : { valid: false, errorMessage: texts.invalid }
      }}
      i18nStrings={{
        ariaLabel: contactsTexts.time,
        relativeModeTitle: texts.relative,
        absoluteModeTitle: texts.absolute,
        relativeRangeSelectionHeading: contactsTexts.time,
        cancelButtonLabel: texts.cancel,
        applyButtonLabel: texts.apply,
        clearButtonLabel: contactsTexts.clear,
        startDateLabel: texts.start,
        startTimeLabel: texts.startTime,
        endDateLabel: texts.end,
        endTimeLabel: texts.endTime,
        customRelativeRangeOptionLabel: texts.custom,
        customRelativeRangeOptionDescription: texts.customText,
        customRelativeRangeDurationLabel: texts.duration,
        customRelativeRangeDurationPlaceholder: texts.durationPlaceholder,
        customRelativeRangeUnitLabel: texts.unit,
        dateTimeConstraintText: texts.hint,
        formatRelativeRange: ({ amount, unit }) => texts.last(lengthOf(amount, unit)),
        formatUnit: unit => texts.units[unit] ?? unit,
      }}
      showClearButton={false}
      onChange={({ detail }) => {
        if (detail.value) onChange(detail.value)
      }}
    />
  )
}

/** For example `1 day`. */
function lengthOf(amount: number, unit: DateRangePickerProps.TimeUnit): string {
  const format = new Intl.NumberFormat(languageTag, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(amount)
}
