import type { Reader } from '#electron/store/database.ts'
import { type FoundResident, listFound, listSeqsByKey } from '#electron/store/tables/search-keys.ts'
import { searchedName } from './names/name-key.ts'
import { namePinyin } from './names/pinyin.ts'
import { initialsOf, KEY } from './names/search-keys.ts'
import { matchesMixed } from './names/search-match.ts'
import type { MixedQuery } from './names/search-query.ts'

/** More keys than this say too little to be worth reading while somebody types. */
const KEYS_AT_MOST = 3_000
/** Residents whose names are compared with the text, in steps, until enough fit. */
const STEP = 48
const COMPARED_AT_MOST = 400

/**
 * The first residents whose names characters and letters in turn fit. 张sf is looked for as the pinyin zhangsf, and as
 * the initials zsf among those whose pinyin begins with zhangs; some who bear 张 are tried as well, for what both miss.
 */
export function findMixed(reader: Reader, query: MixedQuery, limit: number): FoundResident[] {
  const { pinyin, initials } = prefixesOf(query.text)
  const near = new Set([
    ...listSeqsByKey(reader, pinyin, COMPARED_AT_MOST),
    ...nearByInitials(reader, query, initials),
    ...listSeqsByKey(reader, query.prefix, STEP),
  ])
  const seqs = [...near].slice(0, COMPARED_AT_MOST)
  const found: FoundResident[] = []
  for (let at = 0; at < seqs.length && found.length < limit; at += STEP) {
    found.push(...fitting(listFound(reader, seqs.slice(at, at + STEP)), query))
  }
  return found.slice(0, limit)
}

function nearByInitials(reader: Reader, query: MixedQuery, initials: string): number[] {
  const seqs = listSeqsByKey(reader, initials, KEYS_AT_MOST)
  if (seqs.length <= STEP) return seqs
  const begun = listSeqsByKey(reader, prefixesOf(query.text).pinyinBegun, KEYS_AT_MOST)
  // Of a common surname there are too many to read, but then it is common among the initials too.
  if (begun.length === KEYS_AT_MOST) return seqs
  const among = new Set(begun)
  return seqs.filter((seq) => among.has(seq))
}

/** Every resident whose name characters and letters in turn fit. */
export function listMixed(reader: Reader, query: MixedQuery): number[] {
  const { pinyin, initials } = prefixesOf(query.text)
  const bearers = new Set(listSeqsByKey(reader, query.prefix))
  const near = [pinyin, initials].flatMap((prefix) => listSeqsByKey(reader, prefix))
  const both = [...new Set(near.filter((seq) => bearers.has(seq)))]
  return fitting(listFound(reader, both), query).map(({ seq }) => seq)
}

function prefixesOf(text: string) {
  const parts = text.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []
  const spelled = parts.map((part) => (/\p{Script=Han}/u.test(part) ? namePinyin(part) : [part]))
  const pinyin = spelled.map((syllables) => syllables.join(''))
  const initials = spelled.map((syllables, index) =>
    syllables[0] === parts[index] ? syllables.join('') : initialsOf(syllables).join(''),
  )
  // Letters that follow the first characters may be initials, so of them only the first is sure.
  const [first = '', second = ''] = pinyin
  const begun = first === parts[0] ? first.slice(0, 1) : first + second.slice(0, 1)
  return {
    pinyin: KEY.pinyin + pinyin.join(''),
    pinyinBegun: KEY.pinyin + begun,
    initials: KEY.initials + initials.join(''),
  }
}

/** Asks for the characters first: spelling a name is dear. */
function fitting(residents: readonly FoundResident[], query: MixedQuery): FoundResident[] {
  return residents.filter(({ name }) => searchedName(name).includes(query.name) && matchesMixed(name, query))
}
