import {
  FACT_SUBJECTS,
  FactKind,
  type FactSubject,
  findCheckedKind,
  subjectOf,
} from '#shared/domain/people/index.ts'
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
const ONE_AT_A_TIME: ReadonlySet<FactKind> = new Set([...ASKED_FOR, 'housing', 'schooling', 'participation'])

/** The facts by subject, in the order of the page. */
export function factGroups(facts: readonly FactView[]): FactGroup[] {
  return FACT_SUBJECTS.map((subject) => {
    // That nothing was found stands beside the records that were looked for.
    const kinds = FactKind.options.filter((kind) => subjectOf(kind) === subject || kind === 'nothing')
    const own = facts.filter((view) => view.subject === subject)
    const lines = kinds.flatMap((kind) => linesOf(kind, own))
    return {
      subject,
      lines,
      waiting: lines.reduce((sum, { view }) => sum + (view?.claimed.length ?? 0), 0),
      unknown: new Set(lines.filter((line) => isMissing(line, lines)).map(({ kind }) => kind)).size,
    }
  })
}

function linesOf(kind: FactKind, facts: readonly FactView[]): FactLine[] {
  const views = facts.filter((view) => view.kind === kind)
  // Months are shown as a grid; a line is only for what waits to be decided.
  const shown = kind === 'contribution' ? views.filter(({ claimed }) => claimed.length > 0) : views
  const lines: FactLine[] = [...shown].sort(byLatest).map((view) => ({ kind, view }))
  // The empty slot is what holds now; only earlier work or homes do not answer the question.
  const missesPresent =
    ASKED_FOR.has(kind) && !views.some((view) => isPresent(view)) && !wasLookedFor(kind, facts)
  return missesPresent ? [{ kind, view: undefined }, ...lines] : lines
}

/** What holds now has the empty slot; of skill a title and a certificate hold at once, each in a slot of its own. */
function isPresent({ kind, slot }: FactView): boolean {
  return slot === '' || kind === 'skill'
}

/** Whether a department looked for records of the kind and found none. */
function wasLookedFor(kind: FactKind, facts: readonly FactView[]): boolean {
  return facts.some(
    ({ current }) => current?.value.kind === 'nothing' && findCheckedKind(current.value.field) === kind,
  )
}

/** Whether a line stands for something asked for of which nothing is known. */
function isMissing({ kind, view }: FactLine, lines: readonly FactLine[]): boolean {
  if (!ASKED_FOR.has(kind) || !isUnknown(view)) return false
  return kind !== 'skill' || lines.every((other) => other.kind !== kind || isUnknown(other.view))
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
  if (view === undefined || (isPresent(view) && isUnknown(view))) return '记录'
  return ONE_AT_A_TIME.has(kind) && isPresent(view) ? '更新' : undefined
}

/** Every value that was ever recorded for a kind and slot, newest first. */
export function allEntries(view: FactView): FactEntry[] {
  const entries = [...(view.current === null ? [] : [view.current]), ...view.claimed, ...view.earlier]
  return entries.sort((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1))
}
