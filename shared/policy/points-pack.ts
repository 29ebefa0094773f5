import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { readStrictly } from '../base/read-strictly.ts'
import { Condition } from './condition.ts'
import { Figure, FigureStatus, type PlacedFigure } from './figure.ts'
import { ItemSelection } from './measure.ts'
import { PointsRule, ruleFigures } from './rules/index.ts'

export const PolicyLayer = z.enum(['province', 'city', 'county', 'town'])
export type PolicyLayer = z.infer<typeof PolicyLayer>

const Words = z.string().trim().min(1)
const Code = z.string().regex(/^[A-Z][A-Z0-9-]*$/, '指标代码用大写字母、数字和连字符')
/** What a pack, an amendment or a case goes by. */
export const PolicyId = z.string().regex(/^[a-z0-9-]+$/, '编号用小写字母、数字和连字符')

/**
 * Whose facts an indicator reads. `either`: the higher of applicant and spouse. `both`: the two added.
 * `guardian-of-minor`: of an applicant under 16 the better guardian, of others the applicant.
 */
export const IndicatorSubject = z.enum(['applicant', 'spouse', 'either', 'both', 'guardian-of-minor'])
export type IndicatorSubject = z.infer<typeof IndicatorSubject>

/**
 * The departments that verify, and what several of them come to (shape 29 of the survey): `any` takes all their
 * records together; the others score the records of each department alone and take the highest, the sum, or the
 * amount where all agree and else nothing.
 */
export const Verifiers = z.strictObject({
  departments: z.array(Words),
  combine: z.enum(['any', 'highest', 'sum', 'all-agree']),
})
export type Verifiers = z.infer<typeof Verifiers>

/**
 * `points` add, `deduction` takes away (its figures are magnitudes; the sign belongs to the kind), `replacement` puts
 * its negative magnitude in the place of another indicator's points while it applies (shape 21 of the survey).
 */
export const IndicatorKind = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('points') }),
  z.strictObject({ kind: z.literal('deduction') }),
  z.strictObject({ kind: z.literal('replacement'), replaces: Code }),
])
export type IndicatorKind = z.infer<typeof IndicatorKind>

/**
 * One indicator. `status` and `citation` hold for each of its figures that states none of its own. A rule of null is
 * not loaded: the line then says 未装载 and is never zero. A `cap` of null is no cap. `whenAbsent` says what no record
 * at all means: unknown, or (where the policy says that what was not handed in does not count) nothing.
 */
export const PointsIndicator = z
  .strictObject({
    code: Code,
    name: Words,
    as: IndicatorKind,
    layer: PolicyLayer,
    cap: Figure.nullable(),
    status: FigureStatus,
    citation: Words.optional(),
    subject: IndicatorSubject,
    verifiers: Verifiers,
    /** Papers the counter asks for, in words. */
    evidence: z.array(Words),
    /** For how long a result holds, in words. */
    validity: Words.optional(),
    /** The day its facts are looked at: the day of assessment, or that of the application. */
    asOf: z.enum(['day', 'application']),
    /** Purposes it counts for; absent for all of the pack. */
    purposes: z.array(Words).min(1).exactOptional(),
    requires: Condition.nullable(),
    whenAbsent: z.enum(['unknown', 'nothing']),
    rule: PointsRule.nullable(),
    note: Words.optional(),
  })
  .superRefine((indicator, context) => {
    for (const { path, figure } of indicatorFigures(indicator)) {
      const fault = figureFault(figure, figure.status ?? indicator.status)
      if (fault !== undefined) context.addIssue({ code: 'custom', path, message: fault })
    }
  })
export type PointsIndicator = z.infer<typeof PointsIndicator>

/** Indicators of which the highest, the chosen one, or the sum up to a cap counts (shapes 3, 4, 11 of the survey). */
export const IndicatorGroup = z.strictObject({
  code: Code,
  name: Words,
  mode: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('highest') }),
    z.strictObject({ kind: z.literal('choose') }),
    z.strictObject({ kind: z.literal('sum'), cap: Figure }),
  ]),
  indicators: z.array(Code).min(2),
  status: FigureStatus,
  citation: Words,
})
export type IndicatorGroup = z.infer<typeof IndicatorGroup>

/** The points of a layer and where they are recognised: `cap` bounds its points, deductions aside. */
export const PackLayer = z.strictObject({
  layer: PolicyLayer,
  name: Words,
  cap: Figure.nullable(),
  recognisedWithin: Words,
  status: FigureStatus,
  citation: Words,
})
export type PackLayer = z.infer<typeof PackLayer>

/** Something the whole result hangs on: what has to hold (`requires`), or what forbids it (`vetoes`). */
export const Gate = z.strictObject({
  code: Code,
  name: Words,
  when: Condition,
  status: FigureStatus,
  citation: Words,
  purposes: z.array(Words).min(1).exactOptional(),
})
export type Gate = z.infer<typeof Gate>

/** Points that may not be used for some months after an item, the last one counting (shape 22 of the survey). */
export const Freeze = z.strictObject({
  code: Code,
  name: Words,
  of: ItemSelection,
  /** Months from the item's day; null is not loaded. */
  months: z.int().min(1).max(1200).nullable(),
  status: FigureStatus,
  citation: Words,
  purposes: z.array(Words).min(1).exactOptional(),
})
export type Freeze = z.infer<typeof Freeze>

