import './results.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { WhatIfRequest } from '#shared/ipc/round-results.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { KeyHint } from '../../components/KeyHint.tsx'
import { useKeys } from '../../components/keys.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { TrialPlaces } from './TrialPlaces.tsx'
import { TrialSideFields } from './TrialSideFields.tsx'
import { WhatIfSections } from './WhatIfSections.tsx'
import { AS_PLANNED, readVariation, type TrialSide, trialError, variableParts } from './what-if-form.ts'
import { WHY_NEVER } from './what-if-words.ts'

/** 试算比较: two ways of running a round beside each other; nothing is kept. */
export function CompareRuns() {
  const { id } = useParams({ from: '/rounds/$id/what-if' })
  const round = useQuery(queries.round(id))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(page) => <Comparing round={page} />}
    </Loaded>
  )
}

/** Both sides as typed; they stay while this window is open. */
interface Sides {
  a: TrialSide
  b: TrialSide
}

function Comparing({ round }: { round: RoundPage }) {
  const { plan } = round
  const { value: sides, remember } = useRemembered<Sides>(`what-if:${round.id}`, {
    a: AS_PLANNED,
    b: AS_PLANNED,
  })
  const [asked, setAsked] = useState<WhatIfRequest>()
  const trial = useQuery(queries.roundWhatIf(asked))
  const error = trialError(plan, sides.a) ?? trialError(plan, sides.b)
  function start(): void {
    if (error !== undefined) return
    setAsked({ roundId: round.id, a: readVariation(plan, sides.a), b: readVariation(plan, sides.b) })
  }
  useKeys('本页', [{ keys: 'Ctrl Enter', label: '试算', run: start }])
  return (
    <div className="page page-scroll">
      <PageHead
        title="试算比较"
        about={
          <Link to="/rounds/$id" params={{ id: round.id }}>
            {round.title}
          </Link>
        }
        focus
      >
        <Button type="primary" loading={trial.isFetching} disabled={error !== undefined} onClick={start}>
          试算 <KeyHint keys="Ctrl Enter" />
        </Button>
      </PageHead>
      <Section title="两种办法" aside="不填的照方案">
        <div className="what-if-sides">
          <TrialSideFields title="甲" plan={plan} side={sides.a} change={(a) => remember({ ...sides, a })} />
          <TrialSideFields title="乙" plan={plan} side={sides.b} change={(b) => remember({ ...sides, b })} />
        </div>
        <TrialPlaces plan={plan} sides={sides} change={remember} />
        {variableParts(plan).wishes ? <p className="source">{WHY_NEVER}</p> : null}
        <p className="field-error" aria-live="polite">
          {error ?? ''}
        </p>
      </Section>
      <div aria-live="polite" aria-busy={trial.isFetching}>
        {trial.isFetching ? <p className="reason-why">正在试算……人数多时要等几秒，可以先看别的页。</p> : null}
      </div>
      {trial.error === null ? null : <FailureAlert failure={failureOf(trial.error)} />}
      {trial.data === undefined ? null : <WhatIfSections roundId={round.id} result={trial.data} />}
    </div>
  )
}
