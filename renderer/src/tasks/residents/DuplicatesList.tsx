import { useNavigate } from '@tanstack/react-router'
import type { DuplicatePairRow } from '#shared/ipc/duplicates.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { formatDay } from '../../components/format.ts'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'

type Person = DuplicatePairRow['first']

const COLUMNS: readonly ListColumn<DuplicatePairRow, 'foundAt'>[] = [
  { id: 'first', title: '一份记录', width: 30, cell: (row) => personWords(row.first) },
  { id: 'second', title: '另一份记录', width: 30, cell: (row) => personWords(row.second) },
  { id: 'why', title: '为什么像', width: 28, cell: (row) => row.why },
  { id: 'foundAt', title: '发现', width: 12, cell: (row) => formatDay(row.foundAt) },
]

function personWords({ name, idNumberMasked, town }: Person) {
  return (
    <>
      {name} <span className="figures">{idNumberMasked}</span> <span className="source">{town}</span>
    </>
  )
}

/** Pairs of records that may be one person and that nobody has decided about yet. */
export function DuplicatesList() {
  const navigate = useNavigate()
  return (
    <ListPage<DuplicatePairRow, 'foundAt'>
      name="duplicates"
      title="疑似重复"
      columns={COLUMNS}
      source={{
        key: ['duplicates', 'list'],
        fetch: ({ offset, limit }, signal) => api.duplicates.list.query({ offset, limit }, { signal }),
      }}
      firstSort={{ key: 'foundAt', descending: true }}
      open={(row) =>
        void navigate({
          to: '/residents/compare/$keptId/$otherId',
          params: { keptId: row.first.id, otherId: row.second.id },
        })
      }
      empty={
        <>
          <h2>没有疑似重复</h2>
          <p>登记和导入时发现可能是同一人的两份记录，会成对列在这里，由人比较后合并，或标明不是同一人。</p>
        </>
      }
      failureOf={failureOf}
    />
  )
}
