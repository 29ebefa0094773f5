import { FACT_SUBJECTS, FactKind, type FactSubject, subjectOf } from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'

/** One line of a subject: what is known of a kind and slot, or that nothing is. */
export interface FactLine {
  kind: FactKind
  view: FactView | undefined
}

/** The facts of one subject. */
export interface FactGroup {
  subject: FactSubject
  lines: readonly FactLine[]
  /** Claimed values that wait for a decision. */
  waiting: number
  /** Kinds that points or entitlements ask for and of which nothing holds. */
  unknown: number
}

/** Kinds that points and entitlements ask for: shown also while nothing is known of them. */
const ASKED_FOR: ReadonlySet<FactKind> = new Set([
  'hukou',
  'residence',
  'permit',
  'employment',
  'insurance',
  'education',
  'skill',
])

/** Kinds of which a person has one value at a time, so that a new one takes the place of the one before. */
const ONE_AT_A_TIME: ReadonlySet<FactKind> = new Set([...ASKED_FOR, 'housing', 'schooling'])

/** The facts by subject, in the order of the page. */
export function factGroups(facts: readonly FactView[]): FactGroup[] {
  return FACT_SUBJECTS.map((subject) => {
    const kinds = FactKind.options.filter((kind) => subjectOf(kind) === subject)
    const lines = kinds.flatMap((kind) => linesOf(kind, facts))
    return {
      subject,
      lines,
      waiting: lines.reduce((sum, { view }) => sum + (view?.claimed.length ?? 0), 0),
      unknown: lines.filter(({ kind, view }) => ASKED_FOR.has(kind) && isUnknown(view)).length,
    }
  })
}

function linesOf(kind: FactKind, facts: readonly FactView[]): FactLine[] {
  const views = facts.filter((view) => view.kind === kind)
  // Months are shown as a grid; a line is only for what waits to be decided.
  const shown = kind === 'contribution' ? views.filter(({ claimed }) => claimed.length > 0) : views
  const lines: FactLine[] = [...shown].sort(byLatest).map((view) => ({ kind, view }))
  // The empty slot is what holds now; only earlier work or homes do not answer the question.
  const missesPresent = ASKED_FOR.has(kind) && !views.some(({ slot }) => slot === '')
  return missesPresent ? [{ kind, view: undefined }, ...lines] : lines
}

/** What holds now first, then by the slot, which begins with a day or year where it has one. */
function byLatest(one: FactView, other: FactView): number {
  if (one.slot === '' || other.slot === '') return one.slot === '' ? -1 : 1
  return one.slot < other.slot ? 1 : -1
}

/** Whether nothing holds and nothing waits. */
export function isUnknown(view: FactView | undefined): boolean {
  return view === undefined || (view.current === null && view.claimed.length === 0)
}

/** What the line's link does: record what is missing or put a newer value in place; past ones stay as they are. */
export function recordWord({ kind, view }: FactLine): '记录' | '更新' | undefined {
  if (view === undefined || (view.slot === '' && view.current === null && view.claimed.length === 0))
    return '记录'
  return ONE_AT_A_TIME.has(kind) && view.slot === '' ? '更新' : undefined
}

/** Every value that was ever recorded for a kind and slot, newest first. */
export function allEntries(view: FactView): FactEntry[] {
  const entries = [...(view.current === null ? [] : [view.current]), ...view.claimed, ...view.earlier]
  return entries.sort((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1))
}
