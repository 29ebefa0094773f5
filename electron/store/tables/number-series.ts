import type { Reader, Transaction } from '../connection.ts'
import { get, query, run } from '../query.ts'

/** The number after the last one given in this series and year; the first is 1. Reserves nothing. */
export function peekNextNumber(reader: Reader, code: string, year: number): number {
  const series = query
    .selectFrom('number_series')
    .select('last')
    .where('code', '=', code)
    .where('year', '=', year)
  return (get(reader, series)?.last ?? 0) + 1
}

/** Takes the next number of this series and year. */
export function takeNextNumber(tx: Transaction, code: string, year: number): number {
  const last = peekNextNumber(tx, code, year)
  const take = query
    .insertInto('number_series')
    .values({ code, year, last })
    .onConflict((conflict) => conflict.columns(['code', 'year']).doUpdateSet({ last }))
  run(tx, take)
  return last
}
