import './residents.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ActionState } from '#shared/ipc/common.ts'
import type { ProgrammeView, ResidentPage } from '#shared/ipc/residents.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { type RecordAction, RecordPage } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { CasesSection } from './CasesSection.tsx'
import { ClocksSection } from './ClocksSection.tsx'
import { EvidenceSection } from './EvidenceSection.tsx'
import { FactChoice } from './FactChoice.tsx'
import { FactsSection } from './FactsSection.tsx'
import { FactWarningsNotice } from './FactWarnings.tsx'
import { FamilySection } from './FamilySection.tsx'
import { type FactGroup, factGroups } from './fact-groups.ts'
import { HistorySection } from './HistorySection.tsx'
import { MergesSection, SuspectsBanner } from './MergesSection.tsx'
import { PersonSection } from './PersonSection.tsx'
import { PointsSection } from './PointsSection.tsx'
import { ProgrammesSection } from './ProgrammesSection.tsx'
import { RechecksSection } from './RechecksSection.tsx'
import { MergedNotice, SubjectKeys, WaitingBar } from './ResidentWaiting.tsx'
import { PART_IDS, waitingOf } from './resident-waiting.ts'

/** One resident: who and what waits, points and facts at the left; programmes, clocks, household and history at the right. */
export function ResidentRecord() {
  const { id } = useParams({ from: '/residents/$id' })
  const resident = useQuery(queries.resident(id))
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => <Resident key={page.id} resident={page} />}
    </Loaded>
  )
}

function Resident({ resident }: { resident: ResidentPage }) {
  const groups = factGroups(resident.facts)
  const [choosing, setChoosing] = useState(false)
  return (
    <RecordPage
      title={resident.name}
      about={<About resident={resident} />}
      actions={useResidentActions(resident, () => setChoosing(true))}
      notice={
        <>
          <MergedNotice resident={resident} />
          <div id={PART_IDS.suspects} tabIndex={-1}>
            <SuspectsBanner residentId={resident.id} suspects={resident.suspects} />
          </div>
          <FactWarningsNotice residentId={resident.id} />
          <div className="resident-bar">
            <WaitingBar waiting={waitingOf(resident)} />
            <SubjectKeys groups={groups} />
          </div>
        </>
      }
    >
      <Overview resident={resident} groups={groups} />
      <FactChoice residentId={resident.id} open={choosing} close={() => setChoosing(false)} />
    </RecordPage>
  )
}

function About({ resident }: { resident: ResidentPage }) {
  return (
    <>
      <span className="figures">{resident.idNumberMasked}</span>
      <span>
        {resident.sex} · {resident.age} 周岁 · {resident.town}
      </span>
      {resident.mergedInto === null ? null : <Tag tone="no" sign="✕" word="已并入" />}
      {resident.suspects.length === 0 ? null : <Tag tone="unknown" sign="?" word="有疑似重复" />}
    </>
  )
}

function Overview({ resident, groups }: { resident: ResidentPage; groups: readonly FactGroup[] }) {
  return (
    <div className="record-grid">
      <div className="record-column">
        <div id={PART_IDS.points} tabIndex={-1}>
          <PointsSection
            residentId={resident.id}
            points={resident.points}
            contestable={resident.mergedInto === null}
          />
        </div>
        <FactsSection resident={resident} groups={groups} />
      </div>
      <div className="record-column">
        <ProgrammesSection programmes={resident.programmes} />
        <ClocksSection clocks={resident.clocks} />
        <FamilySection residentId={resident.id} family={resident.family} />
        <div id={PART_IDS.evidence} tabIndex={-1}>
          <EvidenceSection residentId={resident.id} evidence={resident.evidence} />
        </div>
        <RechecksSection residentId={resident.id} />
        <CasesSection cases={resident.cases} papers={resident.papers} />
        <PersonSection resident={resident} />
        <MergesSection residentId={resident.id} merges={resident.merges} />
        <HistorySection timeline={resident.timeline} />
      </div>
    </div>
  )
}

function useResidentActions(resident: ResidentPage, chooseFact: () => void): RecordAction[] {
  const navigate = useNavigate()
  const record: RecordAction = {
    label: '记一项事实',
    keys: 'F',
    state: openState(resident, { action: 'recordFact', allowed: true }),
    run: chooseFact,
  }
  const tryOut: RecordAction = {
    label: '试算与对比',
    keys: 'T',
    state: { action: 'tryOut', allowed: true },
    run: () => void navigate({ to: '/residents/$id/points', params: { id: resident.id } }),
  }
  return [record, tryOut, ...resident.programmes.map((programme) => applyAction(programme))]

  function applyAction(programme: ProgrammeView): RecordAction {
    const { roundId } = programme
    return {
      label: `受理${programme.title}`,
      keys: 'N',
      primary: true,
      state: openState(resident, programme.apply),
      run: () => {
        if (roundId === undefined) return
        void navigate({
          to: '/cases/new/$residentId/$roundId',
          params: { residentId: resident.id, roundId },
        })
      },
    }
  }
}

/** Nothing is done with a record that was merged away; the kept one is a link further. */
function openState(resident: ResidentPage, state: ActionState): ActionState {
  if (resident.mergedInto === null) return state
  return { action: state.action, allowed: false, reason: '这份记录已并入另一份，请到保留的记录办理' }
}
