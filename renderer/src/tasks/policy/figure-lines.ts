import { assertNever } from '#shared/base/assert-never.ts'
import type { Figure, FigureStatus, PointsIndicator, PointsRule } from '#shared/policy/index.ts'

/** One figure of an indicator as the table shows it. */
export interface FigureLine {
  what: string
  /** 未装载 where the figure was not seen; never a zero in its place. */
  value: string
  status: FigureStatus
  citation: string
  note: string | undefined
}

function line(what: string, figure: Figure, indicator: PointsIndicator): FigureLine {
  const status = figure.status ?? indicator.status
  const other = figure.alternative
  const otherWords = other === undefined ? undefined : `另一来源为 ${other.value} 分（${other.citation}）`
  return {
    what,
    value: figure.value === null ? '未装载' : `${figure.value} 分`,
    status,
    citation: figure.citation ?? indicator.citation ?? '',
    note: [otherWords, figure.note].filter((part) => part !== undefined).join('；') || undefined,
  }
}

/** Every figure of an indicator: its rule first, then its cap. An indicator without a rule says so. */
export function figureLines(indicator: PointsIndicator): FigureLine[] {
  const rule = indicator.rule === null ? [] : ruleLines(indicator.rule, indicator)
  return [...rule, line('上限', indicator.cap, indicator)]
}

function ruleLines(rule: PointsRule, indicator: PointsIndicator): FigureLine[] {
  switch (rule.kind) {
    case 'age-linear':
      return [
        line(`${rule.bandFrom} 至 ${rule.bandTo} 周岁`, rule.bandPoints, indicator),
        line(`每小 1 岁另加`, rule.perYearYounger, indicator),
        line(`未满 ${rule.adultFrom} 周岁`, rule.minors, indicator),
        line(`${rule.bandTo} 周岁以上`, rule.above, indicator),
      ]
    case 'lookup':
      return rule.choices.map((choice) => line(choice.title, choice.points, indicator))
    case 'per-unit':
      return [line(rule.count === 'recorded' ? '每缴满 1 个月' : '每满 1 个整月', rule.rate, indicator)]
    default:
      return assertNever(rule)
  }
}
