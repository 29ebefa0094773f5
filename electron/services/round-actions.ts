import { countCasesByStatus } from '#electron/store/tables/cases.ts'
import { findRunOfRound } from '#electron/store/tables/runs.ts'
import { allowedRoundActions, type RoundAction, requireAllowed } from '#shared/domain/cases/index.ts'
import type { ActionState } from '#shared/ipc/common.ts'
import type { ServiceContext } from './context.ts'
import { getRound } from './getters.ts'

/** What a question about a round's actions needs. */
export type RoundQuestion = Pick<ServiceContext, 'reader' | 'account' | 'clock'>

/** What can be done with a round now by the signed-in person: for the buttons and for the services alike. */
export function roundActions(context: RoundQuestion, roundId: string): ActionState[] {
  const { reader, account } = context
  const { status } = getRound(reader, roundId)
  const ranBy = findRunOfRound(reader, roundId)?.ran_by ?? null
  return allowedRoundActions(status, { ranBy }, account).map((state) => {
    if (state.action !== 'run' || !state.allowed) return state
    const reason = whyNotYet(context, roundId)
    return reason === undefined ? state : { action: state.action, allowed: false, reason }
  })
}

/** @throws CounterError NOT_ALLOWED with the reason the button shows */
export function requireRoundAction(context: RoundQuestion, roundId: string, action: RoundAction): void {
  requireAllowed(roundActions(context, roundId), action)
}

function whyNotYet({ reader, clock }: RoundQuestion, roundId: string): string | undefined {
  const { cut_off } = getRound(reader, roundId)
  if (clock.today() < cut_off) return `积分截止日 ${cut_off} 还没有到，请在当天或之后运行`
  const isEmpty = countCasesByStatus(reader, roundId).every(({ status }) => status !== 'approved')
  return isEmpty ? '本批次还没有复核通过的办件，没有名单可排' : undefined
}
