// What narrows the tables: fields whose values are in the page's address.
import Select from '@cloudscape-design/components/select'
import TextFilter from '@cloudscape-design/components/text-filter'
import Token from '@cloudscape-design/components/token'
import { liveTexts as texts } from '../texts/live-texts.ts'
import type { Named } from '../use-names.ts'
import type { Query } from '../use-query.ts'

const CHANNELS = ['VOICE', 'CHAT', 'TASK'] as const

export function FindFilter({ query }: { query: Query }) {
  return (
    <div className="live-find">
      <TextFilter
        filteringText={query.get('find')}
        filteringPlaceholder={texts.find}
        filteringAriaLabel={texts.find}
        onChange={({ detail }) => query.set({ find: detail.filteringText }, 'replace')}
      />
    </div>
  )
}

export function ChannelFilter({ query }: { query: Query }) {
  const choices = CHANNELS.map(id => ({ id, name: texts.channels[id] ?? id }))
  return (
    <ChoiceFilter
      query={query}
      name="channel"
      label={texts.channel}
      all={texts.allChannels}
      choices={choices}
    />
  )
}

export interface ChoiceFilterProps {
  readonly query: Query
  /** In the address. */
  readonly name: string
  readonly label: string
  readonly all?: string
  readonly choices: readonly Named[]
}

export function ChoiceFilter({ query, name, label, all, choices }: ChoiceFilterProps) {
  const options = [
    { value: '', label: all ?? `${label}: ${texts.all}` },
    ...choices.map(each => ({ value: each.id, label: each.name })),
  ]
  const chosen = query.get(name)
  return (
    <div className="live-choice">
      <Select
        ariaLabel={label}
        options={options}
        selectedOption={options.find(({ value }) => value === chosen) ?? options[0] ?? null}
        filteringType={options.length > 12 ? 'auto' : 'none'}
        virtualScroll={options.length > 100}
        onChange={({ detail }) => query.set({ [name]: detail.selectedOption.value ?? '' })}
      />
    </div>
  )
}

/** Where one has come to by opening something: a way back to all. */
export function Narrowed({
  query,
  name,
  what,
  of,
}: {
  readonly query: Query
  readonly name: string
  readonly what: string
  readonly of: string
}) {
  return (
    <Token
      variant="normal"
      label={texts.only(what, of)}
      dismissLabel={texts.clearFilter(of)}
      onDismiss={() => query.set({ [name]: '' })}
    />
  )
}
