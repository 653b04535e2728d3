// The columns and values of a data table, changed in place with the locks the table asks for.
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table from '@cloudscape-design/components/table'
import { useState } from 'react'
import { sentenceOf, useAnswer } from '../../use-answer.ts'
import { useConsole } from '../../use-console.ts'
import { allOf, call } from '../api-resource.ts'
import type { Row } from '../resource.ts'
import { texts as common } from '../texts/administration-texts.ts'
import { editorTexts } from '../texts/editor-texts.ts'
import type { Values } from '../values.ts'
import { type GridColumn, type GridRow, gridRows, written } from './data-grid.ts'

const { table: texts } = editorTexts
const TYPES = ['TEXT', 'NUMBER', 'BOOLEAN', 'TEXT_LIST', 'NUMBER_LIST'].map(value => ({ value }))

export function DataTableTab({ row }: { readonly row: Row }) {
  const DataTableId = row.id
  const { may, notify } = useConsole()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [problem, setProblem] = useState<string | undefined>()
  const { value, again } = useAnswer(async () => {
    const attributes = await allOf('ListDataTableAttributes', { DataTableId }, 'Attributes')
    const columns = attributes.map(
      ({ Name, ValueType, Primary }): GridColumn => ({
        name: String(Name),
        type: String(ValueType),
        isPrimary: Primary === true,
      }),
    )
    const values = await allOf('ListDataTableValues', { DataTableId }, 'Values')
    return { columns, rows: gridRows(values) }
  }, [DataTableId])
  const { columns = [], rows = [] } = value ?? {}
  const edits = may('DataTables.Edit')
  const trying = (work: () => Promise<void>) => {
    setProblem(undefined)
    void work().catch(error => setProblem(sentenceOf(error)))
  }
  const save = async () => {
    const changes = Object.entries(typed).flatMap(([place, text]) => {
      const [key, column = ''] = place.split('\n')
      const at = rows.find(each => each.key === key)
      return at ? [{ isNew: at.cells[column] === undefined, value: written(at, column, text) }] : []
    })
    const failed: Values[] = []
    for (const isNew of [true, false]) {
      const Values = changes.filter(each => each.isNew === isNew).map(each => each.value)
      if (Values.length === 0) continue
      const operation = isNew ? 'BatchCreateDataTableValue' : 'BatchUpdateDataTableValue'
      const answer = await call(operation, { DataTableId, Values })
      failed.push(...((answer.Failed ?? []) as readonly Values[]))
    }
    again()
    if (failed.length > 0) {
      throw new Error(failed.map(({ Message }) => String(Message ?? texts.conflict)).join(' '))
    }
    setTyped({})
    notify('success', texts.changed(changes.length))
  }
  const remove = async ({ primary }: GridRow) => {
    const at = rows.find(each => each.primary === primary)
    const Values = Object.keys(at?.cells ?? {}).map(column => {
      const { Value: _, ...names } = written(at as GridRow, column, '')
      return names
    })
    await call('BatchDeleteDataTableValue', { DataTableId, Values })
    again()
  }
  return (
    <SpaceBetween size="l">
      {problem === undefined ? undefined : <Alert type="error">{problem}</Alert>}
      <Table
        items={rows}
        trackBy="key"
        empty={columns.length === 0 ? texts.noColumns : texts.empty}
        ariaLabels={{ tableLabel: editorTexts.values }}
        header={
          <Header
            variant="h2"
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button iconName="refresh" ariaLabel={common.refresh} onClick={again} />
                {edits ? (
                  <Button
                    variant="primary"
                    disabled={Object.keys(typed).length === 0}
                    onClick={() => trying(save)}
                  >
                    {texts.save}
                  </Button>
                ) : undefined}
              </SpaceBetween>
            }
          >
            {editorTexts.values}
          </Header>
        }
        columnDefinitions={[
          ...columns.map(({ name, isPrimary }) => ({
            id: name,
            header: name,
            isRowHeader: isPrimary,
            minWidth: 140,
            cell: (at: GridRow) => {
              if (isPrimary) return at.primary[name] ?? '–'
              const place = `${at.key}\n${name}`
              const text = typed[place] ?? at.cells[name]?.value ?? ''
              return (
                <Input
                  value={text}
                  disabled={!edits}
                  ariaLabel={`${name}: ${Object.values(at.primary).join(', ')}`}
                  onChange={({ detail }) =>
                    setTyped(before => ({ ...before, [place]: detail.value }))
                  }
                />
              )
            },
          })),
          {
            id: 'remove',
            header: common.remove,
            width: 100,
            cell: at =>
              edits ? (
                <Button
                  variant="inline-icon"
                  iconName="remove"
                  ariaLabel={`${texts.removeRow}: ${Object.values(at.primary).join(', ')}`}
                  onClick={() => trying(async () => remove(at))}
                />
              ) : undefined,
          },
        ]}
      />
      {edits ? (
        <>
          <NewRow
            columns={columns}
            onAdd={(primary, column, text) =>
              trying(async () => {
                const Values = [written({ key: '', primary, cells: {} }, column, text)]
                const answer = await call('BatchCreateDataTableValue', { DataTableId, Values })
                const [failed] = (answer.Failed ?? []) as readonly Values[]
                if (failed) throw new Error(String(failed.Message))
                again()
              })
            }
          />
          <NewColumn
            onAdd={column =>
              trying(async () => {
                await call('CreateDataTableAttribute', {
                  DataTableId,
                  Name: column.name,
                  ValueType: column.type,
                  Primary: column.isPrimary,
                })
                again()
              })
            }
          />
        </>
      ) : undefined}
    </SpaceBetween>
  )
}

