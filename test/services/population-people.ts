import { randomUUID } from 'node:crypto'
import { type Random, seededRandom } from '#electron/cli/demo/random.ts'
import { insertFact } from '#electron/store/tables/facts.ts'
import { insertResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { addDays, type PlainDate, yearOf } from '#shared/base/plain-date.ts'
import { Department, type FactPeriod, type FactValue, slotOf } from '#shared/domain/people/index.ts'
import { ITEM_VOCABULARY } from '#shared/policy/index.ts'
import { cityPeople } from '#test/fixtures/people-generator.ts'
import type { TestOffice } from './test-office.ts'
import { OTHER_TOWN, SOURCE, TOWN } from './test-people.ts'

export const TOWNS = [TOWN, OTHER_TOWN]
const OPEN: FactPeriod = { from: null, to: null }

/** Puts invented residents with facts of nearly every kind into the store at once; gives their keys. */
export function settleMany(office: TestOffice, count: number, on: PlainDate): number[] {
  const random = seededRandom('population')
  const by = office.as('clerk').account.accountId
  return transaction(office.writer, (tx) =>
    [...cityPeople({ seed: 'population', residents: count, towns: TOWNS, on })].map((person) => {
      const seq = insertResident(tx, {
        id: randomUUID(),
        name: `示例·第${person.seq}人`,
        id_number: person.idNumber,
        sex: person.sex,
        birth: person.birth,
        phone: person.phone,
        town: person.town,
        registered_at: person.registeredAt,
        registered_by: by,
      })
      const facts = [...person.facts, ...moreFacts(random, on).map((value) => ({ value, valid: OPEN }))]
      const unique = new Map(
        facts.map((fact) => [`${fact.value.kind} ${slotOf(fact.value, fact.valid)}`, fact]),
      )
      for (const { value, valid } of unique.values()) {
        insertFact(tx, {
          resident: seq,
          kind: value.kind,
          slot: slotOf(value, valid),
          value: JSON.stringify(value),
          valid_from: valid.from,
          valid_to: valid.to,
          origin: 'clerk',
          source: JSON.stringify({ ...SOURCE, department: random.pick(Department.options) }),
          batch: null,
          recorded_by: by,
          recorded_at: person.registeredAt,
          initial_state: 'accepted',
        })
      }
      return seq
    }),
  )
}

/** What happened in some lives: each of these with a chance of its own. */
function moreFacts(random: Random, on: PlainDate): FactValue[] {
  const dayBack = () => addDays(on, -random.below(2000))
  const year = () => yearOf(on) - random.below(6)
  const facts: (() => FactValue)[] = [
    () => ({ kind: 'housing', tenure: random.pick(ITEM_VOCABULARY.housing.codes) }),
    () => ({
      kind: 'honour',
      title: '示例荣誉',
      level: random.pick(['city', 'county', 'town']),
      category: random.pick(['merit', 'heroism', 'goodDeed', 'volunteerStar']),
      awardedOn: dayBack(),
    }),
    () => ({ kind: 'service', organisation: '示例志愿队', year: year(), hours: random.below(200) }),
    () => ({ kind: 'donation', what: 'blood', donatedOn: dayBack(), amount: 200 + random.below(3) * 100 }),
    () => ({ kind: 'donation', what: 'money', donatedOn: dayBack(), amount: 1 + random.below(900_000) }),
    () => ({
      kind: 'tax',
      payer: random.pick(ITEM_VOCABULARY.tax.codes),
      year: year(),
      amountFen: random.below(9e7),
    }),
    () => ({
      kind: 'offence',
      nature: random.pick(ITEM_VOCABULARY.offence.codes),
      document: `示例字〔2025〕${random.below(9)}号`,
      decidedOn: dayBack(),
    }),
    () => ({ kind: 'office', what: random.pick(ITEM_VOCABULARY.office.codes), title: '示例·工种' }),
    () => ({ kind: 'jobs', employer: '示例工场', hired: random.between(1, 30) }),
    () => ({
      kind: 'patent',
      what: random.pick(ITEM_VOCABULARY.patent.codes),
      title: '示例发明',
      number: `示例${random.below(99)}`,
      grantedOn: dayBack(),
      owners: random.between(1, 4),
      first: random.chance(50),
    }),
    () => ({
      kind: 'award',
      giver: 'town',
      by: random.pick(TOWNS),
      pointsX100: 100 + random.below(300),
      awardedOn: dayBack(),
    }),
    () => ({ kind: 'stay', season: 'springFestival', year: year() }),
    () => ({ kind: 'participation', appliedOn: addDays(on, -random.below(200)) }),
    () => ({
      kind: 'nothing',
      field: random.pick(['spouse', 'children', 'offence', 'honour']),
      checkedOn: on,
    }),
  ]
  return facts.filter(() => random.chance(40)).map((fact) => fact())
}
