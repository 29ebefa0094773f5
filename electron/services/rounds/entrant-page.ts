import type { Reader } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { findAccountName } from '#electron/store/tables/office.ts'
import { findPaperOfCase, listPapersOfRound } from '#electron/store/tables/papers.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { countSeats, findSeat } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import { formatX100 } from '#shared/base/points-text.ts'
import {
  type Applicant,
  mechanismOf,
  orderOf,
  type RoundPlan,
  roundOfList,
  Seat,
  ticketOf,
} from '#shared/domain/allocation/index.ts'
import type { Holding, RoundEvent, RoundState } from '#shared/domain/cases/index.ts'
import type { ActionState, TimelineEntry } from '#shared/ipc/common.ts'
import { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import type { EntrantId, EntrantPage, WishView } from '#shared/ipc/round-results.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { holdingWords, keyWords, valueWords } from '../seat-words.ts'
import { whyNotArranged } from './arrange.ts'
import { findCall, NOBODY_WAITS, NOTHING_FREED } from './calls.ts'
import { findSeed } from './draw-record.ts'
import { wishesOf } from './entrant-given.ts'
import { type Outcome, placeOutside, wishesAfter, wishesBefore } from './entrant-page-wishes.ts'
import { findFrozenApplicant } from './frozen-applicant.ts'
import { type HeldRound, hasLeft, queueOf, readHeld, waitingFor } from './held.ts'
import { roundActionsNow } from './page-actions.ts'
import { roundTimeline } from './page-words.ts'
import { whyNoReply } from './replies.ts'
import { listRoundEvents, roundState } from './state.ts'

/**
 * What one applicant of a round is told: before the run the values that will count, after it every wish with its
 * reason, the place in the waiting order, and what was answered since.
 * @throws CounterError NOT_FOUND
 */
export function getEntrantPage(context: ServiceContext, { roundId, no }: EntrantId): EntrantPage {
  const { reader } = context
  return snapshot(reader, () => {
    const round = getRound(reader, roundId)
    const entrant = getEntrant(reader, roundId, no)
    const events = listRoundEvents(reader, roundId)
    const state = roundState(reader, roundId)
    const frozen = findFrozenApplicant(reader, state, no)
    const applicant = frozen ?? givenApplicant(state.plan, entrant)
    const found = outcomePart(reader, { roundId, no, state, frozen })
    const seed = findSeed(round.title, state)
    return {
      no,
      name: entrant.name,
      roundId,
      roundTitle: round.title,
      town: applicant.group ?? entrant.town,
      residentId: entrant.resident_id,
      caseId: entrant.case_id,
      tags: applicant.tags ?? [],
      ...(frozen === undefined ? {} : { frozen }),
      values: valuesOf(state.plan, applicant),
      ranked: found.ranked,
      rank: found.rank,
      result: found.result ?? resultBefore(state, { entrant, frozen }),
      placeId: found.holding?.place ?? null,
      reply: found.holding?.reply ?? null,
      wishes: found.wishes ?? wishesBefore(state.plan, applicant),
      outside: found.outside ?? null,
      ticket: frozen === undefined || seed === undefined ? null : ticketPart(reader, state, { seed, frozen }),
      papers: papersOf(reader, entrant),
      actions: actionsFor(context, { roundId, no, state, frozen, holding: found.holding }),
      timeline: timelineOf(reader, { entrant, state, events }),
    }
  })
}

function getEntrant(reader: Reader, roundId: string, no: string): EntrantTable {
  const entrant = findEntrant(reader, roundId, no)
  if (entrant !== undefined) return entrant
  throw new CounterError('NOT_FOUND', '本批次没有这个申请编号，没有做任何改动。', {
    at: 'no',
    hint: '请返回批次重新选择；刚刚还在的话请联系系统管理员。',
  })
}

/** The application as it stands; of stored residents the points last worked out. */
function givenApplicant(plan: RoundPlan, { no, town, points_x100, given }: EntrantTable): Applicant {
  const read = EntrantGiven.parse(JSON.parse(given))
  const { points = points_x100 === null ? undefined : formatX100(points_x100), ties, tags } = read
  return {
    no,
    ...(town === null ? {} : { group: town }),
    ...(points === undefined ? {} : { points }),
    ...(ties === undefined ? {} : { ties }),
    ...(tags === undefined ? {} : { tags }),
    ...wishesOf(plan, read),
  }
}

/** The values of the order but the ticket, first key first; one that differs between the wishes is named for each. */
function valuesOf(plan: RoundPlan, applicant: Applicant): EntrantPage['values'] {
  return orderOf(plan)
    .filter(({ key }) => key !== 'ticket')
    .map(({ key }) => ({ name: keyWords(key), value: valueAt(plan, applicant, key) }))
}

function valueAt(plan: RoundPlan, { points, ties, group, wishes = [] }: Applicant, key: string): string {
  if (key === 'points') return valueWords(plan, key, points === undefined ? undefined : Number(points))
  if (key === 'group') return valueWords(plan, key, group)
  if (key !== 'class' && key !== 'priority') return valueWords(plan, key, ties?.[key.slice('ties.'.length)])
  return [...new Set(wishes.map((wish) => valueWords(plan, key, wish[key])))].join('、') || '未知'
}

type About = { roundId: string; no: string; state: RoundState; frozen: Applicant | undefined }

type Found = Pick<EntrantPage, 'rank' | 'ranked'> & {
  result?: string
  holding?: Holding
  wishes?: WishView[]
  outside?: EntrantPage['outside']
}

function outcomePart(reader: Reader, { roundId, no, state, frozen }: About): Found {
  const { status, runs, plan } = state
  const runId = runs.at(-1)?.runId
  if (runId === undefined || status === 'open' || status === 'frozen') return { rank: null, ranked: 0 }
  const ranked = countSeats(reader, runId)
  const row = findSeat(reader, runId, no)
  if (row === undefined || frozen === undefined) return { rank: null, ranked }
  const held = readHeld(reader, roundId, state)
  const holding = held.holdings.get(no) ?? { place: row.place, via: 'run', reply: null }
  const { shown_rank: rank, why } = row
  // Once a round is closed nobody is called any more.
  const waitingAt = status === 'closed' ? () => null : waitingIn(held, { no, holding })
  const outcome: Outcome = { seat: Seat.parse(JSON.parse(row.outcome)), why, rank, holding, waitingAt }
  const outside = placeOutside(plan, frozen, outcome)
  const words = resultWords(frozen, { holding, rank, plan, why })
  const result = status === 'published' || status === 'closed' ? words : `${words}（待公布）`
  return { rank, ranked, result, holding, wishes: wishesAfter(plan, frozen, outcome), outside }
}

/** What became of somebody in one sentence; why each wish failed stands with the wish. */
function resultWords(
  { wishes = [] }: Applicant,
  { holding, ...about }: { holding: Holding; rank: number; plan: RoundPlan; why: string },
): string {
  const nothing = holding.place === null && holding.reply === null
  if (!nothing || wishes.length === 0 || mechanismOf(about.plan) === 'ranked-quota')
    return holdingWords(holding, about)
  return `排名第 ${about.rank}，填报的 ${wishes.length} 个志愿都没有录取`
}

function waitingIn(held: HeldRound, { no, holding }: { no: string; holding: Holding }): Outcome['waitingAt'] {
  return (place) => {
    if (hasLeft(holding)) return null
    const position = waitingFor(held, queueOf(held.round, { no, place })).indexOf(no)
    return position === -1 ? null : position + 1
  }
}

function resultBefore(
  { status }: RoundState,
  { entrant, frozen }: { entrant: EntrantTable; frozen: Applicant | undefined },
): string {
  if (entrant.withdrawn !== null) return `已撤出：${entrant.withdrawn}`
  if (status === 'open') return '名单尚未冻结'
  return frozen === undefined ? '不在冻结名单上' : '名单已冻结，批次尚未运行'
}

/** Twins have the ticket of the family's smallest number. */
function ticketPart(
  reader: Reader,
  { freezes }: RoundState,
  { seed, frozen }: { seed: string; frozen: Applicant },
): EntrantPage['ticket'] {
  const { family } = frozen
  const freeze = family === undefined ? undefined : findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  const members = freeze === undefined ? [] : roundOfList(freeze.list, seed).applicants
  const no = members
    .filter((member) => member.family === family)
    .reduce((first, member) => (member.no < first ? member.no : first), frozen.no)
  const command = `printf '%s|%s' ${shellQuoted(seed)} ${shellQuoted(no)} | sha256sum`
  return { seed, no, ticket: ticketOf(seed, no, sha256), command }
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

function papersOf(reader: Reader, { round_id, no, case_id }: EntrantTable): EntrantPage['papers'] {
  const ofCase = case_id === null ? undefined : findPaperOfCase(reader, case_id)
  const papers = listPapersOfRound(reader, { roundId: round_id, no })
  return [...papers, ...(ofCase === undefined ? [] : [ofCase])].map(({ id, number, title }) => ({
    id,
    number,
    title,
  }))
}

/** What the signed-in person may do for one applicant. */
function actionsFor(
  context: ServiceContext,
  { roundId, no, state, frozen, holding }: About & { holding: Holding | undefined },
): ActionState[] {
  const against: Readonly<Record<string, string | undefined>> = {
    object: frozen === undefined ? '不在冻结名单上' : undefined,
    reply: holding === undefined ? '不在冻结名单上' : whyNoReply(holding),
    replace: whyNobodyCalled(context.reader, { roundId, state }, no),
    arrange: whyNotArranged(holding, frozen),
  }
  return roundActionsNow(context, roundId, state)
    .filter(({ action }) => Object.hasOwn(against, action))
    .map((step) => {
      const reason = step.allowed ? against[step.action] : undefined
      return reason === undefined ? step : { action: step.action, allowed: false, reason }
    })
}

function whyNobodyCalled(
  reader: Reader,
  round: { roundId: string; state: RoundState },
  no: string,
): string | undefined {
  const call = findCall(reader, round, { no })
  if (call === undefined) return NOTHING_FREED
  return call.next === undefined ? NOBODY_WAITS : undefined
}

function timelineOf(
  reader: Reader,
  { entrant, state, events }: { entrant: EntrantTable; state: RoundState; events: readonly RoundEvent[] },
): TimelineEntry[] {
  const { no } = entrant
  const objections = new Set(state.objections.filter((each) => each.no === no).map(({ id }) => id))
  const own = events.filter(
    (event) =>
      ('no' in event && event.no === no) ||
      (event.kind === 'replace' && event.freedBy === no) ||
      (event.kind === 'decide' && objections.has(event.objectionId)),
  )
  const who = findAccountName(reader, entrant.entered_by) ?? ''
  return [...roundTimeline(state.plan, own), { at: entrant.entered_at, who, what: '登记申请' }]
}
