import { z } from 'zod'
import type { Reader } from '#electron/store/database.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { findHolding, upsertHolding } from '#electron/store/tables/holdings.ts'
import { findPaperOfCase, listPapersOfRound } from '#electron/store/tables/papers.ts'
import { CounterError } from '#shared/base/failure.ts'
import { addDays, type PlainDate } from '#shared/base/plain-date.ts'
import { addWorkdays } from '#shared/base/workday.ts'
import { type Holding, Reply, type RoundState } from '#shared/domain/cases/index.ts'
import type { ReplyRequest } from '#shared/ipc/rounds.ts'
import { dayOf } from '../clock.ts'
import { carryOut } from '../command.ts'
import type { ServiceContext } from '../context.ts'
import { replyWords } from '../seat-words.ts'
import { listRoundEvents, recordRoundEvent, requireRoundAction } from './state.ts'

const Replied = z.object({ reply: Reply })

/**
 * Records an answer to a place. Whoever accepted may withdraw later; whoever gave the place up has left the round.
 * `lapsed` stands for no answer by the last day.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; CONFLICT where no place is held, an answer is there already, or the
 *   last day for the answer has not passed; BAD_INPUT where the year's holidays are not known yet
 * @idempotent with `request.commandId`
 */
export function recordReply(context: ServiceContext, request: ReplyRequest): { reply: Reply } {
  const { commandId, roundId, no, reply } = request
  const command = { id: commandId, kind: 'roundResults.reply', result: Replied }
  return carryOut(context, command, (tx, at) => {
    const state = requireRoundAction({ ...context, reader: tx }, roundId, 'reply')
    const holding = findHolding(tx, roundId, no)
    const reason = holding === undefined ? '冻结名单上没有这个编号' : whyNoReply(holding, reply)
    if (holding === undefined || reason !== undefined) throw notRecorded(no, reason ?? '')
    if (reply === 'lapsed') requireLapsed(tx, context, { roundId, no, state })
    const { accountId } = context.account
    recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'reply', no, reply })
    upsertHolding(tx, { ...holding, place: reply === 'accepted' ? holding.place : null, reply })
    return { result: { reply }, object: `round:${roundId}`, detail: { no, reply } }
  })
}

/** Why nobody can answer for a holder; with `reply` why not so. Undefined where it can be recorded. */
export function whyNoReply({ place, reply: before }: Holding, reply?: Reply): string | undefined {
  if (before !== null && before !== 'accepted') return `已登记“${replyWords(before)}”，不能再改`
  if (place === null) return '没有去处，没有可答复的'
  if (before === 'accepted' && reply !== undefined && reply !== 'declined')
    return '已登记“已接受”；之后只能再登记放弃'
  return undefined
}

/**
 * The last day for the answer of a holder: the plan's working days after the place was given, or after the notice
 * where one was issued later.
 */
export function lastReplyDay(
  reader: Reader,
  { resources }: Pick<ServiceContext, 'resources'>,
  { roundId, no, state }: { roundId: string; no: string; state: RoundState },
): PlainDate {
  const given = listRoundEvents(reader, roundId).filter(
    (event) =>
      event.kind === 'publish' || ((event.kind === 'replace' || event.kind === 'arrange') && event.no === no),
  )
  const issued = papersFor(reader, roundId, no)
  const days = [...given.map(({ at }) => dayOf(at)), ...issued.map(dayOf)].sort()
  const last = days.at(-1)
  if (last === undefined) throw new Error('places are held from publication on')
  return addWorkdays(last, state.plan.replyDays, resources.calendar)
}

function papersFor(reader: Reader, roundId: string, no: string): string[] {
  const ofRound = listPapersOfRound(reader, { roundId, no }).map(({ issued_at }) => issued_at)
  const caseId = findEntrant(reader, roundId, no)?.case_id ?? null
  const ofCase = caseId === null ? undefined : findPaperOfCase(reader, caseId)
  return ofCase === undefined ? ofRound : [...ofRound, ofCase.issued_at]
}

function requireLapsed(
  reader: Reader,
  context: ServiceContext,
  asked: { roundId: string; no: string; state: RoundState },
): void {
  const last = lastReplyDay(reader, context, asked)
  if (context.clock.today() > last) return
  throw notRecorded(asked.no, `答复期限到 ${last} 为止，${addDays(last, 1)} 起可以登记逾期`)
}

function notRecorded(no: string, reason: string): CounterError {
  return new CounterError('CONFLICT', `申请 ${no} 的答复没有登记：${reason}。`, {
    at: no,
    hint: '请打开这份申请看清现在的情况后再办理。',
  })
}
