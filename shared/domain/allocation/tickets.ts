import { compareTexts, type Hash } from './canonical.ts'
import { rankBy } from './ranking.ts'

/** The ticket of an application: hex SHA-256 of `seed|no`, the same as `printf '%s|%s' SEED NO | sha256sum`. */
export function ticketOf(seed: string, no: string, hash: Hash): string {
  return hash(`${seed}|${no}`)
}

/** The first 32 bits of a ticket: enough to sort nearly all, the rest is settled by the whole ticket. */
export function ticketCode(ticket: string): number {
  return Number.parseInt(ticket.slice(0, 8), 16)
}

/** The positions of the application numbers in the order of their tickets; no ticket is kept. */
export function drawOrder(seed: string, numbers: readonly string[], hash: Hash): Uint32Array {
  const codes = new Uint32Array(numbers.length)
  for (let index = 0; index < codes.length; index += 1)
    codes[index] = ticketCode(ticketOf(seed, numbers[index] ?? '', hash))
  return rankBy([codes], numbers.length, (one, other) =>
    compareTexts(ticketOf(seed, numbers[one] ?? '', hash), ticketOf(seed, numbers[other] ?? '', hash)),
  )
}
