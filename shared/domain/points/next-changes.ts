import type { PlainDate } from '../../base/plain-date.ts'
import { formatX100 } from '../../base/points-text.ts'
import type { PointsIndicator, PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import { assessIndicator } from './assess.ts'
import type { PointsLine } from './assessment.ts'
import { findKnownFact, ruleTurns } from './rules/index.ts'

/** A line that changes with time alone: the first day of the new amount, and what changes in words. */
export interface NextChange {
  on: PlainDate
  code: string
  text: string
}

/**
 * For each line the first day after `on` on which it changes by itself (a further full month, a birthday), soonest
 * first. Lines at their cap, or whose fact is unknown, do not change by themselves.
 */
export function nextChanges(pack: PointsPack, facts: PointsFacts, on: PlainDate): NextChange[] {
  return pack.indicators
    .map((indicator) => nextChange(indicator, facts, on))
    .filter((change) => change !== undefined)
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
}

function nextChange(indicator: PointsIndicator, facts: PointsFacts, on: PlainDate): NextChange | undefined {
  const fact = findKnownFact(facts, indicator.fact)
  if (indicator.rule === null || fact === undefined) return undefined
  const today = assessIndicator(indicator, facts, on)
  for (const day of ruleTurns(indicator.rule, fact, on)) {
    const then = assessIndicator(indicator, facts, day)
    if (then.state !== today.state || then.pointsX100 !== today.pointsX100)
      return { on: day, code: indicator.code, text: changeText(today, then) }
  }
  return undefined
}

function changeText(today: PointsLine, then: PointsLine): string {
  return `${then.name}：${then.basis}，由${amountText(today)}变为${amountText(then)}`
}

function amountText(line: PointsLine): string {
  return line.pointsX100 === null ? '未装载' : ` ${formatX100(line.pointsX100)} 分`
}
