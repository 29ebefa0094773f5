import { canonicalJson, type Hash, inputHash } from './canonical.ts'
import { areEqual, type Barred, compareEntries, type Entry } from './entries.ts'
import { explainSeat } from './explain.ts'
import { type Admission, type Cut, cutoffOf, cutsOf, type PlacePlan, placeOf } from './plan.ts'
import type { RoundResult, Seat, WhyCode } from './result.ts'
import type { DrawRound, OrderKey, RankedQuotaRound, Round } from './round.ts'
import { singleListOf } from './single-list.ts'

/** What in a result does not follow from its round: the JSON path in the result, and words. */
export interface Difference {
  at: string
  message: string
}

interface Checked {
  order: readonly OrderKey[]
  plan: PlacePlan
  entries: readonly Entry[]
  result: RoundResult
  admissions: readonly Admission[]
  cuts: readonly Cut[]
}

/**
 * Checks the result of a single list without running the engine: the input's hash, the ranking by comparing
 * neighbours, the number of places, that nobody without a place stands before somebody with one, cut-offs and
 * explanations. An empty list means that the result is the only possible one. A bad round is refused as BAD_INPUT.
 */
export function verifySingleList(
  anyRound: RankedQuotaRound | DrawRound,
  result: RoundResult,
  hash: Hash,
): Difference[] {
  const { round, engine, plan, entries } = singleListOf(anyRound, hash)
  const { order } = round
  const heads = headDifferences(round, result, { engine, hash })
  const seatFaults = seatDifferences(plan, entries, result.seats)
  if (seatFaults.length > 0) return [...heads, ...seatFaults]
  const admissions = admissionsOf(entries, result.seats)
  const checked = { order, plan, entries, result, admissions, cuts: cutsOf(order, plan, admissions) }
  return [
    ...heads,
    ...unless(result.siblings === undefined, '$.siblings', '单一名单没有按同胞调整的志愿'),
    ...rankingDifferences(checked),
    ...fairnessDifferences(checked),
    ...cutoffDifferences(checked),
    ...whyDifferences(checked),
  ]
}

/** The round's number, the engine and the hash of the input. */
export function headDifferences(
  round: Round,
  result: RoundResult,
  { engine, hash }: { engine: string; hash: Hash },
): Difference[] {
  return [
    ...unless(result.round === round.id, '$.round', '批次编号与批次文件不同'),
    ...unless(result.engine === engine, '$.engine', `不是 ${engine} 的结果`),
    ...unless(
      result.inputHash === inputHash(round, hash),
      '$.inputHash',
      '与批次文件的内容不符，名单可能被改动',
    ),
  ]
}

/** Each applicant has one seat, in the order given, in the right place, and nobody without consent has one. */
function seatDifferences(plan: PlacePlan, entries: readonly Entry[], seats: readonly Seat[]): Difference[] {
  if (seats.length !== entries.length)
    return [{ at: '$.seats', message: `有 ${seats.length} 条，申请人有 ${entries.length} 人` }]
  return entries.flatMap((entry, index) => {
    const seat = seats[index]
    const at = `$.seats[${index}]`
    if (seat?.no !== entry.no) return [{ at: `${at}.no`, message: '与批次文件同一位置的申请编号不同' }]
    if (seat.wish !== undefined) return [{ at: `${at}.wish`, message: '单一名单没有志愿次序' }]
    if (seat.place === null) return unless(seat.kind === undefined, `${at}.kind`, '没有名额却写了名额种类')
    return [
      ...unless(plan.openPlaces !== undefined, `${at}.place`, '只排次序的批次没有名额'),
      ...unless(seat.place === placeOf(plan, entry), `${at}.place`, '名额不在应在之处'),
      ...barredDifferences(entry.barred, `${at}.place`),
      ...unless(isKindPossible(plan, entry, seat), `${at}.kind`, '名额种类不可能'),
    ]
  })
}

const BARRED_WORDS: Partial<Record<WhyCode, string>> = {
  NOT_CONSENTED: '本人未同意参加，却给了名额',
  NOT_ELIGIBLE: '审核不符合条件，却给了名额',
  BELOW_LINE: '积分未到分数线，却给了名额',
}

/** A seat that whoever is left out must not have. */
export function barredDifferences(barred: Barred | undefined, at: string): Difference[] {
  return barred === undefined
    ? []
    : [{ at, message: BARRED_WORDS[barred.code] ?? '不参加本批次，却给了名额' }]
}

function isKindPossible(plan: PlacePlan, entry: Entry, { kind }: Seat): boolean {
  if (kind === 'quota') return entry.group !== undefined && plan.quotas.has(entry.group)
  return kind === 'open'
}

function admissionsOf(entries: readonly Entry[], seats: readonly Seat[]): Admission[] {
  return entries.flatMap((entry, index) => {
    const kind = seats[index]?.kind
    return kind === 'quota' || kind === 'open' ? [{ entry, kind }] : []
  })
}

