import './rounds.css'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import type { EntrantRow } from '#shared/ipc/round-entrants.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useExporting } from '../../api/exporting.ts'
import { failureOf } from '../../api/failure.ts'
import { BatchResult } from '../../components/BatchResult.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { formatPoints } from '../../components/format.ts'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { ListPage } from '../../components/ListPage.tsx'
import type { ListColumn } from '../../components/list-table.ts'
import { useOneByOne } from '../../components/one-by-one.ts'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { AddMatchingDialog } from './AddMatchingDialog.tsx'
import { EditEntrantDialog } from './EditEntrantDialog.tsx'
import { ListFileDialog } from './ListFileDialog.tsx'
import { SOURCE_WORDS } from './round-look.ts'

type SortKey = 'no' | 'name' | 'town' | 'points'
type Row = EntrantRow & { id: string }

const COLUMNS: readonly ListColumn<Row, SortKey>[] = [
  { id: 'no', title: '编号', sortKey: 'no', width: 15, cell: (row) => row.no },
  { id: 'name', title: '申请人', sortKey: 'name', width: 14, cell: (row) => row.name },
  { id: 'town', title: '镇（街道）', sortKey: 'town', width: 12, cell: (row) => row.town ?? '—' },
  { id: 'source', title: '来源', width: 11, cell: (row) => SOURCE_WORDS[row.source] },
  {
    id: 'points',
    title: '积分',
    sortKey: 'points',
    width: 9,
    end: true,
    cell: (row) => (row.pointsX100 === null ? '—' : formatPoints(row.pointsX100)),
  },
  { id: 'wishes', title: '志愿', width: 27, cell: (row) => wishesText(row) },
  { id: 'state', title: '状态', width: 12, cell: (row) => <StateTag row={row} /> },
]

/** A household without wishes of its own is up for every flat that is large enough. */
function wishesText({ wishes, given: { household } }: Row): string {
  if (wishes.length > 0) return wishes.map((name, index) => `${index + 1} ${name}`).join('，')
  return household === undefined ? '—' : `${household} 口之家，住得下的都可以`
}

function StateTag({ row: { withdrawn, given } }: { row: Row }) {
  if (withdrawn !== null) return <Tag tone="plain" sign="↶" word="已撤出" />
  return given.refused === undefined ? (
    <Tag tone="yes" sign="✓" word="在名单上" />
  ) : (
    <Tag tone="no" sign="✕" word="不符合条件" />
  )
}

type Asked =
  | { step: 'matching' | 'file' }
  | { step: 'edit'; row: Row; done(): void }
  | { step: 'withdraw'; ids: readonly string[]; done(): void }
  | undefined

/** Who has applied: taken in from the store or a list, changed and taken out while the round is open. */
export function EntrantsSection({ round }: { round: RoundPage }) {
  const [asked, setAsked] = useState<Asked>()
  const withdrawing = useWithdrawing(round.id)
  const open = useOpenEntrant(round.id)
  return (
    <Section title="申请" aside={asideOf(round)}>
      <EntrantTools mayEnter={takesIn(round)} ask={(step) => setAsked({ step })} />
      <BatchResult outcome={withdrawing.outcome} done="件已撤出" refused="件没有撤出" open={open} />
      <EntrantList round={round} ask={setAsked} />
      <AskEntrants round={round} asked={asked} close={() => setAsked(undefined)} withdrawing={withdrawing} />
    </Section>
  )
}

function useOpenEntrant(id: string): (no: string) => void {
  const navigate = useNavigate()
  return (no) => void navigate({ to: '/rounds/$id/applicants/$no', params: { id, no } })
}

function EntrantList({ round, ask }: { round: RoundPage; ask(asked: Asked): void }) {
  const known = useRef(new Map<string, Row>())
  const { filters, view } = useEntrantFilter(round)
  const exporting = useExporting('entrants')
  const open = useOpenEntrant(round.id)
  const withChosen = (ids: readonly string[], clear: () => void) => (
    <ChosenTools
      row={ids.length === 1 ? known.current.get(ids[0] ?? '') : undefined}
      count={ids.length}
      edit={(row) => ask({ step: 'edit', row, done: clear })}
      withdraw={() => ask({ step: 'withdraw', ids, done: clear })}
    />
  )
  return (
    <ListPage<Row, SortKey>
      name="entrants"
      title="申请"
      embedded
      columns={COLUMNS}
      source={{
        key: ['rounds', 'entrants', filters],
        fetch: async (window, signal) => {
          const list = await api.entrants.list.query({ ...window, filters }, { signal })
          const rows = list.rows.map((row) => ({ ...row, id: row.no }))
          for (const row of rows) known.current.set(row.no, row)
          return { total: list.total, rows }
        },
      }}
      firstSort={{ key: 'no', descending: false }}
      open={({ no }) => open(no)}
      searchHint="编号或姓名"
      filters={view}
      exporting={(shown) => (
        <ExportButton title="申请" exporting={exporting} shown={shown} filters={filters} />
      )}
      choosable={(row) => row.withdrawn === null && row.source !== 'case'}
      {...(takesIn(round) ? { withChosen } : {})}
      empty={<NobodyApplied round={round} />}
      failureOf={failureOf}
    />
  )
}

