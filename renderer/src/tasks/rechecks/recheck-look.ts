import type { RecheckPage } from '#shared/ipc/points.ts'
import type { PointsLineView } from '#shared/ipc/residents.ts'

/** One line of both results; a side of null has no such line. */
export interface BothResults {
  code: string
  name: string
  contested: boolean
  before: PointsLineView | null
  after: PointsLineView | null
  /** Null where either side has no points. */
  changeX100: number | null
}

/** The lines of both results beside each other: the contested one first, the others in their order. */
export function bothResults({
  before,
  after,
  indicator,
}: Pick<RecheckPage, 'before' | 'after' | 'indicator'>): BothResults[] {
  const later = new Map((after?.lines ?? []).map((line) => [line.code, line]))
  const earlier = new Set(before.lines.map(({ code }) => code))
  const rows = [
    ...before.lines.map((line) => rowOf(line, later.get(line.code) ?? null)),
    ...(after?.lines ?? []).filter(({ code }) => !earlier.has(code)).map((line) => rowOf(null, line)),
  ].map((row) => ({ ...row, contested: row.code === indicator }))
  return [...rows.filter(({ contested }) => contested), ...rows.filter(({ contested }) => !contested)]
}

function rowOf(before: PointsLineView | null, after: PointsLineView | null): Omit<BothResults, 'contested'> {
  const either = before ?? after
  if (either === null) throw new Error('a line stands on one side at least')
  const points = [before?.pointsX100 ?? null, after?.pointsX100 ?? null] as const
  const [earlier, later] = points
  return {
    code: either.code,
    name: either.name,
    before,
    after,
    changeX100: earlier === null || later === null ? null : later - earlier,
  }
}
