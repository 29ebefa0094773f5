import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Reader, Transaction } from '#electron/store/database.ts'
import { longSnapshot } from '#electron/store/long-snapshot.ts'
import type { LongStep } from '#electron/store/long-transaction.ts'
import { lastAuditSeq } from '#electron/store/tables/audit.ts'
import {
  insertPointsResults,
  insertPointsRun,
  listPointsRuns,
  type PointsRunListRow,
} from '#electron/store/tables/points-runs.ts'
import { countListed } from '#electron/store/tables/population.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { openPopulation, type PopulationPoints, STANDINGS } from '#shared/domain/points/index.ts'
import type { PointsRunRow, RunPointsProgress, RunPointsRequest } from '#shared/ipc/policies.ts'
import { type Done, findAnswer } from '../command.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { carryOutInSteps } from '../imports/carry-out-in-steps.ts'
import { reporting } from '../imports/progress.ts'
import { getStages } from '../imports/stages.ts'
import { countGrants, type QuotaFinding } from './award-quota.ts'
import { neededFacts } from './needed-facts.ts'
import { type OpenedPolicy, openPolicy } from './opened-policy.ts'
import { readPopulation } from './read-population.ts'

const Ran = z.object({ runId: z.string() })
type Ran = z.infer<typeof Ran>
/** What is told of the kept findings. */
const KeptFindings = z.array(z.object({ message: z.string(), remedy: z.string() }))

/**
 * Scores every listed resident under a pack on a day and keeps the result as a record: first from one state of the
 * store while the counters go on, then in one transaction. The same facts and the same pack give the same hash, so that
 * an old batch can be scored again under its old pack.
 * @throws CounterError NOT_FOUND; CONFLICT for a draft; BAD_INPUT where the pack does not hold on the day or for the
 *   purpose; POLICY_BAD; CANCELLED, and then nothing is kept; STORE_FULL
 * @idempotent with `request.commandId`
 */
export function runPoints(
  context: ServiceContext,
  request: RunPointsRequest,
  signal: AbortSignal,
): AsyncGenerator<RunPointsProgress> {
  const command = { id: request.commandId, kind: 'pointsRuns.run', result: Ran }
  return reporting<RunPointsProgress>(signal, (report, leaving) =>
    getStages(context).alone(leaving, async (aborted) => {
      const writer = getWriter(context)
      const earlier = findAnswer(writer, command)
      if (earlier !== undefined) return finished(earlier.result)
      const opened = openPolicy(context, request)
      requireInForce(opened, request.on)
      const scored = await longSnapshot(writer, () => scoreEverybody(writer, opened, request.on), {
        signal: aborted,
        onStep: step(report, 'reading'),
      })
      const ran = await carryOutInSteps(
        context,
        command,
        (tx, at) => keepRun(tx, { context, request, opened, scored, at }),
        { signal: aborted, onStep: step(report, 'writing') },
      )
      return finished(ran)
    }),
  )
}

/** Every batch that was kept, the newest first. */
export function listRuns({ reader }: ServiceContext): PointsRunRow[] {
  return listPointsRuns(reader).map(runRow)
}

function finished({ runId }: Ran): RunPointsProgress {
  return { done: 1, total: 1, runId }
}

/** Reading and writing are each half of the work. */
function step(report: (progress: RunPointsProgress) => void, half: 'reading' | 'writing') {
  return ({ done, total }: LongStep) =>
    report({ done: half === 'reading' ? done : total + done, total: 2 * total })
}

/** Some residents' points with their keys. */
type ScoredChunk = { residents: Uint32Array; points: PopulationPoints }

/** Everybody's points, read from one state of the store. */
export type ScoredPopulation = {
  chunks: ScoredChunk[]
  lineCodes: readonly string[]
  findings: QuotaFinding[]
  residents: number
  complete: number
  sumX100: number
  /** Hex SHA-256 over the totals, Int32 in hundredths, little-endian, in the order of the residents. */
  resultHash: string
  /** The last audit row of the state that was read. */
  dataAsOf: number
}

/** Scores everybody, chunk by chunk. */
export function* scoreEverybody(
  reader: Reader,
  { pack: { policy }, purpose, lists }: OpenedPolicy,
  on: PlainDate,
): Generator<LongStep, ScoredPopulation> {
  const population = openPopulation(policy, on, { purpose, lists })
  const total = countListed(reader)
  const hash = createHash('sha256')
  const quotas = countGrants(policy, on)
  const scored = { chunks: [] as ScoredChunk[], residents: 0, complete: 0, sumX100: 0 }
  for (const { residents, people } of readPopulation(reader, { ...neededFacts([policy]), on })) {
    const points = population.score(population.readColumns(people))
    scored.chunks.push({ residents: Uint32Array.from(residents, ({ seq }) => seq), points })
    scored.residents += residents.length
    for (const complete of points.complete) scored.complete += complete
    for (const points100 of points.totalsX100) scored.sumX100 += points100
    quotas.add(residents, people)
    hash.update(bytesOf(points.totalsX100))
    yield { done: scored.residents, total }
  }
  return {
    ...scored,
    lineCodes: population.lineCodes,
    findings: quotas.findings(),
    resultHash: hash.digest('hex'),
    dataAsOf: lastAuditSeq(reader),
  }
}

