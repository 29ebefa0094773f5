import type { PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { isOfficialPurpose, PURPOSE_NAMES } from '#shared/policy/index.ts'

/** The purposes for which a pack is in force today, the everyday ones first; never those of invented or foreign packs. */
export function officialPurposes(
  documents: readonly Pick<PolicyDocumentRow, 'kind' | 'current' | 'purposes'>[],
): string[] {
  const purposes = new Set(
    documents.filter(({ kind, current }) => kind === 'pack' && current).flatMap((row) => row.purposes),
  )
  const known = Object.keys(PURPOSE_NAMES)
  const rank = (purpose: string) => (known.includes(purpose) ? known.indexOf(purpose) : known.length)
  return [...purposes].filter(isOfficialPurpose).sort((one, other) => rank(one) - rank(other))
}
