import { add, compare, type Fraction, ZERO } from '../base/fraction.ts'
import { finding, type PackFinding } from './check-findings.ts'
import { type Figure, figureValue, type PlacedFigure } from './figure.ts'
import type { Measure, Window } from './measure.ts'
import { countWords, measureWords } from './measure-words.ts'
import { indicatorFigures, type PointsIndicator } from './points-pack.ts'
import { type PointsRule, ruleFigures } from './rules/index.ts'
import { ruleConditions, rulesWithin } from './walk.ts'

const OLDEST = 150
const DAYS_A_YEAR = 366
const MONTHS_A_YEAR = 12

type Path = (string | number)[]

/** What is to be looked at in one indicator's figures and rule; `path` is where the indicator stands. */
export function indicatorFindings(indicator: PointsIndicator, path: Path): PackFinding[] {
  const { name, rule } = indicator
  if (rule === null)
    return [
      ...citationFindings(indicator, path),
      finding('NOT_LOADED', [...path, 'rule'], `${name}：规则未装载，不计分也不作 0 分`),
    ]
  const inRule = rulesWithin(rule).flatMap((placed) => {
    const place = [...path, 'rule', ...placed.path]
    return [
      ...gapFindings(name, placed.value, place),
      ...reachFindings(name, placed.value, place),
      ...sumFindings(name, placed.value, place),
      ...ordinalFindings(indicator, placed.value, place),
    ]
  })
  return [
    ...citationFindings(indicator, path),
    ...capFindings(name, indicator.cap, within(path, indicatorFigures(indicator))),
    ...inRule,
    ...conditionFindings(name, rule, [...path, 'rule']),
  ]
}

/** Each figure over its cap: it is written down and never granted. */
export function capFindings(
  name: string,
  cap: Figure | null,
  placed: readonly PlacedFigure[],
): PackFinding[] {
  if (cap === null) return []
  return placed
    .filter(({ role, figure }) => role === 'amount' && figure !== cap && exceeds(figure, cap))
    .map(({ path, figure }) =>
      finding('CAP_BELOW_VALUE', path, `${name}：分值 ${figure.value} 高于上限 ${cap.value}，永远给不满`),
    )
}

function citationFindings(indicator: PointsIndicator, path: Path): PackFinding[] {
  if (indicator.citation !== undefined) return []
  const figures = indicatorFigures(indicator).filter(({ figure }) => figure.citation === undefined)
  if (indicator.rule === null) return [finding('NO_CITATION', path, `${indicator.name}：没有写明文号和条款`)]
  return figures.map((placed) =>
    finding('NO_CITATION', [...path, ...placed.path], `${indicator.name}：这个数值没有写明文号和条款`),
  )
}

function gapFindings(name: string, rule: PointsRule, path: Path): PackFinding[] {
  if (rule.kind !== 'bands') return []
  return rule.bands.flatMap((band, index) => {
    const before = rule.bands[index - 1]
    if (before?.to === undefined || before.to === null || band.from === before.to + 1) return []
    const words = (count: number) => countWords(rule.measure, count)
    return [
      finding(
        'GAP',
        [...path, 'bands', index, 'from'],
        `${name}：上一段到 ${words(before.to)}为止，这一段从 ${words(band.from)}起，中间有空档`,
      ),
    ]
  })
}

/** Bands and thresholds beyond what a measure can ever come to, and choices of codes that are not looked at. */
function reachFindings(name: string, rule: PointsRule, path: Path): PackFinding[] {
  if (rule.kind === 'bands')
    return rule.bands.flatMap((band, index) =>
      beyond(name, rule.measure, { value: band.from, path: [...path, 'bands', index, 'from'] }),
    )
  if (rule.kind === 'threshold')
    return beyond(name, rule.measure, { value: rule.start, path: [...path, 'start'] })
  if (rule.kind === 'lookup') {
    const { codes } = rule.of
    if (codes === undefined) return []
    return rule.choices.flatMap(({ title, values }, index) =>
      values.some((value) => codes.includes(value))
        ? []
        : [
            finding(
              'UNREACHABLE',
              [...path, 'choices', index],
              `${name}：“${title}”不在所看的代码之内，永远取不到`,
            ),
          ],
    )
  }
  return []
}

