import type { Reader } from '#electron/store/database.ts'
import { type FactRow, listCurrentFacts, listFacts } from '#electron/store/tables/facts.ts'
import { FactSource, FactValue, factText, factTitle } from '#shared/domain/people/index.ts'
import type { FactView } from '#shared/ipc/residents.ts'

/** The values that hold now, at most one of a kind. */
export function currentFacts(reader: Reader, residentId: string): FactValue[] {
  return listCurrentFacts(reader, residentId).map(({ value }) => FactValue.parse(JSON.parse(value)))
}

/** Each kind of fact with its present value and the earlier ones, newest first. */
export function factViews(reader: Reader, residentId: string): FactView[] {
  const rows = listFacts(reader, residentId)
  return rows
    .filter((row) => row.superseded_by === null)
    .map((row) => ({
      ...entryOf(row),
      id: row.id,
      kind: row.kind,
      title: factTitle(row.kind),
      value: factOf(row),
      earlier: rows
        .filter(({ kind, superseded_by }) => kind === row.kind && superseded_by !== null)
        .map(entryOf),
    }))
}

function entryOf(row: FactRow) {
  return {
    text: factText(factOf(row)),
    source: FactSource.parse(JSON.parse(row.source)),
    recordedBy: row.recorder,
    recordedAt: row.recorded_at,
  }
}

function factOf(row: FactRow): FactValue {
  return FactValue.parse(JSON.parse(row.value))
}
