import type { Reader } from '#electron/store/database.ts'
import { listCasesOfResident } from '#electron/store/tables/cases.ts'
import { personIds, personSeqs, type ResidentRow } from '#electron/store/tables/residents.ts'
import { CounterError } from '#shared/base/failure.ts'
import type { RelationKind } from '#shared/domain/people/index.ts'
import { pairsBetween } from './duplicates.ts'
import { type Kinsman, kinOf, standsAbove } from './family-links.ts'

const MOST_PARENTS = 2

/** Why two records cannot be made one person now, with the remedy; null where they can. */
export function mergeHindrance(reader: Reader, kept: ResidentRow, other: ResidentRow): CounterError | null {
  return casesHindrance(reader, kept, other) ?? familyHindrance(reader, kept, other)
}

/** Each person has one case in a round. */
function casesHindrance(reader: Reader, kept: ResidentRow, other: ResidentRow): CounterError | null {
  const active = (seq: number) =>
    listCasesOfResident(reader, personIds(reader, seq)).filter(({ status }) => status !== 'withdrawn')
  const theirs = active(other.seq)
  for (const own of active(kept.seq)) {
    const same = theirs.find(({ round_id }) => round_id === own.round_id)
    if (same === undefined) continue
    const what = `两条记录在同一批次各有一个办件（${own.receipt_no}、${same.receipt_no}），每人只能有一件`
    return hindrance(what, '请先撤回其中一个办件')
  }
  return null
}

/** What cannot be between two persons cannot be within one. */
function familyHindrance(reader: Reader, kept: ResidentRow, other: ResidentRow): CounterError | null {
  const [own, theirs] = [kinOf(reader, kept.seq), kinOf(reader, other.seq)]
  if (own.some(({ person }) => person === other.seq)) {
    return hindrance('两条记录之间登记了家庭关系，不会是同一个人', '请核对；关系登记错了的，先结束那一项')
  }
  const all = [...own, ...theirs]
  const [spouses, parents, children] = [among(all, 'spouse'), among(all, 'parent'), among(all, 'child')]
  if (distinctPeople(reader, spouses).length > 1) {
    return hindrance('两条记录的配偶不是同一个人', '请先凭证明结束登记错误或重复的一项配偶关系')
  }
  if (distinctPeople(reader, parents).length > MOST_PARENTS) {
    return hindrance('两条记录的父母合起来多于两位', '请先结束登记错误或重复的一项')
  }
  const mixed = [...spouses, ...parents].some(
    (person) => children.has(person) || (spouses.has(person) && parents.has(person)),
  )
  const isCircle = (['parentOf', 'guardianOf'] as const).some(
    (kind) =>
      standsAbove(reader, { upper: kept.seq, lower: other.seq }, kind) ||
      standsAbove(reader, { upper: other.seq, lower: kept.seq }, kind),
  )
  if (!mixed && !isCircle) return null
  return hindrance('两条记录的家庭关系合起来互相矛盾', '请核对两边的家庭图，先结束登记错误的一项')
}

/**
 * Persons without those who may be the same as another of them: a couple that was registered twice is merged one after
 * the other.
 */
function distinctPeople(reader: Reader, persons: ReadonlySet<number>): number[] {
  const isSuspected = (one: number, other: number) =>
    pairsBetween(reader, { one: personSeqs(reader, one), other: personSeqs(reader, other) }, 'open').length >
    0
  const distinct: number[] = []
  for (const person of persons) {
    if (!distinct.some((earlier) => isSuspected(earlier, person))) distinct.push(person)
  }
  return distinct
}

function among(kin: readonly Kinsman[], kind: RelationKind): Set<number> {
  return new Set(kin.filter((each) => each.kind === kind).map(({ person }) => person))
}

function hindrance(what: string, remedy: string): CounterError {
  return new CounterError('CONFLICT', `${what}，现在不能合并，没有保存。`, {
    at: 'otherId',
    hint: `${remedy}，再来合并。`,
  })
}
