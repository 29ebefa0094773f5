import type { Reader } from '#electron/store/database.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { type DifferenceListRow, listClaims, listHeldBeside } from '#electron/store/tables/differences.ts'
import { listAcceptedOfKind, listRecordedFacts, type RecordedFact } from '#electron/store/tables/facts.ts'
import { personOfRecords, recordsOfPersons } from '#electron/store/tables/families.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { factTitle } from '#shared/domain/people/index.ts'
import type { DifferenceList, DifferenceListRequest, DifferenceRow, FactEntry } from '#shared/ipc/facts.ts'
import { type HeldMonths, heldMonths } from './claimed-months.ts'
import type { ServiceContext } from './context.ts'
import { entriesOf } from './fact-entries.ts'
import { factOf, type HeldRow } from './resident-facts.ts'

/**
 * A window of what is claimed and waits for a decision, beside what holds now. Those beside an accepted value first.
 * However many rows, the store is asked as many questions.
 */
export function listDifferences({ reader }: ServiceContext, request: DifferenceListRequest): DifferenceList {
  return snapshot(reader, () => {
    const { total, rows } = listClaims(reader, request)
    const keys = rows.map(({ fact }) => fact)
    const claims = new Map(listRecordedFacts(reader, keys).map((fact) => [fact.seq, fact]))
    const beside = factsBeside(reader, rows, claims)
    const held = [...new Set([...beside.values()].map(({ fact }) => fact))]
    const entries = entriesOf(reader, [...claims.values(), ...listRecordedFacts(reader, held)])
    return {
      total,
      rows: rows.flatMap((row) => {
        const [claim, claimed] = [claims.get(row.fact), entries.get(row.fact)]
        if (claim === undefined || claimed === undefined) return []
        const current = currentEntry(beside.get(row.fact), entries)
        return [differenceRow(row, claim, { claimed, current })]
      }),
    }
  })
}

/** The fact beside a claim, and in which words where they are not its own. */
type Beside = Pick<HeldMonths, 'fact'> & { text?: string }

function currentEntry(beside: Beside | undefined, entries: Map<number, FactEntry>): FactEntry | null {
  const entry = beside === undefined ? undefined : entries.get(beside.fact)
  if (entry === undefined) return null
  return beside?.text === undefined ? entry : { ...entry, text: beside.text }
}

function differenceRow(
  row: DifferenceListRow,
  { kind }: RecordedFact,
  { claimed, current }: Pick<DifferenceRow, 'claimed' | 'current'>,
): DifferenceRow {
  return {
    factId: claimed.id,
    residentId: row.id,
    name: row.name,
    idNumberMasked: maskResidentId(row.id_number),
    title: factTitle(kind),
    current,
    claimed,
  }
}

/** What holds beside each claim, by the key of the claim. */
function factsBeside(
  reader: Reader,
  rows: readonly DifferenceListRow[],
  claims: Map<number, RecordedFact>,
): Map<number, Beside> {
  const places = rows.map(({ fact }) => fact)
  const beside = new Map<number, Beside>(
    listHeldBeside(reader, places).map(({ claim, held }) => [claim, { fact: held }]),
  )
  const ofMonths = rows.filter(({ fact }) => claims.get(fact)?.kind === 'contribution')
  const statements = statementsOf(reader, [...new Set(ofMonths.map(({ seq }) => seq))])
  for (const { fact, seq } of ofMonths) {
    const claim = claims.get(fact)
    const months = claim === undefined ? null : heldMonths(factOf(claim).value, statements.get(seq) ?? [])
    if (months === null) beside.delete(fact)
    else beside.set(fact, months)
  }
  return beside
}

/** The accepted statements of months of each person, in the order in which they came to hold. */
function statementsOf(reader: Reader, persons: readonly number[]): Map<number, HeldRow[]> {
  const records = recordsOfPersons(reader, persons)
  const personOf = personOfRecords(reader, records)
  const held = listAcceptedOfKind(reader, records, 'contribution').map((row) => ({ ...factOf(row), row }))
  return Map.groupBy(held, ({ row }) => personOf.get(row.resident) ?? row.resident)
}
