/**
 * First two digits of a division code (GB/T 2260), with 81, 82 and 83 for the residence permits of Hong Kong,
 * Macao and Taiwan residents left to `RESIDENCE_PERMIT_DIVISIONS`.
 */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(
    ' ',
  ),
)

/** 港澳台居民居住证: issued under these prefixes in place of a birthplace (国办发〔2018〕81号). */
const RESIDENCE_PERMIT_DIVISIONS = new Set(['810000', '820000', '830000'])

/** Last two digits of the codes of Ningbo (3302), abolished counties and districts included. */
const NINGBO = new Set('00 01 03 04 05 06 11 12 13 19 22 25 26 27 81 82 83'.split(' '))

/**
 * Whether a six-digit division code is in the table: by province for the whole country, by county for Ningbo.
 * Codes change with the years, so a miss is a reason to look at the card, never to refuse it.
 */
export function isKnownDivision(code: string): boolean {
  if (RESIDENCE_PERMIT_DIVISIONS.has(code)) return true
  if (code.startsWith('3302')) return NINGBO.has(code.slice(4))
  return PROVINCES.has(code.slice(0, 2))
}
