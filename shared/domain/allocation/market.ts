import { type Codes, denseCodes } from './ranking.ts'

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
 * The same as seen by the engine: applicants are numbered by rank, and a place with reserved seats is two places of
 * which everybody wants first the one that is filled first. A level at a place is a tier; the tiers of a place follow
 * each other, so that (tier, number) is the whole order there.
 */
export interface Market {
  applicants: number
  starts: Int32Array
  /** By wish the tier it is for. Half the memory where the numbers are small. */
  wishes: Uint16Array | Int32Array
  /** The place of each tier. */
  tierPlaces: Int32Array
  /** Where the tiers of each place begin, and the end of the last one's: places + 1 rows. */
  firstTiers: Int32Array
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
  const { applicants, wishPlaces } = placement
  const reservedPlaces = reservedPlacesOf(placement)
  const keepsSeats = reservedPlaces.some((place) => place !== -1)
  const levelCount = keepsSeats ? 2 * levels.range : levels.range
  const capacities = marketCapacities(placement, reservedPlaces)
  const size = keepsSeats ? splitSize(wishPlaces, reservedPlaces) : wishPlaces.length
  const tiers = tierArray(capacities.length * levelCount, size)
  const starts = fillTiers(tiers, placement, { reservedPlaces, levels, levelCount })
  const { wishes, tierPlaces } =
    tiers instanceof Float64Array
      ? numberedTiers(tiers, levelCount)
      : { wishes: tiers, tierPlaces: plainTiers(capacities.length, levelCount) }
  const firstTiers = firstTiersOf(tierPlaces, capacities.length)
  return { applicants, starts, wishes, tierPlaces, firstTiers, levelCount, capacities }
}

/** Numbers that hold every tier; whole ones of any size where most tiers would be nobody's. */
function tierArray(tiers: number, size: number): Uint16Array | Int32Array | Float64Array {
  if (tiers <= 2 ** 16) return new Uint16Array(size)
  return tiers <= size ? new Int32Array(size) : new Float64Array(size)
}

interface Split {
  reservedPlaces: Int32Array
  levels: Levels
  levelCount: number
}

/** Writes the tier of each wish, applicants by rank, and gives where the wishes of each begin. */
function fillTiers(
  tiers: Uint16Array | Int32Array | Float64Array,
  { applicants, starts, ranking, wishPlaces, openFirst, tagged }: Placement,
  { reservedPlaces, levels: { codes, range }, levelCount }: Split,
): Int32Array {
  const ends = new Int32Array(applicants + 1)
  let end = 0
  for (let rank = 0; rank < applicants; rank += 1) {
    const applicant = ranking[rank] ?? 0
    const last = starts[applicant + 1] ?? 0
    for (let wish = starts[applicant] ?? 0; wish < last; wish += 1) {
      const place = wishPlaces[wish] ?? 0
      const reservedPlace = reservedPlaces[place] ?? -1
      const level = codes[wish] ?? 0
      const open = reservedPlace !== -1 && openFirst[place] === 0 ? end + 1 : end
      tiers[open] = place * levelCount + level
      if (reservedPlace !== -1) {
        const kept = open === end ? end + 1 : end
        tiers[kept] = reservedPlace * levelCount + (tagged[wish] === 1 ? level : range + level)
        end += 1
      }
      end += 1
    }
    ends[rank + 1] = end
  }
  return ends
}

/** The place of each tier where every level is a tier at every place. */
function plainTiers(places: number, levelCount: number): Int32Array {
  const tierPlaces = new Int32Array(places * levelCount)
  for (let place = 0; place < places; place += 1)
    tierPlaces.fill(place, place * levelCount, (place + 1) * levelCount)
  return tierPlaces
}

/** The same with the tiers numbered that occur. */
function numberedTiers(tiers: Float64Array, levelCount: number): Pick<Market, 'wishes' | 'tierPlaces'> {
  const { codes, range } = denseCodes(tiers, 'asc')
  const tierPlaces = new Int32Array(range)
  codes.forEach((tier, wish) => {
    tierPlaces[tier] = Math.floor((tiers[wish] ?? 0) / levelCount)
  })
  return { wishes: Int32Array.from(codes), tierPlaces }
}

function firstTiersOf(tierPlaces: Int32Array, places: number): Int32Array {
  const firstTiers = new Int32Array(places + 1)
  for (const place of tierPlaces) firstTiers[place + 1] = (firstTiers[place + 1] ?? 0) + 1
  for (let place = 0; place < places; place += 1)
    firstTiers[place + 1] = (firstTiers[place + 1] ?? 0) + (firstTiers[place] ?? 0)
  return firstTiers
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
