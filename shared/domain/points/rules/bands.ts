import type { BandsRule, Figure } from '../../../policy/index.ts'
import { UNKNOWN } from '../leaf.ts'
import { measureLeaf } from '../leaves/index.ts'
import { amountOf, columnNode, figureText, type RuleContext, type RuleNode } from './node.ts'

/** The amount of the band a number falls into, both edges included; outside every band that of `otherwise`. */
export function compileBands(rule: BandsRule, context: RuleContext): RuleNode {
  const froms = Float64Array.from(rule.bands, ({ from }) => from)
  const tos = Float64Array.from(rule.bands, ({ to }) => to ?? Number.POSITIVE_INFINITY)
  const amounts = Float64Array.from(rule.bands, ({ points }) => amountOf(points, context))
  const otherwise = amountOf(rule.otherwise, context)
  const all = [...amounts, otherwise]
  const unread = all.includes(Number.POSITIVE_INFINITY)
  return columnNode(context, {
    source: measureLeaf(rule.measure, context.scope),
    least: unread ? 0 : Math.min(...all),
    most: Math.max(...all),
    fill(values, to, count) {
      for (let row = 0; row < count; row += 1) {
        const value = values[row] ?? UNKNOWN
        let amount = Number.isNaN(value) ? UNKNOWN : otherwise
        for (let band = froms.length - 1; band >= 0; band -= 1)
          if (value >= (froms[band] ?? UNKNOWN)) {
            if (value <= (tos[band] ?? UNKNOWN)) amount = amounts[band] ?? UNKNOWN
            break
          }
        to[row] = amount
      }
    },
    formula: (value) => bandWords(rule, value, context),
  })
}

function bandWords(
  { bands, otherwise, unit }: BandsRule,
  value: number,
  { reading }: RuleContext,
): { formula: string; figures: readonly Figure[] } {
  const band = bands.find(({ from, to }) => value >= from && (to === null || value <= to))
  const figure = band?.points ?? otherwise
  const words = band === undefined ? '不在所列各段' : edgesText(band.from, band.to, unit)
  return {
    formula: figure.value === null ? `${words}的分值未装载` : `${words} ${figureText(figure, reading)} 分`,
    figures: [figure],
  }
}

function edgesText(from: number, to: number | null, unit: string): string {
  if (to === null) return `${from} ${unit}及以上`
  return from === to ? `${from} ${unit}` : `${from} 至 ${to} ${unit}`
}
