import type { Reader } from '#electron/store/database.ts'
import { listEntrantPersons } from '#electron/store/tables/entrants.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { ReadApplicants } from './applicants.ts'

type Entered = { roundId: string; kind: RoundPlan['kind'] }

/** The persons on a round's list, by the record that counts or else by identity number, each with its applications. */
export function personsOnList(reader: Reader, { roundId, kind }: Entered): Map<string, string[]> {
  // Several children of one parent may apply; of everything else one person gets one place.
  const rows = listEntrantPersons(reader, roundId, { applicants: kind !== 'school' })
  const persons = new Map<string, string[]>()
  for (const { person, no } of rows) persons.set(person, [...(persons.get(person) ?? []), no])
  return persons
}

/** Takes out whoever stands on the list a second time, also where two records were merged since, and says so. */
export function withoutSecondEntries(
  reader: Reader,
  { applicants, problems }: ReadApplicants,
  entered: Entered,
): ReadApplicants {
  const second = new Map<string, string>()
  for (const [first = '', ...others] of personsOnList(reader, entered).values())
    for (const no of others) second.set(no, first)
  return {
    applicants: applicants.filter(({ no }) => !second.has(no)),
    problems: [
      ...problems,
      ...Array.from(second, ([no, first]) => ({ no, what: `与申请 ${first} 是同一个人` })),
    ],
  }
}