/** A case the pack itself carries, with the facts of an invented person and what has to come out. */
export const WorkedCase = z.strictObject({
  id: PolicyId,
  title: Words,
  on: PlainDate,
  purpose: Words.exactOptional(),
  /** `PointsFacts` of shared/domain/people as JSON. */
  facts: z.record(z.string(), z.json()),
  expect: z.strictObject({
    /** Points as text, with two decimals. */
    total: z
      .string()
      .regex(/^-?\d+\.\d{2}$/, '应写作两位小数')
      .exactOptional(),
    /** By indicator code: points as text, or why there are none. */
    lines: z.record(
      z.string(),
      z.union([z.enum(['UNKNOWN', 'NOT_LOADED']), z.string().regex(/^-?\d+\.\d{2}$/)]),
    ),
    standing: z.enum(['open', 'frozen', 'vetoed', 'not-admitted', 'unknown']).exactOptional(),
  }),
})
export type WorkedCase = z.infer<typeof WorkedCase>

/**
 * A dated pack of points rules: one version of one document, never edited once in use. Days are inclusive; an
 * `effectiveTo` of null is open. `purposes` are the uses the pack may be chosen for.
 */
export const PointsPack = z
  .strictObject({
    format: z.literal('counter.points-pack/2'),
    id: PolicyId,
    name: Words,
    documentNumber: Words,
    jurisdiction: Words,
    /** READ from the source, in parts, or an invented example that no office may use. */
    origin: z.enum(['read', 'partial', 'sample']),
    effectiveFrom: PlainDate,
    effectiveTo: PlainDate.nullable(),
    supersedes: PolicyId.exactOptional(),
    purposes: z.array(Words).min(1),
    layers: z.array(PackLayer).min(1),
    total: z.strictObject({
      cap: Figure.nullable(),
      /** The least a total can be; deductions do not lead below it. Null is no floor. */
      floor: Figure.nullable(),
      status: FigureStatus,
      citation: Words,
    }),
    /** `highest-member`: of a family the highest member's points count and are never added. */
    family: z.enum(['self', 'highest-member']),
    /** Exact until here, then rounded once: each line, or the total. */
    rounding: z.strictObject({
      stage: z.enum(['line', 'total']),
      decimals: z.int().min(0).max(2),
      mode: z.enum(['half-up', 'down']),
      status: FigureStatus,
    }),
    requires: z.array(Gate),
    vetoes: z.array(Gate),
    freezes: z.array(Freeze),
    groups: z.array(IndicatorGroup),
    indicators: z.array(PointsIndicator).min(1),
    cases: z.array(WorkedCase),
    note: Words.optional(),
  })
  .superRefine((pack, context) => {
    const fault = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    if (pack.effectiveTo !== null && pack.effectiveTo < pack.effectiveFrom)
      fault(['effectiveTo'], '早于起始日，没有一天有效')
    const codes = new Set<string>()
    pack.indicators.forEach(({ code, layer, purposes }, index) => {
      if (codes.has(code)) fault(['indicators', index, 'code'], '指标代码重复')
      codes.add(code)
      if (!pack.layers.some((candidate) => candidate.layer === layer))
        fault(['indicators', index, 'layer'], '政策包没有写明这一层')
      if (purposes?.some((purpose) => !pack.purposes.includes(purpose)))
        fault(['indicators', index, 'purposes'], '用途不在政策包的用途之内')
    })
    requireTargets(pack, codes, fault)
  })
export type PointsPack = z.infer<typeof PointsPack>

type PackParts = { indicators: PointsIndicator[]; groups: IndicatorGroup[] }

/** Groups and replacements name indicators that exist, once, and never in a circle. */
function requireTargets(
  pack: PackParts,
  codes: ReadonlySet<string>,
  fault: (path: (string | number)[], message: string) => void,
): void {
  const grouped = new Set<string>()
  pack.groups.forEach((group, index) => {
    group.indicators.forEach((code, position) => {
      const path = ['groups', index, 'indicators', position]
      if (!codes.has(code)) fault(path, '没有这个指标')
      if (grouped.has(code)) fault(path, '这个指标已在另一组中')
      grouped.add(code)
    })
  })
  pack.indicators.forEach(({ as, code }, index) => {
    if (as.kind !== 'replacement') return
    const target = pack.indicators.find((candidate) => candidate.code === as.replaces)
    const path = ['indicators', index, 'as', 'replaces']
    if (target === undefined) fault(path, '没有这个指标')
    else if (target.code === code || target.as.kind === 'replacement')
      fault(path, '替换指向另一条替换或自身，成了循环')
  })
}

/** A pack from its JSON value; anything unknown or contradictory is POLICY_BAD with the JSON path in `at`. */
export function parsePack(json: unknown): PointsPack {
  return readStrictly(PointsPack, json, {
    code: 'POLICY_BAD',
    what: '积分政策包',
    hint: '请按原文件更正这一处后重新装载；未更正前继续使用原有版本。',
  })
}

/** Every figure of an indicator with its place, its cap first. */
export function indicatorFigures(indicator: Pick<PointsIndicator, 'cap' | 'rule'>): PlacedFigure[] {
  const cap: PlacedFigure[] =
    indicator.cap === null ? [] : [{ path: ['cap'], figure: indicator.cap, role: 'amount' }]
  if (indicator.rule === null) return cap
  const inRule = ruleFigures(indicator.rule).map((placed) => ({ ...placed, path: ['rule', ...placed.path] }))
  return [...cap, ...inRule]
}

function figureFault(figure: Figure, status: FigureStatus): string | undefined {
  if (figure.value === null && status !== 'UNREAD') return '没有数值，状态应标为 UNREAD（未装载）'
  if (figure.value !== null && status === 'UNREAD') return '标为 UNREAD（未装载），却填了数值'
  if (figure.alternative !== undefined && status !== 'CONFLICT') return '有另一读法，状态应标为 CONFLICT'
  if (figure.alternative === undefined && status === 'CONFLICT') return '标为 CONFLICT，却没有写另一读法'
  return undefined
}
