import type { PointsLineView } from '#shared/ipc/residents.ts'

/** The status that more than half of the lines have, to be said once for them all; undefined where there is none. */
export function usualStatus(lines: readonly { status: string }[]): string | undefined {
  return lines.find(({ status }) => lines.filter((line) => line.status === status).length * 2 > lines.length)
    ?.status
}

/** As many lines as make saying the same thing beside each of them too much. */
const MANY = 3

/** What to do about figures that are not loaded, where many lines ask for the same; undefined where they do not. */
export function sharedRemedy(lines: readonly Pick<PointsLineView, 'state' | 'remedy'>[]): string | undefined {
  const remedies = lines.flatMap(({ state, remedy }) =>
    state === 'NOT_LOADED' && remedy !== undefined ? [remedy] : [],
  )
  return remedies.find((remedy) => remedies.filter((other) => other === remedy).length >= MANY)
}
