import { compareTexts, type Hash } from './canonical.ts'
import { rankBy } from './ranking.ts'
import type { Applicant, Round } from './round.ts'

/** The ticket of an application: hex SHA-256 of `seed|no`, the same as `printf '%s|%s' SEED NO | sha256sum`. */
export function ticketOf(seed: string, no: string, hash: Hash): string {
  return hash(`${seed}|${no}`)
}

/**
 * Gives the tickets of a round's applicants. The members of a family have that of its smallest number, and among
 * themselves go by their numbers; so they stand side by side wherever the ticket decides.
 */
export function ticketsIn({ seed, applicants }: Round, hash: Hash): (applicant: Applicant) => string {
  const firstOf = new Map<string, string>()
  for (const { family, no } of applicants) {
    if (family === undefined) continue
    const first = firstOf.get(family)
    if (first === undefined || compareTexts(no, first) < 0) firstOf.set(family, no)
  }
  return ({ no, family }) => ticketOf(seed, firstOf.get(family ?? '') ?? no, hash)
}

/** Every ticket with its number, first drawn first, a line each as `sha256sum` writes them: hex, two blanks, number. */
export function ticketTable(round: Round, hash: Hash): string {
  const ticketIn = ticketsIn(round, hash)
  const rows = round.applicants.map((applicant) => ({ ticket: ticketIn(applicant), no: applicant.no }))
  rows.sort((a, b) => compareTexts(a.ticket, b.ticket) || compareTexts(a.no, b.no))
  return rows.map(({ ticket, no }) => `${ticket}  ${no}\n`).join('')
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
