// The week as a grid: a row for each day, with its stretches of opening hours.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import type { EditorProps } from '../resource.ts'
import { editorTexts as texts } from '../texts/editor-texts.ts'
import { DAYS, everyDayAs, type Shift, shiftsOf, timeIn, timeText } from './week.ts'

const NINE = { Hours: 9, Minutes: 0 }
const FIVE = { Hours: 17, Minutes: 0 }

export function WeekEditor({ value, onChange, disabled }: EditorProps) {
  const week = (value ?? []) as readonly Shift[]
  const put = (day: string, shifts: readonly Shift[]) =>
    onChange(DAYS.flatMap(each => (each === day ? shifts : shiftsOf(week, each))))
  return (
    <div className="administration-week">
      {DAYS.map(day => {
        const shifts = shiftsOf(week, day)
        const name = texts.days[day] ?? day
        return (
          <fieldset key={day} className="administration-day" disabled={disabled}>
            <legend>{name}</legend>
            <Checkbox
              checked={shifts.length > 0}
              disabled={disabled}
              ariaLabel={name}
              onChange={({ detail }) =>
                put(day, detail.checked ? [{ Day: day, StartTime: NINE, EndTime: FIVE }] : [])
              }
            />
            <Box fontWeight="bold">{name}</Box>
            <div className="administration-shifts">
              {shifts.length === 0 ? (
                <Box color="text-body-secondary">{texts.closed}</Box>
              ) : (
                shifts.map((shift, index) => (
                  <ShiftRow
                    // The place in the day is all there is to tell them apart while they are typed.
                    // biome-ignore lint/suspicious/noArrayIndexKey: as said above
                    key={index}
                    shift={shift}
                    label={name}
                    disabled={disabled}
                    onChange={next =>
                      put(
                        day,
                        next === undefined
                          ? shifts.filter(each => each !== shift)
                          : shifts.map(each => (each === shift ? next : each)),
                      )
                    }
                  />
                ))
              )}
            </div>
            {disabled || shifts.length === 0 ? undefined : (
              <div className="administration-day-actions">
                <Button
                  variant="inline-icon"
                  formAction="none"
                  iconName="add-plus"
                  ariaLabel={`${texts.addHours}: ${name}`}
                  onClick={() =>
                    put(day, [
                      ...shifts,
                      {
                        Day: day,
                        StartTime: { Hours: 18, Minutes: 0 },
                        EndTime: { Hours: 20, Minutes: 0 },
                      },
                    ])
                  }
                />
                <Button
                  variant="inline-link"
                  formAction="none"
                  ariaLabel={`${texts.copyToAll}: ${name}`}
                  onClick={() => onChange(everyDayAs(week, day))}
                >
                  {texts.copyToAll}
                </Button>
              </div>
            )}
          </fieldset>
        )
      })}
    </div>
  )
}

interface ShiftRowProps {
  readonly shift: Shift
  readonly label: string
  readonly disabled: boolean
  /** Undefined takes it away. */
  onChange(shift: Shift | undefined): void
}

function ShiftRow({ shift, label, disabled, onChange }: ShiftRowProps) {
  const { StartTime, EndTime } = shift
  const change = (member: 'StartTime' | 'EndTime', text: string) => {
    const time = timeIn(text)
    if (time) onChange({ ...shift, [member]: time })
  }
  return (
    <div className="administration-shift">
      <input
        type="time"
        className="administration-time"
        value={timeText(StartTime)}
        disabled={disabled}
        aria-label={`${label}: ${texts.from}`}
        onChange={event => change('StartTime', event.target.value)}
      />
      –
      <input
        type="time"
        className="administration-time"
        value={timeText(EndTime)}
        disabled={disabled}
        aria-label={`${label}: ${texts.to}`}
        onChange={event => change('EndTime', event.target.value)}
      />
      {timeText(StartTime) === timeText(EndTime) ? texts.allDay : ''}
      {disabled ? undefined : (
        <Button
          variant="inline-icon"
          formAction="none"
          iconName="close"
          ariaLabel={`${texts.removeHours}: ${label}`}
          onClick={() => onChange(undefined)}
        />
      )}
    </div>
  )
}
