import { largestRemainder, splitFen } from '../../base/money.ts'
import { compareTexts } from './canonical.ts'

/** Places given to people whose employers are in a town. */
export interface TownSeats {
  town: string
  seats: number
}

/** Who pays what, in fen: two single payers, then the town unions, which share the last third. */
export interface CostSplit {
  totalFen: number
  /** In the order of the programme's payers; the remainder is with the first. The third is the sum of the towns. */
  thirdsFen: [number, number, number]
  /** By name of town, by code unit. */
  towns: (TownSeats & { fen: number })[]
}

/**
 * Splits the total of a health-check round in thirds (慈新服建〔2022〕6号 三（三）), and the last third among the town
 * unions by places, by largest remainder. Everything adds up to the fen. Bad amounts, or a third to pay with no
 * place in any town, are refused as BAD_INPUT.
 */
export function costSplit(totalFen: number, seatsByTown: readonly TownSeats[]): CostSplit {
  const [first = 0, second = 0, third = 0] = splitFen(totalFen, 3)
  const towns = [...seatsByTown].sort((a, b) => compareTexts(a.town, b.town))
  const shares = largestRemainder(
    third,
    towns.map((town) => town.seats),
  )
  return {
    totalFen,
    thirdsFen: [first, second, third],
    towns: towns.map((town, index) => ({ ...town, fen: shares[index] ?? 0 })),
  }
}
