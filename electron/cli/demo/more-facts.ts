import { addDays, addMonths, type PlainDate } from '#shared/base/plain-date.ts'
import { fromMonths, monthsOfDay } from '#shared/base/year-month.ts'
import {
  anniversary,
  type FactPeriod,
  type FactSource,
  type FactValue,
  type HeldFact,
} from '#shared/domain/people/index.ts'
import type { Random } from './random.ts'

/** A fact of an invented life, with where it was seen and the days it holds where it has any. */
export interface InventedFact {
  fact: FactValue
  source: FactSource
  valid?: FactPeriod
}

/** An invented fact as one that holds. */
export function heldFact({ fact, source, valid = { from: null, to: null } }: InventedFact): HeldFact {
  return { value: fact, valid, department: source.department }
}

type OfKind<Kind extends FactValue['kind']> = Extract<FactValue, { kind: Kind }>

/** How many of the latest endorsements are on record. */
const ENDORSEMENTS = 2

/**
 * What stands behind the facts that rules ask for: months behind the insurance certificate, endorsements behind the
 * permit, and a home and merits of some. None of it changes anybody's points: paid pension months are as many as the
 * certificate says, and no endorsement holds longer than the permit says.
 */
export function inventMore(random: Random, facts: readonly InventedFact[], on: PlainDate): InventedFact[] {
  return [
    ...facts.flatMap(({ fact, source }) => {
      if (fact.kind === 'insurance') return inventMonths(random, fact, source)
      return fact.kind === 'permit' ? inventEndorsements(random, fact, source) : []
    }),
    ...inventHome(random, on),
    ...inventMerits(random, on),
  ]
}

/** Some months were never paid and some were paid afterwards; neither counts. */
function inventMonths(random: Random, { months }: OfKind<'insurance'>, source: FactSource): InventedFact[] {
  if (months === 0) return []
  const letters = Array.from({ length: months }, () => 'P')
  for (let more = random.below(4); more > 0; more -= 1) {
    letters.splice(random.below(letters.length), 0, random.pick(['-', '-', 'B']))
  }
  const last = monthsOfDay(source.dataDate) - 1
  const from = fromMonths(last - letters.length + 1)
  const evidence = { ...source, evidence: '社会保险缴费明细' }
  const pension = { kind: 'contribution', fund: 'pension', from, months: letters.join('') } as const
  if (!random.chance(30)) return [{ fact: pension, source: evidence }]
  const saved = random.between(1, months)
  const housingFund = {
    kind: 'contribution',
    fund: 'housingFund',
    from: fromMonths(last - saved + 1),
    months: 'P'.repeat(saved),
  } as const
  const fundSource = { ...source, department: '住房公积金', evidence: '住房公积金缴存明细' } as const
  return [
    { fact: pension, source: evidence },
    { fact: housingFund, source: fundSource },
  ]
}

function inventEndorsements(
  random: Random,
  { issuedOn, endorsedUntil }: OfKind<'permit'>,
  source: FactSource,
): InventedFact[] {
  const made: InventedFact[] = []
  for (let year = 1; anniversary(issuedOn, year + 1) <= endorsedUntil; year += 1) {
    const endorsedOn = addDays(anniversary(issuedOn, year), -random.below(28))
    const until = anniversary(issuedOn, year + 1)
    if (endorsedOn > source.dataDate) break
    made.push({ fact: { kind: 'endorsement', endorsedOn, until }, source })
  }
  return made.slice(-ENDORSEMENTS)
}

function inventHome(random: Random, on: PlainDate): InventedFact[] {
  if (!random.chance(60)) return []
  const tenure = random.pick(['rented', 'rented', 'rented', 'dormitory', 'owned'] as const)
  const from = addMonths(on, -random.between(2, 48))
  const source = {
    department: '本人提供',
    evidence: '住房证明',
    dataDate: addDays(on, -random.between(1, 30)),
  } as const
  const address = `示例路${random.between(1, 200)}号`
  return [{ fact: { kind: 'housing', tenure, address }, source, valid: { from, to: null } }]
}

function inventMerits(random: Random, on: PlainDate): InventedFact[] {
  const dataDate = addDays(on, -random.between(1, 30))
  const honour: InventedFact = {
    fact: {
      kind: 'honour',
      title: '示例·优秀新市民',
      level: 'town',
      awardedOn: addMonths(dataDate, -random.between(1, 36)),
    },
    source: { department: '本人提供', evidence: '荣誉证书', dataDate },
  }
  const service: InventedFact = {
    fact: {
      kind: 'service',
      organisation: '示例志愿服务队',
      year: Number(on.slice(0, 4)) - 1,
      hours: random.between(4, 120),
    },
    source: { department: '本人提供', evidence: '志愿服务记录', dataDate },
  }
  return [...(random.chance(5) ? [honour] : []), ...(random.chance(8) ? [service] : [])]
}
