import { snapshot } from '#electron/store/snapshot.ts'
import { countWaitingCases } from '#electron/store/tables/cases.ts'
import { countUnprintedPapers } from '#electron/store/tables/papers.ts'
import { listRounds } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { MachineStatus } from '#shared/ipc/session.ts'
import { waitingFor } from './case-page.ts'
import type { ServiceContext } from './context.ts'
import { refreshPoints } from './points.ts'
import { getPack, policiesOf } from './policies.ts'
import { countRechecksWaiting } from './recheck-page.ts'
import { isRoundWaiting } from './rounds/page-actions.ts'
import { roundState } from './rounds/state.ts'
import { refreshSearchKeys } from './search-keys.ts'

/** How long until the day is looked at again when nothing changes. */
const LOOK_AGAIN_MS = 60_000

/** The truth about the machine in words, and what waits for the signed-in person. */
export function machineStatus(context: ServiceContext): MachineStatus {
  const { reader, account, clock, resources } = context
  const today = clock.today()
  return snapshot(reader, () => ({
    store: context.changes.isDamaged()
      ? { tone: 'bad', text: '存储有损坏，请停止办理并联系技术人员；原文件不要移动' }
      : { tone: 'good', text: '存储已加密，全部已落盘' },
    backup: { tone: 'attention', text: '尚未备份' },
    network: { tone: 'good', text: '单机运行：未接入交换中心，不影响本机办理' },
    policy: findPolicyName(context) ?? '没有可用的积分政策，请在“政策”中查看',
    today,
    waiting: {
      cases: countWaitingCases(reader, waitingFor(account)),
      rechecks: countRechecksWaiting(reader, { today, calendar: resources.calendar }),
      rounds: countWaitingRounds(context),
      papers: countUnprintedPapers(reader),
    },
  }))
}

/**
 * The status now and whenever it becomes another; ends when the signal is aborted. It also brings the points of the
 * lists to the day whenever some are due (a day begins, a file was taken in), after the search keys that an earlier
 * version of the program made.
 */
export async function* watchStatus(
  context: ServiceContext,
  signal: AbortSignal,
): AsyncGenerator<MachineStatus> {
  let told = ''
  let day = ''
  while (!signal.aborted) {
    const status = machineStatus(context)
    const text = JSON.stringify(status)
    // Listening begins before the status is handed over, so that no change falls between.
    const change = context.changes.next(signal, LOOK_AGAIN_MS)
    if (text !== told) yield status
    told = text
    if (status.today !== day) await refreshSearchKeys(context, signal)
    if (findPolicyName(context) !== undefined) await refreshPoints(context, signal)
    day = status.today
    await change
  }
}

/** The pack of today; undefined where none holds or what is in force cannot be read, which the workbench tells. */
function findPolicyName({ reader, resources, clock }: ServiceContext): string | undefined {
  try {
    return getPack(policiesOf(reader, resources), { on: clock.today() }).policy.name
  } catch (error) {
    if (error instanceof CounterError) return undefined
    throw error
  }
}

function countWaitingRounds(context: ServiceContext): number {
  const { reader } = context
  const rounds = listRounds(reader).filter(({ status }) => status !== 'closed')
  return rounds.filter(({ id }) => isRoundWaiting(context, id, roundState(reader, id))).length
}
