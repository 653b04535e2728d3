// What narrows a search. Each field is in the page's address; the search follows at once.
import Button from '@cloudscape-design/components/button'
import type { DateRangePickerProps } from '@cloudscape-design/components/date-range-picker'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Grid from '@cloudscape-design/components/grid'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { agentSelectTexts } from '../texts/agent-select-texts.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { liveTexts } from '../texts/live-texts.ts'
import { useAgentNames } from '../use-agent-names.ts'
import { useAgentSearch } from '../use-agent-search.ts'
import type { Named, Names } from '../use-names.ts'
import type { Query } from '../use-query.ts'
import { RangePicker } from './range-picker.tsx'
import { writeRange } from './time-range.ts'

/** The service searches eight weeks at most. */
const LONGEST_MS = 56 * 86_400_000
const FIELDS = [
  'time',
  'of',
  'state',
  'agents',
  'queues',
  'channels',
  'methods',
  'group',
  'attribute',
  'tag',
]
const FURTHER = ['methods', 'group', 'attribute', 'tag']

export interface SearchFiltersProps {
  readonly query: Query
  readonly names: Names
  readonly range: DateRangePickerProps.Value
}

export function SearchFilters({ query, names, range }: SearchFiltersProps) {
  const further = FURTHER.some(name => query.get(name) !== '')
  return (
    <div className="contacts-filters">
      <FormField label={texts.time}>
        <RangePicker
          value={range}
          longestMs={LONGEST_MS}
          onChange={value => query.set({ time: writeRange(value) })}
        />
      </FormField>
      <One query={query} name="of" label={texts.timeOf} choices={namedOf(texts.timeTypes)} />
      <One query={query} name="state" label={texts.state} choices={namedOf(texts.states)} />
      <Several query={query} name="queues" label={texts.queues} choices={names.queues} />
      <Agents query={query} />
      <Several
        query={query}
        name="channels"
        label={texts.channels}
        choices={namedOf(liveTexts.channels)}
      />
      <div className="contacts-further">
        <ExpandableSection
          headerText={texts.furtherFilters}
          variant="footer"
          defaultExpanded={further}
        >
          <Grid gridDefinition={[3, 3, 3, 3].map(m => ({ colspan: { default: 12, s: m } }))}>
            <Several
              query={query}
              name="methods"
              label={texts.method}
              choices={namedOf(texts.methods)}
            />
            <One
              query={query}
              name="group"
              label={texts.group}
              choices={[{ id: '', name: texts.any }, ...names.groups]}
            />
            <Pair query={query} name="attribute" label={texts.attribute} />
            <Pair query={query} name="tag" label={texts.tag} />
          </Grid>
          <OpenById />
        </ExpandableSection>
      </div>
      <div className="contacts-clear">
        <Button
          disabled={FIELDS.every(name => query.get(name) === '')}
          onClick={() => query.set(Object.fromEntries(FIELDS.map(name => [name, ''])))}
        >
          {texts.clear}
        </Button>
      </div>
    </div>
  )
}

function namedOf(words: Readonly<Record<string, string>>): readonly Named[] {
  return Object.entries(words).map(([id, name]) => ({ id, name }))
}

interface ChoiceProps {
  readonly query: Query
  readonly name: string
  readonly label: string
  readonly choices: readonly Named[]
}

function optionsOf(choices: readonly Named[]) {
  return choices.map(({ id, name }) => ({ value: id, label: name }))
}

/** The first choice is what holds until another is made. */
function One({ query, name, label, choices }: ChoiceProps) {
  const options = optionsOf(choices)
  const chosen = query.get(name)
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? options[0] ?? null}
        filteringType={options.length > 12 ? 'auto' : 'none'}
        onChange={({ detail: { selectedOption } }) => {
          const value = selectedOption.value ?? ''
          query.set({ [name]: value === options[0]?.value ? '' : value })
        }}
      />
    </FormField>
  )
}

function Several({ query, name, label, choices }: ChoiceProps) {
  const options = optionsOf(choices)
  const chosen = query.list(name)
  return (
    <FormField label={label}>
      <Multiselect
        options={options}
        selectedOptions={chosen.map(
          id => options.find(({ value }) => value === id) ?? { value: id },
        )}
        placeholder={texts.any}
        filteringType={options.length > 12 ? 'auto' : 'none'}
        virtualScroll={options.length > 100}
        tokenLimit={2}
        deselectAriaLabel={({ label: of = '' }) => liveTexts.clearFilter(of)}
        onChange={({ detail }) =>
          query.set({ [name]: detail.selectedOptions.map(({ value = '' }) => value) })
        }
      />
    </FormField>
  )
}

function Agents({ query }: { query: Query }) {
  const [text, setText] = useState('')
  const { agents, asking, problem } = useAgentSearch(text)
  const chosen = query.list('agents')
  const chosenNames = useAgentNames(chosen)
  return (
    <FormField label={texts.agents}>
      <Multiselect
        options={optionsOf(agents)}
        selectedOptions={chosen.map(id => ({ value: id, label: chosenNames.get(id) ?? id }))}
        placeholder={texts.any}
        filteringType="manual"
        filteringPlaceholder={agentSelectTexts.find}
        filteringAriaLabel={agentSelectTexts.find}
        statusType={problem ? 'error' : asking ? 'loading' : 'finished'}
        errorText={problem ?? ''}
        empty={agentSelectTexts.none}
        tokenLimit={2}
        deselectAriaLabel={({ label: of = '' }) => liveTexts.clearFilter(of)}
        onLoadItems={({ detail }) => setText(detail.filteringText)}
        onChange={({ detail }) =>
          query.set({ agents: detail.selectedOptions.map(({ value = '' }) => value) })
        }
      />
    </FormField>
  )
}

/** A name and a value; asked for when one leaves the field or presses Enter. */
function Pair({ query, name, label }: Omit<ChoiceProps, 'choices'>) {
  const [text, setText] = useState(query.get(name))
  const ask = () => query.set({ [name]: text })
  return (
    <FormField label={label}>
      <Input
        value={text}
        placeholder={`${texts.attributeName}=${texts.attributeValue}`}
        onChange={({ detail }) => setText(detail.value)}
        onBlur={ask}
        onKeyDown={({ detail }) => {
          if (detail.key === 'Enter') ask()
        }}
      />
    </FormField>
  )
}

function OpenById() {
  const [, goTo] = useLocation()
  const [id, setId] = useState('')
  const open = () => {
    if (id.trim() !== '') goTo(`/console/contacts/${encodeURIComponent(id.trim())}`)
  }
  return (
    <div className="contacts-open">
      <FormField
        label={texts.contactId}
        secondaryControl={<Button onClick={open}>{texts.openId}</Button>}
      >
        <Input
          value={id}
          onChange={({ detail }) => setId(detail.value)}
          onKeyDown={({ detail }) => {
            if (detail.key === 'Enter') open()
          }}
        />
      </FormField>
    </div>
  )
}
