import type { PolicyDifference, PolicyDocumentRow } from '#shared/ipc/policies.ts'

/** How a change looks: never by colour alone. */
export const CHANGE_LOOK = {
  added: { tone: 'yes', sign: '＋', word: '新增' },
  changed: { tone: 'unknown', sign: '≠', word: '改动' },
  removed: { tone: 'no', sign: '−', word: '取消' },
} as const satisfies Record<
  PolicyDifference['change'],
  { tone: 'yes' | 'no' | 'unknown'; sign: string; word: string }
>

/** Changes of one part of the pack, such as an indicator, with the rest of their place. */
export interface DifferenceGroup {
  title: string
  differences: readonly (PolicyDifference & { within: string })[]
}

/** Between the part of a pack and the place within it, as the comparison writes them. */
const WITHIN = ' › '
const WHOLE_PACK = '整个政策包'
/** Worked cases are facts and figures no one reads; that they differ is said. */
const CASES = '算例'

/** Differences by the first part of their place, in the order in which the parts first occur. */
export function groupDifferences(differences: readonly PolicyDifference[]): DifferenceGroup[] {
  const groups = new Map<string, (PolicyDifference & { within: string })[]>()
  for (const difference of differences) {
    const [first = '', ...rest] = difference.place.split(WITHIN)
    const title = rest.length === 0 ? WHOLE_PACK : first
    const within = rest.length === 0 ? first : rest.join(WITHIN)
    const group = groups.get(title) ?? []
    group.push({ ...(isCase(title) ? withoutContent(difference) : difference), within })
    groups.set(title, group)
  }
  return [...groups].map(([title, members]) => ({ title, differences: members }))
}

function withoutContent({ before, after, ...difference }: PolicyDifference): PolicyDifference {
  const changed = before !== null && after !== null
  return {
    ...difference,
    before: before === null ? null : '有',
    after: after === null ? null : changed ? '有，内容改了' : '有',
  }
}

/** The differences of the rules themselves: worked cases move nobody's points. */
export function withoutCases(differences: readonly PolicyDifference[]): PolicyDifference[] {
  return differences.filter(({ place }) => !isCase(place))
}

/** Whether a place, or a part, is of the worked cases. */
export function isCase(place: string): boolean {
  return place.split(WITHIN)[0] === CASES
}

/** How many of each kind of change there are, worked cases apart. */
export function countChanges(
  differences: readonly PolicyDifference[],
): Record<PolicyDifference['change'], number> {
  const count = (change: PolicyDifference['change']) =>
    withoutCases(differences).filter((difference) => difference.change === change).length
  return { added: count('added'), changed: count('changed'), removed: count('removed') }
}

/** The older of two documents first, so that before and after are those of time. */
export function inOrder(
  one: PolicyDocumentRow,
  other: PolicyDocumentRow,
): { before: PolicyDocumentRow; after: PolicyDocumentRow } {
  return one.effectiveFrom < other.effectiveFrom
    ? { before: one, after: other }
    : { before: other, after: one }
}

/** The purposes for which both can be chosen, in the order of the later one. */
export function commonPurposes(before: PolicyDocumentRow, after: PolicyDocumentRow): string[] {
  return after.purposes.filter((purpose) => before.purposes.includes(purpose))
}

/** The packs a document can be laid beside, those it shares most purposes with first, then those in use, the newest first. */
export function comparable(
  document: PolicyDocumentRow,
  all: readonly PolicyDocumentRow[],
): PolicyDocumentRow[] {
  const weight = (other: PolicyDocumentRow) =>
    commonPurposes(document, other).length * 2 + (other.current ? 1 : 0)
  return all
    .filter((other) => other.kind === 'pack' && other.key !== document.key)
    .sort((a, b) => weight(b) - weight(a) || (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
}
