import type { Market } from './market.ts'

/** No wish was granted. */
export const UNPLACED = -1

/**
 * Applicant-proposing deferred acceptance: by applicant's number the granted wish, as a position in `market.places`,
 * or UNPLACED. Everybody proposes down the list; a place keeps the best so far and turns away the last of them when a
 * better one comes. The outcome is the best stable one for every applicant at once, and nobody gains by stating other
 * wishes than the true ones (Gale and Shapley 1962; Roth 1982).
 */
export function deferAcceptance(market: Market): Int32Array {
  const { applicants, starts, places, keys, owners, mask } = market
  const heaps = emptyHeaps(market)
  const granted = new Int32Array(applicants)
  for (let comer = 0; comer < applicants; comer += 1) {
    let proposer = comer
    let wish = starts[comer] ?? 0
    for (;;) {
      if (wish >= (starts[proposer + 1] ?? 0)) {
        granted[proposer] = UNPLACED
        break
      }
      const key = keys[wish] ?? 0
      const turnedAway = admit(heaps, places[wish] ?? 0, key)
      if (turnedAway !== key) {
        granted[proposer] = wish
        if (turnedAway === NOBODY) break
        proposer = owners === undefined ? turnedAway & mask : (owners[turnedAway] ?? 0)
        wish = granted[proposer] ?? 0
      }
      wish += 1
    }
  }
  return granted
}

/**
 * One after another in order takes the best place that is left. The same outcome as `deferAcceptance` where there is
 * one order, in one reading of the wishes.
 */
export function takeInTurn({ applicants, starts, places, capacities }: Market): Int32Array {
  const left = capacities.slice()
  const granted = new Int32Array(applicants).fill(UNPLACED)
  for (let applicant = 0; applicant < applicants; applicant += 1) {
    const end = starts[applicant + 1] ?? 0
    for (let wish = starts[applicant] ?? 0; wish < end; wish += 1) {
      const place = places[wish] ?? 0
      const seats = left[place] ?? 0
      if (seats === 0) continue
      left[place] = seats - 1
      granted[applicant] = wish
      break
    }
  }
  return granted
}

const NOBODY = -1

/**
 * One heap of keys for each place, the last admitted on top. A place with seats left is a mere list,
 * which becomes a heap when somebody more comes.
 */
interface Heaps {
  seats: Int32Array[]
  sizes: Int32Array
  isHeap: Uint8Array
}

function emptyHeaps({ applicants, capacities }: Market): Heaps {
  return {
    // More seats than applicants are never filled.
    seats: Array.from(capacities, (capacity) => new Int32Array(Math.min(capacity, applicants))),
    sizes: new Int32Array(capacities.length),
    isHeap: new Uint8Array(capacities.length),
  }
}

/** Whom the place turns away: NOBODY, the newcomer's own key, or the key of the last admitted so far. */
function admit({ seats, sizes, isHeap }: Heaps, place: number, key: number): number {
  const heap = seats[place]
  if (heap === undefined || heap.length === 0) return key
  const size = sizes[place] ?? 0
  if (size < heap.length) {
    heap[size] = key
    sizes[place] = size + 1
    return NOBODY
  }
  if (isHeap[place] === 0) {
    isHeap[place] = 1
    for (let parent = (size >> 1) - 1; parent >= 0; parent -= 1) sink(heap, parent, heap[parent] ?? 0)
  }
  const top = heap[0] ?? 0
  if (key > top) return key
  sink(heap, 0, key)
  return top
}

/** Puts a key in at a position, or below it where greater keys are. */
function sink(heap: Int32Array, position: number, key: number): void {
  let parent = position
  for (;;) {
    let child = 2 * parent + 1
    if (child >= heap.length) break
    let below = heap[child] ?? 0
    const sibling = child + 1 < heap.length ? (heap[child + 1] ?? 0) : NOBODY
    if (sibling > below) {
      child += 1
      below = sibling
    }
    if (below <= key) break
    heap[parent] = below
    parent = child
  }
  heap[parent] = key
}
