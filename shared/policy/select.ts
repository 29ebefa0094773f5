import { CounterError } from '../base/failure.ts'
import type { PlainDate } from '../base/plain-date.ts'
import type { PointsPack } from './points-pack.ts'

/**
 * The pack in force for a purpose on a day. Two at once are POLICY_BAD and both are named; none is NOT_FOUND. No
 * other pack is ever taken in its place.
 */
export function selectPack(
  packs: readonly PointsPack[],
  { purpose, on }: { purpose: string; on: PlainDate },
): PointsPack {
  const [pack, other] = packs.filter((candidate) => holds(candidate, purpose, on))
  if (pack === undefined)
    throw new CounterError('NOT_FOUND', `${on} 没有适用于“${purpose}”的积分政策包，无法计分。`, {
      hint: '请核对日期，或装载该日有效的政策包。',
    })
  if (other !== undefined) throw overlapError(pack, other, purpose)
  return pack
}

/** Refuses, as POLICY_BAD naming both, two packs that hold on a common day for a common purpose. */
export function refuseOverlap(packs: readonly PointsPack[]): void {
  packs.forEach((pack, index) => {
    for (const other of packs.slice(index + 1)) {
      const purpose = findOverlap(pack, other)
      if (purpose !== undefined) throw overlapError(pack, other, purpose)
    }
  })
}

/** A purpose for which both packs hold on some day; undefined where there is none. */
export function findOverlap(pack: PointsPack, other: PointsPack): string | undefined {
  return overlaps(pack, other)
    ? pack.purposes.find((candidate) => other.purposes.includes(candidate))
    : undefined
}

function holds(pack: PointsPack, purpose: string, on: PlainDate): boolean {
  const ended = pack.effectiveTo !== null && pack.effectiveTo < on
  return pack.purposes.includes(purpose) && pack.effectiveFrom <= on && !ended
}

function overlaps(a: PointsPack, b: PointsPack): boolean {
  const aEndsFirst = a.effectiveTo !== null && a.effectiveTo < b.effectiveFrom
  const bEndsFirst = b.effectiveTo !== null && b.effectiveTo < a.effectiveFrom
  return !aEndsFirst && !bEndsFirst
}

function overlapError(a: PointsPack, b: PointsPack, purpose: string): CounterError {
  return new CounterError(
    'POLICY_BAD',
    `积分政策包 ${a.id} 与 ${b.id} 的有效期重叠（用途“${purpose}”），无法确定用哪一个。`,
    { at: `${a.id}, ${b.id}`, hint: '请更正其中一个的起止日期或用途。' },
  )
}
