import { connection, type Reader } from './connection.ts'

/** In KiB; what SQLite takes by itself. */
const USUAL_KIB = 2_000
/**
 * For work over many rows, whose index pages come in no order: with the usual cache each would be decrypted, or
 * encrypted and written, again for every few rows.
 */
const LARGE_KIB = 65_536

/** Lets a connection keep many pages in memory until `shrinkCache`. */
export function growCache(reader: Reader): void {
  reader[connection].database.pragma(`cache_size = -${LARGE_KIB}`)
}

/** Gives the memory of `growCache` back; a connection that was closed has none. */
export function shrinkCache(reader: Reader): void {
  const { database } = reader[connection]
  if (!database.open) return
  database.pragma(`cache_size = -${USUAL_KIB}`)
  database.pragma('shrink_memory')
}
