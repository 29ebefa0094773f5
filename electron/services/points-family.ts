import type { Reader } from '#electron/store/database.ts'
import { listPeople } from '#electron/store/tables/families.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import { type PointsPerson, personFactsOf, type RelationKind } from '#shared/domain/people/index.ts'
import { kinOf } from './family-links.ts'
import { type HeldRow, heldFacts } from './resident-facts.ts'

/** Somebody of the family whose facts points may rest on. */
export type Member = {
  role: 'spouse' | 'child' | 'guardian'
  word: string
  held: HeldRow[]
  birth: PointsPerson['birth']
}

/** Spouse, children and those who answer for a minor, as relations that hold now say. */
export type PointsFamily = { members: readonly Member[] }

const ROLES = {
  spouse: { role: 'spouse', word: '配偶' },
  child: { role: 'child', word: '子女' },
  parent: { role: 'guardian', word: '监护人' },
  guardian: { role: 'guardian', word: '监护人' },
  ward: undefined,
} as const satisfies Record<RelationKind, Pick<Member, 'role' | 'word'> | undefined>

/** Reads the family of a person with what holds of each; a parent who is also the guardian comes once. */
export function pointsFamily(reader: Reader, seq: number): PointsFamily {
  const roles = new Map<number, Pick<Member, 'role' | 'word'>>()
  for (const { person, kind } of kinOf(reader, seq)) {
    const role = ROLES[kind]
    if (role !== undefined && !roles.has(person)) roles.set(person, role)
  }
  const births = new Map(listPeople(reader, [...roles.keys()]).map((person) => [person.seq, person.birth]))
  return {
    members: [...roles].map(([person, role]) => ({
      ...role,
      held: heldFacts(reader, personSeqs(reader, person)),
      birth: births.get(person) ?? null,
    })),
  }
}

/** The facts of the family as points rules read them. */
export function familyFacts({ members }: PointsFamily): NonNullable<PointsPerson['family']> {
  const factsOf = (role: Member['role']) =>
    members.filter((member) => member.role === role).map(({ held, birth }) => personFactsOf(held, birth))
  const [spouse] = factsOf('spouse')
  return {
    ...(spouse === undefined ? {} : { spouse }),
    children: factsOf('child'),
    guardians: factsOf('guardian'),
  }
}
