import { setImmediate as nextTurn } from 'node:timers/promises'
import { lastAuditSeq } from '#electron/store/tables/audit.ts'
import { storeHandle } from '#electron/store/tables/policies.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type Applicant,
  allocateRound,
  compareOutcomes,
  firstPreferenceFirst,
  frozenList,
  harmOf,
  mechanismOf,
  type OutcomeComparison,
  type Round,
  RoundPlan,
  type RoundResult,
  roundOfList,
  TieKey,
} from '#shared/domain/allocation/index.ts'
import type { Variation, WhatIf, WhatIfRequest } from '#shared/ipc/round-results.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { requireGoingOn } from '../imports/progress.ts'
import { readEveryApplicant } from './applicants.ts'
import { cutoffWords } from './cutoff-words.ts'
import { findSeed } from './draw-record.ts'
import { roundState } from './state.ts'

/** Stands in while no seed is fixed, so that a trial can be repeated and says nothing about the draw. */
const TRIAL_SEED = '试算'
/** Changed applicants that are shown. */
const SHOWN = 200

type Base = { title: string; plan: RoundPlan; applicants: readonly Applicant[]; seed: string }
type Tried = { plan: RoundPlan; round: Round; result: RoundResult }

/**
 * Runs a round in two other ways, on the frozen list or on the applications so far, and compares them. Nothing is
 * kept. 志愿优先 is there to be looked at, never to be run. Other calls have their turn between the steps.
 * @throws CounterError NOT_FOUND; BAD_INPUT where a variation does not fit the plan or needs a value that was not
 *   frozen; CONFLICT where nobody has applied; CANCELLED
 */
export async function whatIf(
  context: ServiceContext,
  { roundId, a, b }: WhatIfRequest,
  signal: AbortSignal = new AbortController().signal,
): Promise<WhatIf> {
  const { base, frozen, drawn } = await readBase(context, roundId, signal)
  const first = tryOut(base, a)
  await giveTurn(signal)
  const second = tryOut(base, b)
  await giveTurn(signal)
  const comparison = compareOutcomes(first.result, second.result)
  const harmed = harmIn(first)
  await giveTurn(signal)
  const harms = [harmed, harmIn(second)] as const
  return {
    frozen,
    drawn,
    applicants: base.applicants.length,
    a: sideOf(a.name, first, harms[0].envious),
    b: sideOf(b.name, second, harms[1].envious),
    ...comparison.counts,
    places: base.plan.places.map(({ id, name }) => ({
      id,
      name,
      a: placeOf(first, id),
      b: placeOf(second, id),
    })),
    changed: changedRows(comparison, first, second),
    examples: harms[1].examples.map(({ no, place, sits }) => ({
      no,
      place: nameOf(base, place),
      holder: sits,
    })),
  }
}

async function giveTurn(signal: AbortSignal): Promise<void> {
  await nextTurn()
  requireGoingOn(signal)
}

type ReadBase = { base: Base; frozen: boolean; drawn: boolean }

async function readBase(context: ServiceContext, roundId: string, signal: AbortSignal): Promise<ReadBase> {
  const { reader } = context
  const { title } = getRound(reader, roundId)
  const state = roundState(reader, roundId)
  const { plan } = state
  const found = findSeed(title, state)
  const seed = found ?? TRIAL_SEED
  const freeze = findFreeze(reader, state.freezes.at(-1)?.freezeId ?? '')
  const applicants =
    freeze === undefined
      ? await applicantsSoFar(context, { id: roundId, title, plan }, signal)
      : roundOfList(freeze.list, seed).applicants
  if (applicants.length === 0) {
    throw new CounterError('CONFLICT', '这个批次还没有能排序的申请，没有可试算的名单。', {
      hint: '请先登记申请，再来试算。',
    })
  }
  return { base: { title, plan, applicants, seed }, frozen: freeze !== undefined, drawn: found !== undefined }
}

/** What was last read in an open store, with what it was read of: as long as nothing is recorded, it stays so. */
type SoFar = { roundId: string; plan: RoundPlan; auditSeq: number; applicants: readonly Applicant[] }
const lastRead = new WeakMap<object, SoFar>()

/** Whoever cannot be ranked yet is left out of a trial; the freeze will ask for them. */
async function applicantsSoFar(
  context: ServiceContext,
  round: { id: string; title: string; plan: RoundPlan },
  signal: AbortSignal,
): Promise<readonly Applicant[]> {
  const { reader } = context
  const { id: roundId, plan } = round
  const auditSeq = lastAuditSeq(reader)
  const known = lastRead.get(storeHandle(reader))
  if (known?.roundId === roundId && known.plan === plan && known.auditSeq === auditSeq)
    return known.applicants
  // By number: where somebody is taken onto the list or off it meanwhile, a window may begin with whom the last one had.
  const read = new Map<string, Applicant>()
  for (const { applicants } of readEveryApplicant(context, round)) {
    for (const applicant of applicants) read.set(applicant.no, applicant)
    await giveTurn(signal)
  }
  const applicants = [...read.values()]
  lastRead.set(storeHandle(reader), { roundId, plan, auditSeq, applicants })
  return applicants
}

