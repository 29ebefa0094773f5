import type { Reader } from '#electron/store/database.ts'
import {
  findHousehold,
  listPeople,
  listRelationsOf,
  listRelationsWithin,
  type PersonRow,
  recordsOfPersons,
} from '#electron/store/tables/families.ts'
import { personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { fullYears, type PlainDate } from '#shared/base/plain-date.ts'
import {
  byBirth,
  childWords,
  DISTANT_KINDS,
  type DistantKind,
  distantWord,
  FactSource,
  type Generation,
  generationOf,
  isDistantKind,
  kinWord,
  RelationKind,
} from '#shared/domain/people/index.ts'
import type { FamilyMember, FamilyView } from '#shared/ipc/families.ts'
import {
  householdOf,
  type Kinsman,
  kinIn,
  type Link,
  linksOf,
  type Own,
  personsOfHousehold,
} from './family-links.ts'

/** Whose relations lead on to further members; guardians and wards bring nobody with them. */
const LEADING_ON: readonly RelationKind[] = ['spouse', 'parent', 'child']
const GENERATIONS: readonly Generation[] = ['above', 'same', 'below']

/** How a further member was reached: through whom, and by which two relations. */
type Distant = { kind: DistantKind; via: number; other: number }

/** Who belongs to the picture, and why. */
type Circle = { near: Map<number, Kinsman[]>; distant: Map<number, Distant>; household: Set<number> }

/**
 * The family picture of a person on a day: spouse, parents, children, guardians and wards, their nearest, and who
 * lives in the same household. A child stands there from either parent; the child of a spouse as 配偶之子.
 */
export function familyView(reader: Reader, resident: ResidentRow, on: PlainDate): FamilyView {
  const own: Own = { person: resident.seq, records: personSeqs(reader, resident.seq) }
  const householdId = householdOf(reader, own.records)
  const near = linksOf(reader, listRelationsOf(reader, own.records), own)
  const circle: Circle = {
    near: Map.groupBy(kinIn(near, own.person), ({ person }) => person),
    distant: distantKin(reader, near, own),
    household: new Set(householdId === null ? [] : personsOfHousehold(reader, householdId, own)),
  }
  const persons = new Set([own.person, ...circle.near.keys(), ...circle.distant.keys(), ...circle.household])
  const people = new Map(listPeople(reader, [...persons]).map((person) => [person.seq, person]))
  const household = householdId === null ? undefined : findHousehold(reader, householdId)
  return {
    householdId,
    address: household?.address ?? null,
    members: membersOf(circle, { self: resident, people, on }),
    lines: linesOf(reader, people, own),
  }
}

/** The nearest of the nearest who are not near themselves; of several ways the first of `DISTANT_KINDS` counts. */
function distantKin(reader: Reader, links: readonly Link[], own: Own): Map<number, Distant> {
  const near = kinIn(links, own.person)
  const leading = near.filter(({ kind }) => LEADING_ON.includes(kind))
  const records = recordsOfPersons(reader, [...new Set(leading.map(({ person }) => person))])
  const further = records.length === 0 ? [] : linksOf(reader, listRelationsOf(reader, records), own)
  const known = new Set([own.person, ...near.map(({ person }) => person)])
  const found = leading.flatMap(({ kind, person: via }) =>
    kinIn(further, via).flatMap((next) => {
      const path = `${kind} ${next.kind}`
      return isDistantKind(path) && !known.has(next.person) ? [{ kind: path, via, other: next.person }] : []
    }),
  )
  const inOrder = found.toSorted((a, b) => DISTANT_KINDS.indexOf(a.kind) - DISTANT_KINDS.indexOf(b.kind))
  return new Map(inOrder.toReversed().map((distant) => [distant.other, distant]))
}

type Shown = { self: ResidentRow; people: Map<number, PersonRow>; on: PlainDate }

function membersOf(circle: Circle, shown: Shown): FamilyMember[] {
  const { self, people, on } = shown
  const words = wordsOf(circle, shown)
  const rows = [...people.values()].flatMap((person) => {
    const word = words.get(person.seq)
    return word === undefined ? [] : [{ person, word }]
  })
  const isSpouse = (seq: number) => circle.near.get(seq)?.some(({ kind }) => kind === 'spouse') === true
  const rank = (seq: number) => (seq === self.seq ? 0 : isSpouse(seq) ? 1 : 2)
  const inOrder = rows.toSorted(
    (a, b) =>
      GENERATIONS.indexOf(a.word.generation) - GENERATIONS.indexOf(b.word.generation) ||
      rank(a.person.seq) - rank(b.person.seq) ||
      byBirth(a.person, b.person),
  )
  return inOrder.map(({ person, word }) => ({
    id: person.id,
    name: person.name,
    sex: person.sex,
    age: Math.max(0, fullYears(person.birth, on)),
    word: word.text,
    generation: word.generation,
    together: circle.household.has(person.seq),
    ...relationOf(circle.near.get(person.seq)),
  }))
}

type Word = { text: string; generation: Generation }

/** What each member is to the person whose page it is, and where each stands. */
function wordsOf({ near, distant, household }: Circle, { self, people }: Shown): Map<number, Word> {
  const words = new Map<number, Word>()
  for (const seq of household) words.set(seq, { text: '同住人', generation: 'same' })
  for (const { kind, via, other } of distant.values()) {
    const [between, person] = [people.get(via), people.get(other)]
    if (between === undefined || person === undefined) continue
    const text = distantWord(kind, { self, via: between, other: person })
    words.set(other, { text, generation: generationOf(kind) })
  }
  const children = childWords(
    [...people.values()].filter(({ seq }) => near.get(seq)?.some(({ kind }) => kind === 'child') === true),
  )
  for (const [seq, kin] of near) {
    const person = people.get(seq)
    const [first] = nearestFirst(kin)
    if (person === undefined || first === undefined) continue
    const texts = nearestFirst(kin).map(({ kind }) =>
      kind === 'child' ? (children.get(seq) ?? '') : kinWord(kind, person.sex),
    )
    words.set(seq, { text: texts.join('、'), generation: generationOf(first.kind) })
  }
  words.set(self.seq, { text: '本人', generation: 'same' })
  return words
}

/** The relation a member is known by: of several the nearest. */
function relationOf(kin: readonly Kinsman[] | undefined): Pick<FamilyMember, 'relation'> {
  const [first] = nearestFirst(kin ?? [])
  if (first === undefined) return {}
  const { kind, link } = first
  const source = FactSource.parse(JSON.parse(link.source))
  return { relation: { id: String(link.seq), kind, custody: link.custody, source } }
}

function nearestFirst(kin: readonly Kinsman[]): Kinsman[] {
  const order = RelationKind.options
  return kin.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
}

/** The lines between the people shown. */
function linesOf(reader: Reader, people: Map<number, PersonRow>, own: Own): FamilyView['lines'] {
  if (people.size < 2) return []
  const others = [...people.keys()].filter((seq) => seq !== own.person)
  const records = [...own.records, ...recordsOfPersons(reader, others)]
  return linksOf(reader, listRelationsWithin(reader, records), own).flatMap(({ kind, from, to }) => {
    const [upper, lower] = [people.get(from), people.get(to)]
    return upper === undefined || lower === undefined ? [] : [{ from: upper.id, to: lower.id, kind }]
  })
}
