import type { Reader } from '#electron/store/database.ts'
import {
  countListed,
  getListVersion,
  type ListQuestion,
  listFirstSeqs,
  listOrder,
  listOrderAmong,
} from '#electron/store/tables/resident-list.ts'

/** Rows of a list that are read without keeping its order: the top of a list is asked for most. */
const TOP_ROWS = 2_000
/** Orders kept at once; one of a million residents takes 4 MB. */
const ORDERS_KEPT = 4

/** A question and, where it has a text, the residents that the text fits. */
export type Asked = ListQuestion & { text: string; matching: (() => readonly number[]) | null }
export type Window = { offset: number; limit: number }
type Kept = { version: number; orders: Map<string, Uint32Array> }

const kept = new WeakMap<Reader, Kept>()

/**
 * The keys of the rows of a window and the count of all rows. Far down, counting rows off from the top would take
 * longer the further it is, so the order of the whole list is kept: the keys of its rows, four bytes each, read in one
 * pass over an index. It is dropped as soon as a list may look otherwise. Ask inside one `snapshot`.
 * @param topRows lowered by tests alone
 */
export function windowSeqs(
  reader: Reader,
  asked: Asked,
  { offset, limit }: Window,
  topRows = TOP_ROWS,
): { total: number; seqs: number[] } {
  if (asked.matching === null && offset + limit <= topRows) {
    return {
      total: countListed(reader, asked.filters),
      seqs: listFirstSeqs(reader, asked, offset + limit).slice(offset),
    }
  }
  const order = keptOrder(reader, asked)
  return { total: order.length, seqs: Array.from(order.subarray(offset, offset + limit)) }
}

function keptOrder(reader: Reader, asked: Asked): Uint32Array {
  const orders = ordersOf(reader)
  const name = JSON.stringify([asked.sort, asked.filters.town, asked.filters.complete, asked.text])
  const order = orders.get(name) ?? makeOrder(reader, asked)
  // The last used stands last; the first one makes room.
  orders.delete(name)
  orders.set(name, order)
  for (const oldest of orders.keys()) if (orders.size > ORDERS_KEPT) orders.delete(oldest)
  return order
}

function makeOrder(reader: Reader, asked: Asked): Uint32Array {
  if (asked.matching === null) return listOrder(reader, asked)
  const matching = asked.matching()
  if (matching.length <= TOP_ROWS) return Uint32Array.from(listOrderAmong(reader, asked, matching))
  const fits = new Uint8Array(matching.reduce((most, seq) => Math.max(most, seq), 0) + 1)
  for (const seq of matching) fits[seq] = 1
  return keptOrder(reader, { ...asked, text: '', matching: null }).filter((seq) => fits[seq] === 1)
}

function ordersOf(reader: Reader): Kept['orders'] {
  const version = getListVersion(reader)
  const before = kept.get(reader)
  if (before?.version === version) return before.orders
  const orders: Kept['orders'] = new Map()
  kept.set(reader, { version, orders })
  return orders
}