function tryOut({ title, plan, applicants, seed }: Base, variation: Variation): Tried {
  const varied = requirePlan(variedPlan(plan, variation))
  requireTies(varied, applicants)
  const round: Round = { ...frozenList(title, varied, applicants), seed }
  if (variation.firstPreferenceFirst !== true)
    return { plan: varied, round, result: allocateRound(round, sha256, { explain: false }) }
  if (round.mechanism !== 'deferred-acceptance') throw badVariation('志愿优先', '这个批次不按志愿分配')
  return { plan: varied, round, result: firstPreferenceFirst(round, sha256) }
}

const PART_WORDS: Readonly<Record<string, string>> = { ties: '同分次序', line: '分数线', equals: '分数线' }

/** A variation must leave a plan that could have been made. */
function requirePlan(varied: RoundPlan): RoundPlan {
  const read = RoundPlan.safeParse(varied)
  if (read.success) return read.data
  const [fault] = read.error.issues
  const what = PART_WORDS[String(fault?.path[0])] ?? '名额'
  throw badVariation(what, fault?.code === 'custom' ? `：${fault.message}` : '超出方案允许的范围')
}

function requireTies({ ties }: RoundPlan, applicants: readonly Applicant[]): void {
  const isMissing = ties.some((tie) => applicants.some((applicant) => applicant.ties?.[tie] === undefined))
  if (isMissing) throw badVariation('同分次序', '有一项在名单里没有每个人的数值')
}

function variedPlan(plan: RoundPlan, { capacities = [], ties, reserved, line }: Variation): RoundPlan {
  const isList = mechanismOf(plan) === 'ranked-quota'
  const unknown = capacities.find(({ place }) => plan.places.every(({ id }) => id !== place))
  if (unknown !== undefined) throw badVariation('名额', '有去处不在本批次的方案里')
  if (new Set(capacities.map(({ place }) => place)).size < capacities.length)
    throw badVariation('名额', '同一个去处写了两次')
  if (line !== undefined && !isList) throw badVariation('分数线', '按志愿的批次没有统一分数线')
  if (reserved !== undefined && isList) throw badVariation('预留名额', '单一名单按镇街留额')
  const capacityOf = new Map(capacities.map(({ place, capacity }) => [place, capacity]))
  const places = plan.places.map(({ reserved: kept, ...place }) => {
    const capacity = capacityOf.get(place.id) ?? place.capacity
    if (kept === undefined || reserved === 'none') return { ...place, capacity }
    const count = Math.min(kept.count, capacity)
    if (count === 0) return { ...place, capacity }
    return { ...place, capacity, reserved: { ...kept, count, precedence: reserved ?? kept.precedence } }
  })
  return {
    ...plan,
    places,
    ...(ties === undefined ? {} : { ties: ties.map(readTie) }),
    ...(line === undefined ? {} : { line }),
  }
}

function readTie(text: string): TieKey {
  const tie = TieKey.safeParse(text)
  if (!tie.success) throw badVariation('同分次序', '有不认识的项')
  return tie.data
}

function harmIn({ round, result }: Tried) {
  if (round.mechanism !== 'deferred-acceptance') return { envious: 0, examples: [] }
  return harmOf(round, result, sha256)
}

function sideOf(name: string, { result }: Tried, envious: number): WhatIf['a'] {
  const seated = result.seats.filter(({ place }) => place !== null)
  return { name, seated: seated.length, firstWish: seated.filter(({ wish }) => wish === 1).length, envious }
}

function placeOf({ plan, result }: Tried, id: string): WhatIf['places'][number]['a'] {
  const cutoff = result.cutoffs.find(({ place }) => place === id)
  return {
    capacity: plan.places.find((place) => place.id === id)?.capacity ?? 0,
    filled: cutoff?.filled ?? 0,
    cutoffText: cutoffWords(plan, cutoff),
  }
}

function changedRows({ changed, people }: OutcomeComparison, a: Tried, b: Tried): WhatIf['changed'] {
  const [placeInA, placeInB] = [a, b].map(({ plan, result }) => {
    const names = new Map(plan.places.map(({ id, name }) => [id, name]))
    const held = new Map(result.seats.map(({ no, place }) => [no, place]))
    return (no: string) => {
      const place = held.get(no) ?? null
      return place === null ? null : (names.get(place) ?? place)
    }
  })
  return changed.slice(0, SHOWN).map((no) => ({
    no,
    a: placeInA?.(no) ?? null,
    b: placeInB?.(no) ?? null,
    better: people.get(no) === 'better',
  }))
}

function nameOf({ plan }: Base, id: string): string {
  return plan.places.find((place) => place.id === id)?.name ?? id
}

function badVariation(what: string, words: string): CounterError {
  return new CounterError('BAD_INPUT', `这样试算不了：${what}${words}。`, {
    at: what,
    hint: '请改正后再试算；本批次没有任何改动。',
  })
}
