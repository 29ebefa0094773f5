import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import type { RoundPage, RoundProgress } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { type LongWork, useLongWork } from '../../api/long-work.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import type { RecordAction } from '../../components/RecordPage.tsx'
import { type BoardStep, boardSteps, followsFrom, type OfferedStep } from './round-steps.ts'

type AskedStep = Exclude<BoardStep, 'amend'>

/** The steps of a round's life as actions of its board: asked about first, long ones with progress. */
export interface RoundWork {
  actions: RecordAction[]
  dialog: ReactNode
  long: LongWork<RoundProgress>
  /** What the long work is called, such as 冻结. */
  longName: string
  failure: Failure | undefined
}

export function useRoundWork(round: RoundPage): RoundWork {
  const navigate = useNavigate()
  const steps = useSteps(round)
  const [asked, setAsked] = useState<AskedStep>()
  const offered = boardSteps(round)
  const actions = offered.map(({ step, label, keys, state, primary }) => ({
    label,
    keys,
    state,
    primary,
    busy: steps.busy === step,
    run: () =>
      step === 'amend'
        ? void navigate({ to: '/rounds/$id/amend', params: { id: round.id } })
        : setAsked(step),
  }))
  const close = () => setAsked(undefined)
  function take(step: AskedStep, reason?: string): void {
    close()
    steps.take(step, reason)
  }
  const found = offered.find(({ step }) => step === asked)
  return {
    actions,
    dialog:
      asked === undefined || found === undefined ? null : (
        <AskStep
          round={round}
          step={asked}
          offered={found}
          close={close}
          take={(reason) => take(asked, reason)}
        />
      ),
    long: steps.long,
    longName: steps.longName,
    failure: steps.failure,
  }
}

/** Asks before a step and says what follows; what is done anew needs a reason. */
function AskStep(props: {
  round: RoundPage
  step: AskedStep
  offered: OfferedStep
  close(): void
  take(reason?: string): void
}) {
  const { round, step, offered, close, take } = props
  const words = followsFrom(step, round).map((line) => <p key={line}>{line}</p>)
  const common = { title: offered.label, open: true, busy: false, close }
  return offered.again ? (
    <ReasonDialog {...common} readBy="印在公告上，人人可见" give={take}>
      {words}
    </ReasonDialog>
  ) : (
    <ConfirmDialog {...common} confirm={() => take()}>
      {words}
    </ConfirmDialog>
  )
}

type LongStep = 'freeze' | 'run'

/** The long steps of a round, kept under its id, so that a board opened again shows the one that goes on. */
function useLongSteps(roundId: string) {
  const works = {
    freeze: useLongWork<RoundProgress>(`freeze ${roundId}`),
    run: useLongWork<RoundProgress>(`run ${roundId}`),
  }
  const step: LongStep = works.run.running ? 'run' : 'freeze'
  return { works, step, shown: works[step] }
}

const SHORT_STEPS = ['announce', 'publish', 'close'] as const

/** Taking the steps: freezing and running are long and tell how far they are. */
function useSteps(round: RoundPage) {
  const long = useLongSteps(round.id)
  const short = {
    announce: useCommand(api.roundResults.announce.mutate),
    publish: useCommand(api.roundResults.publish.mutate),
    close: useCommand(api.roundResults.close.mutate),
  }
  const roundId = round.id
  function start(step: LongStep, reason: string | undefined): void {
    const request = { commandId: crypto.randomUUID(), roundId, ...(reason === undefined ? {} : { reason }) }
    void long.works[step].start((watcher) => api.rounds[step].subscribe(request, watcher))
  }
  function take(step: AskedStep, reason?: string): void {
    for (const other of SHORT_STEPS) short[other].clear()
    if (step === 'freeze' || step === 'run') start(step, reason)
    else void short[step].run({ roundId })
  }
  return {
    take,
    long: long.shown,
    longName: long.step === 'freeze' ? '冻结' : '运行',
    busy: long.shown.running ? long.step : SHORT_STEPS.find((step) => short[step].busy),
    failure:
      long.works.freeze.failure ??
      long.works.run.failure ??
      SHORT_STEPS.map((step) => short[step].failure).find((failure) => failure !== undefined),
  }
}
