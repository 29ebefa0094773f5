import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { openRoundState } from '#shared/domain/cases/index.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { useSession } from '../../api/session.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { ProgressView } from '../../components/ProgressView.tsx'
import { RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { Bars } from './Bars.tsx'
import { DrawSection } from './DrawSection.tsx'
import { EntrantsSection } from './EntrantsSection.tsx'
import { FreedPlaces } from './FreedPlaces.tsx'
import { FreezeSection } from './FreezeSection.tsx'
import { ObjectionsSection } from './ObjectionsSection.tsx'
import { PlanSection } from './PlanSections.tsx'
import { RankingSection } from './RankingSection.tsx'
import { PlacesSection, ResultSection, SharesSections } from './ResultSections.tsx'
import { RoundPapers } from './RoundPapers.tsx'
import { KIND_WORDS, ROUND_LOOK } from './round-look.ts'
import { funnelSteps, nextHint } from './round-steps.ts'
import { type RoundWork, useRoundWork } from './use-round-work.tsx'

/** One round from plan to closing: what comes next, how far it is, and everything it rests on. */
export function RoundBoard() {
  const { id } = useParams({ from: '/rounds/$id' })
  const round = useQuery(queries.round(id))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(page) => <Board key={page.id} round={page} />}
    </Loaded>
  )
}

function Board({ round }: { round: RoundPage }) {
  const work = useRoundWork(round)
  return (
    <RecordPage
      title={round.title}
      about={
        <>
          <span className="source">{KIND_WORDS[round.kind]}</span>
          <Tag {...ROUND_LOOK[round.status]} word={round.statusText} />
        </>
      }
      actions={work.actions}
      notice={
        <>
          <Progress work={work} />
          <FailureAlert failure={work.failure} />
          <NextStep round={round} />
        </>
      }
    >
      {round.status === 'open' ? <EntrantsSection round={round} /> : null}
      <FreedPlaces round={round} />
      <div className="record-grid">
        <LeftColumn round={round} />
        <RightColumn round={round} />
      </div>
      <PlacesSection round={round} />
      <ListSection round={round} />
      {work.dialog}
    </RecordPage>
  )
}

/** Applications are worked on while the round is open, and looked up until there is an order. */
function ListSection({ round }: { round: RoundPage }) {
  if (round.run !== undefined) return <RankingSection round={round} />
  return round.status === 'open' ? null : <EntrantsSection round={round} />
}

function Progress({ work: { long, longName } }: { work: RoundWork }) {
  if (!long.running) return null
  return (
    <ProgressView
      work={longName}
      stage={long.progress?.stage}
      done={long.progress?.done ?? 0}
      total={long.progress?.total ?? 0}
      about={`可以离开此页，${longName}不会停；取消则什么也不留下。`}
      cancel={long.cancel}
    />
  )
}

/** What comes next, and where a round like this one leads on to. */
function NextStep({ round }: { round: RoundPage }) {
  const mayOpen = openRoundState(useSession().account).allowed
  const over = round.status === 'published' || round.status === 'closed'
  return (
    <Notice tone="plain">
      <p>{nextHint(round)}</p>
      <p className="row">
        {round.after === undefined ? null : (
          <Link to="/rounds/$id" params={{ id: round.after.id }}>
            上一轮：{round.after.title}
          </Link>
        )}
        {over || round.applications === 0 ? null : (
          <Link to="/rounds/$id/what-if" params={{ id: round.id }}>
            换一种办法试算
          </Link>
        )}
        {over && mayOpen ? (
          <Link to="/rounds/new" search={{ after: round.id }}>
            用剩余名额开始第二轮
          </Link>
        ) : null}
      </p>
    </Notice>
  )
}

function LeftColumn({ round }: { round: RoundPage }) {
  // While the result is put up, objections are what is worked on.
  const objecting = round.status === 'announced'
  return (
    <div className="record-column">
      {objecting ? <ObjectionsSection round={round} /> : null}
      <Section title="办到哪一步">
        <Bars title="各步件数" unit="件" bars={funnelSteps(round)} />
      </Section>
      {round.run === undefined ? null : <ResultSection round={round} />}
      {objecting ? null : <ObjectionsSection round={round} />}
      <PlanSection round={round} />
    </div>
  )
}

function RightColumn({ round }: { round: RoundPage }) {
  return (
    <div className="record-column">
      <FreezeSection round={round} />
      <DrawSection round={round} />
      <RoundPapers round={round} />
      <SharesSections round={round} />
      <Section title="经过" aside={`全部 ${round.timeline.length} 条`}>
        <Timeline entries={round.timeline} />
      </Section>
    </div>
  )
}
