import {
  add,
  compare,
  divide,
  type Fraction,
  floor,
  fraction,
  max,
  min,
  multiply,
  roundToHundredths,
  subtract,
  ZERO,
} from '#shared/base/fraction.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { FactItem, PersonFacts, PointsFacts } from '#shared/domain/people/index.ts'
import type { LeafScope } from '#shared/domain/points/leaf.ts'
import { conditionLeaf, itemReader, measureLeaf } from '#shared/domain/points/leaves/index.ts'
import type {
  AgeLinearRule,
  Condition,
  Figure,
  ItemSelection,
  Measure,
  PointsIndicator,
  PointsRule,
} from '#shared/policy/index.ts'

/**
 * The rules read plainly, one person and one rule at a time, in exact fractions and straight from the pack: what the
 * engine is held against. Only the leaves, which have tests of their own, are shared.
 */
export type Value = Fraction | 'UNKNOWN' | 'NOT_LOADED'

interface View {
  who: PersonFacts
  owner: PointsFacts
  on: PlainDate
  scope: LeafScope
  /** More than this makes no difference; null where there is no such amount. */
  ceiling: Fraction | null
}

const NOTHING_YET: LeafScope = { department: null, whenAbsent: 'unknown' }

export function isKnown(value: Value): value is Fraction {
  return typeof value === 'object'
}

export function figure({ value }: Figure): Value {
  if (value === null) return 'NOT_LOADED'
  const [whole = '', part] = value.split('/')
  if (part !== undefined) return fraction(BigInt(whole), BigInt(part))
  const [integer = '', decimals = ''] = whole.split('.')
  return fraction(BigInt(integer + decimals), 10n ** BigInt(decimals.length))
}

/** An indicator's own amount, capped and without sign. */
export function scoreIndicator(indicator: PointsIndicator, facts: PointsFacts, on: PlainDate): Value {
  const { rule, subject, whenAbsent } = indicator
  const cap = indicator.cap === null ? null : figure(indicator.cap)
  if (rule === null || cap === 'NOT_LOADED' || cap === 'UNKNOWN') return 'NOT_LOADED'
  const day = indicator.asOf === 'day' ? on : facts.appliedOn
  const of = (who: PersonFacts): Value =>
    day === undefined
      ? 'UNKNOWN'
      : scoreGated(indicator, rule, {
          who,
          owner: facts,
          on: day,
          scope: { department: null, whenAbsent },
          ceiling: cap,
        })
  const absent: Value[] = whenAbsent === 'nothing' ? [] : ['UNKNOWN']
  const bound = mostOf(rule, indicator)
  const best = (family: readonly PersonFacts[] | undefined, before: readonly PersonFacts[]) => {
    const values = [...before.map(of), ...(family?.map(of) ?? absent)]
    return values.length === 0
      ? ZERO
      : highest(
          values.map((value) => ({ value, most: bound })),
          cap,
        )
  }
  return capped(bySubject(), cap)

  function bySubject(): Value {
    const spouse = facts.spouse === undefined ? undefined : facts.spouse === null ? [] : [facts.spouse]
    switch (subject) {
      case 'applicant':
        return of(facts)
      case 'spouse':
        return best(spouse, [])
      case 'either':
        return best(spouse, [facts])
      case 'both':
        return sum([of(facts), ...(spouse?.map(of) ?? absent)])
      case 'guardian-of-minor': {
        if (day === undefined) return 'UNKNOWN'
        const age = numberOf({ kind: 'age' }, facts, { on: day, scope: NOTHING_YET })
        if (age === 'UNKNOWN') return 'UNKNOWN'
        return age >= 16 ? of(facts) : best(facts.guardians, [])
      }
    }
  }
}

function scoreGated(indicator: PointsIndicator, rule: PointsRule, view: View): Value {
  if (indicator.requires !== null) {
    const holds = conditionOf(indicator.requires, view)
    if (holds !== true) return holds === false ? ZERO : holds
  }
  const { departments, combine } = indicator.verifiers
  if (combine === 'any' || departments.length === 0) return score(rule, view)
  const ceiling = combine === 'highest' ? view.ceiling : null
  const values = departments.map((department) =>
    score(rule, { ...view, ceiling, scope: { ...view.scope, department } }),
  )
  if (combine === 'sum') return sum(values)
  if (combine === 'highest')
    return highest(
      values.map((value) => ({ value, most: mostOf(rule, null) })),
      view.ceiling,
    )
  const known = values.filter(isKnown)
  if (known.some((value) => compare(value, known[0] ?? ZERO) !== 0)) return ZERO
  return known.length === values.length ? (known[0] ?? ZERO) : openOf(values)
}

