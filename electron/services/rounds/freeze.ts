import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { hasAuditSince, lastAuditSeq } from '#electron/store/tables/audit.ts'
import { findFreeze, insertFreeze } from '#electron/store/tables/rounds.ts'
import { findRun } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type Applicant,
  allocateRound,
  frozenList,
  listText,
  parseRound,
  roundOfList,
} from '#shared/domain/allocation/index.ts'
import type { RoundState } from '#shared/domain/cases/index.ts'
import type { RoundProgress, RoundWorkRequest } from '#shared/ipc/rounds.ts'
import { carryOut, findAnswer } from '../command.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { sha256 } from '../hash.ts'
import { alone, breathe, requireReason, SAVING } from './alone.ts'
import { countEntrants, keepPoints, type ReadApplicants, readApplicants, takeInCases } from './applicants.ts'
import { withCorrections } from './corrections.ts'
import { policyHashOf } from './plan.ts'
import { withoutSecondEntries } from './same-person.ts'
import { listRoundEvents, recordRoundEvent, requireRoundAction } from './state.ts'

const Frozen = z.object({ freezeId: z.string() })
/** Applications read before other calls get their turn. */
const CHUNK = 100
const SHOWN_PROBLEMS = 5

const READING = '核对名单'

/** Stands in for the seed where a list is only tried for whether it can be ordered. */
const TRIAL_SEED = '试排'

/** Changes that could alter the list while it is being read. */
const DISTURBING = [
  'facts.record',
  'facts.decide',
  'residents.amend',
  'families.relate',
  'families.endRelation',
  'duplicates.merge',
  'duplicates.undoMerge',
  'imports.takeIn',
  'imports.mend',
  'imports.undo',
  'cases.act',
  'cases.submit',
  'entrants.addMatching',
  'entrants.takeList',
  'entrants.edit',
  'entrants.withdraw',
  'policy.decide',
]

/**
 * Freezes the list of a round: reads every application as of the cut-off and keeps the canonical text with its hash.
 * After an upheld objection the last frozen list with the corrections is frozen instead, under the policy it was read
 * under; the store is not read again. Reports progress; the last item carries the freeze's id. Aborting before that
 * keeps no list.
 * @throws CounterError NOT_FOUND; NOT_ALLOWED; BAD_INPUT at `reason` where a list was frozen before; CONFLICT where
 *   nobody applied, an application cannot be ranked, other work is going on, or the data changed meanwhile; CANCELLED
 * @idempotent with `request.commandId`
 */
export async function* freezeRound(
  context: ServiceContext,
  request: RoundWorkRequest,
  signal: AbortSignal,
): AsyncGenerator<RoundProgress> {
  const writer = getWriter(context)
  const made = findAnswer(writer, commandOf(request))?.result.freezeId
  yield* alone(writer, made, () => freezeAlone({ ...context, reader: writer }, request, signal))
}

async function* freezeAlone(
  context: ServiceContext,
  request: RoundWorkRequest,
  signal: AbortSignal,
): AsyncGenerator<RoundProgress> {
  const { roundId } = request
  const state = requireRoundAction(context, roundId, 'freeze')
  requireReason(state.freezes.length + state.runs.length > 0, request.reason, '冻结名单')
  const before = startOfReading(context.reader, roundId)
  const { applicants, policyHash } = state.correctionDue
    ? lastFrozen(context.reader, state)
    : yield* readAll(context, { roundId, state, signal })
  yield { stage: SAVING, done: 0, total: 1 }
  await breathe(signal, '冻结名单')
  const corrected = withCorrections(applicants, state.objections)
  const { title } = getRound(context.reader, roundId)
  if (corrected.length === 0) throw nobody(title)
  // All that takes long is done before anything is written: nobody else can write meanwhile.
  const list = listText(frozenList(title, state.plan, corrected))
  await breathe(signal, '冻结名单')
  // What cannot be ordered is found now, while the list can still be mended.
  allocateRound(roundOfList(list, TRIAL_SEED), sha256)
  await breathe(signal, '冻结名单')
  const { freezeId } = keepFreeze(context, request, { ...before, applicants: corrected, list, policyHash })
  yield { stage: SAVING, done: 1, total: 1, id: freezeId }
}

/** Where the store and the round stood when the reading began; nothing may have changed since. */
type Before = { auditSeq: number; events: number }
type Read = { applicants: readonly Applicant[]; policyHash: string }

function startOfReading(reader: Reader, roundId: string): Before {
  return { auditSeq: lastAuditSeq(reader), events: listRoundEvents(reader, roundId).length }
}

