import { type SqlBool, sql } from 'kysely'
import type { Reader } from '../connection.ts'
import { all, get, query } from '../query.ts'
import { CAN_BE_FOUND, FOUND, type FoundResident } from './search-keys.ts'

/** A name under which an employer was recorded. */
export type EmployerName = { uscc: string; name: string }

/** The last fact and the last imported employer that were looked at. */
export type SeenEmployers = { fact: number; employer: number }

const USCC = sql<string>`json_extract(value, '$.uscc')`
const NAME = sql<string>`json_extract(value, '$.employer')`

/** The rows that a look at the employers can see now. */
export function lastEmployers(reader: Reader): SeenEmployers {
  const fact = get(
    reader,
    query.selectFrom('fact').select((eb) => eb.fn.max('seq').as('seq')),
  )?.seq
  const employer = get(
    reader,
    query.selectFrom('employer').select((eb) => eb.fn.max('seq').as('seq')),
  )?.seq
  return { fact: fact ?? 0, employer: employer ?? 0 }
}

/**
 * One name of every employer for whom somebody works: steps from code to code through the index instead of reading
 * every employment.
 */
export function listEmployersAtWork(reader: Reader): EmployerName[] {
  const employers = sql<EmployerName>`
    WITH RECURSIVE code (uscc) AS (
      SELECT min(json_extract(value, '$.uscc')) FROM fact WHERE kind = 'employment' AND state = 'accepted'
      UNION ALL
      SELECT (
        SELECT json_extract(value, '$.uscc') FROM fact
        WHERE kind = 'employment' AND state = 'accepted' AND json_extract(value, '$.uscc') > code.uscc
        ORDER BY json_extract(value, '$.uscc') LIMIT 1
      ) FROM code WHERE code.uscc IS NOT NULL
    )
    SELECT uscc, (
      SELECT json_extract(value, '$.employer') FROM fact
      WHERE kind = 'employment' AND state = 'accepted' AND json_extract(value, '$.uscc') = code.uscc LIMIT 1
    ) AS name
    FROM code WHERE uscc IS NOT NULL`
  return all(reader, employers.compile(query))
}

/** The names that were recorded after `seen`, by clerks or with an import. */
export function listEmployersSince(reader: Reader, seen: SeenEmployers): EmployerName[] {
  const stated = query
    .selectFrom('fact')
    .select([USCC.as('uscc'), NAME.as('name')])
    .where('seq', '>', seen.fact)
    // Not by the index of a person's facts: the new ones lie together at the end of the table.
    .where(sql<SqlBool>`+kind = 'employment'`)
  const imported = query.selectFrom('employer').select(['uscc', 'name']).where('seq', '>', seen.employer)
  return [...all(reader, stated), ...all(reader, imported)]
}

/** The first residents who work for an employer now. */
export function listEmployed(reader: Reader, uscc: string, limit: number): FoundResident[] {
  const employed = query
    .selectFrom('fact')
    .innerJoin('resident', 'resident.seq', 'fact.resident')
    .select(FOUND)
    .where(USCC, '=', uscc)
    // Written out, since a partial index is not used for values that are bound.
    .where(sql<SqlBool>`kind = 'employment' and state = 'accepted'`)
    // Former work is accepted too; it has a slot of its own.
    .where('slot', '=', '')
    .where(CAN_BE_FOUND)
    .limit(limit)
  return all(reader, employed)
}
