import type { PlainDate } from '../../../base/plain-date.ts'
import type { ItemSelection } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import type { LeafScope } from '../leaf.ts'
import { lapseDay } from './turns.ts'
import { daySpans, windowTurns } from './window.ts'

/** Whether an item counts; `open` where its record lacks the day or the department that would tell. */
export type Verdict = 'counts' | 'does-not' | 'open'

export interface ItemTest {
  verdict(item: FactItem, on: PlainDate): Verdict
  /** Days on which the item may begin or cease to count. */
  turns(item: FactItem, on: PlainDate): PlainDate[]
}

/** Tests items of one fact against a selection; `holding` asks that they hold on the day. */
export function itemTest(
  { codes, window }: Omit<ItemSelection, 'fact'>,
  { holding, department }: { holding: boolean } & Pick<LeafScope, 'department'>,
): ItemTest {
  const wanted = codes === undefined ? undefined : new Set(codes)
  const spanOn = window === undefined ? undefined : daySpans(window)
  return {
    verdict(item, on) {
      if (wanted !== undefined && !wanted.has(item.code)) return 'does-not'
      if (item.from !== null && item.from > on) return 'does-not'
      if (holding && item.to !== null && item.to < on) return 'does-not'
      const ours = department === null ? 'counts' : departmentVerdict(item, department)
      if (spanOn === undefined || ours === 'does-not') return ours
      const { after, to } = spanOn(on)
      if (item.from === null) return item.to !== null && item.to <= after ? 'does-not' : 'open'
      return item.from > after && item.from <= to ? ours : 'does-not'
    },
    turns: (item, on) => [
      ...(item.from === null ? [] : [item.from]),
      ...(holding ? lapseDay(item.to) : []),
      ...(window === undefined || item.from === null ? [] : windowTurns(window, item.from, on)),
    ],
  }
}

/** An item whose department is not recorded may be that department's. */
function departmentVerdict(item: FactItem, department: string): Verdict {
  if (item.department === undefined) return 'open'
  return item.department === department ? 'counts' : 'does-not'
}