function rankingDifferences({ order, entries, result }: Checked): Difference[] {
  if (result.order === undefined) return [{ at: '$.order', message: '缺少排名' }]
  const byNo = new Map(entries.map((entry) => [entry.no, entry]))
  const ranked = result.order.map((no) => byNo.get(no))
  const unknown = ranked.indexOf(undefined)
  if (unknown !== -1) return [{ at: `$.order[${unknown}]`, message: '不是本批次的申请编号' }]
  const differences = unless(ranked.length === entries.length, '$.order', '排名人数与申请人数不同')
  for (const [index, entry] of ranked.entries()) {
    const before = index === 0 ? undefined : ranked[index - 1]
    if (before !== undefined && entry !== undefined && compareEntries(order, before, entry) >= 0)
      differences.push({ at: `$.order[${index}]`, message: '排在前一名之后，按规则应在其前' })
  }
  return differences
}

/**
 * No place is given twice or left empty, and nobody without one stands before the last who has one. Where equals are
 * admitted, those beyond the number are equal to the last within it, and nobody equal to the last was left out.
 */
function fairnessDifferences(checked: Checked): Difference[] {
  const { order, plan, entries, cuts } = checked
  const { forQuota, forOpen } = waitingLists(checked)
  return cuts.flatMap((cut, index) => {
    const at = `$.cutoffs[${index}]`
    const waiting = cut.quota ? (forQuota.get(cut.place) ?? []) : forOpen
    const overtaken = waiting.find(
      (entry) => cut.last !== undefined && compareEntries(order, entry, cut.last) < 0,
    )
    const position = overtaken === undefined ? -1 : entries.indexOf(overtaken)
    const equal = plan.admitsEquals ? waiting.findIndex((entry) => isLevel(cut, entry)) : -1
    return [
      ...unless(!isOverfilled(checked, cut), at, `给出 ${cut.filled} 个名额，多于 ${cut.capacity} 个`),
      ...unless(cut.filled >= cut.capacity || waiting.length === 0, at, '名额有余，却有人未得'),
      ...unless(overtaken === undefined, `$.seats[${position}]`, '排在得到名额者之前，却没有得到'),
      ...unless(equal === -1, at, '有人与最后一名得到名额者同分，却没有同录'),
    ]
  })
}

/** Whether more are admitted than the number and, where equals are, than are equal to the last within it. */
function isOverfilled({ order, plan, admissions }: Checked, cut: Cut): boolean {
  if (cut.filled <= cut.capacity) return false
  if (!plan.admitsEquals) return true
  const admitted = admissions
    .filter(({ entry, kind }) =>
      cut.quota ? kind === 'quota' && entry.group === cut.place : kind === 'open',
    )
    .map(({ entry }) => entry)
    .sort((a, b) => compareEntries(order, a, b))
  const lastWithin = admitted[cut.capacity - 1]
  return lastWithin === undefined || !isLevel(cut, lastWithin)
}

function isLevel({ last }: Cut, entry: Entry): boolean {
  return last !== undefined && areEqual(last, entry)
}

/** Who would have taken a place and did not get it: a quota's place, by group, and an open one. */
function waitingLists({ entries, admissions }: Checked) {
  const kinds = new Map(admissions.map(({ entry, kind }) => [entry.no, kind]))
  const forQuota = new Map<string, Entry[]>()
  const forOpen: Entry[] = []
  for (const entry of entries) {
    const kind = kinds.get(entry.no)
    if (entry.barred !== undefined || kind === 'quota') continue
    if (kind === undefined) forOpen.push(entry)
    if (entry.group === undefined) continue
    const members = forQuota.get(entry.group)
    if (members === undefined) forQuota.set(entry.group, [entry])
    else members.push(entry)
  }
  return { forQuota, forOpen }
}

function cutoffDifferences({ order, cuts, result }: Checked): Difference[] {
  if (result.cutoffs.length !== cuts.length) return [{ at: '$.cutoffs', message: '分数线的条数不对' }]
  return cuts.flatMap((cut, index) =>
    unless(
      canonicalJson(result.cutoffs[index]) === canonicalJson(cutoffOf(order, cut)),
      `$.cutoffs[${index}]`,
      '分数线与名额不符',
    ),
  )
}

function whyDifferences({ order, entries, cuts, admissions, result }: Checked): Difference[] {
  if (result.seats.every((seat) => seat.why === undefined)) return []
  const kinds = new Map(admissions.map(({ entry, kind }) => [entry.no, kind]))
  return entries.flatMap((entry, index) => {
    const why = result.seats[index]?.why ?? null
    const expected = explainSeat({ order, cuts, entry, kind: kinds.get(entry.no) })
    return unless(canonicalJson(why) === canonicalJson(expected), `$.seats[${index}].why`, '理由与分数线不符')
  })
}

/** One difference where something does not hold. */
export function unless(holds: boolean, at: string, message: string): Difference[] {
  return holds ? [] : [{ at, message }]
}
