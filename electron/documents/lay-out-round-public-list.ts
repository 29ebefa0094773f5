import { mechanismOf } from '#shared/domain/allocation/index.ts'
import {
  formatPaperDate,
  type PublicRow,
  ROUND_WORDS,
  type RoundPublicList,
  roundPublicListTitle,
} from '#shared/domain/documents/index.ts'
import type { LaidOut } from './laid-out.ts'
import { fangOf, hexOf, layOutRoundHead, optional } from './round-parts.ts'
import type { Run, Typesetter } from './typesetter.ts'

/** The data of `round-public-list.typ`; columns that no row fills are left out. */
export function layOutRoundPublicList(list: RoundPublicList, typesetter: Typesetter): LaidOut {
  const fang = fangOf(typesetter)
  const { kind, stage, announced, run, rows } = list
  const columns = columnsOf(rows)
  const laidOut = rows.map((row, index) => layOutRow(row, { index, list, typesetter, columns }))
  return {
    ...layOutRoundHead(list, roundPublicListTitle(list), typesetter),
    programme: fang(ROUND_WORDS[kind].programme, 'kind'),
    placeWord: fang(ROUND_WORDS[kind].place, 'kind'),
    isProposed: stage === 'announced',
    isOfChildren: kind === 'school',
    from: fang(formatPaperDate(announced.from), 'announced.from'),
    until: fang(formatPaperDate(announced.until), 'announced.until'),
    runNumber: fang(String(run.number), 'run.number'),
    again: run.number > 1,
    reason: optional(fang, run.reason, 'run.reason'),
    count: fang(String(rows.length), 'rows'),
    placed: fang(String(rows.filter(({ place }) => place !== null).length), 'rows'),
    placedWord: fang(placedWord(list), 'kind'),
    listTitle: typesetter.set(`${placedWord(list)}名单`, { chain: 'song', at: 'kind' }),
    places: list.places.map(({ name, capacity, filled, cutoff }, index) => ({
      name: fang(name, `places[${index}].name`),
      capacity: fang(String(capacity), `places[${index}].capacity`),
      filled: fang(String(filled), `places[${index}].filled`),
      cutoff: fang(cutoff, `places[${index}].cutoff`),
    })),
    columns,
    rows: laidOut,
    tall: laidOut.flatMap((cells, index) => (isOneLine(cells, columns) ? [] : [index])),
    seed: fang(list.seed, 'seed'),
    seedText: optional(fang, list.seedText, 'seedText'),
    listHash: fang(hexOf(list.listHash), 'listHash'),
    inputHash: fang(hexOf(list.inputHash), 'inputHash'),
    engine: fang(list.engine, 'engine'),
  }
}

/** A column of the list with its width in em; null takes what the others leave. */
interface Column {
  field: 'rank' | 'no' | 'name' | 'points' | 'result' | 'ground'
  width: number | null
}

const COLUMNS: readonly Column[] = [
  { field: 'rank', width: 3.6 },
  { field: 'no', width: null },
  { field: 'name', width: 5.5 },
  { field: 'points', width: 5 },
  { field: 'result', width: 13 },
  { field: 'ground', width: 5 },
]

/** The columns that any row fills. */
function columnsOf(rows: readonly PublicRow[]): Column[] {
  return COLUMNS.filter(({ field }) => {
    if (field === 'rank' || field === 'no' || field === 'result') return true
    return rows.some((row) => row[field] !== null)
  })
}

/** A text in the usual font as it is, else its runs: a list has tens of thousands, and each run takes memory. */
type Cell = string | Run[] | null

type Around = { index: number; list: RoundPublicList; typesetter: Typesetter; columns: readonly Column[] }

/** Names of thousands of rows would slow every text down: each is looked for in its own row only. */
function layOutRow(row: PublicRow, { index, list, typesetter, columns }: Around): Cell[] {
  const fang = fangOf(typesetter, row.name === null ? [] : [row.name])
  return columns.map(({ field }) => {
    const text = field === 'result' ? resultText(row, list) : row[field]
    if (text === null) return null
    const runs = fang(String(text), `rows[${index}].${field === 'result' ? 'place' : field}`)
    const [first, ...others] = runs
    return first?.from === 0 && others.length === 0 ? first.text : runs
  })
}

/** The type area and what a cell keeps free at both sides, in em of the list's letters. */
const AREA = 42
const INSET = 0.8

/** Whether every text of a row is sure to fit on one line; where it is not, the paper finds out. */
function isOneLine(cells: readonly Cell[], columns: readonly Column[]): boolean {
  const rest = AREA - columns.reduce((sum, { width }) => sum + (width ?? 0), 0)
  return cells.every((cell, index) => {
    const text = typeof cell === 'string' ? cell : (cell ?? []).map((run) => run.text).join('')
    return mostWidth(text) <= (columns[index]?.width ?? rest) - INSET
  })
}

/** At most so wide, in em: digits half a character, the widest letter (W) hardly more than a whole one. */
function mostWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[0-9.*-]/.test(character) ? 0.5 : 1.02), 0)
}

function resultText({ place }: PublicRow, list: RoundPublicList): string {
  if (place === null) return ROUND_WORDS[list.kind].without
  return mechanismOf(list) === 'ranked-quota' ? placedWord(list) : `${placedWord(list)}：${place}`
}

/** 拟 marks what is not final yet. */
function placedWord({ kind, stage }: RoundPublicList): string {
  return `${stage === 'announced' ? '拟' : ''}${ROUND_WORDS[kind].got}`
}
