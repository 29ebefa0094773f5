import type { Reader } from '#electron/store/database.ts'
import {
  type EmployerName,
  lastEmployers,
  listEmployersAtWork,
  listEmployersSince,
  type SeenEmployers,
} from '#electron/store/tables/employer-names.ts'
import { foldName } from './names/name-key.ts'

/** The folded names under which each employer, by its code, was ever recorded. */
type Known = { names: Map<string, Set<string>>; seen: SeenEmployers }

/**
 * What is known of employers, per open store. There are some thousand of them beside a million residents, so their
 * names are looked through in memory. Facts and imported employers are only ever added: what is new is read from where
 * the last look ended, and nothing goes stale.
 */
const known = new WeakMap<Reader, Known>()

/** The codes of the first employers a part of whose name this is, the shortest names first. @param text folded */
export function findEmployers(reader: Reader, text: string, limit: number): string[] {
  const found: { uscc: string; length: number }[] = []
  for (const [uscc, names] of knownEmployers(reader).names) {
    const lengths = [...names].filter((name) => name.includes(text)).map((name) => name.length)
    if (lengths.length > 0) found.push({ uscc, length: Math.min(...lengths) })
  }
  found.sort((left, right) => left.length - right.length)
  return found.slice(0, limit).map(({ uscc }) => uscc)
}

function knownEmployers(reader: Reader): Known {
  const seen = lastEmployers(reader)
  const before = known.get(reader)
  const start = {
    fact: before === undefined ? seen.fact : before.seen.fact,
    employer: before?.seen.employer ?? 0,
  }
  const names = before?.names ?? new Map<string, Set<string>>()
  if (before === undefined) remember(names, listEmployersAtWork(reader))
  if (start.fact < seen.fact || start.employer < seen.employer)
    remember(names, listEmployersSince(reader, start))
  const now = { names, seen }
  known.set(reader, now)
  return now
}

function remember(names: Known['names'], rows: readonly EmployerName[]): void {
  for (const { uscc, name } of rows) {
    const folded = names.get(uscc) ?? new Set()
    names.set(uscc, folded.add(foldName(name)))
  }
}
