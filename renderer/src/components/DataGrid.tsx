import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { Checkbox } from 'antd'
import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId, useRef } from 'react'
import { isComposingKey } from './ime.ts'
import type { ListColumn, ListTable } from './list-table.ts'
import { movedRow, OVERSCAN_ROWS } from './list-windows.ts'
import type { LoadedList } from './use-list.ts'

const ROW_HEIGHT = 36
const SKELETON_ROWS = 12

export interface DataGridProps<Row extends { id: string }> {
  title: string
  columns: readonly ListColumn<Row, string>[]
  table: ListTable<Row>
  list: LoadedList<Row>
  /** The row (from 0) that arrow keys move. */
  marked: number
  mark(row: number): void
  open(row: Row): void
  selectable: boolean
  /** Which rows can be chosen; all where it is left out. */
  choosable?: ((row: Row) => boolean) | undefined
  /** Whether the list takes the focus on arrival. */
  takesFocus: boolean
  /** Changes whenever other rows are asked for; the list then goes to the marked row. */
  question: string
  /** Told which rows (from 0) are on screen. */
  onRange(first: number, last: number): void
}

/** A table of any length: only the rows on screen exist; arrows mark, Enter opens, Space selects. */
export function DataGrid<Row extends { id: string }>(props: DataGridProps<Row>) {
  const { list, marked, takesFocus } = props
  const scroll = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const prefix = useId()
  const { virtualizer, items } = useGridWindow(props, scroll)
  const onKeyDown = useGridKeys(props, virtualizer)
  useEffect(() => {
    if (takesFocus) grid.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const markedIsShown = items.some((item) => item.index === marked) && list.total > 0
  return (
    <div className="list-scroll" ref={scroll}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid pattern of ARIA on a real table
        role="grid"
        className="grid-table"
        aria-label={props.title}
        aria-rowcount={list.loading ? -1 : list.total + 1}
        aria-busy={list.loading || list.stale}
        aria-multiselectable={props.selectable}
        {...(markedIsShown ? { 'aria-activedescendant': `${prefix}-${marked}` } : {})}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <GridHead {...props} />
        <Spacer height={items[0]?.start ?? 0} />
        <tbody>
          {items.map((item) => (
            <GridRow key={item.index} {...props} index={item.index} id={`${prefix}-${item.index}`} />
          ))}
        </tbody>
        <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
      </table>
    </div>
  )
}

/** Which rows are on screen; goes to the marked row whenever other rows are asked for. */
function useGridWindow<Row extends { id: string }>(
  { list, marked, question, onRange }: DataGridProps<Row>,
  scroll: RefObject<HTMLDivElement | null>,
) {
  const { loading } = list
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: loading ? SKELETON_ROWS : list.total,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN_ROWS,
    scrollPaddingStart: ROW_HEIGHT,
  })
  const items = virtualizer.getVirtualItems()
  const first = virtualizer.range?.startIndex ?? 0
  const last = virtualizer.range?.endIndex ?? 0
  useEffect(() => onRange(first, last), [onRange, first, last])
  const toMarked = useEffectEvent(() => virtualizer.scrollToIndex(marked))
  useEffect(() => toMarked(), [question, loading])
  return { virtualizer, items }
}

function useGridKeys<Row extends { id: string }>(
  props: DataGridProps<Row>,
  virtualizer: Virtualizer<HTMLDivElement, Element>,
) {
  const { list, marked, mark, table, selectable } = props
  return (event: KeyboardEvent<HTMLTableElement>): void => {
    const { key, keyCode, isComposing } = event.nativeEvent
    if (event.target !== event.currentTarget || isComposingKey({ key, keyCode, isComposing })) return
    const page = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / ROW_HEIGHT) - 2)
    const next = movedRow(key, { row: marked, total: list.total, page })
    const row = list.rowAt(marked)
    if (next !== undefined) {
      mark(next)
      virtualizer.scrollToIndex(next)
    } else if (key === 'Enter' && !event.ctrlKey && row !== undefined) props.open(row)
    else if (key === ' ' && selectable && row !== undefined) toggleChosen(table, row.id)
    else return
    event.preventDefault()
  }
}

