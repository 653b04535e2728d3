// The list of all things of a kind: searched by the service, sorted and paged here when they all fit.
import { useCollection } from '@cloudscape-design/collection-hooks'
import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { useConsole } from '../use-console.ts'
import { addressOf, permissionOf } from './addresses.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { useNames } from './names.ts'
import type { Column, Resource, Row } from './resource.ts'
import { texts } from './texts/administration-texts.ts'
import { resourceNames } from './texts/resource-names.ts'
import { useRows } from './use-rows.ts'
import { shownValue, valueAt } from './values.ts'

const PAGE_SIZE = 50

export function ListPage({ resource }: { readonly resource: Resource }) {
  const { may, notify } = useConsole()
  const [, goTo] = useLocation()
  const [asked, setAsked] = useSearchParams()
  const text = asked.get('name') ?? ''
  const tag = asked.get('tag') ?? ''
  const ask = (name: string, value: string) =>
    setAsked(
      before => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  const list = useRows(resource, text, tag)
  const [dialog, setDialog] = useState<'delete' | 'bulk' | undefined>()
  const { items, collectionProps, paginationProps } = useCollection(list.rows, {
    selection: { keepSelection: false, trackBy: 'id' },
    sorting: {},
    pagination: { pageSize: PAGE_SIZE },
  })
  const selected = collectionProps.selectedItems ?? []
  const can = (verb: 'Create' | 'Edit' | 'Delete') => may(permissionOf(resource.key, verb))
  const { ListActions } = resource
  const isAsked = text !== '' || tag !== ''
  const done = (sentence: string) => {
    setDialog(undefined)
    list.again()
    notify('success', sentence)
  }
  return (
    <>
      <Table
        {...collectionProps}
        variant="full-page"
        stickyHeader
        items={items}
        trackBy="id"
        loading={list.loading && list.rows.length === 0}
        loadingText={resourceNames[resource.key]}
        selectionType="multi"
        resizableColumns
        ariaLabels={{
          tableLabel: resourceNames[resource.key],
          selectionGroupLabel: texts.choose,
          allItemsSelectionLabel: () => texts.choose,
          itemSelectionLabel: (_, row) => row.name,
        }}
        header={
          <Header
            variant="awsui-h1-sticky"
            description={texts.intro[resource.key]}
            counter={`(${list.total})`}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={texts.refresh} onClick={list.again} />
                {ListActions ? <ListActions rows={list.rows} reload={list.again} /> : undefined}
                {resource.update && can('Edit') && resource.fields.some(field => field.bulk) ? (
                  <Button disabled={selected.length === 0} onClick={() => setDialog('bulk')}>
                    {texts.edit}
                  </Button>
                ) : undefined}
                {resource.remove && can('Delete') ? (
                  <Button disabled={selected.length === 0} onClick={() => setDialog('delete')}>
                    {texts.remove}
                  </Button>
                ) : undefined}
                {resource.create && can('Create') ? (
                  <Button variant="primary" onClick={() => goTo(addressOf(resource.key, 'new'))}>
                    {texts.create}
                  </Button>
                ) : undefined}
              </SpaceBetween>
            }
          >
            {resourceNames[resource.key]}
          </Header>
        }
        filter={
          <div className="administration-filter">
            <TextFilter
              filteringText={text}
              filteringPlaceholder={texts.search}
              filteringAriaLabel={texts.search}
              countText={isAsked ? texts.matches(list.total) : ''}
              onChange={({ detail }) => ask('name', detail.filteringText)}
            />
            {resource.hasTags === false ? undefined : (
              <Input
                value={tag}
                type="search"
                placeholder={texts.byTag}
                ariaLabel={texts.byTag}
                onChange={({ detail }) => ask('tag', detail.value)}
              />
            )}
          </div>
        }
        pagination={<Pagination {...paginationProps} />}
        empty={
          <Box textAlign="center" color="inherit">
            {list.problem === undefined ? (
              isAsked ? (
                texts.nothingFound
              ) : (
                texts.empty
              )
            ) : (
              <Alert type="error">{list.problem}</Alert>
            )}
          </Box>
        }
        footer={
          list.more ? (
            <Box textAlign="center">
              {texts.more(list.rows.length, list.total)}{' '}
              <Button variant="inline-link" onClick={list.more}>
                {texts.showMore}
              </Button>
            </Box>
          ) : undefined
        }
        columnDefinitions={[nameColumn(resource), ...resource.columns.map(columnDefinition)]}
      />
      {dialog === 'delete' ? (
        <DeleteDialog
          resource={resource}
          rows={selected}
          onClose={() => setDialog(undefined)}
          onDone={names => done(texts.removed(names))}
        />
      ) : undefined}
      {dialog === 'bulk' ? (
        <BulkDialog
          resource={resource}
          rows={selected}
          onClose={() => setDialog(undefined)}
          onDone={count => done(texts.bulkDone(count))}
        />
      ) : undefined}
    </>
  )
}

function nameColumn({ key }: Resource): TableProps.ColumnDefinition<Row> {
  return {
    id: 'name',
    header: texts.fields.name,
    isRowHeader: true,
    sortingField: 'name',
    minWidth: 180,
    cell: row => (
      <Link className="console-link" href={addressOf(key, row.id)}>
        {row.name}
      </Link>
    ),
  }
}

function columnDefinition(column: Column): TableProps.ColumnDefinition<Row> {
  const { name, label, of } = column
  return {
    id: name,
    header: texts.fields[label],
    minWidth: 120,
    ...(of === undefined && {
      sortingComparator: (one: Row, other: Row) =>
        compared(written(column, one), written(column, other)),
    }),
    cell: row => (of === undefined ? written(column, row) : <Named column={column} row={row} />),
  }
}

function written({ name, show }: Column, { values }: Row): string {
  const value = valueAt(values, name)
  if (show) return show(value, values)
  return typeof value === 'string' ? (texts.options[value] ?? value) : shownValue(value)
}

function compared(one: string, other: string): number {
  return one.localeCompare(other, undefined, { numeric: true })
}

function Named({ column: { name, of = 'flows' }, row }: { column: Column; row: Row }) {
  const value = valueAt(row.values, name)
  const ids = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String)
  const names = useNames(of, ids)
  return ids.length === 0 ? '–' : ids.map(id => names.get(id) ?? id).join(', ')
}