/** A round that ran before lists were frozen apart has its list in the run. */
function lastFrozen(reader: Reader, { freezes, runs }: RoundState): Read {
  const last = findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  if (last !== undefined)
    return { applicants: roundOfList(last.list, TRIAL_SEED).applicants, policyHash: last.policy_hash }
  const run = findRun(reader, runs.at(-1)?.runId ?? '')
  if (run === undefined) throw new Error('a round whose list is to be corrected has one')
  return { applicants: parseRound(JSON.parse(run.frozen)).applicants, policyHash: run.policy_hash }
}

async function* readAll(
  context: ServiceContext,
  { roundId, state: { plan }, signal }: { roundId: string; state: RoundState; signal: AbortSignal },
): AsyncGenerator<RoundProgress, Read> {
  const writer = getWriter(context)
  const { title } = getRound(writer, roundId)
  if (plan.kind === 'health-check') transaction(writer, (tx) => takeInCases(tx, context, roundId))
  const total = countEntrants(writer, roundId)
  if (total === 0) throw nobody(title)
  const applicants: Applicant[] = []
  const problems: ReadApplicants['problems'] = []
  for (let offset = 0; offset < total; offset += CHUNK) {
    yield { stage: READING, done: offset, total }
    await breathe(signal, '冻结名单')
    const read = readApplicants(context, { id: roundId, title, plan }, { offset, limit: CHUNK })
    applicants.push(...read.applicants)
    problems.push(...read.problems)
  }
  const entered = { roundId, kind: plan.kind }
  const single = withoutSecondEntries(writer, { applicants, problems }, entered)
  if (single.problems.length > 0) throw unclear(single.problems)
  return { applicants, policyHash: policyHashOf(writer, context.resources, plan) }
}

function keepFreeze(
  context: ServiceContext,
  request: RoundWorkRequest,
  { auditSeq, events, applicants, list, policyHash }: Before & Read & { list: string },
): { freezeId: string } {
  const { roundId, reason } = request
  const listHash = `sha256:${sha256(list)}`
  return carryOut(context, commandOf(request), (tx, at) => {
    const { correctionDue } = requireRoundAction({ ...context, reader: tx }, roundId, 'freeze')
    requireUndisturbed(tx, { auditSeq: correctionDue ? undefined : auditSeq, events, roundId })
    const freezeId = randomUUID()
    const { accountId } = context.account
    insertFreeze(tx, {
      id: freezeId,
      round_id: roundId,
      list,
      list_hash: listHash,
      policy_hash: policyHash,
      frozen_by: accountId,
      frozen_at: at,
    })
    keepPoints(tx, roundId, applicants)
    const frozen = { freezeId, listHash, policyHash, applicants: applicants.length }
    const because = reason === undefined ? {} : { reason }
    recordRoundEvent(tx, { roundId, accountId, at }, { kind: 'freeze', ...frozen, ...because })
    return { result: { freezeId }, object: `round:${roundId}`, detail: frozen }
  })
}

function commandOf({ commandId }: RoundWorkRequest) {
  return { id: commandId, kind: 'rounds.freeze', result: Frozen }
}

function requireUndisturbed(
  tx: Transaction,
  { auditSeq, events, roundId }: { auditSeq: number | undefined; events: number; roundId: string },
): void {
  const isSame = listRoundEvents(tx, roundId).length === events
  if (isSame && (auditSeq === undefined || !hasAuditSince(tx, auditSeq, DISTURBING))) return
  throw new CounterError(
    'CONFLICT',
    '核对名单期间有申请、办件、事实、政策文件或本批次被改动，名单可能已变，没有冻结。',
    { hint: '请重新冻结；冻结期间不要登记事实、办理申请或变更政策文件。' },
  )
}

function nobody(title: string): CounterError {
  return new CounterError('CONFLICT', `批次“${title}”还没有可以排序的申请，没有名单可冻结。`, {
    hint: '请先登记申请；免费体检的办件要先由主管复核通过。',
  })
}

function unclear(problems: ReadApplicants['problems']): CounterError {
  const shown = problems.slice(0, SHOWN_PROBLEMS).map(({ no, what }) => `${no}（${what}）`)
  const more = problems.length > shown.length ? `等 ${problems.length} 件` : ''
  return new CounterError('CONFLICT', `有申请还排不了名次，名单没有冻结：${shown.join('、')}${more}。`, {
    at: problems
      .slice(0, SHOWN_PROBLEMS)
      .map(({ no }) => no)
      .join(','),
    hint: '请补齐这些申请，或写明原因把它们撤出名单，再冻结。',
  })
}
