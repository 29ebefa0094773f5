/**
 * Characters that older Chinese encodings could only place in Unicode's private use area, each run in the order of
 * its private code points. Today all of them have a place of their own.
 *
 * Sources: GB 18030-2022 (the 18 mappings that changed against GB 18030-2005, and the six ideographs U+20087,
 * U+20089, U+200CC, U+215D7, U+2298F and U+241FE whose two-byte codes decoders still read as private use), with the
 * recommendation of the Unicode Technical Committee, L2/23-003R; GB 18030-2005 Appendix E for the older private
 * codes of GBK (80 ideographs and components, description characters, the euro sign, ḿ and ǹ). U+E5E5 is the
 * two-byte code A3A0, which the WHATWG Encoding Standard reads as an ideographic space because files use it so.
 */
const RUNS: [first: number, characters: string][] = [
  [0xe5e5, '\u3000'],
  [0xe76c, '€'],
  [0xe78d, '\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19'],
  [0xe7c7, '\u1e3f\u01f9'],
  [0xe7e7, '\u303e\u2ff0\u2ff1\u2ff2\u2ff3\u2ff4\u2ff5\u2ff6\u2ff7\u2ff8\u2ff9\u2ffa\u2ffb'],
  [
    0xe815,
    '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱' +
      '䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
  ],
]

const REPAIRS: ReadonlyMap<string, string> = new Map(
  RUNS.flatMap(([first, characters]) =>
    Array.from(characters, (character, index): [string, string] => [
      String.fromCodePoint(first + index),
      character,
    ]),
  ),
)

/** Private use: U+E000 to U+F8FF and the two last planes. */
const PRIVATE_USE = /[\ue000-\uf8ff\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}]/u
const EACH_PRIVATE_USE = new RegExp(PRIVATE_USE.source, 'gu')

/** A private-use character that has no known meaning outside the program that wrote it. */
export interface PrivateUseLeft {
  char: string
  /** Which character of the repaired text it is, counted in whole characters from 0. */
  index: number
}

export interface PrivateUseRepair {
  text: string
  /** How many characters were replaced. */
  repaired: number
  /** What no standard explains: only a person who sees the paper can say which character was meant. */
  left: PrivateUseLeft[]
}

/** `text` with every private-use character that a standard has since given its own place put there. */
export function repairPrivateUse(text: string): PrivateUseRepair {
  if (!PRIVATE_USE.test(text)) return { text, repaired: 0, left: [] }
  let repaired = 0
  const mended = text.replace(EACH_PRIVATE_USE, (char) => {
    const standard = REPAIRS.get(char)
    if (standard === undefined) return char
    repaired += 1
    return standard
  })
  return { text: mended, repaired, left: findPrivateUse(mended) }
}

function findPrivateUse(text: string): PrivateUseLeft[] {
  return Array.from(text, (char, index) => ({ char, index })).filter(({ char }) => PRIVATE_USE.test(char))
}
