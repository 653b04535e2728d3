// The flows of the instance, and its modules: found, made, copied, archived, imported, deleted.
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Header from '@cloudscape-design/components/header'
import CloudscapeLink from '@cloudscape-design/components/link'
import Pagination from '@cloudscape-design/components/pagination'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { type DragEvent, useEffect, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { inferFlowKind } from '../../../../src/core/flow/flow-kind.ts'
import { exportFlow } from '../../../../src/core/flow/format/flow-document.ts'
import { languageTag } from '../../../kit/messages.ts'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { chooseFiles, downloadFile, fileNameOf } from '../file-download.ts'
import { type FlowService, type FlowSummary, flowService, moduleService } from '../flow-service.ts'
import { openFlow, saveFlow } from '../model/flow-text.ts'
import { designerTexts as texts } from '../texts/designer-texts.ts'
import { CreateDialog } from './create-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'

export function FlowsPage() {
  return <FlowList service={flowService} base="/console/flows" family="ContactFlows" />
}

export function ModulesPage() {
  return (
    <FlowList service={moduleService} base="/console/flow-modules" family="ContactFlowModules" />
  )
}

interface FlowListProps {
  readonly service: FlowService
  readonly base: string
  /** The first half of permissions. */
  readonly family: string
}

type Asked = 'create' | 'delete'

/** Whoever sees the list opens a flow next: the designer is fetched and read while nothing else happens. */
function useDesignerSoon(): void {
  useEffect(() => {
    const fetchDesigner = () => void import('../designer-page.tsx').catch(() => undefined)
    // Without: Safari.
    if (!('requestIdleCallback' in globalThis)) return fetchDesigner()
    const waiting = requestIdleCallback(fetchDesigner, { timeout: 2_000 })
    return () => cancelIdleCallback(waiting)
  }, [])
}

const KINDS = Object.entries(texts.kinds)
  .filter(([kind]) => kind !== 'MODULE')
  .map(([value, label]) => ({ value, label }))
const ALL_KINDS = { value: '', label: texts.allTypes }

function FlowList({ service, base, family }: FlowListProps) {
  const { may, notify } = useConsole()
  const [, goTo] = useLocation()
  const query = useFlowQuery()
  const { text, kind, isArchived, tokens, set, turnTo, page } = query
  const nextToken = tokens[page - 1]
  const answer = useAnswer(
    signal =>
      service.search(
        {
          text,
          archived: isArchived,
          ...(kind !== '' && { kind }),
          ...(nextToken !== undefined && { nextToken }),
        },
        signal,
      ),
    [service, text, kind, isArchived, nextToken],
  )
  useDesignerSoon()
  const [chosen, setChosen] = useState<readonly FlowSummary[]>([])
  const [asked, setAsked] = useState<Asked>()
  const items = answer.value?.items ?? []
  const follow = (path: string) => goTo(path)
  const done = () => {
    setAsked(undefined)
    setChosen([])
    answer.again()
  }
  const attempt = async (act: () => Promise<void>) => {
    try {
      await act()
      done()
    } catch (error) {
      notify('error', sentenceOf(error))
    }
  }
  const importFiles = (files: readonly File[]) => {
    void attempt(async () => {
      let count = 0
      for (const file of files) {
        const read = openFlow(await file.text())
        if ('problem' in read) {
          notify('error', texts.notImported(file.name, read.problem.message))
          return
        }
        const name = file.name.replace(/\.json$/i, '')
        const kind = service.isModule ? 'MODULE' : inferFlowKind(read.document)
        const safe = kind === 'MODULE' && !service.isModule ? 'CONTACT_FLOW' : kind
        await service.create({ name, kind: safe, content: saveFlow(read.document) })
        count++
      }
      notify('success', texts.imported(count))
    })
  }
  const commands: Readonly<Record<string, () => void>> = {
    copy: () => void attempt(() => copyFlows(service, chosen)),
    archive: () => {
      const state = isArchived ? 'ACTIVE' : 'ARCHIVED'
      void attempt(async () => {
        for (const { id } of chosen) await service.setState(id, state)
      })
    },
    export: () => void attempt(() => exportFlows(service, chosen)),
    delete: () => setAsked('delete'),
  }
  const title = service.isModule ? texts.modules : texts.flows
  const create = service.isModule ? texts.createModule : texts.createFlow
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files can be chosen by the button as well
    <div
      onDragOver={(event: DragEvent) => event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        if (may(`${family}.Create`)) importFiles([...event.dataTransfer.files])
      }}
    >
      <SpaceBetween size="s">
        {answer.problem !== undefined && <Alert type="error">{answer.problem}</Alert>}
        <Table
          variant="full-page"
          stickyHeader
          items={items}
          trackBy="id"
          loading={answer.asking && answer.value === undefined}
          loadingText={texts.loading}
          columnDefinitions={columns(base, follow, service.isModule)}
          selectionType="multi"
          selectedItems={[...chosen]}
          onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
          ariaLabels={{
            tableLabel: title,
            selectionGroupLabel: title,
            allItemsSelectionLabel: () => texts.selectAll,
            itemSelectionLabel: (_, each) => texts.selectRow(each.name),
          }}
          empty={<Box textAlign="center">{text === '' ? texts.none : texts.noneFound}</Box>}
          header={
            <Header
              variant="awsui-h1-sticky"
              counter={answer.value ? `(${answer.value.total})` : ''}
              description={texts.dropHere}
              actions={
                <SpaceBetween size="xs" direction="horizontal">
                  <ButtonDropdown
                    disabled={chosen.length === 0}
                    onItemClick={({ detail }) => commands[detail.id]?.()}
                    items={[
                      { id: 'copy', text: texts.copy, disabled: !may(`${family}.Create`) },
                      { id: 'export', text: texts.export },
                      {
                        id: 'archive',
                        text: isArchived ? texts.unarchive : texts.archive,
                        disabled: !may(`${family}.Edit`),
                      },
                      { id: 'delete', text: texts.remove, disabled: !may(`${family}.Delete`) },
                    ]}
                  >
                    {chosen.length === 0 ? texts.more : texts.chosen(chosen.length)}
                  </ButtonDropdown>
                  <Button
                    disabled={!may(`${family}.Create`)}
                    onClick={() => chooseFiles(importFiles)}
                  >
                    {texts.importFiles}
                  </Button>
                  <Button
                    variant="primary"
                    disabled={!may(`${family}.Create`)}
                    onClick={() => setAsked('create')}
                  >
                    {create}
                  </Button>
                </SpaceBetween>
              }
            >
              {title}
            </Header>
          }
          filter={
            <SpaceBetween size="xs" direction="horizontal">
              <NameFilter text={text} set={each => set({ text: each })} />
              {!service.isModule && (
                <Select
                  options={[ALL_KINDS, ...KINDS]}
                  selectedOption={KINDS.find(each => each.value === kind) ?? ALL_KINDS}
                  ariaLabel={texts.type}
                  onChange={({ detail }) => set({ kind: detail.selectedOption.value ?? '' })}
                />
              )}
              <Select
                options={[
                  { value: '', label: texts.active },
                  { value: 'archived', label: texts.archived },
                ]}
                selectedOption={
                  isArchived
                    ? { value: 'archived', label: texts.archived }
                    : { value: '', label: texts.active }
                }
                ariaLabel={texts.state}
                onChange={({ detail }) => set({ state: detail.selectedOption.value ?? '' })}
              />
            </SpaceBetween>
          }
          pagination={
            <Pagination
              currentPageIndex={page}
              pagesCount={Math.max(page, tokens.length) + (answer.value?.nextToken ? 1 : 0)}
              ariaLabels={{
                previousPageLabel: texts.previousPage,
                nextPageLabel: texts.nextPage,
                pageLabel: texts.page,
              }}
              onChange={({ detail }) => turnTo(detail.currentPageIndex, answer.value?.nextToken)}
            />
          }
        />
      </SpaceBetween>
      {asked === 'create' && (
        <CreateDialog
          service={service}
          title={create}
          created={id => goTo(`${base}/${id}`)}
          close={() => setAsked(undefined)}
        />
      )}
      {asked === 'delete' && (
        <DeleteDialog
          service={service}
          chosen={chosen}
          done={done}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  )
}

/** Search and filters are in the address; which pages have been turned is not. */
function useFlowQuery() {
  const [search, setSearch] = useSearchParams()
  const [tokens, setTokens] = useState<readonly (string | undefined)[]>([undefined])
  const [page, setPage] = useState(1)
  const text = search.get('text') ?? ''
  const kind = search.get('kind') ?? ''
  const isArchived = search.get('state') === 'archived'
  const set = (change: Readonly<Record<string, string>>) => {
    setTokens([undefined])
    setPage(1)
    setSearch(
      before => {
        for (const [name, value] of Object.entries(change)) {
          if (value === '') before.delete(name)
          else before.set(name, value)
        }
        return before
      },
      { replace: true },
    )
  }
  const turnTo = (to: number, nextToken: string | undefined) => {
    if (to > tokens.length) setTokens([...tokens, nextToken])
    setPage(to)
  }
  return { text, kind, isArchived, tokens, page, set, turnTo }
}

const SEARCH_AFTER_MS = 250

/** Asks when the typing pauses. */
function NameFilter({ text, set }: { text: string; set: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed is what counts
  useEffect(() => {
    if (typed === text) return
    const timer = window.setTimeout(() => set(typed), SEARCH_AFTER_MS)
    return () => window.clearTimeout(timer)
  }, [typed])
  return (
    <TextFilter
      filteringText={typed}
      filteringPlaceholder={texts.search}
      filteringAriaLabel={texts.search}
      filteringClearAriaLabel={texts.clear}
      onChange={({ detail }) => setTyped(detail.filteringText)}
    />
  )
}

function columns(
  base: string,
  follow: (path: string) => void,
  isModule: boolean,
): TableProps.ColumnDefinition<FlowSummary>[] {
  const all: TableProps.ColumnDefinition<FlowSummary>[] = [
    {
      id: 'name',
      header: texts.name,
      isRowHeader: true,
      cell: ({ id, name }) => (
        <CloudscapeLink
          href={`${base}/${id}`}
          onFollow={event => {
            event.preventDefault()
            follow(`${base}/${id}`)
          }}
        >
          {name}
        </CloudscapeLink>
      ),
    },
    { id: 'kind', header: texts.type, cell: each => texts.kinds[each.kind] },
    {
      id: 'state',
      header: texts.state,
      cell: ({ state, status }) => {
        if (state === 'ARCHIVED')
          return <StatusIndicator type="stopped">{texts.archived}</StatusIndicator>
        return status === 'PUBLISHED' ? (
          <StatusIndicator>{texts.published}</StatusIndicator>
        ) : (
          <StatusIndicator type="pending">{texts.draft}</StatusIndicator>
        )
      },
    },
    {
      id: 'updated',
      header: texts.updated,
      cell: ({ updated }) =>
        updated === undefined
          ? '–'
          : new Date(updated * 1000).toLocaleString(languageTag, {
              dateStyle: 'medium',
              timeStyle: 'short',
            }),
    },
    {
      id: 'tags',
      header: texts.tags,
      cell: ({ tags }) =>
        Object.entries(tags)
          .map(([key, value]) => (value === '' ? key : `${key}: ${value}`))
          .join(', ') || '–',
    },
  ]
  return all.filter(({ id }) => !isModule || id !== 'kind')
}

async function copyFlows(service: FlowService, chosen: readonly FlowSummary[]): Promise<void> {
  for (const { id } of chosen) {
    const facts = await service.load(id, '$SAVED')
    if (!facts) continue
    const { name, kind, content, description } = facts
    await service.create({ name: texts.copyOf(name), kind, content, description })
  }
}

async function exportFlows(service: FlowService, chosen: readonly FlowSummary[]): Promise<void> {
  for (const { id } of chosen) {
    const facts = await service.load(id, '$SAVED')
    const read = facts && openFlow(facts.content)
    if (!facts || !read || 'problem' in read) continue
    const { name, description, kind: type } = facts
    const file = exportFlow(read.document, { name, description, type, status: 'saved' })
    downloadFile(fileNameOf(name), JSON.stringify(file, undefined, 2))
  }
}
