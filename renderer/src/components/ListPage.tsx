import { Button, type InputRef } from 'antd'
import { type ReactNode, type RefObject, useRef } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { ColumnChoice } from './ColumnChoice.tsx'
import { DataGrid } from './DataGrid.tsx'
import { FailureAlert } from './FailureAlert.tsx'
import { formatCount, formatWindow } from './format.ts'
import { ImeSafeInput } from './ImeSafeInput.tsx'
import { KeyHint } from './KeyHint.tsx'
import type { KeyBinding } from './key-match.ts'
import { useKeys } from './keys.tsx'
import type { ListColumn } from './list-table.ts'
import { PageHead } from './PageHead.tsx'
import type { ListSource } from './use-list.ts'
import { type ListSort, type ListState, useListPage } from './use-list-page.ts'

export interface ListPageProps<Row extends { id: string }, SortKey extends string> {
  /** Names the list for what is remembered about it. */
  name: string
  title: string
  columns: readonly ListColumn<Row, SortKey>[]
  source: ListSource<Row, SortKey>
  firstSort: { key: SortKey; descending: boolean }
  open(row: Row): void
  /** What the search field takes; undefined where the list is not searched. */
  searchHint?: string
  filters?: ReactNode
  actions?: ReactNode
  keys?: readonly KeyBinding[]
  /** What came of the last step, shown above the list. */
  notice?: ReactNode
  /** Which rows can be chosen; all where it is left out. */
  choosable?: (row: Row) => boolean
  /** What can be done with the chosen rows; undefined where nothing can. */
  withChosen?: (ids: readonly string[], clear: () => void) => ReactNode
  /** What this place is for, shown while it is empty. */
  empty: ReactNode
  /** Says what a refusal of the engine means. */
  failureOf(error: Error): Failure
  /** The way to export what the list shows now. */
  exporting?: (shown: { text: string; sort: ListSort<SortKey>; total: number }) => ReactNode
  /** A list inside another page has no page head and does not take the focus. */
  embedded?: boolean
}

/** The list pattern: searched, sorted and paged in the store; chosen and opened by mouse or keyboard. */
export function ListPage<Row extends { id: string }, SortKey extends string>(
  props: ListPageProps<Row, SortKey>,
) {
  const state = useListPage(props)
  const search = useRef<InputRef>(null)
  const { list } = state
  useKeys(
    props.title,
    listKeys(props, () => search.current?.focus()),
  )
  return (
    <div className={props.embedded ? 'page page-embedded' : 'page'}>
      {props.embedded ? null : (
        <PageHead
          title={props.title}
          about={list.loading ? null : <span className="source">{formatCount(list.total)} 条</span>}
        >
          {props.actions}
        </PageHead>
      )}
      {props.notice}
      <ListTools page={props} state={state} search={search} />
      <div className="card list-card">
        <ListBody page={props} state={state} />
      </div>
      <ListFoot page={props} state={state} />
    </div>
  )
}

type Part<Row extends { id: string }, SortKey extends string> = {
  page: ListPageProps<Row, SortKey>
  state: ListState<Row, SortKey>
}

function listKeys<Row extends { id: string }, SortKey extends string>(
  page: ListPageProps<Row, SortKey>,
  search: () => void,
): KeyBinding[] {
  return [
    { keys: '↑ ↓', label: '选择' },
    { keys: 'Enter', label: '打开' },
    ...(page.withChosen === undefined ? [] : [{ keys: 'Space', label: '勾选' }]),
    ...(page.searchHint === undefined ? [] : [{ keys: '/', label: '查找', run: search }]),
    ...(page.keys ?? []),
  ]
}

function ListTools<Row extends { id: string }, SortKey extends string>({
  page,
  state,
  search,
}: Part<Row, SortKey> & { search: RefObject<InputRef | null> }) {
  return (
    <div className="list-tools">
      {page.searchHint === undefined ? null : (
        <ImeSafeInput
          ref={search}
          className="list-search"
          type="search"
          allowClear
          aria-label={`在${page.title}中查找`}
          placeholder={page.searchHint}
          value={state.text}
          onChange={(event) => state.setText(event.target.value)}
          suffix={<KeyHint keys="/" />}
        />
      )}
      {page.filters}
      <span className="list-more">
        {page.exporting?.({ text: state.text.trim(), sort: state.sort, total: state.list.total })}
        <ColumnChoice table={state.table} columns={page.columns} />
      </span>
    </div>
  )
}

function ListBody<Row extends { id: string }, SortKey extends string>({ page, state }: Part<Row, SortKey>) {
  const { list } = state
  if (list.error !== undefined) {
    return <FailureAlert failure={page.failureOf(list.error)} retry={list.retry} />
  }
  if (!list.loading && list.total === 0) {
    return <div className="empty">{state.text.trim() === '' ? page.empty : <NothingFound />}</div>
  }
  return (
    <DataGrid
      title={`${page.title}表`}
      columns={page.columns}
      table={state.table}
      list={list}
      marked={state.marked}
      mark={state.mark}
      open={page.open}
      selectable={page.withChosen !== undefined}
      choosable={page.choosable}
      takesFocus={page.embedded !== true}
      question={state.question}
      onRange={state.onRange}
    />
  )
}

function NothingFound() {
  return (
    <>
      <h2>没有找到</h2>
      <p>请少写几个字再查，或清空查找和筛选。</p>
    </>
  )
}

function ListFoot<Row extends { id: string }, SortKey extends string>({ page, state }: Part<Row, SortKey>) {
  const { list, range, chosen } = state
  const place = list.loading
    ? '正在读取'
    : formatWindow(range.first, Math.min(range.last, list.total - 1), list.total)
  return (
    <div className="list-foot">
      <span aria-live="polite">{list.error === undefined ? place : '没有读到'}</span>
      {chosen.length === 0 ? null : (
        <span className="list-chosen">
          已选 {chosen.length} 条
          <Button size="small" onClick={state.clearChosen}>
            清除
          </Button>
          {page.withChosen?.(chosen, state.clearChosen)}
        </span>
      )}
      <ListKeys keys={listKeys(page, () => {})} />
    </div>
  )
}

function ListKeys({ keys }: { keys: readonly KeyBinding[] }) {
  return (
    <span className="list-keys" aria-hidden="true">
      {[...keys, { keys: '?', label: '全部快捷键' }].map((key) => (
        <span key={key.keys}>
          <KeyHint keys={key.keys} /> {key.label}
        </span>
      ))}
    </span>
  )
}