interface NewRowProps {
  readonly columns: readonly GridColumn[]
  onAdd(primary: Readonly<Record<string, string>>, column: string, text: string): void
}

/** A row is there as long as it has a value: it begins with one. */
function NewRow({ columns, onAdd }: NewRowProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const first = columns.find(each => !each.isPrimary)
  if (!first) return undefined
  const fields = [...columns.filter(each => each.isPrimary), first]
  return (
    <div className="administration-row">
      {fields.map(({ name }) => (
        <Input
          key={name}
          value={typed[name] ?? ''}
          placeholder={name}
          ariaLabel={`${texts.addRow}: ${name}`}
          onChange={({ detail }) => setTyped(before => ({ ...before, [name]: detail.value }))}
        />
      ))}
      <Button
        iconName="add-plus"
        onClick={() => {
          const { [first.name]: text = '', ...primary } = typed
          onAdd(primary, first.name, text)
          setTyped({})
        }}
      >
        {texts.addRow}
      </Button>
    </div>
  )
}

function NewColumn({ onAdd }: { onAdd(column: GridColumn): void }) {
  const [column, setColumn] = useState<GridColumn>({ name: '', type: 'TEXT', isPrimary: false })
  return (
    <Container>
      <div className="administration-row">
        <Input
          value={column.name}
          placeholder={texts.column}
          ariaLabel={texts.column}
          onChange={({ detail }) => setColumn({ ...column, name: detail.value })}
        />
        <Select
          options={TYPES}
          selectedOption={{ value: column.type }}
          ariaLabel={texts.type}
          onChange={({ detail }) =>
            setColumn({ ...column, type: detail.selectedOption.value ?? 'TEXT' })
          }
        />
        <Checkbox
          checked={column.isPrimary}
          onChange={({ detail }) => setColumn({ ...column, isPrimary: detail.checked })}
        >
          {texts.key}
        </Checkbox>
        <Button
          iconName="add-plus"
          disabled={column.name === ''}
          onClick={() => {
            onAdd(column)
            setColumn({ name: '', type: 'TEXT', isPrimary: false })
          }}
        >
          {texts.addColumn}
        </Button>
      </div>
    </Container>
  )
}
