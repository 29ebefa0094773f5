import { CounterError } from '../../base/failure.ts'
import type { Wish } from './round.ts'

/** A type of flat as a place, and the persons it is meant for, both numbers included. */
export interface FlatType {
  place: string
  smallest: number
  largest: number
}

/** Flats meant for a household of the size, and larger ones that it takes only behind those they are meant for. */
const OWN_SIZE = 1
const LARGER = 2

/**
 * A household's wishes: its own type of flat in class 1, then the larger types in class 2, from the smallest up; never
 * a smaller one. With the class first in the order, a type goes to households of its size, and what they leave over
 * to smaller ones by itself. Refused as BAD_INPUT with the place: a size or a type that is none, a place twice, a
 * household for which no type is large enough.
 */
export function householdWishes(size: number, flats: readonly FlatType[]): Wish[] {
  if (!Number.isSafeInteger(size) || size < 1)
    throw badHousehold('$.size', '家庭人口应为正整数，无法确定可申请的房型。')
  flats.forEach(refuseBadFlat)
  const wishes = [...flats]
    .filter(({ largest }) => largest >= size)
    .sort((a, b) => a.smallest - b.smallest || a.largest - b.largest)
    .map(({ place, smallest }) => ({ place, class: smallest <= size ? OWN_SIZE : LARGER }))
  if (wishes.length === 0)
    throw badHousehold('$.size', `没有可供 ${size} 人家庭居住的房型，这户不能排入本批次。`)
  return wishes
}

function refuseBadFlat(
  { place, smallest, largest }: FlatType,
  index: number,
  flats: readonly FlatType[],
): void {
  const at = `$.flats[${index}]`
  if (![smallest, largest].every(Number.isSafeInteger) || smallest < 1 || largest < smallest)
    throw badHousehold(at, `房型 ${place} 的人口范围 ${smallest} 至 ${largest} 不能使用，无法配房。`)
  if (flats.findIndex((flat) => flat.place === place) !== index)
    throw badHousehold(at, `房型 ${place} 列了两次，无法配房。`)
}

function badHousehold(at: string, message: string): CounterError {
  return new CounterError('BAD_INPUT', message, { at, hint: '请核对家庭人口和本批次的房型表后重试。' })
}
