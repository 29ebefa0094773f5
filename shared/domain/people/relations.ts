import { z } from 'zod'
import { CounterError } from '../../base/failure.ts'
import { fullYears, type PlainDate } from '../../base/plain-date.ts'

/** How one person stands to another, read as "the other is my …". */
export const RelationKind = z.enum(['spouse', 'parent', 'child', 'guardian', 'ward'])
export type RelationKind = z.infer<typeof RelationKind>

/** A relation as it is stored, always in one direction: a parent of a child, a guardian of a ward, two spouses. */
export const StoredRelation = z.enum(['spouse', 'parentOf', 'guardianOf'])
export type StoredRelation = z.infer<typeof StoredRelation>

/** Who has custody of a child, as far as it is known. */
export const Custody = z.enum(['this', 'both', 'other'])
export type Custody = z.infer<typeof Custody>

/** What the rules of kinship ask of a person. */
export type Kin = { birth: PlainDate; sex: '男' | '女' }

/** Full years from which a person is an adult (民法典第十七条、第十八条). */
export const ADULT_YEARS = 18
/** A parent less than this many years older than the child is possible, and worth a look at the papers. */
const LEAST_PARENT_YEARS = 14
/** Full years from which one may marry (民法典第一千零四十七条). */
const MARRIAGE_YEARS = { 男: 22, 女: 20 } as const
const MOST_PARENTS = 2

/** A relation that is to be recorded, with what is known of the two already. */
export type ProposedRelation = {
  kind: StoredRelation
  /** The parent, the guardian, or one of the spouses. */
  from: Kin
  /** The child, the ward, or the other spouse. */
  to: Kin
  known: KnownRelations
}

export type KnownRelations = {
  /** Relations that hold between the two, whichever of them is named first. */
  between: readonly { kind: StoredRelation; forward: boolean }[]
  /** Whether one of them has a spouse who is somebody else. */
  otherSpouse: boolean
  /** How many other parents the child has. */
  otherParents: number
  /** Whether `to` stands above `from` by relations of this kind. */
  circular: boolean
}

/** A relation in the direction in which it is stored: whether the person it is recorded for is named first. */
export function storedRelation(kind: RelationKind): { kind: StoredRelation; forward: boolean } {
  return STORED[kind]
}

const STORED = {
  spouse: { kind: 'spouse', forward: true },
  child: { kind: 'parentOf', forward: true },
  parent: { kind: 'parentOf', forward: false },
  ward: { kind: 'guardianOf', forward: true },
  guardian: { kind: 'guardianOf', forward: false },
} as const satisfies Record<RelationKind, { kind: StoredRelation; forward: boolean }>

/** What the other is to the person whose end of a stored relation this is. */
export function seenFrom(kind: StoredRelation, forward: boolean): RelationKind {
  if (kind === 'spouse') return 'spouse'
  if (kind === 'parentOf') return forward ? 'child' : 'parent'
  return forward ? 'ward' : 'guardian'
}

/**
 * Whether a relation can hold on a day.
 * @returns what is possible but worth a look at the papers, in words
 * @throws CounterError DUPLICATE where it is recorded already; BAD_INPUT where the ages forbid it; CONFLICT with
 *   the remedy where it contradicts another relation
 */
export function requirePossibleRelation(proposed: ProposedRelation, on: PlainDate): string[] {
  const { kind, known } = proposed
  if (known.between.some((held) => held.kind === kind && (held.forward || kind === 'spouse'))) {
    throw new CounterError('DUPLICATE', '这两个人之间已经登记了这项关系，没有重复登记。', {
      at: 'otherId',
      hint: '请在家庭图上核对；关系有变的，先结束原有的一项。',
    })
  }
  if (known.circular) {
    throw contradiction('对方已登记为长辈一方或监护一方，反过来登记会成一圈', '请核对两人谁是长辈或监护人')
  }
  switch (kind) {
    case 'spouse':
      return checkSpouses(proposed, on)
    case 'parentOf':
      return checkParent(proposed)
    case 'guardianOf':
      return checkGuardian(proposed, on)
  }
}

function checkSpouses({ from, to, known }: ProposedRelation, on: PlainDate): string[] {
  if (known.between.some((held) => held.kind === 'parentOf')) throw spouseAndParent()
  if (known.otherSpouse) {
    throw contradiction('其中一人已有现在的配偶', '请先凭离婚或死亡证明结束原有的配偶关系')
  }
  const tooYoung = [from, to].some(({ birth, sex }) => fullYears(birth, on) < MARRIAGE_YEARS[sex])
  return tooYoung
    ? ['有一方未到法定婚龄（男 22 周岁、女 20 周岁，民法典第一千零四十七条），请核对结婚证。']
    : []
}

function checkParent({ from, to, known }: ProposedRelation): string[] {
  if (known.between.some((held) => held.kind === 'spouse')) throw spouseAndParent()
  if (to.birth <= from.birth) {
    throw new CounterError('BAD_INPUT', '子女不能比父母年长或与父母同日出生，这项关系没有保存。', {
      at: 'otherId',
      hint: '请照户口簿或出生医学证明核对谁是父母、谁是子女，并核对两人的证件号码。',
    })
  }
  if (known.otherParents >= MOST_PARENTS) {
    throw contradiction('子女一方已有两位登记在册的父母', '请先结束其中登记错误或已解除的一项')
  }
  return fullYears(from.birth, to.birth) < LEAST_PARENT_YEARS
    ? ['父母比子女大不足 14 周岁，请照出生医学证明核对两人的证件号码。']
    : []
}

function checkGuardian({ from, to }: ProposedRelation, on: PlainDate): string[] {
  if (fullYears(from.birth, on) < ADULT_YEARS) {
    throw new CounterError(
      'BAD_INPUT',
      '监护人到今天未满 18 周岁，不能担任监护人（民法典第十七条、第十八条），没有保存。',
      { at: 'otherId', hint: '请核对谁是监护人、谁是被监护人，并核对两人的证件号码。' },
    )
  }
  return fullYears(to.birth, on) >= ADULT_YEARS
    ? ['被监护人已满 18 周岁，成年人的监护须有法院认定（民法典第二十四条、第二十八条），请核对文书。']
    : []
}

function spouseAndParent(): CounterError {
  return contradiction('同样两个人不能既是配偶又是父母子女', '请核对；原有关系登记错了的，先结束原有的一项')
}

function contradiction(what: string, remedy: string): CounterError {
  return new CounterError('CONFLICT', `${what}，这项关系没有保存。`, {
    at: 'otherId',
    hint: `${remedy}，再来登记。`,
  })
}
