// Which columns a table has, and from where on its numbers are worth a colour.
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { Fragment, useState } from 'react'
import { useKeptChoice } from '../kept-choice.ts'
import { liveTexts as texts } from '../texts/live-texts.ts'
import { type MetricName, metricTexts } from '../texts/metric-texts.ts'
import { headerOf } from './level-figure.tsx'
import { COLUMNS, GIVEN, LIMITED, type LiveTab } from './live-columns.ts'
import type { Threshold } from './thresholds.ts'

export interface LiveChoice {
  readonly columns: readonly MetricName[]
  readonly thresholds: readonly Threshold[]
}

export function useLiveChoice(tab: LiveTab): [LiveChoice, (chosen: LiveChoice) => void] {
  const columns = tab === 'agents' ? [] : GIVEN[tab]
  return useKeptChoice<LiveChoice>(`live.${tab}`, { columns, thresholds: [] })
}

export function LiveSettings({
  tab,
  choice,
  onChoose,
}: {
  readonly tab: LiveTab
  readonly choice: LiveChoice
  onChoose(chosen: LiveChoice): void
}) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button iconName="settings" onClick={() => setOpen(true)}>
        {texts.columns}
      </Button>
      {open ? (
        <Modal
          visible
          size="large"
          header={texts.settings}
          closeAriaLabel={texts.close}
          onDismiss={close}
          footer={
            <Box float="right">
              <Button variant="primary" onClick={close}>
                {texts.done}
              </Button>
            </Box>
          }
        >
          <SpaceBetween size="l">
            {tab === 'agents' ? undefined : (
              <FormField label={texts.settingsColumns}>
                <Multiselect
                  options={COLUMNS[tab].map(option)}
                  selectedOptions={choice.columns.map(option)}
                  tokenLimit={20}
                  keepOpen
                  deselectAriaLabel={({ label = '' }) => texts.clearFilter(label)}
                  onChange={({ detail }) => {
                    const chosen = new Set(detail.selectedOptions.map(({ value }) => value))
                    const columns = COLUMNS[tab].filter(each => chosen.has(each))
                    if (columns.length > 0) onChoose({ ...choice, columns })
                  }}
                />
              </FormField>
            )}
            <FormField label={texts.settingsLimits} description={texts.settingsLimitsHint} stretch>
              <div className="live-limits">
                {LIMITED[tab].map(metric => (
                  <Limits
                    key={metric}
                    metric={metric}
                    threshold={choice.thresholds.find(each => each.metric === metric)}
                    onChange={threshold => {
                      const others = choice.thresholds.filter(each => each.metric !== metric)
                      onChoose({ ...choice, thresholds: [...others, threshold] })
                    }}
                  />
                ))}
              </div>
            </FormField>
          </SpaceBetween>
        </Modal>
      ) : undefined}
    </>
  )
}

function option(metric: MetricName) {
  return { value: metric, label: headerOf(metric) }
}

function Limits({
  metric,
  threshold = { metric, below: metric === 'SERVICE_LEVEL' },
  onChange,
}: {
  readonly metric: MetricName
  readonly threshold: Threshold | undefined
  onChange(threshold: Threshold): void
}) {
  const name = metricTexts[metric]
  const field = (member: 'warn' | 'alarm', label: string) => (
    <Input
      type="number"
      inputMode="decimal"
      placeholder={label}
      ariaLabel={`${name}: ${label}`}
      value={threshold[member] === undefined ? '' : String(threshold[member])}
      onChange={({ detail }) => {
        const value = detail.value === '' ? undefined : Number(detail.value)
        onChange({ ...threshold, [member]: value })
      }}
    />
  )
  const box = (member: 'below' | 'sound', label: string) => (
    <Checkbox
      checked={threshold[member] ?? false}
      ariaLabel={`${name}: ${label}`}
      onChange={({ detail }) => onChange({ ...threshold, [member]: detail.checked })}
    >
      {label}
    </Checkbox>
  )
  return (
    <Fragment>
      <span>{name}</span>
      {field('warn', texts.warnAt)}
      {field('alarm', texts.alarmAt)}
      {box('below', texts.below)}
      {box('sound', texts.sound)}
    </Fragment>
  )
}
