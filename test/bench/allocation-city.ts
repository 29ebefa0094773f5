import type { KeyColumn, Placement } from '#shared/domain/allocation/index.ts'

export const PLACES = 120
const WISHES = 5
const CLASSES = 3
const TOWNS = 18

/** Applicants with five wishes each, as columns: the last key is a ticket, the ranking is still to be made. */
export type City = Omit<Placement, 'ranking'> & { keys: KeyColumn[] }

/**
 * An invented city of 18 towns: three wishes of five are for the own town and the others for places more or less
 * wanted; one first wish in eight is a sibling's place (class 0), the own town's places are class 1, the others 2. There
 * are 19 seats for 20 applicants, and points are often equal. The same number of applicants is always the same city.
 */
export function cityOf(applicants: number): City {
  const random = generator(20220628)
  const starts = Int32Array.from({ length: applicants + 1 }, (_, index) => index * WISHES)
  const wishPlaces = new Int32Array(applicants * WISHES)
  const classes = new Uint32Array(wishPlaces.length)
  let town = 0
  for (let wish = 0; wish < wishPlaces.length; wish += 1) {
    const first = wish - (wish % WISHES)
    if (wish === first) town = Math.floor(random() * TOWNS)
    let place = 0
    do
      place =
        random() < 0.6
          ? (town + TOWNS * Math.floor((random() * PLACES) / TOWNS)) % PLACES
          : Math.floor(PLACES * random() ** 2)
    while (wishPlaces.subarray(first, wish).includes(place))
    wishPlaces[wish] = place
    const isSiblings = wish === first && random() < 0.12
    classes[wish] = isSiblings ? 0 : place % TOWNS === town ? 1 : 2
  }
  const column = (range: number): KeyColumn => ({
    of: 'applicant',
    codes: Uint32Array.from({ length: applicants }, () => Math.floor(random() * range)),
    range,
  })
  return {
    applicants,
    starts,
    wishPlaces,
    capacities: new Int32Array(PLACES).fill(Math.floor((applicants * 0.95) / PLACES)),
    reserved: new Int32Array(PLACES),
    openFirst: new Uint8Array(PLACES),
    tagged: new Uint8Array(wishPlaces.length),
    keys: [{ of: 'wish', codes: classes, range: CLASSES }, ...[column(15_000), column(240), column(2 ** 32)]],
  }
}

/** Numbers from 0 to below 1, the same ones for a seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
