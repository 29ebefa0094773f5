import { checkResidentId } from '#shared/base/resident-id.ts'
import { checkUscc } from '#shared/base/uscc.ts'
import { foldName, plainLetters, searchedName } from './name-key.ts'
import { spellName } from './pinyin.ts'
import { ID_TAIL_LENGTH, initialsOf, KEY, plainNumber, plainU, reversed } from './search-keys.ts'

/** One meaning of a typed text. */
export type SearchQuery = PlainQuery | MixedQuery

export type PlainQuery = {
  kind:
    | 'name'
    | 'pinyin'
    | 'initials'
    | 'idNumber'
    | 'idTail'
    | 'phone'
    | 'permit'
    | 'receipt'
    | 'employer'
    | 'uscc'
  /** The beginning of the search keys to scan; empty for receipt, employer and uscc, which are kept elsewhere. */
  prefix: string
  /** What was typed, in the form in which it is kept. A receipt number may be only its beginning. */
  text: string
}

/**
 * Characters and letters in turn (张sf): a scan finds too many, `matchesMixed` keeps those that both fit. `name` is the
 * first run of characters, `letters` all letters.
 */
export type MixedQuery = { kind: 'mixed'; prefix: string; text: string; name: string; letters: string }

const HAN = /\p{Script=Han}/u
const LETTERS = /^[a-z]+$/
const NUMBER = /^(?=.*\d)[\dA-Z]+$/
const SHORTEST_TAIL = 4
const PHONE_LENGTH = 11
const SHORTEST_PERMIT = 8
const RECEIPT = /^([A-Z]{2}20\d{2})(\d{0,5})$/

/**
 * What a typed text can mean, the likeliest first. Full width, spaces, kinds of dots and ways to write ü make no
 * difference. Empty where nothing can be searched; `queryHint` then says why.
 */
export function readQuery(text: string): SearchQuery[] {
  const number = plainNumber(text)
  if (NUMBER.test(number)) return numberQueries(number)
  const letters = plainLetters(foldName(text)).replace(/[\p{P}\p{S}]/gu, '')
  if (LETTERS.test(letters)) return letterQueries(letters)
  return nameQueries(text)
}

/** What to tell a person who typed too little or a number that cannot be right; null where there is nothing to say. */
export function queryHint(text: string): string | null {
  if (text.trim() === '') return null
  const number = plainNumber(text)
  if (isIdShape(number) && !checkResidentId(number).valid && !checkUscc(number).valid) {
    return '按身份证号看，这个号码有误。如果找不到，请照证件逐位核对。'
  }
  if (/^\d{1,3}X?$/.test(number) && number.length < SHORTEST_TAIL) {
    return '号码请至少输入 4 位，例如证件号或手机号的末 4 位。'
  }
  if (/^\d{12,17}X?$/.test(number) && !isIdShape(number) && localPhone(number) === undefined) {
    return '号码不完整：身份证号 18 位，手机号 11 位，也可以只输入末 4 至 6 位。'
  }
  if (readQuery(text).length > 0) return null
  return '可以输入姓名、拼音、证件号或手机号的末 4 位、居住证号、收件号或单位。'
}

function letterQueries(letters: string): SearchQuery[] {
  // In passports ü is written yu (LYU).
  const pinyin = letters.replace(/lyu|^nyu/g, (syllable) => `${syllable.charAt(0)}v`)
  const beginning: SearchQuery[] = [{ kind: 'pinyin', prefix: KEY.pinyin + pinyin, text: pinyin }]
  const inside: SearchQuery[] = [{ kind: 'pinyin', prefix: KEY.insidePinyin + pinyin, text: pinyin }]
  if (letters.length > 1) {
    beginning.push({ kind: 'initials', prefix: KEY.initials + letters, text: letters })
    inside.push({ kind: 'initials', prefix: KEY.insideInitials + letters, text: letters })
  }
  beginning.push({ kind: 'name', prefix: KEY.name + letters, text: letters })
  inside.push({ kind: 'name', prefix: KEY.insideName + letters, text: letters })
  return [...beginning, ...inside]
}

