import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recordSuspects } from '#electron/services/duplicate-check.ts'
import { listDuplicatePairs } from '#electron/services/duplicates.ts'
import { recordFact } from '#electron/services/facts.ts'
import { moveHousehold } from '#electron/services/families.ts'
import { mergeResidents, undoMerge } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { all } from '#electron/store/query.ts'
import { listAcceptedFacts } from '#electron/store/tables/facts.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { CounterError } from '#shared/base/failure.ts'
import { FactValue, RelationKind } from '#shared/domain/people/index.ts'
import { type Invented, invent, relateTo } from '../services/family-people.ts'
import { openTestOffice, type TestOffice } from '../services/test-office.ts'
import { idNumber, SOURCE } from '../services/test-people.ts'

/** People of one run; births decades apart make parents of some and children of others. */
const BIRTHS = ['19500101', '19500101', '19750101', '19750101', '20000101', '20150101'] as const

let office: TestOffice
let serial = 0
beforeAll(async () => {
  office = await openTestOffice()
})
afterAll(() => office.close())

const who = fc.nat({ max: BIRTHS.length - 1 })
const value = fc.oneof(
  fc.constantFrom('bachelor', 'associate', 'highschool').map((level) => ({ kind: 'education', level })),
  fc.boolean().map((inCixi) => ({ kind: 'hukou', inCixi })),
  fc.nat({ max: 3 }).map((months) => ({ kind: 'insurance', months })),
  fc.constantFrom('PPP', 'PP-', 'BPT').map((months) => ({
    kind: 'contribution',
    fund: 'pension',
    from: '2025-01',
    months,
  })),
)
const step = fc.oneof(
  fc.record({ do: fc.constant('fact' as const), who, value, claim: fc.boolean() }),
  fc.record({
    do: fc.constant('relate' as const),
    who,
    other: who,
    kind: fc.constantFrom(...RelationKind.options),
  }),
  fc.record({ do: fc.constant('live' as const), who, other: who }),
  fc.record({ do: fc.constant('suspect' as const), who, other: who }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
/** Two people by place, and which side of each conflict is chosen. */
const merging = fc.record({ who, other: who, choices: fc.array(fc.boolean(), { maxLength: 6 }) })

/** Refusals are part of the counter: what is refused is not done, and the rest goes on. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof CounterError && error.code !== 'STORE_DAMAGED') return undefined
    throw error
  }
}

function populate(steps: readonly Step[]): Invented[] {
  const people = BIRTHS.map((birth) => {
    serial += 1
    return invent(office, { name: `示例·第${serial % 3}人`, number: idNumber(serial % 1000, birth) })
  })
  for (const { id } of people) recordValue(id, { kind: 'skill', level: 'none' }, false)
  for (const each of steps) take(each, people)
  return people
}

function at(people: readonly Invented[], index: number): Invented {
  const person = people[index]
  if (person === undefined) throw new Error('nobody stands there')
  return person
}

function recordValue(residentId: string, fact: unknown, claim: boolean): void {
  recordFact(office.as('clerk'), {
    commandId: randomUUID(),
    residentId,
    fact: FactValue.parse(fact),
    origin: claim ? 'resident' : 'clerk',
    source: SOURCE,
  })
}

function take(each: Step, people: readonly Invented[]): void {
  const person = at(people, each.who)
  if (each.do === 'fact') {
    attempt(() => recordValue(person.id, each.value, each.claim))
    return
  }
  const other = at(people, each.other)
  if (each.do === 'relate') {
    attempt(() => relateTo(office, person, other, { kind: each.kind, together: each.who < each.other }))
  } else if (each.do === 'live') {
    attempt(() =>
      moveHousehold(office.as('clerk'), {
        commandId: randomUUID(),
        residentId: person.id,
        withId: other.id,
      }),
    )
  } else if (person !== other) {
    const candidate = { id: other.id, name: '', idNumberMasked: '', birth: SOURCE.dataDate, town: '' }
    transaction(office.writer, (tx) => {
      recordSuspects(tx, person.seq, [{ ...candidate, strength: 'likely', why: '同名' }], {
        at: office.clock.now(),
      })
    })
  }
}

function mergeTwo(people: readonly Invented[], { who: kept, other, choices }: Merging): string | undefined {
  const ids = { keptId: at(people, kept).id, otherId: at(people, other).id }
  const clerk = office.as('clerk')
  return attempt(() => {
    const { conflicts } = compareResidents(clerk, ids)
    const chosen = conflicts.map((conflict, index) => ({
      key: conflict.key,
      factId: choices[index] === true ? conflict.other.id : conflict.kept.id,
    }))
    const request = { commandId: randomUUID(), ...ids, reason: '同一个人', choices: chosen }
    return mergeResidents(clerk, request).mergeId
  })
}
type Merging = { who: number; other: number; choices: readonly boolean[] }

/** Everything that can be read of these people, but for the histories, which only grow. */
function readable(people: readonly Invented[]) {
  const records =
    CompiledQuery.raw(`SELECT seq, merged_into, listed, points_on, points_pack, points_x100, complete,
    name_key, sort_key FROM resident WHERE seq >= ${at(people, 0).seq}`) as CompiledQuery<object>
  const tally = CompiledQuery.raw('SELECT * FROM resident_tally WHERE n > 0') as CompiledQuery<object>
  return {
    pages: people.map(({ id }) => withoutHistory(getResidentPage(office.as('clerk'), id))),
    accepted: people.map(({ seq }) => accepted(seq)),
    pairs: listDuplicatePairs(office.as('clerk'), { offset: 0, limit: 200 }),
    records: all(office.writer, records),
    tally: all(office.writer, tally),
  }
}

function withoutHistory(page: ReturnType<typeof getResidentPage>) {
  const text = JSON.stringify({ ...page, timeline: [] }, (key, part: unknown) =>
    key === 'events' ? [] : part,
  )
  return JSON.parse(text) as object
}

function accepted(seq: number): { seq: number; place: string }[] {
  return listAcceptedFacts(office.writer, personSeqs(office.writer, seq)).map((fact) => ({
    seq: fact.seq,
    place: `${fact.kind} ${fact.slot}`,
  }))
}

it('merging and undoing, in any order of merges, changes nothing that can be read', () => {
  let done = 0
  fc.assert(
    fc.property(fc.array(step, { maxLength: 16 }), fc.array(merging, { maxLength: 4 }), (steps, merges) => {
      const people = populate(steps)
      const states = [readable(people)]
      const mergeIds: string[] = []
      for (const each of merges) {
        const mergeId = mergeTwo(people, each)
        if (mergeId === undefined) continue
        mergeIds.push(mergeId)
        states.push(readable(people))
        for (const { seq } of people) {
          const places = accepted(seq).map(({ place }) => place)
          expect(new Set(places).size).toBe(places.length)
        }
      }
      done += mergeIds.length
      for (const mergeId of mergeIds.toReversed()) {
        states.pop()
        const undone = undoMerge(office.as('clerk'), { commandId: randomUUID(), mergeId, reason: '并错了' })
        expect(undone).toEqual({ keptNewer: [] })
        expect(readable(people)).toEqual(states.at(-1))
      }
    }),
    { numRuns: 40 },
  )
  // The law says nothing where every merge was refused.
  expect(done).toBeGreaterThan(15)
})
