import type { ActionState } from '#shared/ipc/common.ts'
import type { Comparison, MergeRequest } from '#shared/ipc/duplicates.ts'

/** The fact chosen for each conflict, by the key of the conflict; ids of facts stay when the sides are swapped. */
export type Choices = Readonly<Record<string, string>>

type Conflicts = Comparison['conflicts']

/** The choices of a merge: one for each conflict that there is now, and no other. */
export function chosenFacts(conflicts: Conflicts, choices: Choices): MergeRequest['choices'] {
  return conflicts.flatMap(({ key, kept, other }) => {
    const factId = choices[key]
    return factId === kept.id || factId === other.id ? [{ key, factId }] : []
  })
}

/** How many conflicts still need a choice. */
export function openConflicts(conflicts: Conflicts, choices: Choices): number {
  return conflicts.length - chosenFacts(conflicts, choices).length
}

/** Whether the two can be made one now, and if not, why. */
export function mergeState({ blocked, conflicts }: Comparison, choices: Choices): ActionState {
  const open = openConflicts(conflicts, choices)
  if (blocked !== null) return { action: 'merge', allowed: false, reason: blocked }
  if (open > 0) {
    return { action: 'merge', allowed: false, reason: `还有 ${open} 项两边说法不同，请先逐项选定用哪一个。` }
  }
  return { action: 'merge', allowed: true }
}

const FOR_LIFE: readonly string[] = ['性别', '出生日期']

/** Titles of the fields that are for life and yet differ. */
export function unlikelyFields({ fields }: Comparison): string[] {
  return fields.filter(({ title, same }) => !same && FOR_LIFE.includes(title)).map(({ title }) => title)
}
