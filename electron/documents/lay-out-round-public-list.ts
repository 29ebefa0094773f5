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
import type { Typesetter } from './typesetter.ts'

/** The data of `round-public-list.typ`; columns that no row fills are left out. */
export function layOutRoundPublicList(list: RoundPublicList, typesetter: Typesetter): LaidOut {
  const fang = fangOf(typesetter)
  const { kind, stage, announced, run, rows } = list
  const hasColumn = (field: 'name' | 'points' | 'ground') => rows.some((row) => row[field] !== null)
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
    columns: { name: hasColumn('name'), points: hasColumn('points'), ground: hasColumn('ground') },
    rows: rows.map((row, index) => layOutRow(row, { index, list, typesetter })),
    seed: fang(list.seed, 'seed'),
    seedText: optional(fang, list.seedText, 'seedText'),
    listHash: fang(hexOf(list.listHash), 'listHash'),
    inputHash: fang(hexOf(list.inputHash), 'inputHash'),
    engine: fang(list.engine, 'engine'),
  }
}

type Around = { index: number; list: RoundPublicList; typesetter: Typesetter }

/** Names of thousands of rows would slow every text down: each is looked for in its own row only. */
function layOutRow(row: PublicRow, { index, list, typesetter }: Around) {
  const fang = fangOf(typesetter, row.name === null ? [] : [row.name])
  return {
    rank: fang(String(row.rank), `rows[${index}].rank`),
    no: fang(row.no, `rows[${index}].no`),
    name: optional(fang, row.name, `rows[${index}].name`),
    points: optional(fang, row.points, `rows[${index}].points`),
    result: fang(resultText(row, list), `rows[${index}].place`),
    ground: optional(fang, row.ground, `rows[${index}].ground`),
  }
}

function resultText({ place }: PublicRow, list: RoundPublicList): string {
  if (place === null) return ROUND_WORDS[list.kind].without
  return mechanismOf(list) === 'ranked-quota' ? placedWord(list) : `${placedWord(list)}：${place}`
}

/** 拟 marks what is not final yet. */
function placedWord({ kind, stage }: RoundPublicList): string {
  return `${stage === 'announced' ? '拟' : ''}${ROUND_WORDS[kind].got}`
}
