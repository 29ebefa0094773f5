import { compare, type Fraction, min, roundToHundredths } from '../../base/fraction.ts'
import type { PlainDate } from '../../base/plain-date.ts'
import { formatX100 } from '../../base/points-text.ts'
import {
  type Figure,
  type FigureStatus,
  figureValue,
  leastCertain,
  type PointsIndicator,
  type PointsPack,
  type PointsRule,
} from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import type { PointsAssessment, PointsLine } from './assessment.ts'
import { evaluateRule, findKnownFact, type KnownFact, ruleRange } from './rules/index.ts'
import { UNKNOWN_WORDS } from './words.ts'

/**
 * A person's points under a pack on a day, line by line: exact, capped, then rounded once to hundredths. Each line
 * depends on its own fact only. An absent fact is UNKNOWN, a missing figure NOT_LOADED; neither is zero. A birth
 * after the day is refused as BAD_INPUT. The pack is not required to be in force: `selectPack` sees to that.
 */
export function assessPoints(pack: PointsPack, facts: PointsFacts, on: PlainDate): PointsAssessment {
  const lines = pack.indicators.map((indicator) => assessIndicator(indicator, facts, on))
  return {
    packId: pack.id,
    on,
    lines,
    totalX100: lines.reduce((sum, line) => sum + (line.pointsX100 ?? 0), 0),
    complete: lines.every((line) => line.state === 'SCORED'),
    unknown: lines.filter((line) => line.state === 'UNKNOWN').map((line) => line.code),
    notLoaded: lines.filter((line) => line.state === 'NOT_LOADED').map((line) => line.code),
  }
}

/** One indicator's line of `assessPoints`. */
export function assessIndicator(indicator: PointsIndicator, facts: PointsFacts, on: PlainDate): PointsLine {
  const cap = figureValue(indicator.cap, 'chosen')
  const { rule } = indicator
  if (rule === null || cap === null) return notLoadedLine(indicator, '该指标的计分规则', [])
  const fact = findKnownFact(facts, indicator.fact)
  if (fact === undefined) return unknownLine(indicator, rule, cap)
  return knownLine({ indicator, rule, cap, fact, on })
}

interface Known {
  indicator: PointsIndicator
  rule: PointsRule
  cap: Fraction
  fact: KnownFact
  on: PlainDate
}

function knownLine({ indicator, rule, cap, fact, on }: Known): PointsLine {
  const outcome = evaluateRule(rule, fact, { on, cap, reading: 'chosen' })
  if (!outcome.loaded)
    return {
      ...notLoadedLine(indicator, outcome.formula, outcome.figures),
      basis: outcome.basis,
      formula: `${outcome.formula}（未装载）`,
    }
  const capped = compare(outcome.exact, cap) > 0
  const pointsX100 = roundToHundredths(min(outcome.exact, cap))
  const alternativeX100 = otherReading({ indicator, rule, cap, fact, on }, pointsX100)
  const figures = capped ? [...outcome.figures, indicator.cap] : outcome.figures
  return {
    ...commonPart(indicator, figures),
    state: 'SCORED',
    pointsX100,
    basis: outcome.basis,
    formula: outcome.formula,
    capped,
    openX100: null,
    alternativeX100,
    ...noteOf([...notesOf(figures), ...conflictNote(figures, pointsX100, alternativeX100)]),
  }
}

/** The amount under the other sources, where any of the rule's figures has one and it makes a difference. */
function otherReading({ indicator, rule, fact, on }: Known, pointsX100: number): number | null {
  const cap = figureValue(indicator.cap, 'alternative')
  if (cap === null) return null
  const outcome = evaluateRule(rule, fact, { on, cap, reading: 'alternative' })
  if (!outcome.loaded) return null
  const otherX100 = roundToHundredths(min(outcome.exact, cap))
  return otherX100 === pointsX100 ? null : otherX100
}

function unknownLine(indicator: PointsIndicator, rule: PointsRule, cap: Fraction): PointsLine {
  const words = UNKNOWN_WORDS[indicator.fact]
  return {
    ...commonPart(indicator, []),
    state: 'UNKNOWN',
    pointsX100: null,
    basis: `没有${words.name}的记录`,
    formula: '未知，不计 0 分',
    capped: false,
    openX100: hundredthsRange(rule, cap),
    alternativeX100: null,
    remedy: words.remedy,
  }
}

function notLoadedLine(indicator: PointsIndicator, what: string, figures: Figure[]): PointsLine {
  return {
    ...commonPart(indicator, []),
    state: 'NOT_LOADED',
    pointsX100: null,
    basis: '',
    formula: '未装载',
    capped: false,
    status: 'UNREAD',
    openX100: null,
    alternativeX100: null,
    note: [...notesOf(figures), `${what}，未装载，不计分也不作 0 分`].join('；'),
    remedy: '请主管部门确认分值，并装载新版政策包',
  }
}

function hundredthsRange(rule: PointsRule, cap: Fraction): { min: number; max: number } {
  const range = ruleRange(rule, cap)
  return { min: roundToHundredths(range.min), max: roundToHundredths(range.max) }
}

function commonPart(indicator: PointsIndicator, figures: Figure[]) {
  const cap = figureValue(indicator.cap, 'chosen')
  const used = figures.find((figure) => figure.citation !== undefined)
  return {
    code: indicator.code,
    name: indicator.name,
    fact: indicator.fact,
    capX100: cap === null ? null : roundToHundredths(cap),
    clause: used?.citation ?? indicator.citation ?? '未注明文号',
    status: lineStatus(indicator, figures),
  }
}

function lineStatus(indicator: PointsIndicator, figures: Figure[]): FigureStatus {
  if (figures.length === 0) return indicator.status
  return leastCertain(figures.map((figure) => figure.status ?? indicator.status))
}

function notesOf(figures: Figure[]): string[] {
  return figures.map((figure) => figure.note).filter((note) => note !== undefined)
}

function conflictNote(figures: Figure[], pointsX100: number, otherX100: number | null): string[] {
  if (otherX100 === null) return []
  const source =
    figures.find((figure) => figure.alternative !== undefined)?.alternative?.citation ?? '另一来源'
  const gap = Math.abs(pointsX100 - otherX100)
  const change = otherX100 < pointsX100 ? '减少' : '增加'
  return [
    `来源不一致：这里取 ${formatX100(pointsX100)} 分，另一读法（${source}）给 ${formatX100(otherX100)} 分，按另一读法总分${change} ${formatX100(gap)} 分`,
  ]
}

function noteOf(notes: string[]): { note?: string } {
  return notes.length === 0 ? {} : { note: notes.join('；') }
}
