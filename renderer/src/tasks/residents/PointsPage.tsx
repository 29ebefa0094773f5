import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Radio } from 'antd'
import { useState } from 'react'
import type { PointsView, ResidentPage } from '#shared/ipc/residents.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Loaded } from '../../components/Loaded.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { type RecordAction, RecordPage } from '../../components/RecordPage.tsx'
import { NoticeDialog } from './NoticeDialog.tsx'
import { PointsSection } from './PointsSection.tsx'
import { usePurposes } from './use-purposes.ts'
import { WhatIfPanel } from './WhatIfPanel.tsx'
import { YearOnYearPanel } from './YearOnYearPanel.tsx'

/** A resident's points as a subject of their own: for what, what if, and why they are not what they were. */
export function PointsPage() {
  const { id } = useParams({ from: '/residents/$id/points' })
  const resident = useQuery(queries.resident(id))
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => <PointsOf key={page.id} resident={page} />}
    </Loaded>
  )
}

function PointsOf({ resident }: { resident: ResidentPage }) {
  const [issuing, setIssuing] = useState(false)
  const { value: purpose, remember } = useRemembered(`points-purpose:${resident.id}`, resident.points.purpose)
  const points = useQuery(queries.pointsCard({ residentId: resident.id, purpose }))
  return (
    <RecordPage
      title="积分试算与对比"
      about={<span>{resident.name}</span>}
      actions={usePointsActions(resident, () => setIssuing(true))}
      notice={<PurposeChoice purpose={purpose} choose={remember} />}
    >
      <Loaded query={points} failureOf={failureOf}>
        {(card) => <Panels resident={resident} points={card} />}
      </Loaded>
      <NoticeDialog
        residentId={resident.id}
        purpose={purpose}
        open={issuing}
        close={() => setIssuing(false)}
      />
    </RecordPage>
  )
}

function Panels({ resident, points }: { resident: ResidentPage; points: PointsView }) {
  return (
    <>
      <WhatIfPanel residentId={resident.id} points={points} />
      <YearOnYearPanel residentId={resident.id} purpose={points.purpose} on={points.on} />
      <PointsSection
        residentId={resident.id}
        points={points}
        contestable={points.purpose === resident.points.purpose && resident.mergedInto === null}
      />
    </>
  )
}

function usePointsActions(resident: ResidentPage, issue: () => void): RecordAction[] {
  const navigate = useNavigate()
  const merged = resident.mergedInto !== null
  return [
    {
      label: '回到档案',
      keys: 'B',
      state: { action: 'back', allowed: true },
      run: () => void navigate({ to: '/residents/$id', params: { id: resident.id } }),
    },
    {
      label: '出具告知书',
      keys: 'P',
      primary: true,
      state: merged
        ? { action: 'notice', allowed: false, reason: '这份记录已并入另一份，请到那一份上出具。' }
        : { action: 'notice', allowed: true },
      run: issue,
    },
  ]
}

/** For what the points are looked at, which settles the pack. */
function PurposeChoice({ purpose, choose }: { purpose: string; choose(purpose: string): void }) {
  const purposes = usePurposes() ?? [purpose]
  return (
    <fieldset className="purpose-choice">
      <legend>用途</legend>
      <Radio.Group
        name="purpose"
        value={purpose}
        options={purposes.map((value) => ({ value, label: purposeWords(value) }))}
        onChange={(event) => choose(String(event.target.value))}
      />
      <span className="source">用途不同，适用的政策包可能不同</span>
    </fieldset>
  )
}