/** What a rule comes to before the indicator's cap. */
function score(rule: PointsRule, view: View): Value {
  switch (rule.kind) {
    case 'flat': {
      const holds = conditionOf(rule.when, view)
      return holds === true ? figure(rule.points) : holds === false ? ZERO : holds
    }
    case 'per-unit':
      return onNumber(rule.measure, view, (number) => product(units(number, rule), figure(rule.rate)))
    case 'threshold':
      return onNumber(rule.measure, view, (number) =>
        number < rule.start
          ? ZERO
          : sum([figure(rule.first), product(units(number - rule.start, rule), figure(rule.rate))]),
      )
    case 'bands':
      return onNumber(rule.measure, view, (number) => {
        const band = rule.bands.find(({ from, to }) => from <= number && (to === null || number <= to))
        return figure(band === undefined ? rule.otherwise : band.points)
      })
    case 'age-linear':
      return onNumber({ kind: 'age' }, view, (age) => byAge(rule, age))
    case 'ordinal':
      return onNumber({ kind: 'items', of: rule.of, take: 'count' }, view, (times) => {
        const all = Array.from({ length: times }, (_, index) =>
          figure(rule.amounts[Math.min(index, rule.amounts.length - 1)] ?? { value: '0' }),
        )
        return rule.take === 'sum' ? sum(all) : (all.at(-1) ?? ZERO)
      })
    case 'sum': {
      const total = sum(rule.of.map((part) => score(part, { ...view, ceiling: null })))
      if (rule.cap === null || !isKnown(total) || total.n === 0n) return total
      const cap = figure(rule.cap)
      return isKnown(cap) ? min(total, cap) : cap
    }
    case 'highest':
      return highest(
        rule.of.map((part) => ({ value: score(part, view), most: mostOf(part, null) })),
        view.ceiling,
      )
    case 'choose': {
      const chosen = view.owner.choices?.[rule.choice]?.toLowerCase()
      const part = rule.of.find(({ option }) => option.toLowerCase() === chosen)
      return part === undefined ? 'UNKNOWN' : score(part.rule, view)
    }
    case 'gated': {
      const holds = conditionOf(rule.requires, view)
      return holds === true ? score(rule.rule, view) : holds === false ? ZERO : holds
    }
    case 'lookup':
      return onItems(rule.of, { ...view, holding: rule.holding }, (items) => {
        const values = items.map(({ code }): Value => {
          const choice = rule.choices.find((candidate) => candidate.values.includes(code))
          if (choice !== undefined) return figure(choice.points)
          return rule.others === 'nothing' || code === 'none' ? ZERO : 'NOT_LOADED'
        })
        if (values.length === 0) return ZERO
        return highest(
          values.map((value) => ({ value, most: null })),
          view.ceiling,
        )
      })
    case 'yearly':
      return onItems(rule.of, view, (items) => {
        const years = new Map<string, number>()
        for (const { from, amount } of items) {
          const taken = rule.take === 'count' ? 1 : amount
          if (from === null || taken === undefined) return 'UNKNOWN'
          years.set(from.slice(0, 4), (years.get(from.slice(0, 4)) ?? 0) + taken)
        }
        return sum(
          [...years.values()].map((taken): Value => {
            const value = product(fraction(Math.floor(taken / rule.per)), figure(rule.rate))
            const cap = figure(rule.yearCap)
            if (!isKnown(value) || value.n === 0n) return value
            return isKnown(cap) ? min(value, cap) : cap
          }),
        )
      })
    case 'divided':
      return onItems(rule.of, view, (items) =>
        sum(
          items.map(({ owners = 1, first = false }) => {
            const each = figure(rule.each)
            const share = isKnown(each) ? divide(each, fraction(owners)) : each
            const factor = first && owners > 1 ? figure(rule.firstFactor) : fraction(1)
            return isKnown(share) && isKnown(factor) ? multiply(share, factor) : 'NOT_LOADED'
          }),
        ),
      )
    case 'granted':
      return onItems(rule.of, view, (items) => {
        if (items.some(({ amount }) => amount === undefined)) return 'UNKNOWN'
        const givers = [...new Set(items.map(({ label = '' }) => label))]
        return sum(
          givers.map((giver): Value => {
            const ours = items.filter(({ label = '' }) => label === giver)
            const given = fraction(
              ours.reduce((total, { amount = 0 }) => total + amount, 0),
              100,
            )
            const most = figure(rule.mostEachGiver)
            if (given.n === 0n) return ZERO
            return isKnown(most) ? min(given, most) : most
          }),
        )
      })
  }
}

function byAge(rule: AgeLinearRule, age: number): Value {
  if (age < rule.adultFrom) return figure(rule.minors)
  const band = figure(rule.bandPoints)
  if (age <= rule.bandTo) {
    const younger = Math.max(0, rule.bandFrom - age)
    return sum([band, product(fraction(younger), figure(rule.perYearYounger))])
  }
  if (rule.above.kind === 'flat') return figure(rule.above.points)
  const fall = product(fraction(age - rule.bandTo), figure(rule.above.perYearOlder))
  return isKnown(band) && isKnown(fall) ? max(ZERO, subtract(band, fall)) : 'NOT_LOADED'
}

