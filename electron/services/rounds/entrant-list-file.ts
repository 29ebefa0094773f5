import { matchColumns, type Table } from '#electron/exchange/index.ts'
import type { Reader } from '#electron/store/database.ts'
import { listEntrantNumbers, lookUpCounted } from '#electron/store/tables/entrants.ts'
import type { PlainDate } from '#shared/base/plain-date.ts'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { LIST_COLUMNS, titleOf } from './entrant-list-columns.ts'
import { type ListDesk, type ListedEntrant, readListRow } from './entrant-list-row.ts'
import { lastRunning, numberPrefix, ownNumber } from './entrant-numbers.ts'
import { personsOnList } from './same-person.ts'

/** A fault of a list; a row is counted as in the file, the header is row 1. */
export type ListFault = { row: number; column: string; message: string }

/** A list that was read; where there are faults nothing of it may be taken in. */
export type ReadListFile = { rows: number; entrants: ListedEntrant[]; faults: ListFault[] }

/** What a list is judged against. */
export type ListQuestion = { roundId: string; plan: RoundPlan; towns: readonly string[]; on: PlainDate }

/**
 * The applications of a list, with every fault by row and column; messages hold no names and no numbers. Rows without
 * a number get the round's next ones.
 */
export function judgeList(reader: Reader, table: Table, question: ListQuestion): ReadListFile {
  const { matched, faults: headerFaults } = readHeader(table)
  const faults = [...headerFaults, ...cellFaults(table)]
  if (table.rows.length === 0)
    faults.push({ row: 1, column: titleOf('name'), message: '表头下面没有一行申请' })
  if (matched.name === undefined) return { rows: table.rows.length, entrants: [], faults }
  const desk = deskOf(reader, question)
  const entrants: ListedEntrant[] = []
  for (const { row, cells } of table.rows) {
    const cell = (key: string) => cells[matched[key] ?? -1] ?? ''
    const fault = (key: string, message: string) => faults.push({ row, column: titleOf(key), message })
    entrants.push(readListRow({ row, cell, fault }, desk))
  }
  return { rows: table.rows.length, entrants: numbered(entrants, desk), faults: faults.sort(byRow) }
}

function byRow(a: ListFault, b: ListFault): number {
  return a.row - b.row
}

function readHeader({ header }: Table): { matched: Record<string, number>; faults: ListFault[] } {
  const { matched, missing, ambiguous, unused } = matchColumns(
    header,
    LIST_COLUMNS.map(({ key, title, aliases, required }) => ({ key, title, aliases, required })),
  )
  const lost = unused.map((index) => header[index] ?? '').filter((title) => title.includes('志愿'))
  const faults = [
    ...missing.map((key) => ({ column: titleOf(key), message: '缺少这一列' })),
    ...ambiguous.map(({ key }) => ({ column: titleOf(key), message: '有几列都是这个意思，请只留一列' })),
    ...lost.map((column) => ({ column, message: '认不出这一列志愿；志愿的列名为“志愿1”至“志愿8”' })),
  ]
  return { matched, faults: faults.map((fault) => ({ row: 1, ...fault })) }
}

/** What cannot be trusted about the cells themselves. */
function cellFaults({ findings, rows }: Table): ListFault[] {
  const faults = findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ row, column, message }) => ({ row: row ?? 1, column: column ?? '表头', message }))
  if (faults.length > 0 || rows.unsound === 0) return faults
  return [{ row: 1, column: '表头', message: `有 ${rows.unsound} 行的内容不可信` }]
}

function deskOf(reader: Reader, { roundId, plan, towns, on }: ListQuestion): ListDesk {
  const onList = listEntrantNumbers(reader, roundId)
  const standing = onList.filter(({ withdrawn }) => withdrawn === null)
  return {
    plan,
    towns,
    on,
    takenNumbers: new Set(onList.map(({ no }) => no)),
    takenIds: new Set(standing.flatMap(({ id_number }) => id_number ?? [])),
    takenPersons: new Set(personsOnList(reader, { roundId, kind: plan.kind }).keys()),
    rowOfNumber: new Map(),
    rowOfId: new Map(),
    rowOfPerson: new Map(),
    residentOf: lookUpCounted(reader),
    placeOf: placeLookup(plan),
  }
}

/** A place by its id, or by a name that only one of them bears. */
function placeLookup({ places }: RoundPlan): ListDesk['placeOf'] {
  const ids = new Set(places.map(({ id }) => id))
  const byName = Map.groupBy(places, ({ name }) => name)
  return (text) => {
    if (ids.has(text)) return text
    const [only, another] = byName.get(text) ?? []
    return another === undefined ? only?.id : 'ambiguous'
  }
}

function numbered(entrants: readonly ListedEntrant[], { plan, takenNumbers }: ListDesk): ListedEntrant[] {
  const prefix = numberPrefix(plan)
  let running = lastRunning(prefix, [...takenNumbers, ...entrants.map(({ no }) => no)])
  return entrants.map((entrant) => {
    if (entrant.no !== '') return entrant
    running += 1
    return { ...entrant, no: ownNumber(prefix, running) }
  })
}
