import type { Reader } from '#electron/store/database.ts'
import type { SeatTable } from '#electron/store/schema.ts'
import { listStandingEntrants } from '#electron/store/tables/entrants.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { findRun, listRunSeats } from '#electron/store/tables/runs.ts'
import { maskName } from '#shared/base/mask.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import {
  type Cutoff,
  mechanismOf,
  parseResult,
  type RoundPlan,
  type RoundResult,
  Seat,
  seedText,
} from '#shared/domain/allocation/index.ts'
import type { RoundEvent, RoundState } from '#shared/domain/cases/index.ts'
import type { PublicRow, RoundPublicList } from '#shared/domain/documents/index.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { keyWords, placeName, valueWords } from '../seat-words.ts'
import { cutoffWords } from './cutoff-words.ts'
import { oneLine } from './papers-words.ts'
import { listRoundEvents, roundState } from './state.ts'

/** The data of the public list of a round's last run; proposed while it is announced, final once it is published. */
export function publicListData(context: ServiceContext, roundId: string, number: string): RoundPublicList {
  const writer = getWriter(context)
  const round = getRound(writer, roundId)
  const state = roundState(writer, roundId)
  const { plan, announced, runs, freezes, status } = state
  const [ran, freeze] = [runs.at(-1), freezes.at(-1)]
  const run = findRun(writer, ran?.runId ?? '')
  if (run === undefined || announced === undefined || freeze === undefined)
    throw new Error('what was announced was frozen and ran')
  const reason = runReason(listRoundEvents(writer, roundId), run.id)
  return {
    organ: getOffice(writer).name,
    number,
    roundTitle: round.title,
    contact: null,
    copy: false,
    kind: plan.kind,
    stage: status === 'announced' ? 'announced' : 'published',
    announced,
    run: { number: runs.length, reason: reason === undefined ? null : oneLine(reason) },
    rows: publicRows(writer, { roundId, runId: run.id, plan }),
    places: placesPart(plan, parseResult(JSON.parse(run.result))),
    seed: run.seed,
    seedText: seedTextOf(round.title, state),
    listHash: freeze.listHash,
    inputHash: run.input_hash,
    engine: run.engine,
    issuedOn: context.clock.today(),
  }
}

function runReason(events: readonly RoundEvent[], runId: string): string | undefined {
  return events.find((event) => event.kind === 'run' && event.runId === runId)?.reason
}

type OfRun = { roundId: string; runId: string; plan: RoundPlan }

function publicRows(reader: Reader, { roundId, runId, plan }: OfRun): PublicRow[] {
  const names = new Map(listStandingEntrants(reader, roundId).map(({ no, name }) => [no, name]))
  return listRunSeats(reader, runId).map((seat) => ({
    rank: seat.shown_rank,
    no: seat.no,
    name: publicName(plan, names.get(seat.no)),
    points: seat.points_x100 === null ? null : formatX100(seat.points_x100),
    place: seat.place === null ? null : placeName(plan, seat.place),
    ground: groundWords(plan, seat),
  }))
}

/** Names are masked; of children only the application number is public (未成年人保护). */
function publicName({ kind }: RoundPlan, name: string | undefined): string | null {
  return kind === 'school' || name === undefined ? null : maskName(name)
}

/** On which ground a place came, where the plan has more than one. */
function groundWords({ quotas, places }: RoundPlan, { outcome }: SeatTable): string | null {
  const { place, kind } = Seat.parse(JSON.parse(outcome))
  if (place === null || kind === undefined) return null
  if (quotas.length > 0) return kind === 'quota' ? '镇街名额' : '全市名额'
  if (places.every(({ reserved }) => reserved === undefined)) return null
  return kind === 'reserved' ? '预留名额' : '普通名额'
}

/** The cut-off of every place; in a single list of every town with a quota and of the open places. */
function placesPart(plan: RoundPlan, { cutoffs }: RoundResult): RoundPublicList['places'] {
  return cutoffs.map((cutoff) => ({
    name: cutoffName(plan, cutoff.place),
    capacity: cutoff.capacity,
    filled: cutoff.filled,
    cutoff: lastWords(plan, cutoff),
  }))
}

function cutoffName(plan: RoundPlan, place: string): string {
  if (mechanismOf(plan) === 'deferred-acceptance' || plan.quotas.length === 0) return placeName(plan, place)
  return plan.quotas.some(({ town }) => town === place) ? `${place}名额` : '全市名额'
}

/** Who came in last, with the values of the tie chain. */
function lastWords(plan: RoundPlan, cutoff: Cutoff): string {
  return cutoffWords(plan, cutoff, ({ ties = {} }) =>
    Object.entries(ties).map(([tie, value]) => {
      const key = `ties.${tie}`
      return `${keyWords(key)} ${valueWords(plan, key, value)}`
    }),
  )
}

/** The text whose hash is the seed of a draw by commitments: over the hashes of the first freeze. */
function seedTextOf(
  title: string,
  { plan: { draw }, freezes, reveals, publicNumber }: RoundState,
): string | null {
  const [first] = freezes
  if (draw.mode === 'named' || first === undefined || publicNumber === undefined) return null
  const secrets = draw.revealers.map(({ name }) => reveals.get(name)?.secret ?? '')
  return seedText({ title, listHash: first.listHash, policyHash: first.policyHash, secrets, publicNumber })
}
