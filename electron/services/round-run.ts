import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import type { Reader, Transaction, Writer } from '#electron/store/database.ts'
import type { CaseFileTable, RoundTable } from '#electron/store/schema.ts'
import { hasAuditSince, lastAuditSeq } from '#electron/store/tables/audit.ts'
import { listCasesInRound } from '#electron/store/tables/cases.ts'
import { insertRoundAction, setRoundStatus } from '#electron/store/tables/rounds.ts'
import { insertRun, insertSeat } from '#electron/store/tables/runs.ts'
import { CounterError } from '#shared/base/failure.ts'
import {
  type Applicant,
  allocateRankedQuota,
  canonicalRound,
  pointsX100,
  type RankedQuotaRound,
  type RoundResult,
} from '#shared/domain/allocation/index.ts'
import type { RunProgress } from '#shared/ipc/rounds.ts'
import { carryOut, findAnswer } from './command.ts'
import { getWriter, type ServiceContext } from './context.ts'
import { getResident, getRound } from './getters.ts'
import { sha256 } from './hash.ts'
import { getPack, policiesOf, policyHash } from './policies.ts'
import { requireRoundAction } from './round-actions.ts'
import { applicantOf } from './round-applicant.ts'
import { seatWords } from './seat-words.ts'

const Ran = z.object({ runId: z.string() })
/** Cases whose points are worked out before other calls get their turn. */
const CHUNK = 100
/** Changes that could alter the list while its points are being worked out. */
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
  'rounds.publish',
  'policy.decide',
]

const CHECKING = '核对积分'
const SAVING = '排序并保存'

/** Stores in which a round is running now. */
const running = new WeakSet<Writer>()

export type RunRequest = { commandId: string; roundId: string }

/**
 * Runs a round: works out every approved applicant's points as of the cut-off, freezes the list, ranks it and
 * keeps list, result and seats in one transaction. Reports progress; the last item carries the run's id. Aborting
 * before that leaves nothing behind.
 * @throws CounterError NOT_FOUND; CONFLICT where the round cannot run, another one is running, or the data changed
 *   meanwhile; CANCELLED
 * @idempotent with `request.commandId`
 */
export async function* runRound(
  context: ServiceContext,
  request: RunRequest,
  signal: AbortSignal,
): AsyncGenerator<RunProgress> {
  const writer = getWriter(context)
  const earlier = findAnswer(writer, commandOf(request))
  if (earlier !== undefined) {
    yield { stage: SAVING, done: 1, total: 1, runId: earlier.result.runId }
    return
  }
  if (running.has(writer)) {
    throw new CounterError('CONFLICT', '本机正在运行一个批次，这一次没有运行。', {
      hint: '请等它完成后再运行。',
    })
  }
  running.add(writer)
  try {
    yield* runAlone(context, request, signal)
  } finally {
    running.delete(writer)
  }
}

async function* runAlone(
  context: ServiceContext,
  request: RunRequest,
  signal: AbortSignal,
): AsyncGenerator<RunProgress> {
  const writer = getWriter(context)
  requireRoundAction(context, request.roundId, 'run')
  const round = getRound(writer, request.roundId)
  const cases = listCasesInRound(writer, round.id, 'approved')
  const since = lastAuditSeq(writer)
  const applicants: Applicant[] = []
  for (let start = 0; start < cases.length; start += CHUNK) {
    yield { stage: CHECKING, done: start, total: cases.length }
    await nextTurn()
    requireGoingOn(signal)
    applicants.push(...freezeChunk(context, round, cases.slice(start, start + CHUNK)))
  }
  yield { stage: SAVING, done: 0, total: 1 }
  await nextTurn()
  requireGoingOn(signal)
  const { runId } = keepRun(context, request, { round, cases, applicants, since })
  yield { stage: SAVING, done: 1, total: 1, runId }
}

/** What was worked out before the transaction, and the audit row after which nothing may have changed. */
type Prepared = { round: RoundTable; cases: CaseFileTable[]; applicants: Applicant[]; since: number }