/** Whether applications are entered here; those of a health check are cases, which the counter takes. */
function takesIn({ kind, actions }: RoundPage): boolean {
  return kind !== 'health-check' && actions.some(({ action, allowed }) => action === 'enter' && allowed)
}

function asideOf({ kind, status }: RoundPage): string {
  if (status !== 'open') return '冻结之后不再增减'
  return kind === 'health-check' ? '窗口受理并复核的办件自动在内' : '勾选一件可更改，勾选几件可一起撤出'
}

function EntrantTools(props: { mayEnter: boolean; ask(step: 'matching' | 'file'): void }) {
  const { mayEnter, ask } = props
  useKeys(
    '申请',
    mayEnter
      ? [
          { keys: 'Q', label: '从库内居民加入', run: () => ask('matching') },
          { keys: 'I', label: '导入名单', run: () => ask('file') },
        ]
      : [],
  )
  if (!mayEnter) return null
  return (
    <div className="row round-part">
      <Button onClick={() => ask('matching')}>
        从库内居民加入 <KeyHint keys="Q" />
      </Button>
      <Button onClick={() => ask('file')}>
        导入名单 <KeyHint keys="I" />
      </Button>
    </div>
  )
}

function ChosenTools(props: { row: Row | undefined; count: number; edit(row: Row): void; withdraw(): void }) {
  const { row, count } = props
  return (
    <>
      {row === undefined ? null : (
        <Button size="small" onClick={() => props.edit(row)}>
          更改申请
        </Button>
      )}
      <Button size="small" onClick={props.withdraw}>
        撤出 {count} 件
      </Button>
    </>
  )
}

function NobodyApplied({ round }: { round: RoundPage }) {
  return (
    <>
      <h2>还没有申请</h2>
      <p>
        {round.kind === 'health-check'
          ? '体检由窗口在居民页受理，复核通过的办件冻结时自动列入。'
          : '可以按镇街和积分从库内居民加入，或导入一份写好志愿的名单。'}
      </p>
    </>
  )
}

function useEntrantFilter(round: RoundPage) {
  const [filter, setFilter] = useState({ source: '', town: '', withdrawn: '' })
  const filters = {
    roundId: round.id,
    ...(isSource(filter.source) ? { source: filter.source } : {}),
    ...(filter.town === '' ? {} : { town: filter.town }),
    ...(filter.withdrawn === '' ? {} : { withdrawn: filter.withdrawn === 'yes' }),
  }
  const view = (
    <>
      <ListFilter
        label="来源"
        value={filter.source}
        options={Object.entries(SOURCE_WORDS).map(([value, label]) => ({ value, label }))}
        change={(source) => setFilter({ ...filter, source })}
      />
      <ListFilter
        label="镇街"
        value={filter.town}
        options={round.plan.towns.map((name) => ({ value: name, label: name }))}
        change={(town) => setFilter({ ...filter, town })}
      />
      <ListFilter
        label="状态"
        value={filter.withdrawn}
        options={[
          { value: 'no', label: '在名单上' },
          { value: 'yes', label: '已撤出' },
        ]}
        change={(withdrawn) => setFilter({ ...filter, withdrawn })}
      />
    </>
  )
  return { filters, view }
}

function isSource(text: string): text is EntrantRow['source'] {
  return Object.hasOwn(SOURCE_WORDS, text)
}

/** Taking the chosen out, one after the other, all for one reason. */
function useWithdrawing(roundId: string) {
  const reason = useRef('')
  const { run, busy, outcome } = useOneByOne({
    act: (no) =>
      api.entrants.withdraw.mutate({
        commandId: crypto.randomUUID(),
        roundId,
        no,
        reason: reason.current,
      }),
    failureOf,
  })
  function withdraw(ids: readonly string[], why: string): Promise<void> {
    reason.current = why
    return run(ids)
  }
  return { withdraw, busy, outcome }
}

function AskEntrants(props: {
  round: RoundPage
  asked: Asked
  close(): void
  withdrawing: ReturnType<typeof useWithdrawing>
}) {
  const { round, asked, close, withdrawing } = props
  if (asked === undefined) return null
  switch (asked.step) {
    case 'matching':
      return <AddMatchingDialog round={round} close={close} />
    case 'file':
      return <ListFileDialog round={round} close={close} />
    case 'edit':
      return <EditEntrantDialog round={round} row={asked.row} close={close} done={asked.done} />
    case 'withdraw':
      return (
        <ReasonDialog
          title={`撤出 ${asked.ids.length} 件`}
          open
          busy={withdrawing.busy}
          close={close}
          give={(reason) => {
            close()
            void withdrawing.withdraw(asked.ids, reason).then(asked.done)
          }}
        >
          <p>撤出的申请留在记录里，不进冻结名单。</p>
        </ReasonDialog>
      )
  }
}
