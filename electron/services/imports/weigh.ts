import type { KnownPerson } from '#electron/store/tables/bulk-people.ts'
import { contradictions, type FactValue } from '#shared/domain/people/index.ts'
import type { Desk } from './desk.ts'
import type { JudgedRow } from './judged-row.ts'

/** What a value is weighed against. */
export type Beside = {
  person: KnownPerson
  /** What else holds of the person, by the store and by the row itself. */
  facts: readonly FactValue[]
  desk: Desk
  /** The column that holds a field of the value, where the two have other names. */
  columnOf: Readonly<Record<string, string>>
}

const NO_PERIOD = { from: null, to: null } as const

/** Refuses a row whose value cannot be, and warns where it should be looked at again. */
export function weigh(row: JudgedRow, value: FactValue, { person, facts, desk, columnOf }: Beside): void {
  const known = {
    birth: person.birth,
    facts: facts.map((fact) => ({ value: fact, valid: NO_PERIOD })),
    on: desk.on,
  }
  const stated = { value, valid: NO_PERIOD, source: desk.source }
  for (const { at, severity, message, remedy } of contradictions(stated, known)) {
    const [group, field = ''] = at.split('.')
    const column = group === 'fact' && field !== 'kind' ? (columnOf[field] ?? field) : null
    const words = `${message}。${remedy}`
    if (severity === 'refuse') row.refuse(column, words)
    else row.warn(column, words)
  }
}
