import fc from 'fast-check'
import { type SearchedPerson, searchKeys } from '#electron/services/names/search-keys.ts'
import { matchesMixed } from '#electron/services/names/search-match.ts'
import { readQuery } from '#electron/services/names/search-query.ts'

/** An invented person of this name. */
export function person(name: string, changes: Partial<SearchedPerson> = {}): SearchedPerson {
  return {
    name,
    formerNames: [],
    idNumber: '33028219900307122X',
    phone: '13800001234',
    permitNumbers: [],
    ...changes,
  }
}

/** Whether a typed text leads to a person as a scan of the kept keys does it. */
export function finds(text: string, sought: SearchedPerson): boolean {
  const keys = searchKeys(sought)
  return readQuery(text).some(
    (query) =>
      query.prefix !== '' &&
      keys.some((key) => key.startsWith(query.prefix)) &&
      (query.kind !== 'mixed' ||
        [sought.name, ...sought.formerNames].some((name) => matchesMixed(name, query))),
  )
}

/** Names as registers hold them: characters common and rare, dots, words in letters. */
export function anyName(): fc.Arbitrary<string> {
  const common = fc.constantFrom(...'单曾仇查乐吕女王示例伟芳朝长華國张章')
  const any = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code))
  const rare = fc.constantFrom('𠅤', '㛃', '𮯰', '𰻝', '鿏')
  const han = fc.string({ unit: fc.oneof(common, any, rare), minLength: 1, maxLength: 4 })
  const word = fc.stringMatching(/^[A-Z][a-zéü]{1,6}$/)
  const parts = fc.array(han, { minLength: 2, maxLength: 3 })
  return fc.oneof(
    han,
    parts.map((list) => list.join('·')),
    fc.tuple(word, word).map((list) => list.join(' ')),
    fc.tuple(han, word).map((list) => list.join('')),
  )
}

/** Half-width signs as an input method in full width writes them. */
export function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
}
