import { pinyin } from 'pinyin-pro'
import { foldCharacters, plainLetters } from './name-key.ts'
import { GIVEN_READINGS, SURNAME_READINGS } from './readings.ts'

/** A name in the units that are read as one: a character, or a word in letters. */
export interface SpelledName {
  /** The units as they are written, in standard characters. */
  readonly units: readonly string[]
  /** One syllable a unit, the usual reading first; always one to four readings. */
  readonly readings: readonly [readonly string[], ...(readonly string[])[]]
}

type Choice = { at: number; syllables: string[] }

const READINGS_AT_MOST = 4
const SOLE_READINGS_AT_MOST = 20_000
const SYLLABLES = { toneType: 'none', type: 'array', v: true } as const
/** A word in letters, or one character; spaces and marks are no unit. */
const UNIT = /(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+|[^\s\p{P}\p{S}]/gu
const WORD = /^(?!\p{Script=Han})[\p{L}\p{M}\p{N}]/u

/** By character; null where it has several. */
const soleReadings = new Map<string, string | null>()
let lastSpelled: { name: string; spelled: SpelledName } | undefined

/**
 * The syllables of a person's name: small letters, no tones, ü as v, surnames as surnames are read. A middle dot gives
 * no syllable, and in a name that has one no part is taken for a surname. A character whose reading is not known stands
 * for itself; words in letters stay as they are.
 */
export function namePinyin(name: string): readonly string[] {
  return spellName(name).readings[0]
}

/** The other readings that the bearer of this name may use, at most three (乐 le, 覃 tan, 单于 chan yu). */
export function alternativePinyin(name: string): (readonly string[])[] {
  return spellName(name).readings.slice(1)
}

/**
 * A key whose binary order is that of a register by pinyin: by the syllable, then the character, unit by unit, so that
 * 张 stands together before 章 and a short name before a longer one.
 */
export function sortKey(name: string): string {
  const { units, readings } = spellName(name)
  return units.map((unit, index) => `${readings[0][index]} ${unit}`).join(' ')
}

/** A name taken apart into units with all its readings. */
export function spellName(name: string): SpelledName {
  // Of each of many people several things are asked that need the same name spelled.
  if (lastSpelled?.name !== name) lastSpelled = { name, spelled: spellAnew(name) }
  return lastSpelled.spelled
}

function spellAnew(name: string): SpelledName {
  const parts = foldCharacters(name).split('·')
  const spelled = parts.map((part) => spellPart(part, parts.length === 1))
  const usual = spelled.flatMap(({ syllables }) => syllables)
  const choices: Choice[] = []
  let offset = 0
  for (const { syllables, others } of spelled) {
    for (const other of others) choices.push({ at: offset + other.at, syllables: other.syllables })
    offset += syllables.length
  }
  return { units: spelled.flatMap(({ units }) => units), readings: combine(usual, choices) }
}

function spellPart(part: string, isWholeName: boolean) {
  const units = part.match(UNIT) ?? []
  const syllables = readUnits(units, isWholeName)
  const others: Choice[] = []
  const given = isWholeName ? applySurname(units, syllables, others) : 0
  if (!isWholeName) offerSurname(units, syllables, others)
  for (let at = given; at < units.length; at += 1) {
    const readings = GIVEN_READINGS.get(units[at] ?? '')?.flat()
    if (readings !== undefined) settle({ syllables, others, at, readings })
  }
  return { units, syllables, others }
}

/** One syllable a unit, runs of characters being read together because words decide many readings. */
function readUnits(units: readonly string[], isWholeName: boolean): string[] {
  const syllables: string[] = []
  let run = ''
  const endRun = () => {
    const isHead = syllables.length === 0
    syllables.push(...readRun(run, isWholeName && isHead))
    run = ''
  }
  for (const unit of units) {
    if (!WORD.test(unit)) {
      run += unit
      continue
    }
    endRun()
    // A mark without its letter stands for itself.
    syllables.push(plainLetters(unit) || unit)
  }
  endRun()
  return syllables
}

function readRun(run: string, hasSurname: boolean): string[] {
  const sole: string[] = []
  for (const character of run) {
    const reading = findSoleReading(character)
    if (reading === null) return pinyin(run, { ...SYLLABLES, surname: hasSurname ? 'head' : 'off' })
    sole.push(reading)
  }
  return sole
}

/** The reading of a character that has one everywhere, kept because the library takes far longer over a name. */
function findSoleReading(character: string): string | null {
  const known = soleReadings.get(character)
  if (known !== undefined) return known
  const all = [
    ...pinyin(character, { ...SYLLABLES, multiple: true }),
    ...pinyin(character, { ...SYLLABLES, surname: 'head' }),
  ]
  const reading = new Set(all).size === 1 ? (all[0] ?? null) : null
  if (soleReadings.size >= SOLE_READINGS_AT_MOST) soleReadings.clear()
  soleReadings.set(character, reading)
  return reading
}

/** Puts the surname's reading in its place and returns how many units the surname has. */
function applySurname(units: readonly string[], syllables: string[], others: Choice[]): number {
  const compound = SURNAME_READINGS.get(units.slice(0, 2).join(''))
  const readings = compound ?? SURNAME_READINGS.get(units[0] ?? '')
  if (readings === undefined) return 1
  const [usual = [], ...more] = readings
  syllables.splice(0, usual.length, ...usual)
  for (const reading of more) others.push({ at: 0, syllables: reading })
  return usual.length
}

/** A part beside a dot is rarely a surname; where it would read differently as one, that reading is offered too. */
function offerSurname(units: readonly string[], syllables: readonly string[], others: Choice[]): void {
  const asName = readUnits(units, true)
  applySurname(units, asName, [])
  const last = asName.findLastIndex((syllable, index) => syllable !== syllables[index])
  if (last >= 0) others.push({ at: 0, syllables: asName.slice(0, last + 1) })
}

function settle({ syllables, others, at, readings }: SettledUnit): void {
  const read = syllables[at] ?? ''
  const usual = readings.includes(read) ? read : (readings[0] ?? read)
  syllables[at] = usual
  for (const reading of readings) if (reading !== usual) others.push({ at, syllables: [reading] })
}

type SettledUnit = { syllables: string[]; others: Choice[]; at: number; readings: readonly string[] }

function combine(usual: string[], choices: readonly Choice[]): SpelledName['readings'] {
  const readings: [readonly string[], ...(readonly string[])[]] = [usual]
  for (const { at, syllables } of choices) {
    for (const reading of [...readings]) {
      if (readings.length === READINGS_AT_MOST) return readings
      const other = reading.with(at, syllables[0] ?? '')
      other.splice(at, syllables.length, ...syllables)
      if (!readings.some((known) => known.join(' ') === other.join(' '))) readings.push(other)
    }
  }
  return readings
}
