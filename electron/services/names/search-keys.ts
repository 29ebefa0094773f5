import { plainCode } from '#shared/base/typed-text.ts'
import { searchedName } from './name-key.ts'
import { spellName } from './pinyin.ts'

/** What a person is found by. Permit numbers may include those of other papers. */
export interface SearchedPerson {
  name: string
  formerNames: readonly string[]
  /** 18 characters. */
  idNumber: string
  phone: string | null
  permitNumbers: readonly string[]
}

/**
 * The first letter of a key: what kind of text follows it. Keys from the beginning of a name are kept apart from those
 * from inside it, so that a scan that stops early has seen the names that begin with 丽 before the many that end so.
 */
export const KEY = {
  name: 'n',
  insideName: 'N',
  pinyin: 'p',
  insidePinyin: 'P',
  initials: 'i',
  insideInitials: 'I',
  idTail: 't',
  idNumber: 'd',
  phone: 'f',
  permit: 'm',
} as const

/** How many last characters of an identity number can be searched. */
export const ID_TAIL_LENGTH = 6

/**
 * The keys under which a person is found, sorted and each once. A search scans the keys that begin with what was
 * typed, so any part of a name, its pinyin from any syllable on (with ü as v and as u, in every reading), and its
 * initials are keys of their own; numbers that are asked for by their tail stand reversed.
 */
export function searchKeys(person: SearchedPerson): string[] {
  const keys = new Set<string>()
  for (const name of [person.name, ...person.formerNames]) addNameKeys(keys, name)
  const idNumber = plainNumber(person.idNumber)
  if (idNumber !== '') {
    keys.add(KEY.idTail + reversed(idNumber).slice(0, ID_TAIL_LENGTH))
    keys.add(KEY.idNumber + idNumber)
  }
  const phone = plainNumber(person.phone ?? '')
  if (phone !== '') keys.add(KEY.phone + reversed(phone))
  for (const number of person.permitNumbers) {
    const permit = plainNumber(number)
    if (permit !== '') keys.add(KEY.permit + permit)
  }
  return [...keys].sort()
}

/** A number or code without what people put between its groups: spaces, hyphens, brackets, a plus sign. */
export function plainNumber(text: string): string {
  return plainCode(text).replace(/[\s\-+()]/g, '')
}

/** A number from its end, so that its tail can be looked up as a beginning. */
export function reversed(number: string): string {
  let text = ''
  for (const character of number) text = character + text
  return text
}

/** Pinyin as some people type it: u for ü as well. */
export function plainU(letters: string): string {
  return letters.replaceAll('v', 'u')
}

/** The first letters of syllables; of a syllable that is a character, the character. */
export function initialsOf(syllables: readonly string[]): string[] {
  return syllables.map((syllable) => Array.from(syllable)[0] ?? '')
}

function addNameKeys(keys: Set<string>, name: string): void {
  for (const [from, rest] of endings(Array.from(searchedName(name))).entries()) {
    keys.add((from === 0 ? KEY.name : KEY.insideName) + rest)
  }
  for (const syllables of spellName(name).readings) {
    for (const [from, rest] of endings(syllables).entries()) {
      const key = from === 0 ? KEY.pinyin : KEY.insidePinyin
      keys.add(key + rest)
      if (rest.includes('v')) keys.add(key + plainU(rest))
    }
    for (const [from, rest] of endings(initialsOf(syllables)).entries()) {
      if (from === 0) keys.add(KEY.initials + rest)
      // One letter inside a name would say too little to be worth a key.
      else if (from < syllables.length - 1) keys.add(KEY.insideInitials + rest)
    }
  }
}

/** The text from each part on: 单, 雄, 信 give 单雄信, 雄信, 信. */
function endings(parts: readonly string[]): string[] {
  let rest = ''
  return parts
    .toReversed()
    .map((part) => (rest = part + rest))
    .reverse()
}
