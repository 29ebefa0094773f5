import { type SqlBool, sql } from 'kysely'
import type { Reader } from '../connection.ts'
import { all, query } from '../query.ts'
import { among } from './among.ts'
import { countOf, type Page } from './windows.ts'

/** A claimed fact and the person it is claimed of: the kept record where the two were merged. */
export type DifferenceListRow = { fact: number; seq: number; id: string; name: string; id_number: string }

export type DifferenceListQuery = { batchId?: string | undefined; offset: number; limit: number }

/** A window of the claimed facts: those beside an accepted one first, then as they were recorded. */
export function listClaims(reader: Reader, list: DifferenceListQuery): Page<DifferenceListRow> {
  const rows = claims(list)
    .select(['fact.seq as fact', 'kept.seq', 'kept.id', 'kept.name', 'kept.id_number'])
    .orderBy(besideAccepted, 'desc')
    .orderBy('fact.seq')
    .limit(list.limit)
    .offset(list.offset)
  const total = countOf(reader, claims(list).select(sql<number>`count(*)`.as('n')))
  return { total, rows: all(reader, rows) }
}

function claims({ batchId }: DifferenceListQuery) {
  const claimed = query
    .selectFrom('fact')
    .innerJoin('resident as own', 'own.seq', 'fact.resident')
    .innerJoin('resident as kept', (join) =>
      join.on(sql<SqlBool>`kept.seq = coalesce(own.merged_into, own.seq)`),
    )
    .where('fact.state', '=', 'claimed')
    .where('kept.listed', '=', 1)
  if (batchId === undefined) return claimed
  const batch = query.selectFrom('import_batch').select('seq').where('id', '=', batchId)
  return claimed.where('fact.batch', '=', batch)
}

/** Months have a slot for each stretch; any accepted ones stand beside a claim of months. */
const besideAccepted = sql`exists (select 1 from fact as held
  where held.resident in (fact.resident, kept.seq) and held.kind = fact.kind and held.state = 'accepted'
    and (held.slot = fact.slot or fact.kind = 'contribution'))`

/** For each of these claims beside which a fact of the same place holds, that fact. */
export function listHeldBeside(reader: Reader, facts: readonly number[]): { claim: number; held: number }[] {
  const beside = query
    .selectFrom('fact')
    .innerJoin('resident as own', 'own.seq', 'fact.resident')
    .innerJoin('resident as record', (join) =>
      join.on(
        sql<SqlBool>`(record.seq = coalesce(own.merged_into, own.seq)
          or record.merged_into = coalesce(own.merged_into, own.seq))`,
      ),
    )
    .innerJoin('fact as held', (join) =>
      join
        .onRef('held.resident', '=', 'record.seq')
        .onRef('held.kind', '=', 'fact.kind')
        .onRef('held.slot', '=', 'fact.slot')
        .on('held.state', '=', 'accepted'),
    )
    .select(['fact.seq as claim', 'held.seq as held'])
    .where(among('fact.seq', facts))
  return all(reader, beside)
}
