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

/** Which columns are shown, and a change of it that is kept. */
function useVisibility(list: string, columns: readonly { id: string; hidden?: boolean }[]) {
  const [visibility, setVisibility] = useState(() => readVisibility(list, columns))
  function keep(next: Record<string, boolean>): void {
    const shown = columns.filter((column) => next[column.id] !== false).map((column) => column.id)
    localStorage.setItem(`columns.${list}`, shown.join(','))
    setVisibility(next)
  }
  return { visibility, keep }
}

function useDefinitions<Row extends { id: string }>(columns: readonly ListColumn<Row, string>[]) {
  return useMemo(() => {
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
}

/** The table of a list page over the rows on screen: columns, their choice, sorting state and selection. */
export function useListTable<Row extends { id: string }, SortKey extends string>(options: {
  list: string
  columns: readonly ListColumn<Row, SortKey>[]
  rows: Row[]
  sorting: SortingState
  sort(sorting: SortingState): void
  choosable: (row: Row) => boolean
  selection: RowSelectionState
  select(selection: RowSelectionState): void
}) {
  const { columns, sorting, selection } = options
  const { visibility, keep } = useVisibility(options.list, columns)
  return useTable({
    features,
    columns: useDefinitions(columns),
    data: options.rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
    enableRowSelection: (row) => options.choosable(row.original),
    state: { sorting, columnVisibility: visibility, rowSelection: selection },
    onSortingChange: (update) => options.sort(typeof update === 'function' ? update(sorting) : update),
    onRowSelectionChange: (update) =>
      options.select(typeof update === 'function' ? update(selection) : update),
    onColumnVisibilityChange: (update) => keep(typeof update === 'function' ? update(visibility) : update),
  })
}

export type ListTable<Row extends { id: string }> = ReturnType<typeof useListTable<Row, string>>
