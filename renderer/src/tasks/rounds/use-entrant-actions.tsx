import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import type { RecordAction } from '../../components/RecordPage.tsx'
import { type EntrantStep, entrantSteps, stepLook } from './entrant-steps.ts'
import { ArrangeDialog, ObjectDialog, ReplacedNotice, ReplyDialog } from './HoldingDialogs.tsx'

/** What can be done for one applicant of a round now, with the dialogs that ask and the notice of what came of it. */
export function useEntrantActions(
  round: RoundPage,
  page: EntrantPage,
): { actions: RecordAction[]; failure: Failure | undefined; dialogs: ReactNode; replaced: ReactNode } {
  const [asking, setAsking] = useState<EntrantStep>()
  const issue = useIssuing(round, page)
  const replace = useCommand(api.roundResults.replace.mutate)
  const [next, setNext] = useState<string | null>()
  async function callNext(): Promise<void> {
    const called = await replace.run({ roundId: round.id, no: page.no })
    if (called !== undefined) setNext(called.no)
  }
  function start(step: EntrantStep): void {
    if (step === 'notice') void issue.run()
    else if (step === 'replace') void callNext()
    else setAsking(step)
  }
  const busy: Partial<Record<EntrantStep, boolean>> = { notice: issue.busy, replace: replace.busy }
  const steps = entrantSteps(round, page)
  const actions = steps.map(
    ({ step, state }): RecordAction => ({
      ...stepLook(step, round, page.no),
      // One step is next; an answer is due before the place that the person left is given on.
      ...(step === 'replace' && steps.some((other) => other.step === 'reply') ? { primary: false } : {}),
      state,
      busy: busy[step] ?? false,
      run: () => start(step),
    }),
  )
  const dialog = (step: EntrantStep) => ({
    roundId: round.id,
    no: page.no,
    open: asking === step,
    close: () => setAsking(undefined),
  })
  return {
    actions,
    failure: issue.failure ?? replace.failure,
    dialogs: (
      <>
        <ObjectDialog {...dialog('object')} />
        <ReplyDialog {...dialog('reply')} />
        <ArrangeDialog {...dialog('arrange')} plan={round.plan} />
      </>
    ),
    replaced: <ReplacedNotice roundId={round.id} next={next} />,
  }
}

/** Issues the notice and opens it: of the health check that of the case, else that of the place. */
function useIssuing(round: RoundPage, { no, caseId, placeId }: EntrantPage) {
  const navigate = useNavigate()
  const ofCase = useCommand(api.papers.issueNotice.mutate)
  const ofPlace = useCommand(api.roundPapers.placeNotice.mutate)
  async function run(): Promise<void> {
    const paper =
      round.kind === 'health-check' && caseId !== null && placeId !== null
        ? await ofCase.run({ caseId })
        : await ofPlace.run({ roundId: round.id, no })
    if (paper !== undefined) void navigate({ to: '/papers/$id', params: { id: paper.id } })
  }
  return { run, busy: ofCase.busy || ofPlace.busy, failure: ofCase.failure ?? ofPlace.failure }
}