function toggleChosen<Row extends { id: string }>(table: ListTable<Row>, id: string): void {
  const row = table.getRow(id)
  if (row.getCanSelect()) row.toggleSelected()
}

/** Keeps the scroll bar true to the count without rendering what is not seen. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tbody aria-hidden="true" className="grid-spacer">
      <tr>
        <td style={{ height }} />
      </tr>
    </tbody>
  )
}

/** Chooses every row read so far that can be chosen; how many these are is said in its name. */
function ChooseAll<Row extends { id: string }>(props: DataGridProps<Row>) {
  const { table, choosable } = props
  const offered = props.list.known().filter((row) => choosable?.(row) ?? true)
  const chosen = offered.filter((row) => table.state.rowSelection[row.id] === true).length
  return (
    <th className="grid-check" scope="col">
      <Checkbox
        aria-label={`选择已读入的 ${offered.length} 条`}
        disabled={offered.length === 0}
        checked={offered.length > 0 && chosen === offered.length}
        indeterminate={chosen > 0 && chosen < offered.length}
        onChange={(event) =>
          table.setRowSelection(
            event.target.checked ? Object.fromEntries(offered.map((row) => [row.id, true as const])) : {},
          )
        }
      />
    </th>
  )
}

function GridHead<Row extends { id: string }>(props: DataGridProps<Row>) {
  const { table, columns, selectable } = props
  const widths = new Map(columns.map((column) => [column.id, column]))
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id}>
          {selectable ? <ChooseAll {...props} /> : null}
          {group.headers.map((header) => {
            const column = widths.get(header.column.id)
            const sorted = header.column.getIsSorted()
            return (
              <th
                key={header.id}
                scope="col"
                className={column?.end ? 'end' : undefined}
                style={{ width: `${column?.width ?? 10}%` }}
                aria-sort={sorted === false ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
              >
                {header.column.getCanSort() ? (
                  <button
                    type="button"
                    className="plain-button sort-button"
                    onClick={() => header.column.toggleSorting()}
                  >
                    <table.FlexRender header={header} />
                    <SortSign sorted={sorted} />
                  </button>
                ) : (
                  <table.FlexRender header={header} />
                )}
              </th>
            )
          })}
        </tr>
      ))}
    </thead>
  )
}

function SortSign({ sorted }: { sorted: false | 'asc' | 'desc' }) {
  return (
    <span aria-hidden="true" className="sort-sign">
      {sorted === false ? '↕' : sorted === 'asc' ? '↑' : '↓'}
    </span>
  )
}

function GridRow<Row extends { id: string }>(props: DataGridProps<Row> & { index: number; id: string }) {
  const { table, columns, list, index, selectable, marked } = props
  const data = list.rowAt(index)
  const row = data === undefined ? undefined : table.getRowModel().rowsById[data.id]
  if (row === undefined || data === undefined) return <RowToCome span={columns.length + 1} />
  const ends = new Set(columns.filter((column) => column.end).map((column) => column.id))
  const selected = row.getIsSelected()
  return (
    <tr
      id={props.id}
      aria-rowindex={index + 2}
      aria-selected={selectable && row.getCanSelect() ? selected : undefined}
      className={`grid-row${index === marked ? ' grid-row-marked' : ''}`}
      onMouseDown={() => props.mark(index)}
      onClick={() => props.open(data)}
    >
      {selectable ? (
        <td className="grid-check">
          {row.getCanSelect() ? (
            <Checkbox
              tabIndex={-1}
              aria-label={`选择第 ${index + 1} 条`}
              checked={selected}
              onClick={(event) => event.stopPropagation()}
              onChange={() => row.toggleSelected()}
            />
          ) : null}
        </td>
      ) : null}
      {row.getVisibleCells().map((cell) => (
        <td key={cell.id} className={ends.has(cell.column.id) ? 'end' : undefined}>
          <table.FlexRender cell={cell} />
        </td>
      ))}
    </tr>
  )
}

function RowToCome({ span }: { span: number }) {
  return (
    <tr className="grid-row">
      <td colSpan={span}>
        <span className="unseen">正在读取</span>
        <span className="skeleton-line" />
      </td>
    </tr>
  )
}
