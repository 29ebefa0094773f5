import { z } from 'zod'
import { PlainDate } from '../base/plain-date.ts'
import { readStrictly } from '../base/read-strictly.ts'
import { FACT_SHAPES, FactField } from './fact-fields.ts'
import { Figure, FigureStatus, type PlacedFigure } from './figure.ts'
import { PointsRule, ruleFactShape, ruleFigures } from './rules/index.ts'

export const PolicyLayer = z.enum(['province', 'city', 'county', 'town'])
export type PolicyLayer = z.infer<typeof PolicyLayer>

const Words = z.string().trim().min(1)

/**
 * One indicator. `status` and `citation` hold for each of its figures that states none of its own. A rule of null
 * is not loaded: the line then says 未装载 and is never zero.
 */
export const PointsIndicator = z
  .strictObject({
    code: z.string().regex(/^[A-Z][A-Z0-9-]*$/, '指标代码用大写字母、数字和连字符'),
    name: Words,
    layer: PolicyLayer,
    cap: Figure,
    status: FigureStatus,
    citation: Words.optional(),
    verifiers: z.array(Words),
    fact: FactField,
    rule: PointsRule.nullable(),
    note: Words.optional(),
  })
  .superRefine((indicator, context) => {
    const { rule } = indicator
    if (rule !== null && ruleFactShape(rule) !== FACT_SHAPES[indicator.fact])
      context.addIssue({ code: 'custom', path: ['fact'], message: '这项事实不能用于这种计分规则' })
    for (const { path, figure } of indicatorFigures(indicator)) {
      const fault = figureFault(figure, figure.status ?? indicator.status)
      if (fault !== undefined) context.addIssue({ code: 'custom', path, message: fault })
    }
  })
export type PointsIndicator = z.infer<typeof PointsIndicator>

/**
 * A dated pack of points rules: one version of one document, never edited once in use. Days are inclusive; an
 * `effectiveTo` of null is open. `purposes` are the uses the pack may be chosen for.
 */
export const PointsPack = z
  .strictObject({
    format: z.literal('counter.points-pack/1'),
    id: z.string().regex(/^[a-z0-9-]+$/, '编号用小写字母、数字和连字符'),
    name: Words,
    documentNumber: Words,
    jurisdiction: Words,
    layer: PolicyLayer,
    effectiveFrom: PlainDate,
    effectiveTo: PlainDate.nullable(),
    purposes: z.array(Words).min(1),
    /** Each line is computed exactly and rounded once, half up, to hundredths. */
    rounding: z.strictObject({
      stage: z.literal('line'),
      decimals: z.literal(2),
      mode: z.literal('half-up'),
      status: FigureStatus,
    }),
    note: Words.optional(),
    indicators: z.array(PointsIndicator).min(1),
  })
  .superRefine((pack, context) => {
    if (pack.effectiveTo !== null && pack.effectiveTo < pack.effectiveFrom)
      context.addIssue({ code: 'custom', path: ['effectiveTo'], message: '早于起始日，没有一天有效' })
    const codes = new Set<string>()
    pack.indicators.forEach((indicator, index) => {
      if (codes.has(indicator.code))
        context.addIssue({ code: 'custom', path: ['indicators', index, 'code'], message: '指标代码重复' })
      codes.add(indicator.code)
    })
  })
export type PointsPack = z.infer<typeof PointsPack>

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
  const cap: PlacedFigure = { path: ['cap'], figure: indicator.cap, role: 'amount' }
  if (indicator.rule === null) return [cap]
  const inRule = ruleFigures(indicator.rule).map((placed) => ({ ...placed, path: ['rule', ...placed.path] }))
  return [cap, ...inRule]
}

function figureFault(figure: Figure, status: FigureStatus): string | undefined {
  if (figure.value === null && status !== 'UNREAD') return '没有数值，状态应标为 UNREAD（未装载）'
  if (figure.value !== null && status === 'UNREAD') return '标为 UNREAD（未装载），却填了数值'
  if (figure.alternative !== undefined && status !== 'CONFLICT') return '有另一读法，状态应标为 CONFLICT'
  if (figure.alternative === undefined && status === 'CONFLICT') return '标为 CONFLICT，却没有写另一读法'
  return undefined
}