function units(number: number, { per, whole }: { per: number; whole: boolean }): Fraction {
  const exact = fraction(number, per)
  return whole ? fraction(floor(exact)) : exact
}

function product(count: Fraction, amount: Value): Value {
  if (count.n === 0n) return ZERO
  return isKnown(amount) ? multiply(count, amount) : amount
}

function sum(values: readonly Value[]): Value {
  return values.every(isKnown) ? values.reduce(add, ZERO) : openOf(values)
}

function openOf(values: readonly Value[]): Value {
  return values.includes('UNKNOWN') ? 'UNKNOWN' : 'NOT_LOADED'
}

function highest(parts: readonly { value: Value; most: Fraction | null }[], ceiling: Fraction | null): Value {
  const known = parts.map(({ value }) => value).filter(isKnown)
  const best = known.length === 0 ? null : known.reduce(max)
  const open = parts.filter(({ value }) => !isKnown(value))
  if (best !== null && open.every(({ most }) => most !== null && compare(most, best) <= 0)) return best
  if (best !== null && ceiling !== null && compare(best, ceiling) >= 0) return best
  return openOf(open.map(({ value }) => value))
}

/** The most a rule can come to whatever the facts; null where there is no bound or it is not read. */
function mostOf(rule: PointsRule, indicator: PointsIndicator | null): Fraction | null {
  if (
    indicator !== null &&
    indicator.verifiers.combine === 'sum' &&
    indicator.verifiers.departments.length > 0
  ) {
    const one = mostOf(rule, null)
    return one === null ? null : multiply(one, fraction(indicator.verifiers.departments.length))
  }
  const greatest = (figures: readonly Figure[]) => greatestOf(figures.map(figure))
  switch (rule.kind) {
    case 'flat':
      return greatest([rule.points])
    case 'lookup':
      return greatest(rule.choices.map(({ points }) => points))
    case 'bands':
      return greatest([...rule.bands.map(({ points }) => points), rule.otherwise])
    case 'ordinal':
      return rule.take === 'last' ? greatest(rule.amounts) : null
    case 'per-unit':
      return isZero(rule.rate) ? ZERO : null
    case 'threshold':
      return isZero(rule.rate) ? greatest([rule.first]) : null
    case 'sum': {
      const parts = rule.of.map((part) => mostOf(part, null))
      const total = parts.reduce<Fraction | null>(
        (all, part) => (all === null || part === null ? null : add(all, part)),
        ZERO,
      )
      if (rule.cap === null || (total !== null && total.n === 0n)) return total
      const cap = figure(rule.cap)
      if (!isKnown(cap)) return null
      return total === null ? null : min(total, cap)
    }
    case 'highest':
      return greatestOf(rule.of.map((part) => mostOf(part, null) ?? 'NOT_LOADED'))
    case 'choose':
      return greatestOf(rule.of.map((part) => mostOf(part.rule, null) ?? 'NOT_LOADED'))
    case 'gated':
      return mostOf(rule.rule, null)
    default:
      return null
  }
}

function isZero(one: Figure): boolean {
  const value = figure(one)
  return isKnown(value) && value.n === 0n
}

function greatestOf(values: readonly Value[]): Fraction | null {
  return values.every(isKnown) ? values.reduce(max, ZERO) : null
}

function capped(value: Value, cap: Fraction | null): Value {
  return isKnown(value) && cap !== null ? min(value, cap) : value
}

function onNumber(measure: Measure, view: View, then: (number: number) => Value): Value {
  const number = numberOf(measure, view.who, view)
  return number === 'UNKNOWN' ? 'UNKNOWN' : then(number)
}

function numberOf(
  measure: Measure,
  who: PersonFacts,
  { on, scope }: Pick<View, 'on' | 'scope'>,
): number | 'UNKNOWN' {
  const number = measureLeaf(measure, scope).read(who, { on, lists: [] })
  return Number.isNaN(number) ? 'UNKNOWN' : number
}

function conditionOf(condition: Condition, { who, on, scope }: View): boolean | 'UNKNOWN' | 'NOT_LOADED' {
  const value = conditionLeaf(condition, { ...scope, department: scope.department }).read(who, {
    on,
    lists: [],
  })
  if (Number.isNaN(value)) return 'UNKNOWN'
  return value === Number.POSITIVE_INFINITY ? 'NOT_LOADED' : value === 1
}

function onItems(
  of: ItemSelection,
  { who, on, scope, holding = false }: View & { holding?: boolean },
  then: (items: readonly FactItem[]) => Value,
): Value {
  const items = itemReader(of, { holding, ...scope }).select(who, { on, lists: [] })
  return items === undefined ? 'UNKNOWN' : then(items)
}

/** Hundredths of an exact amount, half up by magnitude. */
export function hundredths(value: Fraction): number {
  const x100 = roundToHundredths(value.n < 0n ? subtract(ZERO, value) : value)
  return value.n < 0n ? 0 - x100 : x100
}
