import type { Applicant } from '#shared/domain/allocation/index.ts'
import type { Correction, Objection } from '#shared/domain/cases/index.ts'

/** What the list says of whoever an upheld objection took off it. */
const REMOVED = '异议成立，撤出名单'

/**
 * Applicants as the upheld objections correct them, in the order in which they were decided. Whoever was removed stays
 * on the list and gets no place: a family's ticket is that of its smallest number, and nobody else's may change.
 */
export function withCorrections(
  applicants: readonly Applicant[],
  objections: readonly Objection[],
): Applicant[] {
  const upheld = correctionsOf(objections)
  return applicants.map((applicant) => (upheld.get(applicant.no) ?? []).reduce(correct, applicant))
}

/** By application number what upheld objections corrected, the one decided first first. */
export function correctionsOf(objections: readonly Objection[]): Map<string, Correction[]> {
  const decided = objections
    .flatMap(({ no, decision }) => (decision?.upheld === true ? [{ no, ...decision }] : []))
    .sort((a, b) => a.turn - b.turn)
  const corrections = new Map<string, Correction[]>()
  for (const { no, correction } of decided) corrections.set(no, [...(corrections.get(no) ?? []), correction])
  return corrections
}

/** Ties that are not named stay. */
export function correct<Corrected extends Pick<Applicant, 'ties' | 'refused'>>(
  applicant: Corrected,
  { removed, refused: found, ties, ...values }: Correction,
): Corrected {
  if (removed === true) return { ...applicant, refused: REMOVED }
  const { refused: before, ...others } = applicant
  const refused = found === null ? undefined : (found ?? before)
  return {
    ...(others as Corrected),
    ...values,
    ...(refused === undefined ? {} : { refused }),
    ...(ties === undefined ? {} : { ties: { ...applicant.ties, ...ties } }),
  }
}
