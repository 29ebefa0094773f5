import type { Round } from './round.ts'

/** Gives the lower-case hex SHA-256 of a text in UTF-8; this folder has no platform to take it from. */
export type Hash = (text: string) => string

/**
 * The one text of a round, whatever the order of its fields and applicants: JSON without spaces, texts in NFC, keys
 * sorted, applicants sorted by number. `inputHash` is over this text in UTF-8.
 */
export function canonicalRound(round: Round): string {
  const applicants = [...round.applicants].sort((a, b) => compareTexts(a.no, b.no))
  return canonicalJson({ ...round, applicants })
}

/** `sha256:` and the hex digest of the canonical round. */
export function inputHash(round: Round, hash: Hash): string {
  return `sha256:${hash(canonicalRound(round))}`
}

/** JSON with sorted keys and NFC texts; fields that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([key, field]): [string, unknown] => [key.normalize('NFC'), field])
    .sort(([a], [b]) => compareTexts(a, b))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`).join(',')}}`
}

/** By UTF-16 code unit, never by locale. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
