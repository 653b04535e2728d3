// Contact search: those that are over and those that go on.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import CollectionPreferences from '@cloudscape-design/components/collection-preferences'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import { useEffect, useState } from 'react'
import { formatDuration } from '../../../kit/format-duration.ts'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { ContactLink } from '../contact-link.tsx'
import { csvOf, download } from '../download.ts'
import { useKeptChoice } from '../kept-choice.ts'
import { contactsTexts as texts } from '../texts/contacts-texts.ts'
import { pageTitles } from '../texts/page-titles.ts'
import { useAgentNames } from '../use-agent-names.ts'
import { type Names, useNames } from '../use-names.ts'
import { type Query, useQuery } from '../use-query.ts'
import {
  type ContactFilter,
  type FoundContact,
  type FoundPage,
  searchContacts,
} from './contact-search.ts'
import { channelName, formatMoment, methodName } from './contact-words.ts'
import { SearchFilters } from './search-filters.tsx'
import { borders, readRange } from './time-range.ts'
import './contacts.css'

const GIVEN_RANGE = '-1-day'
const GIVEN_COLUMNS = ['begun', 'channel', 'method', 'queue', 'agent', 'duration', 'name'] as const
const SORTED: Readonly<Record<string, string>> = {
  begun: 'INITIATION_TIMESTAMP',
  ended: 'DISCONNECT_TIMESTAMP',
}

export function SearchPage() {
  const query = useQuery()
  const names = useNames()
  const [visible, setVisible] = useKeptChoice<{ columns: readonly string[] }>('contacts', {
    columns: GIVEN_COLUMNS,
  })
  const { pages, asking, problem, more } = useFound(query)
  const contacts = pages.flatMap(page => page.contacts)
  const agents = useAgentNames(contacts.map(({ AgentInfo }) => AgentInfo?.Id))
  const columns = columnsOf(names, agents)
  const sortedBy = query.get('sort') || 'begun'
  const descending = query.get('order') !== 'up'
  const next = pages.at(-1)?.next
  return (
    <SpaceBetween size="m">
      <Header variant="h1">{pageTitles.contacts}</Header>
      <SearchFilters query={query} names={names} range={rangeOf(query)} />
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      <Table
        variant="container"
        stickyHeader
        resizableColumns
        loading={asking && contacts.length === 0}
        loadingText={texts.loading}
        items={contacts}
        trackBy="Id"
        columnDefinitions={columns}
        columnDisplay={columns.map(({ id = '' }) => ({
          id,
          visible: visible.columns.includes(id),
        }))}
        sortingColumn={{ sortingField: sortedBy }}
        sortingDescending={descending}
        onSortingChange={({ detail }) =>
          query.set({
            sort: detail.sortingColumn.sortingField ?? '',
            order: detail.isDescending ? '' : 'up',
          })
        }
        header={
          <Header
            variant="h2"
            counter={pages[0] && `(${texts.found(contacts.length, pages[0].total)})`}
            actions={
              <Button
                iconName="download"
                disabled={contacts.length === 0}
                onClick={() => download('contacts.csv', csvOfContacts(contacts, names, agents))}
              >
                {texts.download}
              </Button>
            }
          >
            {texts.results}
          </Header>
        }
        preferences={
          <CollectionPreferences
            title={texts.columns}
            confirmLabel={texts.confirm}
            cancelLabel={texts.cancel}
            preferences={{ visibleContent: visible.columns }}
            visibleContentPreference={{
              title: texts.columns,
              options: [
                {
                  label: texts.columns,
                  options: columns.map(({ id = '', header }) => ({
                    id,
                    label: String(header),
                    editable: id !== 'begun',
                  })),
                },
              ],
            }}
            onConfirm={({ detail }) =>
              setVisible({ columns: detail.visibleContent ?? GIVEN_COLUMNS })
            }
          />
        }
        empty={
          <Box textAlign="center" color="inherit">
            <b>{texts.none}</b>
            <Box variant="p" color="inherit">
              {texts.noneText}
            </Box>
          </Box>
        }
        footer={
          next === undefined ? undefined : (
            <Box textAlign="center">
              <SpaceBetween size="xxs">
                <Button loading={asking} onClick={more}>
                  {texts.more}
                </Button>
                {query.get('state') === '' ? undefined : (
                  <Box color="text-body-secondary" fontSize="body-s">
                    {texts.partial}
                  </Box>
                )}
              </SpaceBetween>
            </Box>
          )
        }
      />
    </SpaceBetween>
  )
}

