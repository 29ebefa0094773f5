import { assertNever } from '#shared/base/assert-never.ts'
import {
  amountWords,
  bandEdges,
  type Figure,
  type FigureStatus,
  type PointsIndicator,
  type PointsRule,
  ruleEntries,
} from '#shared/policy/index.ts'

/** One figure of a policy as the table shows it. */
export interface FigureLine {
  what: string
  /** 未装载 where the figure was not seen; never a zero in its place. */
  value: string
  status: FigureStatus
  citation: string
  note: string | undefined
}

/** What holds for a figure that states none of its own. */
type Stated = { status: FigureStatus; citation?: string | undefined }

/** A figure with its name; `unit` is what it counts, points where left out. */
export function figureLine(what: string, figure: Figure, stated: Stated, unit = '分'): FigureLine {
  const other = figure.alternative
  const otherWords =
    other === undefined ? undefined : `另一来源为 ${withUnit(other.value, unit)}（${other.citation}）`
  return {
    what,
    value: figure.value === null ? '未装载' : withUnit(figure.value, unit),
    status: figure.status ?? stated.status,
    citation: figure.citation ?? stated.citation ?? '',
    note: [otherWords, figure.note].filter((part) => part !== undefined).join('；') || undefined,
  }
}

function withUnit(value: string, unit: string): string {
  return unit === '' ? amountWords(value) : `${amountWords(value)} ${unit}`
}

/** Every figure of an indicator: its rule first, then its cap. */
export function figureLines(indicator: PointsIndicator): FigureLine[] {
  const rule = indicator.rule === null ? [] : namedFigures(indicator.rule)
  const cap: NamedFigure[] = indicator.cap === null ? [] : [{ what: '上限', figure: indicator.cap }]
  return [...rule, ...cap].map(({ what, figure, unit }) => figureLine(what, figure, indicator, unit))
}

/** What of a rule in plain words is not already said by the names of its figures. */
export function wordsBeside(rule: PointsRule): string[] {
  const said = new Set(namedFigures(rule).map(({ what }) => what))
  return ruleEntries(rule)
    .filter(({ place }) => !said.has(place))
    .map(({ place, text }) => `${place}：${text}`)
}

interface NamedFigure {
  what: string
  figure: Figure
  unit?: string
}

const named = (what: string, figure: Figure, unit?: string): NamedFigure =>
  unit === undefined ? { what, figure } : { what, figure, unit }

type LeafRule = Exclude<PointsRule, { kind: 'sum' | 'highest' | 'choose' | 'gated' }>
type RuleOf<Kind extends PointsRule['kind']> = Extract<PointsRule, { kind: Kind }>

function namedFigures(rule: PointsRule): NamedFigure[] {
  switch (rule.kind) {
    case 'sum':
      return [...parts(rule.of), ...(rule.cap === null ? [] : [named('各部分合计上限', rule.cap)])]
    case 'highest':
      return parts(rule.of)
    case 'choose':
      return rule.of.flatMap((part) => under(part.title, part.rule))
    case 'gated':
      return namedFigures(rule.rule)
    default:
      return leafFigures(rule)
  }
}

function parts(of: readonly PointsRule[]): NamedFigure[] {
  return of.flatMap((part, index) => under(`第 ${index + 1} 部分`, part))
}

function under(title: string, rule: PointsRule): NamedFigure[] {
  return namedFigures(rule).map((figure) => ({ ...figure, what: `${title} › ${figure.what}` }))
}

function leafFigures(rule: LeafRule): NamedFigure[] {
  switch (rule.kind) {
    case 'age-linear':
      return ageFigures(rule)
    case 'bands':
      return bandFigures(rule)
    case 'lookup':
      return rule.choices.map((choice) => named(choice.title, choice.points))
    case 'ordinal':
      return ordinalFigures(rule)
    case 'flat':
      return [named('符合条件', rule.points)]
    case 'per-unit':
      return [named(`每${rule.unit}`, rule.rate)]
    case 'threshold':
      return [named('达到起点', rule.first), named(`此后每${rule.unit}`, rule.rate)]
    case 'yearly':
      return [named(`每${rule.unit}`, rule.rate), named('每年最多', rule.yearCap)]
    case 'divided':
      return [named('每项', rule.each), named('第一权利人的倍数', rule.firstFactor, '倍')]
    case 'granted':
      return [
        named('每个给分单位最多', rule.mostEachGiver),
        ...(rule.mostShare === null ? [] : [named('给分人数占总人数最多', rule.mostShare, '')]),
      ]
    default:
      return assertNever(rule)
  }
}

function ageFigures(rule: RuleOf<'age-linear'>): NamedFigure[] {
  return [
    named(`${rule.bandFrom} 至 ${rule.bandTo} 周岁`, rule.bandPoints),
    named(`${rule.bandFrom} 周岁以下每小 1 岁`, rule.perYearYounger),
    named(`未满 ${rule.adultFrom} 周岁`, rule.minors),
    rule.above.kind === 'flat'
      ? named(`${rule.bandTo} 周岁以上`, rule.above.points)
      : named(`${rule.bandTo} 周岁以上每大 1 岁减`, rule.above.perYearOlder),
  ]
}

function bandFigures(rule: RuleOf<'bands'>): NamedFigure[] {
  const bands = rule.bands.map((band) => named(bandEdges(rule, band), band.points))
  return [...bands, named('各档以外', rule.otherwise)]
}

function ordinalFigures({ amounts }: RuleOf<'ordinal'>): NamedFigure[] {
  return amounts.map((figure, index) =>
    named(index === amounts.length - 1 ? `第 ${index + 1} 次及以后` : `第 ${index + 1} 次`, figure),
  )
}
