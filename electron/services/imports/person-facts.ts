import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import { type FactKind, FactValue } from '#shared/domain/people/index.ts'
import type { RowsOf } from './datasets/dataset.ts'
import type { Desk } from './desk.ts'
import { type Claim, claimOf, disposeClaims, refuseContradictions } from './disposition.ts'
import type { JudgedRow } from './judged-row.ts'
import { requirePerson } from './person-rows.ts'
import { weigh } from './weigh.ts'

/** How a dataset tells facts of a person. */
export type FactReading = {
  /** The facts of a row; where something is wrong the row is refused. */
  read: (row: JudgedRow) => FactValue[]
  columnOf: Readonly<Record<string, string>>
  /** The kinds of accepted facts that could contradict the row. */
  besides: readonly FactKind[]
}

/** Judges rows that state facts of one person, each of a kind and slot of which one can hold. */
export function judgeFacts(subject: RowsOf<KnownPerson>, desk: Desk, reading: FactReading): void {
  const person = requirePerson(subject, desk)
  if (person === undefined) return
  const held = reading.besides.flatMap((kind) => acceptedOf(person.seq, kind, desk))
  const claims: Claim[] = []
  for (const row of subject.rows) {
    const values = reading.read(row)
    const stated = new Set(values.map(({ kind }) => kind))
    // What the row says of a kind stands for what the store holds of it.
    const others = held.filter(({ kind }) => kind === 'endorsement' || !stated.has(kind))
    for (const value of values) {
      const facts = [...others, ...values.filter((other) => other !== value)]
      weigh(row, value, { person, facts, desk, columnOf: reading.columnOf })
      claims.push(claimOf(row, value))
    }
  }
  refuseContradictions(claims)
  disposeClaims(person.seq, claims, desk)
}

function acceptedOf(seq: number, kind: FactKind, desk: Desk): FactValue[] {
  return desk
    .factsOf(seq, kind)
    .filter(({ state }) => state === 'accepted')
    .map(({ value }) => FactValue.parse(JSON.parse(value)))
}
