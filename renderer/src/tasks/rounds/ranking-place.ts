import type { SeatRow } from '#shared/ipc/rounds.ts'

/** A seat with the key that the steps on it need: the case's where it comes from one, else the number. */
export type RankedRow = SeatRow & { id: string }

/** The element that holds the order on the board. */
export const RANKING = 'round-ranking'

/** Brings the order into sight and gives it the focus, after a place was chosen above it. */
export function toRanking(): void {
  const section = document.getElementById(RANKING)
  section?.scrollIntoView({ block: 'start' })
  section?.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })
}
