import { type Figure, figureValue, ITEM_VOCABULARY, type LookupRule } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import { NOT_LOADED } from '../leaf.ts'
import { itemNode } from './item-source.ts'
import { amountOf, figureText, Highest, type RuleContext, type RuleNode } from './node.ts'

/**
 * The highest listed amount among the items a person has; a known empty list is nothing. A code the table does not
 * list is not loaded, or nothing where `others` says so; `none` is nothing anywhere. While one amount is not loaded
 * the highest is only known once another reaches the ceiling.
 *
 * Everybody has an education: a table that leaves no level of it out gives at least its least amount while the level
 * is not known.
 */
export function compileLookup(rule: LookupRule, context: RuleContext): RuleNode {
  const amounts = amountsByCode(rule, context)
  const listed = rule.choices.map(({ points }) => amountOf(points, context))
  const isComplete =
    rule.others === 'not-loaded' && isEverybodys(rule, context) && !listed.includes(NOT_LOADED)
  const choices = choicesByCode(rule, context)
  const highest = new Highest()
  return itemNode(context, {
    of: rule.of,
    holding: rule.holding,
    rule,
    least: isComplete ? Math.min(...listed) : 0,
    most: Math.max(...listed),
    amountOf(items) {
      if (items.length === 0) return 0
      highest.restart(context.ceiling)
      for (const { code } of items) highest.offer(amounts.get(code) ?? NOT_LOADED, NOT_LOADED)
      return highest.result()
    },
    formula: (items) => lookupWords(items, { ceiling: context.ceiling, amounts, choices }),
  })
}

/** Every code of the fact with what it is worth. */
function amountsByCode({ of, choices, others }: LookupRule, context: RuleContext): Map<string, number> {
  const amounts = new Map<string, number>()
  for (const code of ITEM_VOCABULARY[of.fact].codes)
    amounts.set(code, others === 'nothing' || code === 'none' ? 0 : NOT_LOADED)
  for (const { values, points } of choices)
    for (const value of values) amounts.set(value, amountOf(points, context))
  return amounts
}

function isEverybodys({ of, holding }: LookupRule, { scope }: RuleContext): boolean {
  const { fact, codes, window } = of
  return (
    fact === 'education' &&
    !holding &&
    codes === undefined &&
    window === undefined &&
    scope.department === null
  )
}

/** A choice of the table in words, read or not. */
interface Choice {
  words: string
  figures: readonly Figure[]
}

function choicesByCode({ choices }: LookupRule, { reading }: RuleContext): Map<string, Choice> {
  return new Map(
    choices.flatMap(({ values, title, points }) => {
      const text = figureText(points, reading)
      const isRead = figureValue(points, reading) !== null
      const words = isRead ? `${title} ${text} 分` : `${title}的分值未装载`
      return values.map((value) => [value, { words, figures: [points] }] as const)
    }),
  )
}

interface Table {
  ceiling: number
  amounts: ReadonlyMap<string, number>
  choices: ReadonlyMap<string, Choice>
}

function lookupWords(items: readonly FactItem[], { ceiling, amounts, choices }: Table) {
  if (items.length === 0) return { formula: '没有，0 分', figures: [] }
  let best: FactItem | undefined
  let most = -1
  let open: FactItem | undefined
  for (const item of items) {
    const worth = amounts.get(item.code) ?? NOT_LOADED
    if (worth === NOT_LOADED) open ??= item
    else if (worth > most) {
      best = item
      most = worth
    }
  }
  const isSettled = best !== undefined && (open === undefined || most >= ceiling)
  const choice = choices.get((isSettled ? best : open)?.code ?? '')
  if (choice === undefined)
    return { formula: isSettled ? '计分表未列，0 分' : '计分表未列这一档', figures: [] }
  return { formula: choice.words, figures: choice.figures }
}
