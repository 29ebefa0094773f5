/** Rows asked for at once: a whole list is never sent. */
export const WINDOW_ROWS = 200
/** Rows kept ready above and below the ones on screen. */
export const OVERSCAN_ROWS = 8

/** The offsets of the windows that hold rows `first` to `last` (from 0, both included). */
export function windowOffsets(first: number, last: number): number[] {
  const offsets: number[] = []
  const start = Math.floor(Math.max(first, 0) / WINDOW_ROWS) * WINDOW_ROWS
  for (let offset = start; offset <= Math.max(last, 0); offset += WINDOW_ROWS) offsets.push(offset)
  return offsets
}

/** Windows kept: a long way through a million rows must not fill the memory of the page. */
const WINDOWS_KEPT = 20

/** Puts a window last, as the one seen last; the one that was seen longest ago makes room. */
export function keepWindow<Row>(
  windows: Map<number, readonly Row[]>,
  offset: number,
  rows: readonly Row[],
): void {
  windows.delete(offset)
  windows.set(offset, rows)
  for (const oldest of windows.keys()) if (windows.size > WINDOWS_KEPT) windows.delete(oldest)
}

/** Where the marked row goes on a key in a list of `total` rows; undefined where the key moves nothing. */
export function movedRow(
  key: string,
  place: { row: number; total: number; page: number },
): number | undefined {
  const { row, total, page } = place
  if (total === 0) return undefined
  const target: Record<string, number> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: total - 1,
  }
  const next = target[key]
  return next === undefined ? undefined : Math.min(Math.max(next, 0), total - 1)
}
