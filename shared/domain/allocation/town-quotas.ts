/** A list as columns, in the order given; more points stand before fewer. */
export interface TownList {
  towns: Uint8Array | Uint16Array
  points: Int32Array
  /** 1 where the person takes part. */
  consents: Uint8Array
  /** Negative where the first of two with the same points stands before the other; never 0. */
  settle: (one: number, other: number) => number
}

/** The places that each town keeps for its own, those open to the whole city, and whether unfilled ones revert to it. */
export interface TownPlaces {
  /** By town, and for every town of the list: 0 where it keeps none. */
  quotas: Int32Array
  open: number
  reverts: boolean
}

/** Positions in the list, first ones first. */
export interface Selected {
  /** By town, on its own places. */
  quota: readonly (readonly number[])[]
  open: readonly number[]
}

/**
 * Gives out places of towns and of the city in one reading: the same persons as `allocateSingleList` admits, without
 * putting the others in order. Only those who reach the last of their town or of the city so far are looked at closer.
 * Equals are told apart by `settle`, never admitted beyond the number; whoever is below a line, or was refused, is one who
 * takes no part.
 */
export function selectByTown(list: TownList, { quotas, open, reverts }: TownPlaces): Selected {
  const total = quotas.reduce((sum, quota) => sum + quota, open)
  const city: Best = { most: total, members: [] }
  const ofTowns = Array.from(quotas, (quota): Best => ({ most: quota, members: [] }))
  const enough = new Int32Array(quotas.length).fill(total === 0 ? NEVER : ANY)
  for (let person = nextFrom(list, enough, 0); person < list.points.length; ) {
    const own = ofTowns[list.towns[person] ?? 0]
    if (own !== undefined) admit(list, own, person)
    admit(list, city, person)
    const inCity = pointsToEnter(list, city)
    for (const [town, best] of ofTowns.entries()) enough[town] = Math.min(inCity, pointsToEnter(list, best))
    person = nextFrom(list, enough, person + 1)
  }
  const filled = ofTowns.reduce((sum, { members }) => sum + members.length, 0)
  const winners = new Set(ofTowns.flatMap(({ members }) => members))
  const others = city.members.filter((person) => !winners.has(person))
  return {
    quota: ofTowns.map(({ members }) => members),
    open: others.slice(0, reverts ? total - filled : open),
  }
}

const ANY = -(2 ** 31)
const NEVER = 2 ** 31 - 1

/** The next who takes part and has points enough for the town or the city; the list's length where nobody does. */
function nextFrom({ towns, points, consents }: TownList, enough: Int32Array, from: number): number {
  for (let person = from; person < points.length; person += 1) {
    const needed = enough[towns[person] ?? 0] ?? NEVER
    if ((points[person] ?? 0) >= needed && consents[person] === 1) return person
  }
  return points.length
}

/** The first ones so far, at most so many. */
interface Best {
  most: number
  members: number[]
}

function admit({ points, settle }: TownList, { most, members }: Best, person: number): void {
  let low = 0
  let high = members.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const member = members[middle] ?? 0
    const gap = (points[person] ?? 0) - (points[member] ?? 0)
    if (gap < 0 || (gap === 0 && settle(member, person) < 0)) low = middle + 1
    else high = middle
  }
  if (low === most) return
  members.splice(low, 0, person)
  if (members.length > most) members.pop()
}

/** With fewer points nobody gets in any more. */
function pointsToEnter({ points }: TownList, { most, members }: Best): number {
  if (members.length < most) return ANY
  return most === 0 ? NEVER : (points[members.at(-1) ?? 0] ?? 0)
}
