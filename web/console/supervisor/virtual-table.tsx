// biome-ignore-all lint/a11y/useSemanticElements: rows at places of their own are no <table>
// biome-ignore-all lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
// A table of any length: only the rows on the screen are there. Sorts where it is told to, changes in
// place, and can be read row by row by a screen reader.
import Icon from '@cloudscape-design/components/icon'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, useRef } from 'react'
import './virtual-table.css'

export interface VirtualColumn<Row> {
  readonly id: string
  readonly header: string
  /** As CSS has it in a grid, for example `minmax(120px, 1fr)`. */
  readonly width: string
  /** Numbers stand at the right. */
  readonly numeric?: boolean
  cell(row: Row): ReactNode
}

export interface VirtualSort {
  readonly column: string
  readonly descending: boolean
}

export interface VirtualTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly VirtualColumn<Row>[]
  rowId(row: Row): string
  readonly selected?: string | undefined
  readonly sort: VirtualSort
  onSort(sort: VirtualSort): void
  readonly empty: string
  /** px */
  readonly height?: number
}

const ROW_HEIGHT = 40

interface VirtualRowProps {
  readonly row: object
  readonly columns: readonly VirtualColumn<never>[]
  readonly index: number
  readonly start: number
  readonly isSelected: boolean
}

/** While somebody scrolls, rows that stay on the screen are left alone. */
const VirtualRow = memo(function VirtualRow(props: VirtualRowProps) {
  const { row, columns, index, start, isSelected } = props
  const gridTemplateColumns = columns.map(({ width }) => width).join(' ')
  return (
    <div
      role="row"
      tabIndex={-1}
      className={isSelected ? 'vt-row vt-selected' : 'vt-row'}
      aria-rowindex={index + 2}
      style={{ gridTemplateColumns, transform: `translateY(${start}px)` }}
    >
      {columns.map(column => (
        <div
          key={column.id}
          role="cell"
          className={column.numeric ? 'vt-cell vt-number' : 'vt-cell'}
        >
          {/* The columns are those of the row's table; a memo knows no type parameters. */}
          {column.cell(row as never)}
        </div>
      ))}
    </div>
  )
})

export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, rows, columns, rowId, selected, sort, onSort, empty } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    getItemKey: index => {
      const row = rows[index]
      return row === undefined ? index : rowId(row)
    },
  })
  const gridTemplateColumns = columns.map(({ width }) => width).join(' ')
  const bodyHeight = Math.max(1, rows.length) * ROW_HEIGHT
  const maxHeight = props.height ?? 560
  return (
    <div
      className="vt"
      ref={scroller}
      style={{ maxHeight }}
      tabIndex={0}
      aria-label={label}
      role="region"
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1} className="vt-table">
        <div role="rowgroup" className="vt-head">
          <div
            role="row"
            tabIndex={-1}
            className="vt-row"
            aria-rowindex={1}
            style={{ gridTemplateColumns }}
          >
            {columns.map(({ id, header, numeric }) => (
              <div
                key={id}
                role="columnheader"
                tabIndex={-1}
                className={numeric ? 'vt-cell vt-number' : 'vt-cell'}
                aria-sort={
                  sort.column !== id ? 'none' : sort.descending ? 'descending' : 'ascending'
                }
              >
                <button
                  type="button"
                  className="vt-sort"
                  onClick={() =>
                    onSort({
                      column: id,
                      descending: sort.column === id ? !sort.descending : numeric === true,
                    })
                  }
                >
                  <span>{header}</span>
                  <span className="vt-mark" aria-hidden="true">
                    {sort.column === id ? (
                      <Icon
                        size="small"
                        name={sort.descending ? 'caret-down-filled' : 'caret-up-filled'}
                      />
                    ) : undefined}
                  </span>
                </button>
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="vt-body" style={{ height: bodyHeight }}>
          {rows.length === 0 ? (
            <div role="row" tabIndex={-1} className="vt-empty">
              <span role="cell">{empty}</span>
            </div>
          ) : undefined}
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            if (row === undefined) return undefined
            return (
              <VirtualRow
                key={key}
                row={row as object}
                columns={columns as readonly VirtualColumn<never>[]}
                index={index}
                start={start}
                isSelected={rowId(row) === selected}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
