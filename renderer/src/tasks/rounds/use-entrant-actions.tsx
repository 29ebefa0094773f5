import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import type { RecordAction } from '../../components/RecordPage.tsx'
import { type EntrantStep, entrantSteps, stepLook } from './entrant-steps.ts'
import { ArrangeDialog, ObjectDialog, ReplyDialog } from './HoldingDialogs.tsx'
import { useReplacing } from './ReplaceDialog.tsx'

/** What can be done for one applicant of a round now, with the dialogs that ask and the notice of what came of it. */
export function useEntrantActions(
  round: RoundPage,
  page: EntrantPage,
): { actions: RecordAction[]; failure: Failure | undefined; dialogs: ReactNode; replaced: ReactNode } {
  const [asking, setAsking] = useState<EntrantStep>()
  const issue = useIssuing(round, page)
  const replacing = useReplacing(round.id)
  function start(step: EntrantStep): void {
    if (step === 'notice') void issue.run()
    else if (step === 'replace') replacing.ask({ no: page.no })
    else setAsking(step)
  }
  const steps = entrantSteps(round, page)
  const actions = steps.map(
    ({ step, state }): RecordAction => ({
      ...stepLook(step, round, page),
      // One step is next; an answer is due before the place that the person left is given on.
      ...(step === 'replace' && page.placeId !== null && page.reply === null ? { primary: false } : {}),
      state,
      busy: step === 'notice' && issue.busy,
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
    failure: issue.failure,
    dialogs: (
      <>
        <ObjectDialog {...dialog('object')} />
        <ReplyDialog {...dialog('reply')} before={page.reply} />
        <ArrangeDialog {...dialog('arrange')} plan={round.plan} />
        {replacing.dialog}
      </>
    ),
    replaced: replacing.notice,
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
