import { addDays, type PlainDate, toDays } from '../../../base/plain-date.ts'
import type { GapPolicy, ItemSelection } from '../../../policy/index.ts'
import type { FactItem } from '../../people/index.ts'
import type { LeafScope } from '../leaf.ts'
import { itemTest } from './item-test.ts'
import { daySpans } from './window.ts'

/** What periods cover: from `start` up to, not including, `end`, less the days of the gaps that are left out. */
export interface Cover {
  start: PlainDate
  end: PlainDate
  gapDays: number
}

/**
 * Reads what the periods of a selection cover by a day; `none` where there is none, `open` where all there is, or what
 * reaches furthest, lacks its first day.
 */
export function coverReader(
  { window, ...selection }: ItemSelection,
  gaps: GapPolicy,
  { department }: LeafScope,
): (items: readonly FactItem[], on: PlainDate) => Cover | 'open' | 'none' {
  const test = itemTest(selection, { holding: false, department })
  const spanOn = window === undefined ? undefined : daySpans(window)
  return (items, on) => {
    const span = spanOn?.(on)
    const last = span === undefined || span.to > on ? on : span.to
    let cover: Cover | undefined
    let open = false
    let openEnd = ''
    for (const item of inOrder(items)) {
      const verdict = test.verdict(item, on)
      if (verdict === 'does-not') continue
      if (verdict === 'open' || item.from === null) {
        open = true
        if (verdict === 'counts') openEnd = laterOf(openEnd, endOf(item, last))
        continue
      }
      const start = span !== undefined && item.from < span.after ? span.after : item.from
      const end = endOf(item, last)
      // What lies before the window leaves nothing of it; what begins on the last day has begun, with nothing full yet.
      if (start > end || (start === end && start !== item.from)) continue
      cover = cover === undefined ? { start, end, gapDays: 0 } : joined(cover, { start, end }, gaps)
    }
    if (cover === undefined) return open ? 'open' : 'none'
    return openEnd > cover.end ? 'open' : cover
  }
}

/** The day after the last one an item holds, at most the last day looked at. */
function endOf({ to }: FactItem, last: PlainDate): PlainDate {
  return to === null || to >= last ? last : addDays(to, 1)
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}

/** What is covered once the next period, which begins no earlier than the ones before it, is added. */
function joined(cover: Cover, next: Omit<Cover, 'gapDays'>, gaps: GapPolicy): Cover {
  const { start, gapDays } = cover
  if (next.end <= cover.end) return cover
  if (next.start <= cover.end) return { start, end: next.end, gapDays }
  const days = toDays(next.start) - toDays(cover.end)
  if (gaps.kind === 'exclude') return { start, end: next.end, gapDays: gapDays + days }
  if (gaps.kind === 'tolerate' && days <= gaps.days) return { start, end: next.end, gapDays }
  return { ...next, gapDays: 0 }
}

/** Items by their first day; mostly they already are, so that nothing is copied. */
function inOrder(items: readonly FactItem[]): readonly FactItem[] {
  let before = ''
  for (const { from } of items) {
    if (from === null) continue
    if (from < before) return [...items].sort(byFirstDay)
    before = from
  }
  return items
}

function byFirstDay(a: FactItem, b: FactItem): number {
  const [first, second] = [a.from ?? '', b.from ?? '']
  return first === second ? 0 : first < second ? -1 : 1
}