function conditionFindings(name: string, rule: PointsRule, path: Path): PackFinding[] {
  return ruleConditions(rule).flatMap((placed) =>
    placed.value.kind === 'reaches'
      ? beyond(name, placed.value.measure, {
          value: placed.value.atLeast,
          path: [...path, ...placed.path, 'atLeast'],
        })
      : [],
  )
}

function beyond(
  name: string,
  measure: Measure,
  { value, path }: { value: number; path: Path },
): PackFinding[] {
  const most = mostOf(measure)
  if (most === null || value <= most) return []
  const words = `${measureWords(measure)}最多 ${countWords(measure, most)}，到不了 ${countWords(measure, value)}`
  return [finding('UNREACHABLE', path, `${name}：${words}，这一处永远用不到`)]
}

/** A sum's own cap under one of its parts. */
function sumFindings(name: string, rule: PointsRule, path: Path): PackFinding[] {
  if (rule.kind !== 'sum' || rule.cap === null) return []
  const figures = ruleFigures(rule).filter(({ figure }) => figure !== rule.cap)
  return capFindings(`${name}的合计`, rule.cap, within(path, figures))
}

/** Amounts for later times that come after the cap is reached. */
function ordinalFindings({ name, cap }: PointsIndicator, rule: PointsRule, path: Path): PackFinding[] {
  if (rule.kind !== 'ordinal' || rule.take !== 'sum' || cap === null) return []
  const most = figureValue(cap, 'chosen')
  if (most === null) return []
  let sum = ZERO
  return rule.amounts.flatMap((amount, index) => {
    const full = compare(sum, most) >= 0
    sum = add(sum, figureValue(amount, 'chosen') ?? ZERO)
    return full
      ? [
          finding(
            'UNREACHABLE',
            [...path, 'amounts', index],
            `${name}：前 ${index} 次已到上限，这一档永远用不到`,
          ),
        ]
      : []
  })
}

/** The most a measure can come to in its own units; null where nothing bounds it. */
function mostOf(measure: Measure): number | null {
  switch (measure.kind) {
    case 'age':
      return OLDEST
    case 'count':
      return OLDEST * MONTHS_A_YEAR
    case 'since':
      return { day: OLDEST * DAYS_A_YEAR, month: OLDEST * MONTHS_A_YEAR, year: OLDEST }[measure.unit]
    case 'periods':
      return measure.of.window === undefined ? null : mostIn(measure.of.window, measure.unit)
    case 'fund-months':
      return measure.window === undefined ? null : mostIn(measure.window, 'month')
    case 'items':
      return null
  }
}

function mostIn(window: Window, unit: 'day' | 'month' | 'year'): number | null {
  if (window.kind === 'dates') return null
  const months =
    window.kind === 'last' && window.unit === 'month' ? window.count : window.count * MONTHS_A_YEAR
  if (unit === 'month') return months
  return unit === 'year'
    ? Math.floor(months / MONTHS_A_YEAR)
    : Math.ceil(months / MONTHS_A_YEAR) * DAYS_A_YEAR
}

function exceeds(figure: Figure, cap: Figure): boolean {
  const highest = figureValue(cap, 'chosen')
  const values = [figureValue(figure, 'chosen'), figureValue(figure, 'alternative')]
  return (
    highest !== null && values.some((value: Fraction | null) => value !== null && compare(value, highest) > 0)
  )
}

function within(path: Path, placed: readonly PlacedFigure[]): PlacedFigure[] {
  return placed.map((inner) => ({ ...inner, path: [...path, ...inner.path] }))
}
