import { setImmediate as nextTurn } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { CounterError } from '#shared/base/failure.ts'
import { type Applicant, type RoundPlan, roundOfList } from '#shared/domain/allocation/index.ts'
import type { FrozenCheck } from '#shared/ipc/rounds.ts'
import type { ServiceContext } from '../context.ts'
import { getRound } from '../getters.ts'
import { requireGoingOn } from '../imports/progress.ts'
import { type ReadApplicants, readEveryApplicant } from './applicants.ts'
import { withCorrections } from './corrections.ts'
import { PART_WORDS } from './entrant-given.ts'
import { policyHashOf } from './plan.ts'
import { withoutSecondEntries } from './same-person.ts'
import { roundState } from './state.ts'

/** Differences that are shown. */
const SHOWN = 200
const NOTHING = '无'
/** Only so that the list can be read: nothing is drawn. */
const NO_SEED = '核对'

type Difference = FrozenCheck['differences'][number]

/**
 * Reads every application of a frozen round once more as of the cut-off, with what upheld objections corrected, and
 * tells what differs from the list frozen last. Nothing is changed by it: the frozen list is what counts.
 * @throws CounterError NOT_FOUND; CONFLICT where no list was frozen yet; CANCELLED
 */
export async function checkFrozen(
  context: ServiceContext,
  roundId: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<FrozenCheck> {
  const { reader, resources } = context
  const { title } = getRound(reader, roundId)
  const { plan, freezes, objections } = roundState(reader, roundId)
  const freeze = findFreeze(reader, freezes.at(-1)?.freezeId ?? '')
  if (freeze === undefined) throw notFrozen()
  const now = await readNow(context, { id: roundId, title, plan }, signal)
  const frozen = roundOfList(freeze.list, NO_SEED).applicants
  const differences = differencesOf(plan, frozen, {
    applicants: withCorrections(now.applicants, objections),
    problems: now.problems,
  })
  return {
    checked: frozen.length,
    policyChanged: policyHashOf(reader, resources, plan) !== freeze.policy_hash,
    total: differences.length,
    differences: differences.slice(0, SHOWN),
  }
}

async function readNow(
  context: ServiceContext,
  round: { id: string; title: string; plan: RoundPlan },
  signal: AbortSignal,
): Promise<ReadApplicants> {
  const read: ReadApplicants = { applicants: [], problems: [] }
  for (const { applicants, problems } of readEveryApplicant(context, round)) {
    read.applicants.push(...applicants)
    read.problems.push(...problems)
    await nextTurn()
    requireGoingOn(signal)
  }
  return withoutSecondEntries(context.reader, read, { roundId: round.id, kind: round.plan.kind })
}

function differencesOf(plan: RoundPlan, frozen: readonly Applicant[], now: ReadApplicants): Difference[] {
  const current = new Map(now.applicants.map((applicant) => [applicant.no, applicant]))
  const unclear = new Map(now.problems.map(({ no, what }) => [no, what]))
  const known = new Set(frozen.map(({ no }) => no))
  const changed = frozen.flatMap((before) => {
    const { no } = before
    const after = current.get(no)
    if (after !== undefined) return partsThatDiffer(plan, before, after)
    return [{ no, what: '名单', frozen: '在名单内', now: unclear.get(no) ?? '申请已不在' }]
  })
  const added = [...current.keys(), ...unclear.keys()]
    .filter((no) => !known.has(no))
    .map((no) => ({ no, what: '名单', frozen: '不在名单内', now: '有申请' }))
  return [...changed, ...added]
}

function partsThatDiffer(plan: RoundPlan, before: Applicant, after: Applicant): Difference[] {
  if (isDeepStrictEqual(before, after)) return []
  const [old, present] = [partsOf(plan, before), partsOf(plan, after)]
  return [...old.keys()].flatMap((what) => {
    const [frozen, now] = [old.get(what) ?? NOTHING, present.get(what) ?? NOTHING]
    return frozen === now ? [] : [{ no: before.no, what, frozen, now }]
  })
}

/** The parts of an applicant that decide anything, in the words of staff; a plan has the same ones for everybody. */
function partsOf({ ties, places }: RoundPlan, applicant: Applicant): Map<string, string> {
  const names = new Map(places.map(({ id, name }) => [id, name]))
  const wishes = applicant.wishes?.map(({ place, class: group, priority, refused }) =>
    [names.get(place) ?? place, wordOf('类别', group), wordOf('优先', priority), refused]
      .filter(Boolean)
      .join(' '),
  )
  return new Map([
    ['积分', String(applicant.points ?? NOTHING)],
    ...ties.map((tie): [string, string] => [PART_WORDS[tie], String(applicant.ties?.[tie] ?? NOTHING)]),
    ['镇（街道）', applicant.group ?? NOTHING],
    ['标签', listed(applicant.tags?.toSorted())],
    ['志愿', listed(wishes)],
    ['同户申请', applicant.family ?? NOTHING],
    ['本人同意', applicant.consent === false ? '否' : '是'],
    ['不符合的条件', applicant.refused ?? NOTHING],
  ])
}

function wordOf(what: string, value: number | undefined): string {
  return value === undefined ? '' : `${what}${value}`
}

function listed(values: readonly string[] | undefined): string {
  return values === undefined || values.length === 0 ? NOTHING : values.join('、')
}

function notFrozen(): CounterError {
  return new CounterError('CONFLICT', '本批次的名单还没有冻结，没有可核对的名单。', {
    at: 'roundId',
    hint: '请先冻结名单。',
  })
}
