import type { Reader } from '#electron/store/database.ts'
import { type FactRow, listAcceptedFacts } from '#electron/store/tables/facts.ts'
import type { FactKind } from '#shared/domain/people/index.ts'

/** One kind and slot in which both sides hold a fact. */
export type MergeConflict = { key: string; kind: FactKind; kept: FactRow; other: FactRow }

/**
 * Where two persons' facts compete for one place, in the order of the kept side: `conflicts` differ and need a choice,
 * `alike` say the same, so that it does not matter which of the two holds.
 * @param sides the keys of each person's records
 */
export function mergeConflicts(
  reader: Reader,
  sides: { kept: readonly number[]; other: readonly number[] },
): { conflicts: MergeConflict[]; alike: MergeConflict[] } {
  const theirs = new Map(listAcceptedFacts(reader, sides.other).map((row) => [placeOf(row), row]))
  const both = listAcceptedFacts(reader, sides.kept).flatMap((kept): MergeConflict[] => {
    const key = placeOf(kept)
    const other = theirs.get(key)
    return other === undefined ? [] : [{ key, kind: kept.kind, kept, other }]
  })
  return {
    conflicts: both.filter(({ kept, other }) => !isAlike(kept, other)),
    alike: both.filter(({ kept, other }) => isAlike(kept, other)),
  }
}

function placeOf({ kind, slot }: FactRow): string {
  return `${kind} ${slot}`
}

function isAlike(kept: FactRow, other: FactRow): boolean {
  return (
    kept.valid_from === other.valid_from &&
    kept.valid_to === other.valid_to &&
    sorted(kept.value) === sorted(other.value)
  )
}

/** A stored value without the order in which its parts were written. */
function sorted(value: string): string {
  const parts: object = JSON.parse(value)
  return JSON.stringify(Object.entries(parts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
