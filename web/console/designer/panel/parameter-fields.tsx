// The properties of a block, made from what its action accepts.
import Autosuggest from '@cloudscape-design/components/autosuggest'
import Button from '@cloudscape-design/components/button'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'
import Multiselect from '@cloudscape-design/components/multiselect'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import Toggle from '@cloudscape-design/components/toggle'
import { createContext, useContext, useState } from 'react'
import { elementsOf, isTrue, membersOf } from '../../../../src/core/flow/parameter.ts'
import type { Members, ParameterRule } from '../../../../src/core/flow/rule/action-rule.ts'
import type { Json, JsonObject } from '../../../../src/core/json.ts'
import { emptyValue } from '../model/new-action.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import type { ThingKind, Things } from '../use-things.ts'
import {
  choicesOf,
  fieldKind,
  innerValue,
  outerValue,
  unknownMembers,
  withChoice,
} from './field-kind.ts'
import { parameterLabel } from './parameter-label.ts'

/** What fields offer: things of the instance, and paths that can be read. */
export interface Offers {
  readonly things: Things
  readonly paths: readonly string[]
  readonly isReadOnly: boolean
}

export const OffersContext = createContext<Offers | undefined>(undefined)

function useOffers(): Offers {
  const offers = useContext(OffersContext)
  if (!offers) throw new Error('fields are shown inside of properties')
  return offers
}

interface MembersProps {
  readonly members: JsonObject
  readonly rule: Members
  /** All members anew. */
  change(members: JsonObject): void
}

/** The members of a block or of one of its parameters. */
export function MemberFields({ members, rule, change }: MembersProps) {
  const choices = choicesOf(rule)
  const chosenAmong = new Set(choices.flat())
  const set = (name: string, value: Json | undefined) => {
    const { [name]: _, ...rest } = members
    change(value === undefined ? rest : { ...members, [name]: value })
  }
  const field = (name: string, wanted: ParameterRule) => (
    <ParameterField
      key={name}
      name={name}
      rule={wanted}
      value={members[name]}
      change={value => set(name, value)}
    />
  )
  const all = Object.entries(rule.parameters ?? {})
  return (
    <SpaceBetween size="s">
      {choices.map(names => (
        <ChoiceField
          key={names.join()}
          names={names}
          members={members}
          rule={rule}
          change={change}
        />
      ))}
      {all
        .filter(([name, wanted]) => !chosenAmong.has(name) && isShown(wanted, members[name]))
        .map(([name, wanted]) => field(name, wanted))}
      <MoreFields
        fields={all
          .filter(([name, wanted]) => !chosenAmong.has(name) && !isShown(wanted, members[name]))
          .map(([name, wanted]) => field(name, wanted))}
      />
      {unknownMembers(members, rule).map(name => (
        <JsonField
          key={name}
          label={name}
          value={members[name]}
          change={value => set(name, value)}
        />
      ))}
    </SpaceBetween>
  )
}

/** What must be set, and what is. */
function isShown({ required }: ParameterRule, value: Json | undefined): boolean {
  return required === true || value !== undefined
}

function MoreFields({ fields }: { fields: React.ReactNode[] }) {
  if (fields.length === 0) return undefined
  return (
    <ExpandableSection headerText={texts.optional} variant="footer">
      <SpaceBetween size="s">{fields}</SpaceBetween>
    </ExpandableSection>
  )
}

function ChoiceField({
  names,
  members,
  rule,
  change,
}: MembersProps & { names: readonly string[] }) {
  const chosen = names.find(name => members[name] !== undefined)
  const wanted = chosen === undefined ? undefined : rule.parameters?.[chosen]
  const options = [
    ...(rule.exactlyOne === names ? [] : [{ value: '', label: texts.notSet }]),
    ...names.map(value => ({ value, label: parameterLabel(value) })),
  ]
  const { isReadOnly } = useOffers()
  return (
    <SpaceBetween size="xs">
      <FormField label={texts.which}>
        <Select
          disabled={isReadOnly}
          options={options}
          selectedOption={options.find(each => each.value === (chosen ?? '')) ?? null}
          placeholder={texts.notSet}
          onChange={({ detail }) => {
            const name = detail.selectedOption.value || undefined
            const first = rule.parameters?.[name ?? '']
            change(withChoice(members, names, name, first ? emptyValue(first) : ''))
          }}
        />
      </FormField>
      {chosen !== undefined && wanted && (
        <ParameterField
          name={chosen}
          rule={wanted}
          value={members[chosen]}
          change={value => change({ ...members, [chosen]: value ?? emptyValue(wanted) })}
        />
      )}
    </SpaceBetween>
  )
}

interface FieldProps {
  readonly name: string
  readonly rule: ParameterRule
  readonly value: Json | undefined
  change(value: Json | undefined): void
}