function keepRun(context: ServiceContext, request: RunRequest, prepared: Prepared): { runId: string } {
  const { round, applicants } = prepared
  const frozen = frozenRound(round, applicants)
  const result = allocateRankedQuota(frozen, sha256, { explain: true })
  return carryOut(context, commandOf(request), (tx, at) => {
    requireRoundAction({ ...context, reader: tx }, round.id, 'run')
    requireUndisturbed(tx, prepared.since)
    const policies = policiesOf(tx, context.resources)
    const hash = policyHash(policies.lists, getPack(policies, { on: round.cut_off }))
    const runId = randomUUID()
    insertRun(tx, {
      id: runId,
      round_id: round.id,
      frozen: canonicalRound(frozen),
      result: JSON.stringify(result),
      input_hash: result.inputHash,
      policy_hash: `sha256:${hash}`,
      engine: result.engine,
      seed: frozen.seed,
      ran_by: context.account.accountId,
      ran_at: at,
    })
    insertSeats(tx, { ...prepared, runId, result })
    setRoundStatus(tx, round.id, 'ran')
    insertRoundAction(tx, { round_id: round.id, action: 'run', account_id: context.account.accountId, at })
    const detail = { runId, inputHash: result.inputHash, applicants: applicants.length }
    return { result: { runId }, object: `round:${round.id}`, detail }
  })
}

function commandOf({ commandId }: RunRequest) {
  return { id: commandId, kind: 'rounds.run', result: Ran }
}

function freezeChunk(context: ServiceContext, round: RoundTable, cases: CaseFileTable[]): Applicant[] {
  const reader: Reader = getWriter(context)
  return cases.map((file) => {
    const person = getResident(reader, file.resident_id)
    return applicantOf(reader, { file, person, round, resources: context.resources })
  })
}

/**
 * The list as `counter.round/1`: points first, then the chosen ties, then the ticket. It goes by the round's title,
 * which no other round has and an auditor knows; so the same people and plan give the same file in every store.
 */
function frozenRound(round: RoundTable, applicants: Applicant[]): RankedQuotaRound {
  const ties = z.array(z.string()).parse(JSON.parse(round.ties))
  return {
    format: 'counter.round/1',
    id: round.title.normalize('NFC'),
    mechanism: 'ranked-quota',
    order: [
      { key: 'points', dir: 'desc' },
      ...ties.map((tie) => ({ key: `ties.${tie}`, dir: 'desc' as const })),
      { key: 'ticket', dir: 'asc' },
    ],
    seed: round.seed,
    total: round.places,
    applicants,
  }
}

type Ranked = Prepared & { runId: string; result: RoundResult }

function insertSeats(tx: Transaction, { runId, round, cases, applicants, result }: Ranked): void {
  const caseIds = new Map(cases.map(({ receipt_no, id }) => [receipt_no, id]))
  const applicantOfNo = new Map(applicants.map((applicant) => [applicant.no, applicant]))
  const seatOfNo = new Map(result.seats.map((seat) => [seat.no, seat]))
  for (const [index, no] of (result.order ?? []).entries()) {
    const caseId = caseIds.get(no)
    const applicant = applicantOfNo.get(no)
    const seat = seatOfNo.get(no)
    if (caseId === undefined || applicant?.group === undefined || seat === undefined) {
      throw new Error('the ranking names an applicant that was not frozen')
    }
    const rank = index + 1
    insertSeat(tx, {
      run_id: runId,
      case_id: caseId,
      rank,
      seated: seat.place === null ? 0 : 1,
      points_x100: pointsX100(applicant.points ?? 0),
      town: applicant.group,
      why: seatWords(seat, { rank, places: round.places }),
    })
  }
}

function requireUndisturbed(tx: Transaction, since: number): void {
  if (!hasAuditSince(tx, since, DISTURBING)) return
  throw new CounterError(
    'CONFLICT',
    '运行期间有办件、事实或政策文件被改动，名单可能已变，本次运行没有保存。',
    {
      hint: '请重新运行本批次；运行期间不要登记事实、办理办件或变更政策文件。',
    },
  )
}

function requireGoingOn(signal: AbortSignal): void {
  if (signal.aborted)
    throw new CounterError('CANCELLED', '已取消运行，没有留下任何结果。', { hint: '需要时可以重新运行。' })
}
