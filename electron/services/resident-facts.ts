import type { Reader } from '#electron/store/database.ts'
import {
  type FactRow,
  listAcceptedFacts,
  listFactEvents,
  listFactsOfKind,
  listPageFacts,
  type RecordedFact,
} from '#electron/store/tables/facts.ts'
import { personSeqs } from '#electron/store/tables/residents.ts'
import {
  type FactKind,
  FactSource,
  FactValue,
  factTitle,
  type HeldFact,
  replay,
  subjectOf,
  subjectOfFact,
  withEndorsements,
} from '#shared/domain/people/index.ts'
import type { FactEntry, FactView } from '#shared/ipc/facts.ts'
import { claimedMonthsView } from './claimed-months.ts'
import type { ServiceContext } from './context.ts'
import { entriesOf } from './fact-entries.ts'
import { getResident } from './getters.ts'

/** A fact that holds now, with its row. */
export type HeldRow = HeldFact & { row: FactRow }

/** The facts that hold now, in the order in which they came to hold. @param persons the keys of one person's records */
export function heldFacts(reader: Reader, persons: readonly number[]): HeldRow[] {
  return listAcceptedFacts(reader, persons).map((row) => ({
    ...factOf(row),
    department: departmentOf(row),
    row,
  }))
}

/**
 * The values that rules are asked with: one of each kind a person has one of at a time, and every statement of months.
 * Work and homes that have ended, single endorsements and single merits are left out.
 */
export function valuesInForce(held: readonly HeldRow[]): FactValue[] {
  const values = withEndorsements(held.map(({ value }) => value))
  return values.filter((value, index) => held[index]?.row.slot === '' || value.kind === 'contribution')
}

/** A fact's value and period as stored. */
export function factOf(row: Pick<FactRow, 'value' | 'valid_from' | 'valid_to'>): HeldFact {
  return {
    value: FactValue.parse(JSON.parse(row.value)),
    valid: { from: row.valid_from, to: row.valid_to },
  }
}

const SourceDepartment = FactSource.pick({ department: true }).loose()

/** Read alone, since of a person's many facts nothing else of the source is asked. */
function departmentOf({ source }: Pick<FactRow, 'source'>): string {
  return SourceDepartment.parse(JSON.parse(source)).department
}

export function sourceOf(row: Pick<FactRow, 'source'>): FactSource {
  return FactSource.parse(JSON.parse(row.source))
}

/** Department, evidence and data date, as staff read them. */
export function sourceText({ department, evidence, dataDate }: FactSource): string {
  return `${department} · ${evidence} · 数据截至 ${dataDate}`
}

/**
 * Each kind and slot with its present value, what is claimed beside it, and the earlier ones, newest first. Months
 * are folded elsewhere (`fundMonths`); only those that wait for a decision are here, beside what the fold says.
 */
export function factViews(reader: Reader, persons: readonly number[], held: readonly HeldRow[]): FactView[] {
  const rows = listPageFacts(reader, persons)
  const entries = entriesOf(reader, rows)
  return groupBySlot(rows).map((group) => {
    const view = slotView(group, entries)
    return view.kind === 'contribution' ? claimedMonthsView(reader, view, held) : view
  })
}

/** Everything that was ever recorded of one kind. @throws CounterError NOT_FOUND */
export function factHistory(
  { reader }: ServiceContext,
  { residentId, kind }: { residentId: string; kind: FactKind },
): FactView[] {
  const persons = personSeqs(reader, getResident(reader, residentId).seq)
  const rows = listFactsOfKind(reader, persons, kind)
  const entries = entriesOf(reader, rows)
  return groupBySlot(rows).map((group) => slotView(group, entries))
}

/** The value of a kind and slot that held at an instant, by replaying what had happened by then. */
export function findValueAt(
  reader: Reader,
  persons: readonly number[],
  { kind, slot, at }: { kind: FactKind; slot: string; at: string },
): FactValue | undefined {
  const rows = listFactsOfKind(reader, persons, kind).filter(
    (row) => row.slot === slot && row.recorded_at <= at,
  )
  const seqs = rows.map(({ seq }) => seq)
  const happened = listFactEvents(reader, seqs).filter((event) => event.at <= at)
  const eventsOf = (seq: number) => happened.filter(({ fact }) => fact === seq).map(({ event }) => event)
  const present = rows.find((row) => replay(row.initial_state, eventsOf(row.seq).reverse()) === 'accepted')
  return present === undefined ? undefined : factOf(present).value
}

function groupBySlot(rows: readonly RecordedFact[]): [RecordedFact, ...RecordedFact[]][] {
  const groups = Map.groupBy(rows, ({ kind, slot }) => `${kind} ${slot}`)
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others]],
  )
}

function slotView(group: [RecordedFact, ...RecordedFact[]], entries: Map<number, FactEntry>): FactView {
  const [first] = group
  const own = group.map(({ seq }) => entries.get(seq)).filter((entry) => entry !== undefined)
  return {
    kind: first.kind,
    slot: first.slot,
    subject: first.kind === 'nothing' ? subjectOfFact(factOf(first).value) : subjectOf(first.kind),
    title: factTitle(first.kind),
    current: own.find(({ state }) => state === 'accepted') ?? null,
    claimed: own.filter(({ state }) => state === 'claimed'),
    earlier: own.filter(({ state }) => state === 'superseded' || state === 'rejected'),
  }
}
