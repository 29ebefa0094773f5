import { type Codes, denseCodes, rankBy } from './ranking.ts'

/** One key of the order as a column; `of` says whether it has a row for each applicant or for each wish. */
export interface KeyColumn extends Codes {
  of: 'applicant' | 'wish'
}

/** A round with wishes as columns, applicants and wishes in the order given. */
export interface Placement {
  applicants: number
  /** Where the wishes of each applicant begin, and the end of the last one's: applicants + 1 rows. */
  starts: Int32Array
  /** The place of each wish. */
  wishPlaces: Int32Array
  /** Seats by place, reserved ones included. */
  capacities: Int32Array
  /** Seats kept for a tag by place, and 1 where they are given out after the open ones. */
  reserved: Int32Array
  openFirst: Uint8Array
  /** By wish: 1 where the applicant has the tag that the place keeps seats for. */
  tagged: Uint8Array
  /** The order, first key first; the ticket is the last. */
  keys: readonly KeyColumn[]
  /** The applicants by those of the keys that are theirs and not a wish's. */
  ranking: Uint32Array
}

/**
 * The same as seen by the engine: applicants are numbered by rank, so that (level, number) is the whole order at a
 * place, and a place with reserved seats is two places of which everybody wants first the one that is filled first.
 */
export interface Market {
  applicants: number
  starts: Int32Array
  places: Int32Array
  /** By wish: the smaller key stands before; no two at one place are equal. */
  keys: Int32Array
  /** Whose key it is: by key, or where there is none the key's last bits under the mask. */
  owners: Int32Array | undefined
  mask: number
  /** 1 where the applicants stand in one and the same order at all places. */
  levelCount: number
  capacities: Int32Array
}

/** Twice as many, for the kept seats, are still numbers of 31 bits. */
const MOST_LEVELS = 2 ** 30

/** The place within the market of the seats that each place keeps for a tag; -1 where it keeps none. */
export function reservedPlacesOf({ reserved }: Placement): Int32Array {
  let next = reserved.length
  return reserved.map((count) => (count === 0 ? -1 : next++))
}

/** Numbers the applicants by rank and splits the places with reserved seats. */
export function marketOf(placement: Placement, levels: Levels): Market {
  const { applicants, starts, ranking, wishPlaces } = placement
  const reservedPlaces = reservedPlacesOf(placement)
  const keepsSeats = reservedPlaces.some((place) => place !== -1)
  const size = keepsSeats ? splitSize(wishPlaces, reservedPlaces) : wishPlaces.length
  const { codes, range } = levels
  const ends = new Int32Array(applicants + 1)
  const places = new Int32Array(size)
  const keys = new Int32Array(size)
  let end = 0
  for (let rank = 0; rank < applicants; rank += 1) {
    const applicant = ranking[rank] ?? 0
    const last = starts[applicant + 1] ?? 0
    for (let wish = starts[applicant] ?? 0; wish < last; wish += 1) {
      const place = wishPlaces[wish] ?? 0
      const reservedPlace = reservedPlaces[place] ?? -1
      const level = codes[wish] ?? 0
      const open = reservedPlace !== -1 && placement.openFirst[place] === 0 ? end + 1 : end
      places[open] = place
      keys[open] = level
      if (reservedPlace !== -1) {
        const kept = open === end ? end + 1 : end
        places[kept] = reservedPlace
        keys[kept] = placement.tagged[wish] === 1 ? level : range + level
        end += 1
      }
      end += 1
    }
    ends[rank + 1] = end
  }
  const levelCount = keepsSeats ? 2 * range : range
  return {
    ...{ applicants, starts: ends, places },
    ...keysOf({ applicants, starts: ends, levels: keys }, levelCount),
    levelCount,
    capacities: marketCapacities(placement, reservedPlaces),
  }
}

/** Level and number in one key of 31 bits; where they do not fit, the wish's position among all wishes in order. */
function keysOf(
  { applicants, starts, levels }: Pick<Market, 'applicants' | 'starts'> & { levels: Int32Array },
  levelCount: number,
): Pick<Market, 'keys' | 'owners' | 'mask'> {
  const span = 2 ** Math.ceil(Math.log2(Math.max(applicants, 1)))
  const numbers = new Uint32Array(levelCount * span <= 2 ** 31 ? 0 : levels.length)
  for (let rank = 0; rank < applicants; rank += 1) {
    const end = starts[rank + 1] ?? 0
    for (let wish = starts[rank] ?? 0; wish < end; wish += 1)
      if (numbers.length > 0) numbers[wish] = rank
      else levels[wish] = (levels[wish] ?? 0) * span + rank
  }
  if (numbers.length === 0) return { keys: levels, owners: undefined, mask: span - 1 }
  const ordered = rankBy([Uint32Array.from(levels), numbers], levels.length, (one, other) => one - other)
  const owners = new Int32Array(levels.length)
  ordered.forEach((wish, key) => {
    levels[wish] = key
    owners[key] = numbers[wish] ?? 0
  })
  return { keys: levels, owners, mask: 0 }
}

/** The level of each wish: all that the order says of it up to the last key which is the wish's own. */
export interface Levels {
  codes: ArrayLike<number>
  range: number
}

/**
 * Two wishes for one place are in order by level, and at one level by the applicants' rank. Where no key is the
 * wish's own there is one level.
 */
export function levelsOf({ applicants, starts, wishPlaces, keys }: Placement): Levels {
  let size = keys.length
  while (size > 0 && keys[size - 1]?.of === 'applicant') size -= 1
  const [first, ...rest] = keys.slice(0, size)
  if (first === undefined) return { codes: new Int32Array(wishPlaces.length), range: 1 }
  if (rest.length === 0 && first.range <= MOST_LEVELS) return first
  let levels: Levels = { codes: new Int32Array(wishPlaces.length), range: 1 }
  for (const key of [first, ...rest]) {
    const finer = new Float64Array(wishPlaces.length)
    const { codes, range } = key.range <= MOST_LEVELS / 2 ** 8 ? key : denseCodes(key.codes, 'asc')
    for (let applicant = 0; applicant < applicants; applicant += 1) {
      const last = starts[applicant + 1] ?? 0
      for (let wish = starts[applicant] ?? 0; wish < last; wish += 1)
        finer[wish] = (levels.codes[wish] ?? 0) * range + (codes[key.of === 'wish' ? wish : applicant] ?? 0)
    }
    const total = levels.range * range
    levels = total <= MOST_LEVELS ? { codes: finer, range: total } : denseCodes(finer, 'asc')
  }
  return levels
}

function splitSize(wishPlaces: Int32Array, reservedPlaces: Int32Array): number {
  let size = wishPlaces.length
  for (const place of wishPlaces) if (reservedPlaces[place] !== -1) size += 1
  return size
}

function marketCapacities({ capacities, reserved }: Placement, reservedPlaces: Int32Array): Int32Array {
  const places = reservedPlaces.reduce((size, place) => Math.max(size, place + 1), capacities.length)
  const split = new Int32Array(places)
  capacities.forEach((capacity, place) => {
    const kept = reserved[place] ?? 0
    split[place] = capacity - kept
    const reservedPlace = reservedPlaces[place] ?? -1
    if (reservedPlace !== -1) split[reservedPlace] = kept
  })
  return split
}