function nameQueries(typed: string): SearchQuery[] {
  const text = searchedName(typed)
  if (text === '') return []
  const queries: SearchQuery[] = [
    { kind: 'name', prefix: KEY.name + text, text },
    ...mixedQueries(text),
    { kind: 'name', prefix: KEY.insideName + text, text },
  ]
  if (HAN.test(text) && Array.from(text).length > 1) {
    queries.push({ kind: 'employer', prefix: '', text: foldName(typed) })
  }
  return queries
}

/**
 * Scans for characters and letters in turn. A surname alone has tens of thousands of bearers, so the characters are
 * read too and the keys of pinyin and initials are scanned; the characters themselves come last, for 张sanf and the like.
 */
function mixedQueries(text: string): MixedQuery[] {
  const name = text.match(/\p{Script=Han}+/u)?.[0]
  const letters = (text.match(/\p{Script=Latin}+/gu) ?? []).join('')
  if (name === undefined || !LETTERS.test(letters)) return []
  const prefixes = spellName(text).readings.flatMap((syllables) => {
    const pinyin = plainU(syllables.join(''))
    const { units } = spellName(text)
    const initials = units
      .map((unit, index) => (HAN.test(unit) ? initialsOf([syllables[index] ?? '']) : unit))
      .join('')
    return [
      KEY.pinyin + pinyin,
      KEY.initials + initials,
      KEY.insidePinyin + pinyin,
      KEY.insideInitials + initials,
    ]
  })
  prefixes.push(KEY.name + name, KEY.insideName + name)
  return prefixes.map((prefix) => ({ kind: 'mixed', prefix, text, name, letters }))
}

function numberQueries(number: string): SearchQuery[] {
  return [
    ...wholeNumberQueries(number),
    ...tailQueries(number),
    ...receiptQueries(number),
    ...permitQueries(number),
  ]
}

function wholeNumberQueries(number: string): SearchQuery[] {
  const queries: SearchQuery[] = []
  if (isIdShape(number)) {
    const text = checkResidentId(number).normal
    queries.push({ kind: 'idNumber', prefix: KEY.idNumber + text, text })
  }
  const hasUsccShape = number.length === 18 && !isIdShape(number)
  if (hasUsccShape || checkUscc(number).valid) queries.push({ kind: 'uscc', prefix: '', text: number })
  return queries
}

function tailQueries(number: string): SearchQuery[] {
  const queries: SearchQuery[] = []
  const { length } = number
  if (length >= SHORTEST_TAIL && length <= ID_TAIL_LENGTH && /^\d+X?$/.test(number)) {
    queries.push({ kind: 'idTail', prefix: KEY.idTail + reversed(number), text: number })
  }
  const phone = localPhone(number)
  if (phone !== undefined) queries.push({ kind: 'phone', prefix: KEY.phone + reversed(phone), text: phone })
  return queries
}

function receiptQueries(number: string): SearchQuery[] {
  const [, series, serial] = number.match(RECEIPT) ?? []
  if (series === undefined) return []
  return [{ kind: 'receipt', prefix: '', text: `${series}-${serial}` }]
}

function permitQueries(number: string): SearchQuery[] {
  const digits = number.replace(/\D/g, '').length
  if (number.length < SHORTEST_PERMIT || digits < SHORTEST_TAIL) return []
  return [{ kind: 'permit', prefix: KEY.permit + number, text: number }]
}

/** 18 characters, or the 15 digits of an old number. */
function isIdShape(number: string): boolean {
  return /^\d{17}[\dX]$/.test(number) || /^\d{15}$/.test(number)
}

/** A telephone number or its tail without the country's code 86; undefined for what is neither. */
function localPhone(number: string): string | undefined {
  const local = /^(?:00)?86(1\d{10})$/.exec(number)?.[1] ?? number
  const isPhone = /^\d+$/.test(local) && local.length >= SHORTEST_TAIL && local.length <= PHONE_LENGTH
  return isPhone ? local : undefined
}
