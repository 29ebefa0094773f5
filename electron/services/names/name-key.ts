import { repairPrivateUse } from '#shared/base/private-use.ts'
import { foldVariants } from '#shared/base/variants.ts'

/** What people and systems write for the middle dot of a transliterated name (GB/T 28039 asks for U+00B7). */
const DOTS = /\s*(?:[·•・‧.∙●⋅⸱᛫]\s*)+/gu
const EDGE_DOTS = /^·|·$/gu
/** NFKC would make a space and a combining dot of it. */
const DOT_ABOVE = /˙/gu
const PLAIN_NAME = /^[\u4e00-\u9fff]+$/u
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu

/**
 * The form under which two names are the same: private-use characters repaired, full width made half, compatibility
 * and variant characters made standard, Latin letters small, every kind of middle dot `·`, spaces and invisible
 * characters gone. For comparing and finding, never for showing. Folding twice changes nothing.
 */
export function foldName(name: string): string {
  return foldCharacters(name).replace(/\s+/gu, '').normalize('NFKC')
}

/** As `foldName`, with the spaces kept: between Latin words they say where a word begins. */
export function foldCharacters(name: string): string {
  if (PLAIN_NAME.test(name)) return foldVariants(name)
  const plain = repairPrivateUse(name)
    .text.replace(IGNORABLE, '')
    .replace(DOT_ABOVE, '·')
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
  return foldVariants(plain).replace(DOTS, '·').replace(EDGE_DOTS, '')
}

/** What is searched of a name: its folded characters and plain letters without dots, hyphens and other marks. */
export function searchedName(name: string): string {
  if (PLAIN_NAME.test(name)) return foldVariants(name)
  return foldName(name)
    .replace(/[\p{P}\p{S}]/gu, '')
    .normalize('NFC')
    .replace(/\p{Script=Latin}\p{M}*/gu, plainLetters)
}

/** Latin letters as they are typed: no tones or accents, ü and u: as v. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/u[\u0308:]/gu, 'v')
    .replace(/\p{M}/gu, '')
}
