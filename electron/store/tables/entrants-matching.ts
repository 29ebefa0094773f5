import { sql } from 'kysely'
import type { Reader, Transaction } from '../connection.ts'
import { get, query, run } from '../query.ts'

/** Which stored residents could be taken onto a round's list; `leastX100` of null asks for no points. */
export type MatchingQuestion = {
  roundId: string
  towns: readonly string[]
  leastX100: number | null
  /** Whether only people count whose points are known in full. */
  complete: boolean
}

/** How many match and are not on the round's list, by counting those who match and those of them who are on it. */
export function countMatching(reader: Reader, question: MatchingQuestion): number {
  const matching = countListed(reader, question)
  const onList = sql<{ n: number }>`
    SELECT count(*) AS n FROM (${onTheList(question.roundId)}) AS entered
    INNER JOIN resident ON resident.seq = entered.seq WHERE ${matches(question)}`
  return matching - (get(reader, onList.compile(query))?.n ?? 0)
}

/** How many of these towns have points that are not known in full, and are not on the round's list. */
export function countUnclear(
  reader: Reader,
  { roundId, towns }: Pick<MatchingQuestion, 'roundId' | 'towns'>,
): number {
  const onList = sql<{ n: number }>`
    SELECT count(*) AS n FROM (${onTheList(roundId)}) AS entered
    INNER JOIN resident ON resident.seq = entered.seq
    WHERE resident.listed = 1 AND resident.complete = 0 AND ${isIn('resident.town', towns)}`
  return tallied(reader, towns, 0) - (get(reader, onList.compile(query))?.n ?? 0)
}

/**
 * Takes everybody who matches onto the list, in the order of their records, with running numbers from `first` on.
 * @returns how many
 */
export function insertMatching(
  tx: Transaction,
  question: MatchingQuestion,
  entry: { prefix: string; digits: number; first: number; by: string; at: string },
): number {
  const { prefix, digits, first, by, at } = entry
  const insert = sql`
    INSERT INTO entrant (round_id, no, source, resident_id, name, id_number, town, points_x100, given, entered_by, entered_at)
    SELECT ${question.roundId},
      ${prefix} || printf(${`%0${digits}d`}, ${first} - 1 + row_number() OVER (ORDER BY resident.seq)),
      'query', resident.id, resident.name, resident.id_number, resident.town, resident.points_x100, '{}', ${by}, ${at}
    FROM resident
    WHERE ${matches(question)} AND resident.seq NOT IN (${onTheList(question.roundId)})
    ORDER BY resident.seq`
  return run(tx, insert.compile(query))
}

/** The last running number of a round's applications that begin so; 0 where there is none. */
export function lastRunningNumber(reader: Reader, roundId: string, prefix: string): number {
  const last = sql<{ n: number | null }>`
    SELECT max(CAST(substr(no, ${prefix.length + 1}) AS INTEGER)) AS n FROM entrant
    WHERE round_id = ${roundId} AND substr(no, 1, ${prefix.length}) = ${prefix}`
  return get(reader, last.compile(query))?.n ?? 0
}

/** Without points to ask for, the tally answers; with them, an index that holds all that is asked. */
function countListed(reader: Reader, question: MatchingQuestion): number {
  const { towns, leastX100, complete } = question
  if (leastX100 === null) return tallied(reader, towns, 1) + (complete ? 0 : tallied(reader, towns, 0))
  const count = sql<{ n: number }>`
    SELECT count(*) AS n FROM resident INDEXED BY resident_by_points WHERE ${matches(question)}`
  return get(reader, count.compile(query))?.n ?? 0
}

function tallied(reader: Reader, towns: readonly string[], complete: 0 | 1): number {
  const tally = sql<{ n: number | null }>`
    SELECT sum(n) AS n FROM resident_tally WHERE complete = ${complete} AND ${isIn('town', towns)}`
  return get(reader, tally.compile(query))?.n ?? 0
}

function matches({ towns, leastX100, complete }: MatchingQuestion) {
  const isComplete = complete ? sql`AND resident.complete = 1` : sql``
  const hasPoints = leastX100 === null ? sql`` : sql`AND resident.points_x100 >= ${leastX100}`
  return sql`resident.listed = 1 AND ${isIn('resident.town', towns)} ${isComplete} ${hasPoints}`
}

/**
 * The kept records of everybody on a list, whose points count or who gets the place, also of those who were taken out
 * of it: nobody comes back by a query.
 */
function onTheList(roundId: string) {
  return sql`
    SELECT coalesce(person.merged_into, person.seq) AS seq FROM entrant
      INNER JOIN resident AS person ON person.id = entrant.resident_id
      WHERE entrant.round_id = ${roundId}
    UNION SELECT coalesce(person.merged_into, person.seq) FROM entrant
      INNER JOIN resident AS person ON person.id_number = entrant.id_number
      WHERE entrant.round_id = ${roundId}`
}

function isIn(column: string, towns: readonly string[]) {
  return sql`${sql.ref(column)} IN (SELECT value FROM json_each(${JSON.stringify(towns)}))`
}
