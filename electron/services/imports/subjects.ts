import type { Reader } from '#electron/store/database.ts'
import type { KnownPerson, PeopleLookup } from '#electron/store/tables/bulk-people.ts'
import { type EmployerRow, findEmployer } from '#electron/store/tables/employers.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import { checkResidentId } from '#shared/base/resident-id.ts'
import { plainCode } from '#shared/base/typed-text.ts'
import { checkUscc } from '#shared/base/uscc.ts'

/**
 * What the rows of a file are grouped by. A key is that of the record in the store, or beyond all of them: first for
 * those the store does not know, then for numbers that cannot be read, each of which stands alone.
 */
export type Subjects<Known> = {
  /** The column that holds the number. */
  column: string
  keyOf(number: string): number
  known(key: number): Known | undefined
}

const FIRST_UNKNOWN = 2 ** 40
const FIRST_UNREADABLE = 2 ** 52

export function personSubjects(people: PeopleLookup, on: PlainDate): Subjects<KnownPerson> {
  const others = createOthers()
  const merged = people.merged()
  const keptOf = new Map(merged.map(({ seq, kept }) => [seq, kept]))
  const mergedInto = Map.groupBy(merged, ({ kept }) => kept)
  const known = (number: string) => {
    const seq = people.seqOf(number)
    return seq === undefined ? undefined : (keptOf.get(seq) ?? seq)
  }
  function keyOf(number: string): number {
    // A number the store knows is right, so it need not be checked again.
    const typed = plainCode(number)
    const asTyped = known(typed)
    if (asTyped !== undefined) return asTyped
    const { valid, normal } = checkResidentId(number, on)
    if (!valid) return others.unreadable()
    return (normal === typed ? undefined : known(normal)) ?? FIRST_UNKNOWN + packNumber(normal)
  }
  let last = { number: '', key: others.unreadable() }
  return {
    column: 'idNumber',
    keyOf(number) {
      // The rows of one person often follow one another. A number that cannot be read stands alone.
      if (number !== last.number || last.key >= FIRST_UNREADABLE) last = { number, key: keyOf(number) }
      return last.key
    },
    known(key) {
      const person = key < FIRST_UNKNOWN ? people.bySeq(key) : undefined
      const others = mergedInto.get(key) ?? []
      if (person === undefined || others.length === 0) return person
      return { ...person, alsoNamed: others.flatMap(({ seq }) => people.bySeq(seq)?.name ?? []) }
    },
  }
}

/**
 * A valid number as a whole one below 2^52 - 2^40, in the order of the numbers: the division, then birth and order from
 * 1850 on, before which no birth is valid. The check digit follows from the rest. As texts, the numbers of a long file
 * would be most of what is kept of it here.
 */
function packNumber(number: string): number {
  const division = Number(number.slice(0, 6))
  return division * 4_000_000_000 + Number(number.slice(6, 17)) - 18_500_000_000
}

export function employerSubjects(reader: Reader): Subjects<EmployerRow> {
  const others = createOthers()
  const found = new Map<number, EmployerRow>()
  return {
    column: 'uscc',
    keyOf(number) {
      const { valid, normal } = checkUscc(number)
      if (!valid) return others.unreadable()
      const known = findEmployer(reader, normal)
      if (known === undefined) return others.unknown(normal)
      found.set(known.seq, known)
      return known.seq
    },
    known: (key) => found.get(key),
  }
}

function createOthers() {
  const unknown = new Map<string, number>()
  let unreadable = 0
  return {
    unknown(number: string): number {
      const key = unknown.get(number) ?? FIRST_UNKNOWN + unknown.size
      unknown.set(number, key)
      return key
    },
    unreadable(): number {
      unreadable += 1
      return FIRST_UNREADABLE + unreadable
    },
  }
}