function ParameterField({ name, rule, value, change }: FieldProps) {
  const kind = fieldKind(name, rule)
  const label = parameterLabel(name)
  const text = value === undefined || value === null ? '' : String(value)
  const setText = (given: string) => change(given === '' && !rule.required ? undefined : given)
  const { paths, isReadOnly } = useOffers()
  switch (kind.is) {
    case 'members':
      return (
        <Group label={label}>
          <MemberFields members={membersOf(value)} rule={kind.members} change={change} />
        </Group>
      )
    case 'map':
      return <MapField label={label} of={kind.of} value={membersOf(value)} change={change} />
    case 'list':
      return <ListField label={label} of={kind.of} value={elementsOf(value)} change={change} />
    case 'json':
      return <JsonField label={label} value={value} change={change} />
    case 'thing':
      return <ThingField label={label} of={kind.of} value={text} change={change} />
    case 'truth':
      return (
        <Toggle
          disabled={isReadOnly}
          checked={isTrue(value)}
          onChange={({ detail }) => change(detail.checked ? 'True' : 'False')}
        >
          {label}
        </Toggle>
      )
    case 'words': {
      const options = kind.words.map(word => ({ value: word, label: word }))
      const chosen = options.find(each => each.value.toLowerCase() === text.toLowerCase())
      return (
        <FormField label={label}>
          <Select
            disabled={isReadOnly}
            options={rule.required ? options : [{ value: '', label: texts.notSet }, ...options]}
            selectedOption={chosen ?? (text === '' ? null : { value: text, label: text })}
            placeholder={texts.notSet}
            onChange={({ detail }) => setText(detail.selectedOption.value ?? '')}
          />
        </FormField>
      )
    }
    case 'manyWords': {
      const chosen = elementsOf(value).map(String)
      return (
        <FormField label={label}>
          <Multiselect
            disabled={isReadOnly}
            options={kind.words.map(word => ({ value: word, label: word }))}
            selectedOptions={chosen.map(word => ({ value: word, label: word }))}
            deselectAriaLabel={each => texts.removeEntry(each.label ?? '')}
            onChange={({ detail }) => {
              change(detail.selectedOptions.map(each => each.value ?? ''))
            }}
          />
        </FormField>
      )
    }
    case 'lines':
      return (
        <FormField label={label}>
          <Textarea
            readOnly={isReadOnly}
            rows={3}
            value={elementsOf(value).map(String).join('\n')}
            ariaLabel={label}
            onChange={({ detail }) => change(detail.value.split('\n'))}
          />
        </FormField>
      )
    case 'path':
      return <PathField label={label} value={text} paths={paths} change={setText} />
    case 'number':
      return (
        <FormField label={label} constraintText={rangeOf(kind)}>
          <Input
            readOnly={isReadOnly}
            inputMode="numeric"
            value={text}
            ariaLabel={label}
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
      )
    case 'text':
      return (
        <FormField label={label}>
          {kind.isLong ? (
            <Textarea
              readOnly={isReadOnly}
              rows={4}
              value={text}
              ariaLabel={label}
              onChange={({ detail }) => change(detail.value)}
            />
          ) : (
            <Input
              readOnly={isReadOnly}
              value={text}
              ariaLabel={label}
              onChange={({ detail }) => setText(detail.value)}
            />
          )}
        </FormField>
      )
  }
}

function rangeOf({ min, max }: { readonly min: number; readonly max: number }): string {
  return Math.abs(min) > 1_000_000_000 || max > 1_000_000_000 ? '' : `${min} – ${max}`
}

function Group({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <fieldset
      style={{
        border: 0,
        borderLeft: '2px solid var(--kit-line)',
        margin: 0,
        padding: '0 0 0 10px',
      }}
    >
      <legend style={{ fontWeight: 700, fontSize: 14, padding: 0 }}>{label}</legend>
      {children}
    </fieldset>
  )
}

function PathField(of: {
  label: string
  value: string
  paths: readonly string[]
  change: (text: string) => void
}) {
  const { isReadOnly } = useOffers()
  return (
    <FormField label={of.label}>
      <Autosuggest
        readOnly={isReadOnly}
        value={of.value}
        options={of.paths.map(value => ({ value }))}
        ariaLabel={of.label}
        enteredTextLabel={value => value}
        onChange={({ detail }) => of.change(detail.value)}
      />
    </FormField>
  )
}

