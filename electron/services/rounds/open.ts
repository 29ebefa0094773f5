import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Transaction } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { insertEntrants } from '#electron/store/tables/entrants.ts'
import { findRoundByTitle, insertRound, listUnplacedEntrants } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { openRoundState, requireAllowed } from '#shared/domain/cases/index.ts'
import { EntrantGiven } from '#shared/ipc/round-entrants.ts'
import type { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { dayOf } from '../clock.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { getProgramme } from '../resources.ts'
import { correct, correctionsOf } from './corrections.ts'
import { dayNumber } from './entrant-given.ts'
import { badPlan, requireTowns } from './plan.ts'
import { recordRoundEvent, roundState } from './state.ts'

const Opened = z.object({ id: z.string() })

/**
 * Opens a round with the plan the supervisor chose. After another round it takes over whoever has no place there and
 * gave none up, with what upheld objections corrected and the wishes for places that this round has too; who wished
 * none of them is asked for new ones. Of the health check nobody is taken over: who waits applies again, with a case
 * of the new round.
 * @throws CounterError NOT_ALLOWED; BAD_INPUT at the field; DUPLICATE at `title`; NOT_FOUND where no programme is in
 *   force or the round before is not there; CONFLICT at `after` where that one is not published
 * @idempotent with `request.commandId`
 */
export function openRound(context: ServiceContext, request: OpenRoundRequest): { id: string } {
  const { commandId, plan, after } = request
  // Tickets and hashes are taken over NFC, and the title is what a round is known by in them.
  const title = request.title.normalize('NFC')
  const command = { id: commandId, kind: 'rounds.open', result: Opened }
  return carryOut(context, command, (tx, at) => {
    const { accountId } = context.account
    requireAllowed([openRoundState(context.account)], 'open')
    if (plan.kind === 'health-check') getProgramme(context.resources, context.clock.today())
    requireTowns(context.resources, plan)
    requireNewTitle(tx, title)
    if (after !== undefined) requireFollowable(tx, plan, after)
    const id = randomUUID()
    insertRound(tx, {
      id,
      title,
      kind: plan.kind,
      plan: JSON.stringify(plan),
      status: 'open',
      after_round: after ?? null,
    })
    const follows = after === undefined ? {} : { after }
    recordRoundEvent(tx, { roundId: id, accountId, at }, { kind: 'open', plan, ...follows })
    const taken = after === undefined ? 0 : takeOver(tx, { from: after, to: id, plan, accountId, at })
    return { result: { id }, object: `round:${id}`, detail: { kind: plan.kind, cutOff: plan.cutOff, taken } }
  })
}

function requireNewTitle(tx: Transaction, title: string): void {
  if (findRoundByTitle(tx, title) === undefined) return
  throw new CounterError('DUPLICATE', '已有同名的批次，没有重复开设。', {
    at: 'title',
    hint: '请换一个能区分年度和期次的名称。',
  })
}

function requireFollowable(tx: Transaction, { kind }: RoundPlan, after: string): void {
  const before = getRound(tx, after)
  if (before.kind !== kind) throw badPlan('kind', '接续的批次须与上一批次同类')
  if (before.status === 'published' || before.status === 'closed') return
  throw new CounterError(
    'CONFLICT',
    `批次“${before.title}”还没有公布，不知道剩下什么，没有开设接续的批次。`,
    {
      at: 'after',
      hint: '请等它公布以后再开设，或不接续任何批次。',
    },
  )
}

/** The class for wishes that name none, from corrected wishes first; of flats the class of a wish is its size. */
function classOf(
  { kind }: RoundPlan,
  { class: own, wishes: [first] = [] }: EntrantGiven,
  { corrected }: { corrected: boolean },
): number | undefined {
  const ofWish = kind === 'housing' ? first?.priority : first?.class
  return corrected ? (ofWish ?? own) : (own ?? ofWish)
}

/** What an application says, with the day of application that the first round counted. */
function givenBefore({ given: text, resident_id, entered_at }: EntrantTable): EntrantGiven {
  const given = EntrantGiven.parse(JSON.parse(text))
  if (resident_id === null) return given
  return { ...given, ties: { appliedOn: dayNumber(dayOf(entered_at)), ...given.ties } }
}

type TakeOver = { from: string; to: string; plan: RoundPlan; accountId: string; at: string }

function takeOver(tx: Transaction, { from, to, plan, accountId, at }: TakeOver): number {
  // Its applications are cases, each judged for its own round; a place without a case could not be notified.
  if (plan.kind === 'health-check') return 0
  const offered = new Set(plan.places.map(({ id }) => id))
  const corrections = correctionsOf(roundState(tx, from).objections)
  const rows = listUnplacedEntrants(tx, from).flatMap((row): EntrantTable[] => {
    const corrected = corrections.get(row.no) ?? []
    const given = corrected.reduce(correct, givenBefore(row))
    if (given.refused !== undefined) return []
    // Whoever wished none of the new places stays on the list: the freeze asks for new wishes.
    const wishes = given.wishes?.filter(({ place }) => offered.has(place))
    const usual = classOf(plan, given, { corrected: corrected.some((each) => each.wishes !== undefined) })
    return [
      {
        ...row,
        round_id: to,
        source: 'round',
        // A case belongs to the round it was submitted to; here the person stands by the application alone.
        case_id: null,
        given: JSON.stringify({
          ...given,
          ...(wishes === undefined ? {} : { wishes }),
          ...(usual === undefined ? {} : { class: usual }),
        }),
        entered_by: accountId,
        entered_at: at,
      },
    ]
  })
  insertEntrants(tx, rows)
  return rows.length
}
