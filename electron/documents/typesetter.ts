import { CounterError } from '#shared/base/failure.ts'
import { CHAINS, type ChainName, type Fonts } from './fonts.ts'

/** A stretch of text and the place in its chain from which fonts are tried; 0 is the chain as it stands. */
export interface Run {
  text: string
  from: number
}

/** A character that no font of a chain can draw. `codePoint` as `U+2EBF0`. */
export interface MissingGlyph {
  character: string
  codePoint: string
  /** An old system's own character in the private use area: another machine shows another shape. */
  privateUse: boolean
}

/** How a text is to be set: its chain, the names in it, and its field in the data (`body[1].text`) for a refusal. */
export interface Setting {
  chain: ChainName
  at: string
  names?: readonly string[]
}

/** Chooses fonts for texts. Every text of a paper goes through it, so what cannot be drawn is refused. */
export interface Typesetter {
  /** @throws CounterError GLYPH_MISSING naming the first character that cannot be drawn */
  set(text: string, setting: Setting): Run[]
  findMissing(text: string, chain: ChainName): MissingGlyph[]
  /** Where in the chain a name's font is: the first family that has all of it, so that no name mixes two. */
  placeOfName(name: string, chain: ChainName): number
}

export function createTypesetter(fonts: Fonts): Typesetter {
  const covers = (character: string, family: string) => fonts.coverage(family)(character.codePointAt(0) ?? 0)

  function findMissing(text: string, chain: ChainName): MissingGlyph[] {
    return [...new Set(text)]
      .filter(
        (character) => isPrivateUse(character) || !CHAINS[chain].some((family) => covers(character, family)),
      )
      .map((character) => ({
        character,
        codePoint: formatCodePoint(character),
        privateUse: isPrivateUse(character),
      }))
  }

  function placeOfName(name: string, chain: ChainName): number {
    const families = CHAINS[chain]
    const characters = [...name]
    const drawn = families.map((family) => characters.filter((character) => covers(character, family)).length)
    const whole = drawn.indexOf(characters.length)
    if (whole !== -1) return whole
    const usable = families.map((_, place) =>
      characters.every((character) => families.slice(place).some((family) => covers(character, family))),
    )
    const best = Math.max(...drawn.filter((_, place) => usable[place]))
    return drawn.findIndex((count, place) => usable[place] === true && count === best)
  }

  function set(text: string, { chain, at, names = [] }: Setting): Run[] {
    const missing = findMissing(text, chain)[0]
    if (missing !== undefined) throw glyphMissing(missing, `$.${at}`)
    return splitAtNames(text, names).map((part) => ({
      text: part,
      from: names.includes(part) ? placeOfName(part, chain) : 0,
    }))
  }

  return { set, findMissing, placeOfName }
}

/** The refusal of a paper that would print a blank. */
export function glyphMissing({ character, codePoint, privateUse }: MissingGlyph, at: string): CounterError {
  return privateUse
    ? new CounterError(
        'GLYPH_MISSING',
        `文书里有旧系统自造的字（${codePoint}），各处字形不一，印出来靠不住，因此没有出文书。`,
        {
          at,
          hint: '请对照证件原件，把这个字改录为标准字。',
        },
      )
    : new CounterError(
        'GLYPH_MISSING',
        `现有字库里没有“${character}”（${codePoint}），印出来会是空白，因此没有出文书。`,
        {
          at,
          hint: '请对照证件原件核对这个字；字没有录错的，请联系管理员加装含这个字的字库。',
        },
      )
}

/** `U+2EBF0` for 𮯰. */
export function formatCodePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

function isPrivateUse(character: string): boolean {
  return /\p{Co}/u.test(character)
}

/** Cuts a text before and after each name; where one name begins with another, the longer one counts. */
function splitAtNames(text: string, names: readonly string[]): string[] {
  const wanted = names.filter((name) => name !== '').sort((a, b) => b.length - a.length)
  if (wanted.length === 0) return [text]
  const pattern = new RegExp(`(${wanted.map(escapePattern).join('|')})`, 'u')
  return text.split(pattern).filter((part) => part !== '')
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
