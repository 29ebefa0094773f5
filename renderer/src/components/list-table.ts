import {
  columnVisibilityFeature,
  createColumnHelper,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { type ReactNode, useMemo, useState } from 'react'

/** A column of a list page. Columns with a `sortKey` are sorted in the store by their header. */
export interface ListColumn<Row, SortKey extends string> {
  id: string
  title: string
  cell(row: Row): ReactNode
  sortKey?: SortKey
  /** Numbers stand at the right. */
  end?: boolean
  /** Share of the width, in percent of the table. */
  width: number
  /** Not shown until chosen. */
  hidden?: boolean
}

/** Sorting and paging happen in SQLite, so no row model beyond the plain one is needed. */
const features = tableFeatures({ columnVisibilityFeature, rowSelectionFeature, rowSortingFeature })

/** Which columns are shown is no personal data and is kept on this machine. */
function readVisibility(
  list: string,
  columns: readonly { id: string; hidden?: boolean }[],
): Record<string, boolean> {
  const stored = (localStorage.getItem(`columns.${list}`) ?? '').split(',')
  const known = localStorage.getItem(`columns.${list}`) !== null
  return Object.fromEntries(
    columns.map((column) => [column.id, known ? stored.includes(column.id) : column.hidden !== true]),
  )
}

/** The table of a list page over the rows on screen: columns, their choice, sorting state and selection. */
export function useListTable<Row extends { id: string }, SortKey extends string>(options: {
  list: string
  columns: readonly ListColumn<Row, SortKey>[]
  rows: Row[]
  sorting: SortingState
  sort(sorting: SortingState): void
  selection: RowSelectionState
  select(selection: RowSelectionState): void
}) {
  const { list, columns, sorting, selection } = options
  const [columnVisibility, setColumnVisibility] = useState(() => readVisibility(list, columns))
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>()
    return columns.map((column) =>
      // An accessor, because a column without one counts as one that cannot be sorted.
      helper.accessor((row): unknown => row.id, {
        id: column.id,
        header: column.title,
        enableSorting: column.sortKey !== undefined,
        enableHiding: column.id !== columns[0]?.id,
        cell: (context) => column.cell(context.row.original),
      }),
    )
  }, [columns])
  const table = useTable({
    features,
    columns: definitions,
    data: options.rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    state: { sorting, columnVisibility, rowSelection: selection },
    onSortingChange: (update) => options.sort(typeof update === 'function' ? update(sorting) : update),
    onRowSelectionChange: (update) =>
      options.select(typeof update === 'function' ? update(selection) : update),
    onColumnVisibilityChange: (update) => {
      const next = typeof update === 'function' ? update(columnVisibility) : update
      const shown = columns.filter((column) => next[column.id] !== false).map((column) => column.id)
      localStorage.setItem(`columns.${list}`, shown.join(','))
      setColumnVisibility(next)
    },
  })
  return table
}

export type ListTable<Row extends { id: string }> = ReturnType<typeof useListTable<Row, string>>
