import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decideFact, recordFact } from '#electron/services/facts.ts'
import { factHistory } from '#electron/services/resident-facts.ts'
import { all } from '#electron/store/query.ts'
import { YearMonth } from '#shared/base/year-month.ts'
import {
  type FactEventKind,
  type FactKind,
  type FactState,
  type FactValue,
  type InitialFactState,
  FactKind as Kinds,
  presentFacts,
  replay,
} from '#shared/domain/people/index.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, register, SOURCE } from './test-people.ts'

let office: TestOffice
let serial = 0
beforeAll(async () => {
  office = await openTestOffice()
})
afterAll(() => office.close())

const VALUES: FactValue[] = [
  { kind: 'insurance', months: 12 },
  { kind: 'insurance', months: 24 },
  { kind: 'education', level: 'associate' },
  { kind: 'education', level: 'bachelor' },
  { kind: 'endorsement', endorsedOn: day('2025-06-10'), until: day('2026-07-01') },
  { kind: 'endorsement', endorsedOn: day('2025-06-10'), until: day('2026-06-30') },
  { kind: 'contribution', fund: 'pension', from: YearMonth.parse('2025-01'), months: 'PPP' },
  { kind: 'contribution', fund: 'pension', from: YearMonth.parse('2025-01'), months: 'P-B' },
  { kind: 'contribution', fund: 'pension', from: YearMonth.parse('2025-02'), months: 'TT' },
]

type Step = { record: FactValue; claim: boolean } | { decide: number; accept: boolean }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ record: fc.constantFrom(...VALUES), claim: fc.boolean() }),
  fc.record({ decide: fc.nat(20), accept: fc.boolean() }),
)

/** A fact with all that can be read of it, straight from the tables. */
type Stored = {
  seq: number
  kind: FactKind
  slot: string
  initial_state: InitialFactState
  state: FactState
  events: FactEventKind[]
  /** Everything but the state, which alone may change. */
  kept: string
}

function stored(residentId: string): Stored[] {
  const facts = CompiledQuery.raw(
    `SELECT fact.* FROM fact JOIN resident ON resident.seq = fact.resident WHERE resident.id = ? ORDER BY fact.seq`,
    [residentId],
  ) as CompiledQuery<Omit<Stored, 'events' | 'kept'>>
  return all(office.writer, facts).map((row) => {
    const events = CompiledQuery.raw('SELECT event FROM fact_event WHERE fact = ? ORDER BY seq', [
      row.seq,
    ]) as CompiledQuery<{ event: FactEventKind }>
    const { state, ...kept } = row
    return {
      ...row,
      events: all(office.writer, events).map(({ event }) => event),
      kept: JSON.stringify(kept),
    }
  })
}

/** Does a step; what the counter refuses changes nothing. */
function take(residentId: string, taken: Step): void {
  const commandId = randomUUID()
  if ('record' in taken) {
    const origin = taken.claim ? ('resident' as const) : ('clerk' as const)
    recordFact(office.as('clerk'), { commandId, residentId, fact: taken.record, source: SOURCE, origin })
    return
  }
  const before = stored(residentId)
  const fact = before[taken.decide % Math.max(1, before.length)]
  if (fact === undefined) return
  const request = { commandId, factId: String(fact.seq), accept: taken.accept, reason: '示例理由' }
  const allowed = fact.state === 'claimed' || (fact.state === 'accepted' && !taken.accept)
  if (allowed) decideFact(office.as('supervisor'), request)
  else {
    expect(() => decideFact(office.as('supervisor'), request)).toThrow(/已经有了处理结果/)
    expect(stored(residentId)).toEqual(before)
  }
}

test('history replays to the present state; nothing that was recorded is ever overwritten', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 14 }), (steps) => {
      serial += 1
      const residentId = register(office.as('clerk'), serial % 1000, `19${60 + (serial % 30)}0101`)
      let before: Stored[] = []
      for (const taken of steps) {
        take(residentId, taken)
        const after = stored(residentId)
        expect(after.slice(0, before.length).map(({ kept }) => kept)).toEqual(before.map(({ kept }) => kept))
        for (const [index, { events }] of before.entries()) {
          expect(after[index]?.events.slice(0, events.length)).toEqual(events)
        }
        before = after
      }
      for (const { initial_state, events, state } of before) expect(replay(initial_state, events)).toBe(state)
      const histories = before.map((row) => ({ ...row, initial: row.initial_state }))
      const present = presentFacts(histories).map(({ seq }) => String(seq))
      const shown = Kinds.options
        .flatMap((kind) => factHistory(office.as('clerk'), { residentId, kind }))
        .flatMap(({ current }) => (current === null ? [] : [current.id]))
      expect(shown.toSorted()).toEqual(present.toSorted())
    }),
    { numRuns: 60 },
  )
}, 120_000)
