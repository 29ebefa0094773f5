import { sha256 } from '#electron/services/hash.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { whatIf } from '#electron/services/rounds/what-if.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { allocateRound, type RoundPlan, roundOfList } from '#shared/domain/allocation/index.ts'
import type { RoundOffice } from './rounds-open.ts'
import { measureStep } from './rounds-watch.ts'

/** Two ways of running a round tried: as planned, and with a tenth fewer places. */
export async function measureWhatIf(
  { clerk }: RoundOffice,
  kind: string,
  { roundId, when, plan }: { roundId: string; when: string; plan: RoundPlan },
): Promise<void> {
  const { reader } = clerk
  const capacities = plan.places.map(({ id, capacity }) => ({
    place: id,
    capacity: Math.floor(capacity * 0.9),
  }))
  const request = { roundId, a: { name: '按方案' }, b: { name: '少一成', capacities } }
  const freeze = findFreeze(reader, roundState(reader, roundId).freezes.at(-1)?.freezeId ?? '')
  const engine = () => {
    const round = roundOfList(freeze?.list ?? '', '试算')
    for (let side = 0; side < 2; side += 1) allocateRound(round, sha256)
  }
  await measureStep(kind, {
    what: `what-if ${when}${freeze === undefined ? '' : ', against the engine alone'}`,
    work: () => whatIf(clerk, request),
    ...(freeze === undefined ? {} : { floor: engine }),
  })
}
