import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { type ListColumn, type ListTable, useListTable } from './list-table.ts'
import { OVERSCAN_ROWS } from './list-windows.ts'
import { useRemembered } from './page-memory.tsx'
import { type ListSource, type LoadedList, useList } from './use-list.ts'

/** What a list is ordered by. */
export type ListSort<SortKey extends string> = { key: SortKey; descending: boolean }

interface Place<SortKey extends string> {
  text: string
  sort: ListSort<SortKey>
  marked: number
}

/** A list page under way: what is asked, what is read, which row is marked and which are chosen. */
export interface ListState<Row extends { id: string }, SortKey extends string> {
  text: string
  sort: ListSort<SortKey>
  setText(text: string): void
  marked: number
  mark(row: number): void
  /** Changes whenever other rows are asked for. */
  question: string
  range: { first: number; last: number }
  onRange(first: number, last: number): void
  list: LoadedList<Row>
  table: ListTable<Row>
  chosen: readonly string[]
  clearChosen(): void
}

interface ListOptions<Row, SortKey extends string> {
  name: string
  columns: readonly ListColumn<Row, SortKey>[]
  source: ListSource<Row, SortKey>
  firstSort: { key: SortKey; descending: boolean }
  choosable?: (row: Row) => boolean
}

/** Text, order and the marked row are remembered, so that a list keeps its place while a record is open. */
function usePlace<SortKey extends string>(name: string, sort: Place<SortKey>['sort']) {
  const { value, remember } = useRemembered<Place<SortKey>>(`list:${name}`, { text: '', sort, marked: 0 })
  return {
    ...value,
    setText: (text: string) => remember({ ...value, text, marked: 0 }),
    setSort: (next: Place<SortKey>['sort']) => remember({ ...value, sort: next, marked: 0 }),
    mark: (marked: number) => remember({ ...value, marked }),
  }
}

export function useListPage<Row extends { id: string }, SortKey extends string>(
  options: ListOptions<Row, SortKey>,
): ListState<Row, SortKey> {
  const { columns, source } = options
  const { text, sort, marked, setText, setSort, mark } = usePlace(options.name, options.firstSort)
  const [range, setRange] = useState({ first: 0, last: 0 })
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), [])
  const [selection, select] = useState<Record<string, true>>({})
  const asked = useDeferredValue(text.trim())
  const loaded = { first: Math.max(0, range.first - OVERSCAN_ROWS), last: range.last + OVERSCAN_ROWS }
  const list = useList(source, { text: asked, sort, ...loaded })
  const sortedColumn = columns.find((column) => column.sortKey === sort.key)?.id ?? ''
  const table = useListTable<Row, SortKey>({
    list: options.name,
    columns,
    rows: useRows(list, loaded),
    sorting: useMemo(() => [{ id: sortedColumn, desc: sort.descending }], [sortedColumn, sort.descending]),
    sort: ([next]) => {
      const key = columns.find((column) => column.id === next?.id)?.sortKey
      if (key !== undefined) setSort({ key, descending: next?.desc ?? false })
    },
    choosable: options.choosable ?? (() => true),
    selection,
    select,
  })
  const question = JSON.stringify([source.key, asked, sort])
  const chosen = { chosen: Object.keys(selection), clearChosen: () => select({}) }
  return { text, setText, sort, marked, mark, question, range, onRange, list, table, ...chosen }
}

/** The known rows around the ones on screen; the same array while nothing changed, as the table asks for. */
function useRows<Row>(list: LoadedList<Row>, range: { first: number; last: number }): Row[] {
  const rows: Row[] = []
  for (let index = range.first; index <= range.last; index += 1) {
    const row = list.rowAt(index)
    if (row !== undefined) rows.push(row)
  }
  const before = useRef(rows)
  const same = rows.length === before.current.length && rows.every((row, at) => row === before.current[at])
  if (!same) before.current = rows
  return before.current
}
