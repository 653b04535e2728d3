// Picks one agent of any number by a part of the user name.
import Select, { type SelectProps } from '@cloudscape-design/components/select'
import { useState } from 'react'
import { agentSelectTexts as texts } from './texts/agent-select-texts.ts'
import { useAgentSearch } from './use-agent-search.ts'

export interface AgentSelectProps {
  readonly chosen: { readonly id: string; readonly name: string } | undefined
  onChoose(agent: { readonly id: string; readonly name: string } | undefined): void
}

export function AgentSelect({ chosen, onChoose }: AgentSelectProps) {
  const [text, setText] = useState('')
  const { agents, asking, problem } = useAgentSearch(text)
  const statusType: SelectProps['statusType'] = problem ? 'error' : asking ? 'loading' : 'finished'
  return (
    <Select
      ariaLabel={texts.agent}
      placeholder={texts.choose}
      filteringType="manual"
      filteringPlaceholder={texts.find}
      filteringAriaLabel={texts.find}
      statusType={statusType}
      errorText={problem ?? ''}
      empty={texts.none}
      options={agents.map(({ id, name }) => ({ value: id, label: name }))}
      selectedOption={chosen ? { value: chosen.id, label: chosen.name } : null}
      onLoadItems={({ detail }) => setText(detail.filteringText)}
      onChange={({ detail: { selectedOption } }) => {
        const { value, label = value } = selectedOption
        onChoose(
          value === undefined || label === undefined ? undefined : { id: value, name: label },
        )
      }}
    />
  )
}