function rangeOf(query: Query) {
  return (
    readRange(query.get('time')) ??
    readRange(GIVEN_RANGE) ?? { type: 'relative' as const, amount: 1, unit: 'day' as const }
  )
}

function filterOf(query: Query): ContactFilter {
  const { from, until } = borders(rangeOf(query), Date.now())
  return {
    timeType: query.get('of') || 'INITIATION_TIMESTAMP',
    from,
    until,
    state: query.get('state'),
    agents: query.list('agents'),
    queues: query.list('queues'),
    channels: query.list('channels'),
    methods: query.list('methods'),
    group: query.get('group'),
    attribute: query.get('attribute'),
    tag: query.get('tag'),
    sort: SORTED[query.get('sort')] ?? 'INITIATION_TIMESTAMP',
    descending: query.get('order') !== 'up',
  }
}

/** The first page as soon as something else is asked for; others when they are wanted. */
function useFound(query: Query) {
  const asked = JSON.stringify({ ...filterOf(query), from: 0, until: 0, time: query.get('time') })
  const first = useAnswer(
    async signal => {
      const filter = filterOf(query)
      return { filter, page: await searchContacts(filter, undefined, signal) }
    },
    [asked],
  )
  const [others, setOthers] = useState<readonly FoundPage[]>([])
  const [asking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string | undefined>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another first page has others after it
  useEffect(() => setOthers([]), [first.value])
  const pages = first.value ? [first.value.page, ...others] : []
  const more = () => {
    if (!first.value) return
    setAsking(true)
    searchContacts(first.value.filter, pages.at(-1)?.next)
      .then(page => setOthers(before => [...before, page]))
      .catch((error: unknown) => setProblem(sentenceOf(error)))
      .finally(() => setAsking(false))
  }
  return { pages, asking: asking || first.asking, problem: first.problem ?? problem, more }
}

function columnsOf(
  names: Names,
  agents: ReadonlyMap<string, string>,
): readonly (TableProps.ColumnDefinition<FoundContact> & {
  readonly text: (each: FoundContact) => string
})[] {
  const queueOf = ({ QueueInfo }: FoundContact) =>
    names.nameOf(QueueInfo?.Id) ?? QueueInfo?.Id ?? '–'
  const agentOf = ({ AgentInfo }: FoundContact) => agents.get(AgentInfo?.Id ?? '') ?? '–'
  const column = (id: string, header: string, text: (each: FoundContact) => string) => ({
    id,
    header,
    text,
    cell: text,
    ...(SORTED[id] !== undefined && { sortingField: id }),
  })
  return [
    {
      ...column('begun', texts.begun, each => formatMoment(each.InitiationTimestamp)),
      isRowHeader: true,
      width: 250,
      cell: each => (
        <ContactLink contactId={each.Id ?? ''}>
          {formatMoment(each.InitiationTimestamp)}
        </ContactLink>
      ),
    },
    column('channel', texts.channel, each => channelName(each.Channel)),
    column('method', texts.method, each => methodName(each.InitiationMethod)),
    column('queue', texts.queue, queueOf),
    column('agent', texts.agent, agentOf),
    {
      ...column('duration', texts.duration, durationOf),
      cell: each =>
        each.DisconnectTimestamp === undefined ? (
          <StatusIndicator type="in-progress">{texts.inProgress}</StatusIndicator>
        ) : (
          <span className="kit-figures">{durationOf(each)}</span>
        ),
    },
    column('ended', texts.ended, each => formatMoment(each.DisconnectTimestamp)),
    column('name', texts.name, each => each.Name ?? '–'),
    column('id', texts.contactId, each => each.Id ?? ''),
  ]
}

function durationOf({ InitiationTimestamp, DisconnectTimestamp }: FoundContact): string {
  if (InitiationTimestamp === undefined || DisconnectTimestamp === undefined)
    return texts.inProgress
  return formatDuration((DisconnectTimestamp - InitiationTimestamp) * 1000)
}

function csvOfContacts(
  contacts: readonly FoundContact[],
  names: Names,
  agents: ReadonlyMap<string, string>,
): string {
  const columns = columnsOf(names, agents)
  return csvOf(
    columns.map(({ header }) => String(header)),
    contacts.map(contact => columns.map(({ text }) => text(contact))),
  )
}