/** The numbers as they lie in memory: little-endian on every machine that Electron runs on. */
function bytesOf({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

type Keeping = {
  context: ServiceContext
  request: RunPointsRequest
  opened: OpenedPolicy
  scored: ScoredPopulation
  at: string
}

function* keepRun(
  tx: Transaction,
  { context, request, opened, scored, at }: Keeping,
): Generator<LongStep, Done<Ran>> {
  requireSamePolicy(openPolicy({ ...context, reader: tx }, request), opened)
  const id = randomUUID()
  const { pack, purpose, key } = opened
  const { residents, complete, resultHash } = scored
  const run = insertPointsRun(tx, {
    id,
    policy_key: key,
    policy_id: pack.policy.id,
    policy_name: pack.policy.name,
    policy_hash: opened.hash,
    purpose,
    on_day: request.on,
    reason: request.reason,
    account_id: context.account.accountId,
    at,
    data_as_of: scored.dataAsOf,
    line_codes: JSON.stringify(scored.lineCodes),
    residents,
    complete,
    sum_x100: scored.sumX100,
    findings: JSON.stringify(scored.findings),
    result_hash: resultHash,
  })
  yield* keepResults(tx, run, scored)
  const detail = { policyId: pack.policy.id, purpose, on: request.on, residents, complete, resultHash }
  return { result: { runId: id }, object: `pointsRun:${id}`, detail }
}

/** Writes everybody's result in the order of the residents. */
export function* keepResults(
  tx: Transaction,
  run: number,
  { chunks, lineCodes, residents: total }: ScoredPopulation,
): Generator<LongStep, void> {
  const rows = insertPointsResults(tx, run)
  const width = lineCodes.length
  let done = 0
  for (const { residents, points } of chunks) {
    for (const [index, resident] of residents.entries()) {
      rows.add({
        resident,
        total_x100: points.totalsX100[index] ?? 0,
        complete: points.complete[index] ?? 0,
        standing: STANDINGS[points.standings[index] ?? -1] ?? 'unknown',
        lines: bytesOf(points.lines.subarray(index * width, (index + 1) * width)),
      })
    }
    done += residents.length
    yield { done, total }
  }
  rows.flush()
}

/** A record is of a pack that held on the day: a draft is tried by a simulation. */
function requireInForce({ inForce, pack: { policy } }: OpenedPolicy, on: PlainDate): void {
  if (inForce === null) {
    throw new CounterError('CONFLICT', '这个政策包没有生效，不能据此留下批次记录，没有计算。', {
      at: 'key',
      hint: '请先由另一名主管确认生效；只想看看影响的，请用模拟。',
    })
  }
  const { effectiveFrom, effectiveTo } = inForce
  if (on < effectiveFrom || (effectiveTo !== null && on > effectiveTo)) {
    throw new CounterError('BAD_INPUT', `政策包 ${policy.id} 在 ${on} 不生效，没有计算。`, {
      at: 'on',
      hint: `它自 ${effectiveFrom} 起${effectiveTo === null ? '' : `至 ${effectiveTo} 止`}有效。`,
    })
  }
}

/** A record is never of a policy that was taken back or amended while everybody was scored. */
function requireSamePolicy(now: OpenedPolicy, then: OpenedPolicy): void {
  if (now.hash === then.hash && now.inForce !== null) return
  throw new CounterError('CONFLICT', '计算期间这个政策包或它的修订、名单有变动，结果没有保存。', {
    at: 'key',
    hint: '请核对政策列表后重新计算。',
  })
}

function runRow(row: PointsRunListRow): PointsRunRow {
  return {
    id: row.id,
    policyId: row.policy_id,
    policyName: row.policy_name,
    policyHash: row.policy_hash,
    purpose: row.purpose,
    on: row.on_day,
    residents: row.residents,
    complete: row.complete,
    meanX100: row.residents === 0 ? 0 : row.sum_x100 / row.residents,
    at: row.at,
    by: row.runner,
    reason: row.reason,
    resultHash: row.result_hash,
    findings: KeptFindings.parse(JSON.parse(row.findings)),
  }
}
