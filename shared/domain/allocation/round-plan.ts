import { z } from 'zod'
import { PlainDate, toDays } from '../../base/plain-date.ts'
import { RoundPoints } from './round.ts'

const Name = z.string().trim().normalize('NFC').min(1).max(60)
const Long = z.string().trim().normalize('NFC').min(1).max(200)
const SeedText = z.string().trim().normalize('NFC').min(4).max(200)
/** Parts of a seed are joined by `|`, so none of them may hold one. */
const SeedPart = SeedText.refine((text) => !text.includes('|'), '不能含有“|”')

/** What the places of a round are for. */
export const RoundKind = z.enum(['health-check', 'school', 'rent-support', 'housing'])
export type RoundKind = z.infer<typeof RoundKind>

/** Keys of the tie chain; months count from high to low, the day of application from early to late. */
export const TieKey = z.enum(['residenceMonths', 'insuredMonths', 'permitMonths', 'appliedOn'])
export type TieKey = z.infer<typeof TieKey>

/** Where a part of the plan comes from; DECIDED was chosen by the supervisor because no document says it. */
export const PlanCitation = z.strictObject({
  part: z.enum(['places', 'quotas', 'windows', 'order', 'draw']),
  status: z.enum(['READ', 'DEFAULT', 'DECIDED']),
  text: Long,
})
export type PlanCitation = z.infer<typeof PlanCitation>

/** A school, a type of flat, or the single list's places. `household` is how many persons a flat is meant for. */
export const PlannedPlace = z.strictObject({
  id: Name,
  name: Name,
  town: Name.nullable(),
  capacity: z.int().min(0).max(1_000_000),
  reserved: z
    .strictObject({ tag: Name, count: z.int().min(1), precedence: z.enum(['reserved-first', 'open-first']) })
    .exactOptional(),
  household: z.strictObject({ smallest: z.int().min(1), largest: z.int().min(1).max(30) }).exactOptional(),
})
export type PlannedPlace = z.infer<typeof PlannedPlace>

/**
 * Where the seed comes from: a publicly named text, or commitments of several people and a later public number.
 * `fallback` counts for whoever does not reveal before `day`, on which the number may be known at any hour; `otherwise`
 * says what happens when it does not come.
 */
export const DrawPlan = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('named'), seed: SeedText }),
  z.strictObject({
    mode: z.literal('commit-reveal'),
    revealers: z
      .array(z.strictObject({ name: Name, role: Name, fallback: SeedPart }))
      .min(1)
      .max(20),
    number: z.strictObject({ source: Long, day: PlainDate, otherwise: Long }),
  }),
])
export type DrawPlan = z.infer<typeof DrawPlan>

const PlanShape = z.strictObject({
  kind: RoundKind,
  /** Points and ties count as of this day. */
  cutOff: PlainDate,
  applyFrom: PlainDate.nullable(),
  applyUntil: PlainDate.nullable(),
  publicityDays: z.int().min(0).max(60),
  replyDays: z.int().min(1).max(60),
  /** Towns the round is open to. */
  towns: z.array(Name).min(1),
  /** By points, or by the ticket of the draw alone. */
  order: z.enum(['points', 'draw']),
  classes: z.array(z.strictObject({ class: z.int().min(1).max(30), name: Name })),
  ties: z.array(TieKey).max(4),
  /**
   * The class twins get at the place where the first of them is admitted, in a second pass; left out: each is placed
   * alone. A declared heuristic, shown on the notice.
   */
  siblingClass: z.int().min(0).max(30).exactOptional(),
  /** Equals at the cut-off: the ticket decides, or all are admitted (同分同录; single lists only). */
  equals: z.enum(['ticket', 'admit']),
  /** Least points (以上 includes the number); null where places alone decide. */
  line: RoundPoints.nullable(),
  places: z.array(PlannedPlace).min(1).max(500),
  quotas: z.array(z.strictObject({ town: Name, places: z.int().min(0) })),
  reversion: z.enum(['city-order', 'none']),
  costPerHeadFen: z.int().min(0).max(100_000_00).nullable(),
  draw: DrawPlan,
  citations: z.array(PlanCitation).max(40),
})

/**
 * The plan of a round, fixed before anybody applies. Working days count from the day after the announcement or the
 * notice. `classes` empty: everybody is in one class. Nothing that no document says is left out: it is a choice of the
 * supervisor with a citation DECIDED, and the notice shows it.
 */
export const RoundPlan = PlanShape.superRefine((plan, context) => {
  for (const { path, message } of planFaults(plan)) context.addIssue({ code: 'custom', path, message })
})
export type RoundPlan = z.infer<typeof RoundPlan>

/** How the places of a kind are given out. */
export function mechanismOf({ kind }: Pick<RoundPlan, 'kind'>): 'ranked-quota' | 'deferred-acceptance' {
  return kind === 'school' || kind === 'housing' ? 'deferred-acceptance' : 'ranked-quota'
}

/** All places of a plan. */
export function totalPlaces({ places }: Pick<RoundPlan, 'places'>): number {
  return places.reduce((sum, { capacity }) => sum + capacity, 0)
}

