import type { RelationKind } from './relations.ts'

/** A relation through another member of the family, read from the person whose page it is. */
export const DISTANT_KINDS = [
  'parent parent',
  'parent spouse',
  'parent child',
  'spouse parent',
  'spouse child',
  'child spouse',
  'child parent',
  'child child',
] as const
export type DistantKind = (typeof DISTANT_KINDS)[number]

export type Generation = 'above' | 'same' | 'below'

const GENERATION = {
  spouse: 'same',
  parent: 'above',
  child: 'below',
  guardian: 'above',
  ward: 'below',
  'parent parent': 'above',
  'parent spouse': 'above',
  'parent child': 'same',
  'spouse parent': 'above',
  'spouse child': 'below',
  'child spouse': 'below',
  'child parent': 'same',
  'child child': 'below',
} as const satisfies Record<RelationKind | DistantKind, Generation>

type Sex = '男' | '女'

/** For a man and for a woman. */
const NEAR_WORDS = {
  spouse: { 男: '配偶', 女: '配偶' },
  parent: { 男: '父亲', 女: '母亲' },
  child: { 男: '儿子', 女: '女儿' },
  guardian: { 男: '监护人', 女: '监护人' },
  ward: { 男: '被监护人', 女: '被监护人' },
} as const satisfies Record<RelationKind, Record<Sex, string>>

/** By the sex of the member between, then of the person meant. */
const DISTANT_WORDS = {
  'parent parent': { 男: { 男: '祖父', 女: '祖母' }, 女: { 男: '外祖父', 女: '外祖母' } },
  'parent spouse': {
    男: { 男: '父亲的配偶', 女: '父亲的配偶' },
    女: { 男: '母亲的配偶', 女: '母亲的配偶' },
  },
  'spouse parent': same({ 男: '配偶之父', 女: '配偶之母' }),
  'spouse child': same({ 男: '配偶之子', 女: '配偶之女' }),
  'child spouse': { 男: { 男: '儿子的配偶', 女: '儿媳' }, 女: { 男: '女婿', 女: '女儿的配偶' } },
  'child parent': same({ 男: '子女之父', 女: '子女之母' }),
  'child child': { 男: { 男: '孙子', 女: '孙女' }, 女: { 男: '外孙', 女: '外孙女' } },
} as const satisfies Record<Exclude<DistantKind, 'parent child'>, Record<Sex, Record<Sex, string>>>

/** 长、次、三 …: how children of one sex are counted (GB/T 4761 家庭关系代码). */
const RANKS = ['长', '次', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** A member of the family, as the words need it. */
export type KinPerson = { seq: number; birth: string; sex: Sex }

/** Where a relative stands in the picture. */
export function generationOf(kind: RelationKind | DistantKind): Generation {
  return GENERATION[kind]
}

/** Whether relations of these two kinds, one after the other, are shown in the picture. */
export function isDistantKind(kind: string): kind is DistantKind {
  return DISTANT_KINDS.some((known) => known === kind)
}

/** What a relative of the first degree is called; children are counted by `childWords`. */
export function kinWord(kind: RelationKind, sex: Sex): string {
  return NEAR_WORDS[kind][sex]
}

/** What a relative through another member is called. */
export function distantWord(
  kind: DistantKind,
  { self, via, other }: { self: KinPerson; via: KinPerson; other: KinPerson },
): string {
  return kind === 'parent child' ? siblingWord(self, other) : DISTANT_WORDS[kind][via.sex][other.sex]
}

/** What the children of one person are called: 长子, 次子, 长女 by birth, 儿子 or 女儿 where there is one alone. */
export function childWords(children: readonly KinPerson[]): Map<number, string> {
  const words = new Map<number, string>()
  for (const [sex, short] of [['男', '子'] as const, ['女', '女'] as const]) {
    const ofSex = children.filter((child) => child.sex === sex).sort(byBirth)
    for (const [index, child] of ofSex.entries()) {
      const alone = ofSex.length === 1
      words.set(child.seq, alone ? kinWord('child', sex) : `${RANKS[index] ?? `第${index + 1}`}${short}`)
    }
  }
  return words
}

/** First-born first; of two born on one day, the one registered first. */
export function byBirth(a: KinPerson, b: KinPerson): number {
  if (a.birth !== b.birth) return a.birth < b.birth ? -1 : 1
  return a.seq - b.seq
}

function siblingWord(self: KinPerson, other: KinPerson): string {
  const elder = byBirth(other, self) < 0
  if (other.sex === '男') return elder ? '哥哥' : '弟弟'
  return elder ? '姐姐' : '妹妹'
}

function same(words: Record<Sex, string>): Record<Sex, Record<Sex, string>> {
  return { 男: words, 女: words }
}
