import type { ResidentPage } from '#shared/ipc/residents.ts'

/** Something on the page that waits for a person, and the id of the part that it leads to. */
export interface Waiting {
  label: string
  target: string
}

export const PART_IDS = {
  facts: 'facts',
  evidence: 'evidence',
  suspects: 'suspects',
  points: 'points',
} as const

/** What waits, the most urgent first; empty where nothing does. */
export function waitingOf(resident: ResidentPage): Waiting[] {
  const claimedBeside = count(resident.facts, ({ current, claimed }) =>
    current === null ? 0 : claimed.length,
  )
  const claimedAlone = count(resident.facts, ({ current, claimed }) =>
    current === null ? claimed.length : 0,
  )
  const pending = count(resident.evidence, ({ state }) => (state === 'pending' ? 1 : 0))
  const open = count(resident.points.lines, ({ state }) => (state === 'SCORED' ? 0 : 1))
  const all: [number, string, string][] = [
    [resident.suspects.length, '份疑似重复', PART_IDS.suspects],
    [claimedBeside, '处差异待决定', PART_IDS.facts],
    [claimedAlone, '项申报待核', PART_IDS.facts],
    [pending, '份材料待核', PART_IDS.evidence],
    [open, '项积分事实待定', PART_IDS.points],
  ]
  return all
    .filter(([number]) => number > 0)
    .map(([number, words, target]) => ({ label: `${number} ${words}`, target }))
}

function count<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0)
}
