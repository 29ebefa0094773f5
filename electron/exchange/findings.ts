import { type FileFinding, MAX_FINDINGS } from './table.ts'

/** Collects findings; beyond the cap they are only counted, except that a refusal is always kept. */
export interface Findings {
  readonly count: number
  add(finding: FileFinding): void
  /** What was kept: refusals first, then by row; what is about the whole file stands before the rows. */
  list(): FileFinding[]
}

export function createFindings(limit = MAX_FINDINGS): Findings {
  const refusals: FileFinding[] = []
  const others: FileFinding[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    add(finding) {
      count += 1
      const kept = finding.severity === 'refuse' ? refusals : others
      if (kept.length < limit) kept.push(finding)
    },
    list() {
      const byRow = others.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
      return [...refusals, ...byRow].slice(0, limit)
    },
  }
}