/** A thing of the instance by its name, or a path that leads to one. */
function ThingField(of: {
  label: string
  of: ThingKind
  value: string
  change: (text: string) => void
}) {
  const { things, paths, isReadOnly } = useOffers()
  const [byPath, setByPath] = useState(of.value.startsWith('$'))
  if (byPath) {
    return (
      <SpaceBetween size="xxs">
        <PathField label={of.label} value={of.value} paths={paths} change={of.change} />
        <Button variant="inline-link" disabled={isReadOnly} onClick={() => setByPath(false)}>
          {texts.byList}
        </Button>
      </SpaceBetween>
    )
  }
  const options = things.list(of.of).map(({ value, name }) => ({ value, label: name }))
  const name = things.nameOf(of.value) ?? of.value
  const selected = options.find(each => each.value === of.value || each.label === name)
  return (
    <FormField label={of.label}>
      <Select
        disabled={isReadOnly}
        filteringType="auto"
        virtualScroll
        options={[...options, { value: '$', label: texts.byPath }]}
        selectedOption={selected ?? (of.value === '' ? null : { value: of.value, label: name })}
        placeholder={texts.notSet}
        onChange={({ detail }) => {
          const { value = '' } = detail.selectedOption
          if (value === '$') setByPath(true)
          else of.change(value)
        }}
      />
    </FormField>
  )
}

/** Names of the author's choice, and their values. */
function MapField(of: {
  label: string
  of: ParameterRule
  value: JsonObject
  change: (value: JsonObject) => void
}) {
  const { paths, isReadOnly } = useOffers()
  const entries = Object.entries(of.value)
  const put = (index: number, name: string, value: Json) => {
    of.change(
      Object.fromEntries(
        entries.map((each, at) => (at === index ? [name, value] : each)),
      ) as JsonObject,
    )
  }
  return (
    <Group label={of.label}>
      <SpaceBetween size="xs">
        {entries.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name is what is being typed
          <SpaceBetween key={index} size="xxs">
            <FormField label={texts.key}>
              <Input
                readOnly={isReadOnly}
                value={name}
                ariaLabel={texts.key}
                onChange={({ detail }) => put(index, detail.value, value ?? '')}
              />
            </FormField>
            <PathField
              label={texts.value}
              value={innerValue(of.of, value)}
              paths={paths}
              change={text => put(index, name, outerValue(of.of, text))}
            />
            <Button
              variant="inline-link"
              disabled={isReadOnly}
              onClick={() => {
                of.change(Object.fromEntries(entries.filter((_, at) => at !== index)) as JsonObject)
              }}
            >
              {texts.removeEntry(name)}
            </Button>
          </SpaceBetween>
        ))}
        <Button
          iconName="add-plus"
          disabled={isReadOnly || '' in of.value}
          onClick={() => of.change({ ...of.value, '': outerValue(of.of, '') })}
        >
          {texts.addEntry}
        </Button>
      </SpaceBetween>
    </Group>
  )
}

function ListField(of: {
  label: string
  of: ParameterRule
  value: readonly Json[]
  change: (value: readonly Json[]) => void
}) {
  const { isReadOnly } = useOffers()
  const rule = of.of.kind === 'object' ? of.of : {}
  return (
    <Group label={of.label}>
      <SpaceBetween size="s">
        {of.value.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: elements have nothing else to tell them by
          <SpaceBetween key={index} size="xxs">
            <MemberFields
              members={membersOf(each)}
              rule={rule}
              change={members => of.change(of.value.with(index, members))}
            />
            <Button
              variant="inline-link"
              disabled={isReadOnly}
              onClick={() => of.change(of.value.filter((_, at) => at !== index))}
            >
              {texts.removeEntry(String(index + 1))}
            </Button>
          </SpaceBetween>
        ))}
        <Button
          iconName="add-plus"
          disabled={isReadOnly}
          onClick={() => of.change([...of.value, emptyValue(of.of)])}
        >
          {texts.addEntry}
        </Button>
      </SpaceBetween>
    </Group>
  )
}

/** What there is no form for. What is no JSON yet is kept in the field alone. */
function JsonField(of: {
  label: string
  value: Json | undefined
  change: (value: Json | undefined) => void
}) {
  const { isReadOnly } = useOffers()
  const shown = of.value === undefined ? '' : JSON.stringify(of.value, undefined, 1)
  const [typed, setTyped] = useState<string>()
  return (
    <FormField label={of.label} errorText={typed === undefined ? '' : texts.jsonWrong}>
      <Textarea
        readOnly={isReadOnly}
        rows={Math.min(10, Math.max(2, shown.split('\n').length))}
        value={typed ?? shown}
        spellcheck={false}
        ariaLabel={of.label}
        onChange={({ detail }) => {
          const read = readJson(detail.value)
          setTyped(read ? undefined : detail.value)
          if (read) of.change(read.json)
        }}
      />
    </FormField>
  )
}

function readJson(text: string): { readonly json: Json | undefined } | undefined {
  if (text.trim() === '') return { json: undefined }
  try {
    return { json: JSON.parse(text) as Json }
  } catch {
    return undefined // not yet: people type one character after the other
  }
}
