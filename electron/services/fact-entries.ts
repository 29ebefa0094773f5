import type { Reader } from '#electron/store/database.ts'
import {
  type FactEventRow,
  type FactEvidenceRow,
  listFactEvents,
  listFactEvidence,
  type RecordedFact,
} from '#electron/store/tables/facts.ts'
import { FactSource, FactValue, factText, maskFact } from '#shared/domain/people/index.ts'
import type { TimelineEntry } from '#shared/ipc/common.ts'
import type { FactEntry } from '#shared/ipc/facts.ts'

/** Recorded facts as pages show them, by key: numbers masked, with evidence and with what became of them. */
export function entriesOf(reader: Reader, rows: readonly RecordedFact[]): Map<number, FactEntry> {
  const seqs = rows.map(({ seq }) => seq)
  const events = Map.groupBy(listFactEvents(reader, seqs), ({ fact }) => fact)
  const evidence = Map.groupBy(listFactEvidence(reader, seqs), ({ fact }) => fact)
  return new Map(
    rows.map((row) => [
      row.seq,
      entryOf(row, { events: events.get(row.seq) ?? [], evidence: evidence.get(row.seq) ?? [] }),
    ]),
  )
}

function entryOf(
  row: RecordedFact,
  { events, evidence }: { events: readonly FactEventRow[]; evidence: readonly FactEvidenceRow[] },
): FactEntry {
  const value = FactValue.parse(JSON.parse(row.value))
  return {
    id: String(row.seq),
    text: factText(value),
    value: maskFact(value),
    valid: { from: row.valid_from, to: row.valid_to },
    origin: row.origin,
    state: row.state,
    source: FactSource.parse(JSON.parse(row.source)),
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
    ...(row.batch_id === null ? {} : { batchId: row.batch_id }),
    evidence: evidence.map(({ id, title }) => ({ id, title })),
    events: events.map(eventEntry),
  }
}

const EVENT_WORDS = {
  accept: '采信',
  reject: '不采信',
  supersede: '被新的记录取代',
  reinstate: '恢复',
} as const satisfies Record<FactEventRow['event'], string>

function eventEntry({ at, actor, event, reason }: FactEventRow): TimelineEntry {
  const because = reason === null ? '' : `：${reason}`
  return { at, who: actor, what: `${EVENT_WORDS[event]}${because}` }
}
