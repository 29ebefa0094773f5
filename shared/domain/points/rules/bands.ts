import { type BandsRule, bandEdges, type Figure } from '../../../policy/index.ts'
import { UNKNOWN } from '../leaf.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode } from './node.ts'

/** The amount of the band a number falls into, both edges included; outside every band that of `otherwise`. */
export function compileBands(rule: BandsRule, context: RuleContext): RuleNode {
  const amounts = rule.bands.map(({ points }) => amountOf(points, context))
  const otherwise = amountOf(rule.otherwise, context)
  const all = [...amounts, otherwise]
  const unread = all.includes(Number.POSITIVE_INFINITY)
  const words = rule.bands.map((band) => bandWords(band.points, bandEdges(rule, band), context))
  const otherWords = bandWords(rule.otherwise, '不在所列各段', context)
  return columnNode(context, {
    source: measureLeaf(rule.measure, context.scope),
    least: unread ? 0 : Math.min(...all),
    most: Math.max(...all),
    amountAt: (value) => (Number.isNaN(value) ? UNKNOWN : (amounts[bandAt(rule, value)] ?? otherwise)),
    formula: (value) => words[bandAt(rule, value)] ?? otherWords,
  })
}

/** The place of the band a number falls into, -1 where it is none. */
function bandAt({ bands }: BandsRule, value: number): number {
  return bands.findIndex(({ from, to }) => value >= from && (to === null || value <= to))
}

function bandWords(
  figure: Figure,
  words: string,
  { reading }: RuleContext,
): { formula: string; figures: readonly Figure[] } {
  return {
    formula: figure.value === null ? `${words}的分值未装载` : `${words} ${figureText(figure, reading)} 分`,
    figures: [figure],
  }
}