/** How long the public number of a draw may be waited for after the last day before it. */
export const LONGEST_WAIT_DAYS = 365

interface Fault {
  path: (string | number)[]
  message: string
}

type PlanParts = z.infer<typeof PlanShape>

function planFaults(plan: PlanParts): Fault[] {
  return [
    ...listFaults(plan),
    ...placeFaults(plan),
    ...quotaFaults(plan),
    ...orderFaults(plan),
    ...drawFaults(plan),
  ]
}

function listFaults({ towns, ties, classes, draw }: PlanParts): Fault[] {
  const revealers = draw.mode === 'named' ? [] : draw.revealers.map(({ name }) => name)
  return [
    ...twice(towns, ['towns'], '同一个镇（街道）选了两次'),
    ...twice(ties, ['ties'], '同一个同分次序选了两次'),
    ...twice(
      classes.map((entry) => entry.class),
      ['classes'],
      '同一个类别列了两次',
    ),
    ...twice(revealers, ['draw', 'revealers'], '同一个揭示人列了两次'),
  ]
}

function placeFaults(plan: PlanParts): Fault[] {
  const { places, kind } = plan
  const isSingle = mechanismOf(plan) === 'ranked-quota'
  const faults = twice(
    places.map(({ id }) => id),
    ['places'],
    '同一个去处列了两次',
  )
  if (isSingle && places.length > 1) faults.push({ path: ['places', 1], message: '单一名单只有一个去处' })
  places.forEach(({ capacity, reserved, household }, index) => {
    const path = ['places', index]
    if (reserved !== undefined && isSingle) faults.push({ path, message: '单一名单按镇街留额，不按标签' })
    if (reserved !== undefined && reserved.count > capacity)
      faults.push({ path, message: '留出的名额多于总数' })
    if (kind === 'housing' && household === undefined) faults.push({ path, message: '没有写明适合几口之家' })
    if (household !== undefined && household.smallest > household.largest)
      faults.push({ path, message: '适合人口的下限大于上限' })
  })
  return faults
}

function quotaFaults(plan: PlanParts): Fault[] {
  const { quotas } = plan
  if (quotas.length > 0 && mechanismOf(plan) !== 'ranked-quota')
    return [{ path: ['quotas'], message: '按志愿的批次由各去处的名额决定，不另列镇街名额' }]
  const faults = twice(
    quotas.map(({ town }) => town),
    ['quotas'],
    '同一个镇（街道）列了两次名额',
  )
  const kept = quotas.reduce((sum, { places }) => sum + places, 0)
  if (kept > totalPlaces(plan)) faults.push({ path: ['quotas'], message: '各镇（街道）名额之和超过总名额' })
  return faults
}

function orderFaults(plan: PlanParts): Fault[] {
  const { kind, order, ties, line, equals, citations, classes, siblingClass } = plan
  const faults: Fault[] = []
  if (order === 'draw' && kind === 'health-check')
    faults.push({ path: ['order'], message: '免费健康体检按积分排序，通知书上写积分，不摇号' })
  if (order === 'draw' && ties.length > 0) faults.push({ path: ['ties'], message: '摇号不比同分次序' })
  if (order === 'draw' && line !== null) faults.push({ path: ['line'], message: '摇号没有分数线' })
  if (siblingClass !== undefined && (kind !== 'school' || classes.length === 0))
    faults.push({ path: ['siblingClass'], message: '只有分类别的入学批次才能让双胞胎同校优先' })
  if (mechanismOf(plan) !== 'ranked-quota' && (equals === 'admit' || line !== null))
    faults.push({ path: ['equals'], message: '按志愿的批次不能同分同录，也没有统一分数线' })
  if (!citations.some(({ part }) => part === 'order'))
    faults.push({ path: ['citations'], message: '没有写明排序和同分次序依据什么，或由谁选定' })
  return faults
}

/**
 * The list is frozen after the cut-off and the last day of applying, and before the day of the number; and since the day
 * can no longer be changed then, a slip of the pen in its year must not hold the round up.
 */
function drawFaults({ draw, cutOff, applyUntil }: PlanParts): Fault[] {
  if (draw.mode === 'named') return []
  const path = ['draw', 'number', 'day']
  if (draw.number.day <= cutOff)
    return [{ path, message: '公共号码要在积分截止日之后的日子产生，否则名单来不及先冻结' }]
  if (applyUntil !== null && draw.number.day <= applyUntil)
    return [{ path, message: '公共号码要在申请截止之后的日子产生，否则名单来不及先冻结' }]
  const last = applyUntil !== null && applyUntil > cutOff ? applyUntil : cutOff
  if (toDays(draw.number.day) - toDays(last) > LONGEST_WAIT_DAYS)
    return [{ path, message: '公共号码的日期比截止日晚了超过一年，请核对年份；冻结以后不能再改' }]
  return []
}

function twice(values: readonly (string | number)[], path: string[], message: string): Fault[] {
  return new Set(values).size < values.length ? [{ path, message }] : []
}
