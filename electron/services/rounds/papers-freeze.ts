import { getOffice } from '#electron/store/tables/office.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { foldRound, type RoundEvent, type RoundState } from '#shared/domain/cases/index.ts'
import type { RoundFreezeNotice } from '#shared/domain/documents/index.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { conditionWords, oneLine, orderWords, ruleWords } from './papers-words.ts'
import { listRoundEvents } from './state.ts'

/** The data of the notice of a round's last freeze, by the plan as it was then. */
export function freezeNoticeData(
  context: ServiceContext,
  roundId: string,
  number: string,
): RoundFreezeNotice {
  const writer = getWriter(context)
  const round = getRound(writer, roundId)
  const { event, state } = lastFreeze(listRoundEvents(writer, roundId))
  const { plan } = state
  return {
    organ: getOffice(writer).name,
    number,
    roundTitle: round.title,
    contact: null,
    copy: false,
    kind: plan.kind,
    applicants: event.applicants,
    listHash: event.listHash,
    policyHash: event.policyHash,
    freeze: {
      number: state.freezes.length,
      reason: event.reason === undefined ? null : oneLine(event.reason),
    },
    ...planPart(plan),
    draw: drawPart(state),
    issuedOn: context.clock.today(),
  }
}

type Freeze = Extract<RoundEvent, { kind: 'freeze' }>

/** The last freeze and the state it led to. */
function lastFreeze(events: readonly RoundEvent[]): { event: Freeze; state: RoundState } {
  const index = events.findLastIndex(({ kind }) => kind === 'freeze')
  const event = events[index]
  if (event?.kind !== 'freeze') throw new Error('the notice is asked for after the freeze')
  return { event, state: foldRound(events.slice(0, index + 1)) }
}

function planPart(plan: RoundPlan) {
  const { cutOff, applyFrom, applyUntil, publicityDays, replyDays, towns, quotas, citations } = plan
  return {
    cutOff,
    window: { from: applyFrom, until: applyUntil },
    publicityDays,
    replyDays,
    towns,
    places: plan.places.map((place) => ({
      name: place.name,
      town: place.town,
      capacity: place.capacity,
      conditions: conditionWords(place),
    })),
    quotas,
    order: orderWords(plan),
    rules: ruleWords(plan),
    citations: citations.map((citation) => ({ ...citation, text: oneLine(citation.text) })),
  }
}

/** The seed is made of the hashes of the first freeze; of a later one they are named beside its own. */
function drawPart({ plan: { draw }, commitments, freezes }: RoundState): RoundFreezeNotice['draw'] {
  if (draw.mode === 'named') return { mode: 'named', seed: draw.seed }
  const [first] = freezes
  const isLater = freezes.length > 1 && first !== undefined
  return {
    mode: 'commit-reveal',
    revealers: draw.revealers.map(({ name, role, fallback }) => {
      const commitment = commitments.get(name)
      if (commitment === undefined) throw new Error('nothing is frozen before every commitment is there')
      return { name, role, commitment, fallback }
    }),
    publicNumber: draw.number,
    drawnOver: isLater ? { listHash: first.listHash, policyHash: first.policyHash } : null,
  }
}
