import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ResidentRow } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useExporting } from '../../api/exporting.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { formatDay } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { Points } from '../../components/Points.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { Tag } from '../../components/VerdictTag.tsx'

type SortKey = 'name' | 'town' | 'points' | 'registeredAt'

const COLUMNS: readonly ListColumn<ResidentRow, SortKey>[] = [
  {
    id: 'name',
    title: '姓名',
    sortKey: 'name',
    width: 22,
    cell: (row) => (
      <Link to="/residents/$id" params={{ id: row.id }} tabIndex={-1}>
        {row.name}
      </Link>
    ),
  },
  { id: 'idNumber', title: '证件号', width: 24, cell: (row) => row.idNumberMasked },
  { id: 'town', title: '居住地', sortKey: 'town', width: 16, cell: (row) => row.town },
  {
    id: 'points',
    title: '已确定积分',
    sortKey: 'points',
    width: 12,
    end: true,
    cell: (row) => <Points x100={row.pointsX100} />,
  },
  {
    id: 'complete',
    title: '积分事实',
    width: 14,
    cell: (row) =>
      row.complete ? <Tag tone="yes" sign="✓" word="齐全" /> : <Tag tone="unknown" sign="?" word="有待定" />,
  },
  {
    id: 'registeredAt',
    title: '登记日',
    sortKey: 'registeredAt',
    width: 12,
    cell: (row) => formatDay(row.registeredAt),
  },
]

const NO_FILTER = { town: '', complete: '' }
type Filter = typeof NO_FILTER

/** Everyone registered at this office. */
export function ResidentsList() {
  const navigate = useNavigate()
  const exporting = useExporting('residents')
  const filter = useRemembered('residents-filter', NO_FILTER)
  const { town, complete } = filter.value
  const filters = {
    ...(town === '' ? {} : { town }),
    ...(complete === '' ? {} : { complete: complete === 'yes' }),
  }
  const duplicates = () => void navigate({ to: '/residents/duplicates' })
  const register = () => void navigate({ to: '/residents/new' })
  return (
    <ListPage<ResidentRow, SortKey>
      name="residents"
      title="居民"
      columns={COLUMNS}
      source={{
        key: ['residents', 'list', filters],
        fetch: (window, signal) => api.residents.list.query({ ...window, filters }, { signal }),
      }}
      firstSort={{ key: 'registeredAt', descending: true }}
      open={(row) => void navigate({ to: '/residents/$id', params: { id: row.id } })}
      searchHint="姓名或拼音"
      filters={<ResidentFilters filter={filter.value} change={filter.remember} />}
      actions={
        <>
          <Button onClick={duplicates}>
            疑似重复 <KeyHint keys="D" />
          </Button>
          <Button type="primary" onClick={register}>
            登记新居民 <KeyHint keys="N" />
          </Button>
        </>
      }
      keys={[
        { keys: 'N', label: '登记', run: register },
        { keys: 'D', label: '疑似重复', run: duplicates },
      ]}
      empty={<NoResidents />}
      exporting={(shown) => (
        <ExportButton title="居民" exporting={exporting} shown={shown} filters={filters} />
      )}
      failureOf={failureOf}
    />
  )
}

function ResidentFilters({ filter, change }: { filter: Filter; change(filter: Filter): void }) {
  const towns = useQuery(queries.towns())
  return (
    <>
      <ListFilter
        label="居住地"
        value={filter.town}
        options={(towns.data ?? []).map((name) => ({ value: name, label: name }))}
        change={(town) => change({ ...filter, town })}
      />
      <ListFilter
        label="积分事实"
        value={filter.complete}
        options={[
          { value: 'yes', label: '齐全' },
          { value: 'no', label: '有待定' },
        ]}
        change={(complete) => change({ ...filter, complete })}
      />
    </>
  )
}

function NoResidents() {
  return (
    <>
      <h2>还没有居民</h2>
      <p>到窗口办事的新市民先在这里登记，之后才能记事实、看积分、受理申请。按 N 登记第一位。</p>
    </>
  )
}
