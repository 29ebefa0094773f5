import type { PopulationRelation } from '#electron/store/tables/population.ts'

/** Who belongs to whom, by the keys of persons. */
export type Families = {
  spouse: ReadonlyMap<number, number>
  children: ReadonlyMap<number, readonly number[]>
  /** Parents and guardians. */
  guardians: ReadonlyMap<number, readonly number[]>
}

/**
 * The families of everybody from the relations that hold now, in the order they were recorded; of a merged record they
 * are those of the person it was merged into.
 */
export function familiesOf(
  relations: readonly PopulationRelation[],
  merged: readonly { seq: number; kept: number }[],
): Families {
  const keptOf = new Map(merged.map(({ seq, kept }) => [seq, kept]))
  const person = (record: number) => keptOf.get(record) ?? record
  const spouse = new Map<number, number>()
  const children = new Map<number, number[]>()
  const guardians = new Map<number, number[]>()
  for (const { kind, resident, other } of relations) {
    const [upper, lower] = [person(resident), person(other)]
    if (upper === lower) continue
    if (kind === 'spouse') {
      if (!spouse.has(upper)) spouse.set(upper, lower)
      if (!spouse.has(lower)) spouse.set(lower, upper)
      continue
    }
    if (kind === 'parentOf') add(children, upper, lower)
    add(guardians, lower, upper)
  }
  return { spouse, children, guardians }
}

function add(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
