import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { RoundPage, RunProgress } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { type LongWork, useLongWork } from '../../api/long-work.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { formatCount, formatMoney } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { ProgressView } from '../../components/ProgressView.tsx'
import { type RecordAction, RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { tieText } from '../../text/words.ts'
import { Bars } from './Bars.tsx'
import { RankingSection } from './RankingSection.tsx'
import { ResultSection, SharesSections } from './ResultSections.tsx'
import { ROUND_LOOK } from './round-look.ts'

/** One round: its plan, how far applications have come, the run, the ranking, seats by town and who pays. */
export function RoundBoard() {
  const { id } = useParams({ from: '/rounds/$id' })
  const round = useQuery(queries.round(id))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(page) => <Board round={page} />}
    </Loaded>
  )
}

function Board({ round }: { round: RoundPage }) {
  const run = useLongWork<RunProgress>()
  const publish = useCommand(api.rounds.publish.mutate)
  return (
    <RecordPage
      title={round.title}
      about={<Tag {...ROUND_LOOK[round.status]} word={round.statusText} />}
      actions={boardActions(round, run, {
        busy: publish.busy,
        start: () => void publish.run({ roundId: round.id }),
      })}
      notice={
        <>
          <RunView run={run} />
          <FailureAlert failure={run.failure ?? publish.failure} />
        </>
      }
    >
      <BoardSections round={round} />
      {round.run === undefined ? null : <RankingSection round={round} />}
    </RecordPage>
  )
}

function RunView({ run }: { run: LongWork<RunProgress> }) {
  if (!run.running) return null
  return (
    <ProgressView
      work="运行"
      stage={run.progress?.stage}
      done={run.progress?.done ?? 0}
      total={run.progress?.total ?? 0}
      about="可以离开此页，运行不会停；取消则什么也不留下。"
      cancel={run.cancel}
    />
  )
}

function BoardSections({ round }: { round: RoundPage }) {
  return (
    <div className="record-grid">
      <div className="record-column">
        <Section title="办到哪一步">
          <Bars
            title="各步件数"
            unit="件"
            bars={round.funnel.map((step) => ({ name: step.step, count: step.count }))}
          />
        </Section>
        <ResultSection run={round.run} />
        <PlanSection round={round} />
      </div>
      <div className="record-column">
        <SharesSections run={round.run} />
        <Section title="经过" aside={`全部 ${round.timeline.length} 条`}>
          <Timeline entries={round.timeline} />
        </Section>
      </div>
    </div>
  )
}

function boardActions(
  round: RoundPage,
  run: LongWork<RunProgress>,
  publish: { busy: boolean; start(): void },
): RecordAction[] {
  const found = (action: string) => round.actions.find((state) => state.action === action)
  const [mayRun, mayPublish] = [found('run'), found('publish')]
  const actions: RecordAction[] = []
  if (mayRun !== undefined && round.status === 'open') {
    const start = () => {
      const request = { commandId: crypto.randomUUID(), roundId: round.id }
      void run.start((watcher) => api.rounds.run.subscribe(request, watcher))
    }
    actions.push({
      label: '运行排序',
      keys: 'R',
      state: mayRun,
      primary: true,
      busy: run.running,
      run: start,
    })
  }
  if (mayPublish !== undefined && round.status !== 'published') {
    const { busy, start } = publish
    actions.push({
      label: '公布结果',
      keys: 'P',
      state: mayPublish,
      primary: round.status === 'ran',
      busy,
      run: start,
    })
  }
  return actions
}

function PlanSection({ round }: { round: RoundPage }) {
  const lines = [
    ['名额', `${formatCount(round.places)} 个`],
    ['试点镇街', round.towns.join('、')],
    ['积分截止日', round.cutOff],
    ['每人费用', formatMoney(round.costPerHeadFen)],
    ['同分规则', [...round.ties.map(tieText), '抽签'].join('，再')],
    ['抽签种子', round.seed],
    ['开批次', round.openedBy],
  ] as const
  return (
    <Section title="本批次安排" aside="开始后不再改动">
      <Lines lines={lines} />
    </Section>
  )
}
