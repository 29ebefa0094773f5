import { assertNever } from '#shared/base/assert-never.ts'
import { type FactKind, packUsesFamily } from '#shared/domain/people/index.ts'
import {
  type Condition,
  type FactField,
  ItemFact,
  type ItemSelection,
  type Measure,
  type PointsIndicator,
  type PointsPack,
  type PointsRule,
} from '#shared/policy/index.ts'
import { conditionsWithin, ruleConditions, rulesWithin } from '#shared/policy/walk.ts'

/** What a batch has to read of everybody, so that it reads no more. */
export type NeededFacts = {
  kinds: readonly FactKind[]
  /** Whether spouses, children or guardians are asked for. */
  family: boolean
  /** Whether records are told apart by the department they come from. */
  departments: boolean
}

/** The recorded kinds each field of a rule is read from; the birth date stands in the identity number. */
const KINDS_OF_FIELD = {
  birth: [],
  residenceRegisteredOn: ['residence'],
  permitIssuedOn: ['permit'],
  appliedOn: ['participation'],
  insuredMonths: ['insurance', 'contribution'],
  education: ['education'],
  skill: ['skill'],
  residence: ['residence'],
  permit: ['permit', 'endorsement'],
  employment: ['employment'],
  housing: ['housing'],
  office: ['office'],
  honour: ['honour'],
  service: ['service'],
  blood: ['donation'],
  organ: ['donation'],
  donation: ['donation'],
  tax: ['tax'],
  jobs: ['jobs'],
  patent: ['patent'],
  offence: ['offence'],
  award: ['award'],
  stay: ['stay'],
  pension: ['contribution'],
  medical: ['contribution'],
  unemployment: ['contribution'],
  injury: ['contribution'],
  maternity: ['contribution'],
  housingFund: ['contribution'],
} as const satisfies Record<FactField, readonly FactKind[]>

/** What must be read of everybody to score all of these packs. */
export function neededFacts(packs: readonly PointsPack[]): NeededFacts {
  const fields = packs.flatMap(fieldsOf)
  const kinds = new Set<FactKind>(fields.flatMap((field) => KINDS_OF_FIELD[field]))
  const family = packs.some(packUsesFamily)
  if (family || fields.some((field) => ItemFact.safeParse(field).success)) kinds.add('nothing')
  if (packs.some(hasChoice)) kinds.add('choice')
  const departments = packs.some(({ indicators }) =>
    indicators.some(({ verifiers }) => verifiers.combine !== 'any'),
  )
  return { kinds: [...kinds].sort(), family, departments }
}

function fieldsOf(pack: PointsPack): FactField[] {
  const { indicators, freezes } = pack
  return [
    ...indicators.flatMap(({ asOf }): FactField[] => (asOf === 'application' ? ['appliedOn'] : [])),
    ...indicators.flatMap(({ rule }) => (rule === null ? [] : rulesWithin(rule)).flatMap(ruleFields)),
    ...conditionsOf(pack).flatMap(conditionFields),
    ...freezes.map(({ of }) => of.fact),
  ]
}

/** Every condition of a pack, those within others as well. */
function conditionsOf({ indicators, requires, vetoes }: PointsPack): Condition[] {
  const inRules = indicators.flatMap(({ rule }) =>
    (rule === null ? [] : rulesWithin(rule)).flatMap(({ value }) => {
      if (value.kind === 'flat') return [value.when]
      return value.kind === 'gated' ? [value.requires] : []
    }),
  )
  const outermost = [
    ...inRules,
    ...indicators.flatMap((indicator) => (indicator.requires === null ? [] : [indicator.requires])),
    ...[...requires, ...vetoes].map(({ when }) => when),
  ]
  return outermost.flatMap((condition) => conditionsWithin(condition).map(({ value }) => value))
}

function ruleFields({ value: rule }: { value: PointsRule }): FactField[] {
  switch (rule.kind) {
    case 'age-linear':
      return ['birth']
    case 'bands':
    case 'per-unit':
    case 'threshold':
      return measureFields(rule.measure)
    case 'divided':
    case 'granted':
    case 'lookup':
    case 'ordinal':
    case 'yearly':
      return selected(rule.of)
    case 'flat':
    case 'sum':
    case 'highest':
    case 'choose':
    case 'gated':
      return []
    default:
      return assertNever(rule)
  }
}

/** What an indicator reads of the children of whom it is about. */
export function childFields({ requires, rule }: PointsIndicator): FactField[] {
  const conditions = [
    ...(requires === null ? [] : conditionsWithin(requires)),
    ...(rule === null ? [] : ruleConditions(rule)),
  ]
  return conditions.flatMap(({ value }): FactField[] =>
    value.kind === 'children'
      ? ['birth', ...conditionsWithin(value.each).flatMap((each) => conditionFields(each.value))]
      : [],
  )
}

function conditionFields(condition: Condition): FactField[] {
  switch (condition.kind) {
    case 'has':
      return selected(condition.of)
    case 'reaches':
      return measureFields(condition.measure)
    case 'known-by':
    case 'listed':
      return [condition.fact]
    case 'children':
      return ['birth']
    case 'all':
    case 'any':
    case 'not':
      return []
    default:
      return assertNever(condition)
  }
}

function measureFields(measure: Measure): FactField[] {
  switch (measure.kind) {
    case 'age':
      return ['birth']
    case 'count':
    case 'since':
      return [measure.fact]
    case 'periods':
    case 'items':
      return selected(measure.of)
    case 'fund-months':
      return measure.funds
    default:
      return assertNever(measure)
  }
}

function selected({ fact }: ItemSelection): FactField[] {
  return [fact]
}

function hasChoice({ groups, indicators }: PointsPack): boolean {
  const inRule = (rule: PointsRule) => rulesWithin(rule).some(({ value }) => value.kind === 'choose')
  return (
    groups.some(({ mode }) => mode.kind === 'choose') ||
    indicators.some(({ rule }) => rule !== null && inRule(rule))
  )
}
