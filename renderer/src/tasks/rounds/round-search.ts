/** What of a round's order is shown; it stands in the address, so that going back finds it again. */
export interface RoundSearch {
  result?: 'seated' | 'waiting'
  town?: string
  place?: string
}

/** Reads the filter of an address; what is none is left out. */
export function readRoundSearch({ result, town, place }: Record<string, unknown>): RoundSearch {
  return {
    ...(result === 'seated' || result === 'waiting' ? { result } : {}),
    ...(typeof town === 'string' && town !== '' ? { town } : {}),
    ...(typeof place === 'string' && place !== '' ? { place } : {}),
  }
}

/** The filter with one part changed; the empty text takes it away. */
export function changeSearch(search: RoundSearch, part: keyof RoundSearch, value: string): RoundSearch {
  return readRoundSearch({ ...search, [part]: value })
}

/** The filters of the list of seats that the search means. */
export function seatFilters(roundId: string, { result, town, place }: RoundSearch) {
  return {
    roundId,
    ...(result === undefined ? {} : { seated: result === 'seated' }),
    ...(town === undefined ? {} : { town }),
    ...(place === undefined ? {} : { place }),
  }
}
