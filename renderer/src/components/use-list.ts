import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import { keepWindow, WINDOW_ROWS, windowOffsets } from './list-windows.ts'

/** What a list asks for: a window of rows, sorted and searched in the store. */
export interface ListWindow<SortKey extends string> {
  text: string
  sort: { key: SortKey; descending: boolean }
  offset: number
  limit: number
}

/** Where the rows of a list come from. `key` names the list and its filters for the cache. */
export interface ListSource<Row, SortKey extends string> {
  key: readonly unknown[]
  fetch(window: ListWindow<SortKey>, signal: AbortSignal): Promise<{ total: number; rows: Row[] }>
}

/** The rows known so far around a place in the list. */
export interface LoadedList<Row> {
  total: number
  rowAt(index: number): Row | undefined
  /** The rows read for this question that are still kept, in their order, for choosing them all. */
  known(): Row[]
  error: Error | undefined
  /** True until the first answer. */
  loading: boolean
  /** True while the shown rows belong to the question before. */
  stale: boolean
  retry(): void
}

/** How long the cache of all reads holds a window that is out of sight; the list itself keeps the last ones. */
const WINDOW_CACHED_MILLISECONDS = 10_000

interface Kept<Row> {
  /** The question (source, text, order) that these windows answer. */
  question: string
  total: number | undefined
  windows: Map<number, readonly Row[]>
}

/**
 * Reads the windows of 200 rows that hold rows `first` to `last`. Until the first answer to a new question the rows
 * of the one before stay, so that nothing jumps while typing or sorting.
 */
export function useList<Row, SortKey extends string>(
  source: ListSource<Row, SortKey>,
  ask: { text: string; sort: { key: SortKey; descending: boolean }; first: number; last: number },
): LoadedList<Row> {
  const { text, sort } = ask
  const offsets = windowOffsets(ask.first, ask.last)
  const results = useQueries({
    queries: offsets.map((offset) => {
      const window = { text, sort, offset, limit: WINDOW_ROWS }
      return {
        queryKey: [...source.key, 'window', window],
        queryFn: ({ signal }: { signal: AbortSignal }) => source.fetch(window, signal),
        gcTime: WINDOW_CACHED_MILLISECONDS,
      }
    }),
  })
  const question = JSON.stringify([source.key, text, sort])
  const kept = useRef<Kept<Row>>({ question, total: undefined, windows: new Map() })
  for (const [at, { data }] of results.entries()) {
    if (data === undefined) continue
    if (kept.current.question !== question) kept.current = { question, total: undefined, windows: new Map() }
    kept.current.total = data.total
    keepWindow(kept.current.windows, offsets[at] ?? 0, data.rows)
  }
  const { total, windows } = kept.current
  return {
    total: total ?? 0,
    rowAt: (index) => windows.get(Math.floor(index / WINDOW_ROWS) * WINDOW_ROWS)?.[index % WINDOW_ROWS],
    known: () => [...windows].sort(([left], [right]) => left - right).flatMap(([, rows]) => rows),
    error: results.find((result) => result.error !== null)?.error ?? undefined,
    loading: total === undefined,
    stale: kept.current.question !== question,
    retry: () => {
      for (const result of results) void result.refetch()
    },
  }
}
