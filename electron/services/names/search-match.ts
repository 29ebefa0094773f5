import { assertNever } from '#shared/base/assert-never.ts'
import { foldName, plainLetters, searchedName } from './name-key.ts'
import { type SpelledName, spellName } from './pinyin.ts'
import { initialsOf, plainNumber, plainU, type SearchedPerson } from './search-keys.ts'
import type { MixedQuery, SearchQuery } from './search-query.ts'

/** Where in a name or number the typed text stands: it is the whole, it begins it, it is inside it. */
const PLACES = ['whole', 'start', 'inside'] as const
type Place = (typeof PLACES)[number]

/** How a query fits a person. */
export interface Match {
  query: SearchQuery
  place: Place
  /** The name in which the text was found is no longer used. */
  isFormer: boolean
  /** The syllables that the letters cover. */
  syllables: string[]
}

const KINDS: readonly SearchQuery['kind'][] = [
  'name',
  'mixed',
  'pinyin',
  'initials',
  'idNumber',
  'idTail',
  'phone',
  'permit',
  'receipt',
  'employer',
  'uscc',
]

/**
 * Candidates in the order in which staff look for them: the whole before the beginning before the inner part, the
 * present name before a former one, characters before pinyin before initials, whole syllables before cut ones, short
 * names first; else as they came. Who fits by nothing that is known here (an employer, a receipt number) comes last.
 */
export function rankMatches<T extends SearchedPerson>(
  queries: readonly SearchQuery[],
  candidates: readonly T[],
): T[] {
  const meanings = distinct(queries)
  return candidates
    .map((candidate) => ({ candidate, rank: rankOf(bestMatch(meanings, candidate), candidate.name) }))
    .sort((left, right) => compareRanks(left.rank, right.rank))
    .map(({ candidate }) => candidate)
}

/** The best way in which any of the queries fits a person. */
export function bestMatch(queries: readonly SearchQuery[], person: SearchedPerson): Match | undefined {
  const matches = queries.map((query) => matchOf(query, person)).filter((match) => match !== undefined)
  return matches.sort((left, right) => compareRanks(rankOf(left, ''), rankOf(right, '')))[0]
}

/** The reason of a match as staff read it. Never more of a number than its length. */
export function whyMatched(query: SearchQuery, person: SearchedPerson): string {
  const match = matchOf(query, person)
  const former = match?.isFormer === true ? '曾用名' : ''
  switch (query.kind) {
    case 'name':
      return former === '' ? '姓名' : former
    case 'mixed':
      return `${former === '' ? '姓名' : former}和拼音`
    case 'pinyin':
      return `${former}拼音 ${(match?.syllables ?? []).join(' ').replaceAll('v', 'ü')}`.trimEnd()
    case 'initials':
      return `${former}首字母 ${query.text}`
    case 'idNumber':
      return '证件号'
    case 'idTail':
      return `证件号末 ${query.text.length} 位`
    case 'phone':
      return match?.place === 'whole' ? '手机号' : `手机号末 ${query.text.length} 位`
    case 'permit':
      return '居住证号'
    case 'receipt':
      return '收件号'
    case 'employer':
      return '单位'
    case 'uscc':
      return '统一社会信用代码'
    default:
      return assertNever(query)
  }
}

/** Whether characters and letters in turn fit a name from some character on: 张sf, zhang三 and 张三f fit 张三丰. */
export function matchesMixed(name: string, query: MixedQuery): boolean {
  return mixedPlace(name, query) !== undefined
}

function matchOf(query: SearchQuery, person: SearchedPerson): Match | undefined {
  switch (query.kind) {
    case 'name':
      return matchNames(query, person, (name) => ({ place: textPlace(searchedName(name), query.text) }))
    case 'mixed':
      return matchNames(query, person, (name) => ({ place: mixedPlace(name, query) }))
    case 'pinyin':
      return matchNames(query, person, (name) => pinyinPlace(name, query.text))
    case 'initials':
      return matchNames(query, person, (name) => initialsPlace(name, query.text))
    case 'idNumber':
    case 'idTail':
      return matchNumbers(query, [person.idNumber])
    case 'phone':
      return matchNumbers(query, [person.phone ?? ''])
    case 'permit':
      return matchNumbers(query, person.permitNumbers)
    case 'receipt':
    case 'employer':
    case 'uscc':
      return undefined
    default:
      return assertNever(query)
  }
}

type Found = { place: Place | undefined; syllables?: string[] }

function matchNames(
  query: SearchQuery,
  { name, formerNames }: SearchedPerson,
  find: (name: string) => Found,
): Match | undefined {
  for (const [index, tried] of [name, ...formerNames].entries()) {
    const { place, syllables = [] } = find(tried)
    if (place !== undefined) return { query, place, isFormer: index > 0, syllables }
  }
  return undefined
}

function matchNumbers(query: SearchQuery, numbers: readonly string[]): Match | undefined {
  const plain = numbers.map(plainNumber)
  const fits = plain.some((number) =>
    query.kind === 'permit' ? number.startsWith(query.text) : number.endsWith(query.text),
  )
  if (!fits) return undefined
  return { query, place: plain.includes(query.text) ? 'whole' : 'start', isFormer: false, syllables: [] }
}

function textPlace(whole: string, text: string): Place | undefined {
  if (whole === text) return 'whole'
  if (whole.startsWith(text)) return 'start'
  return whole.includes(text) ? 'inside' : undefined
}

function pinyinPlace(name: string, text: string): Found {
  const found = spellName(name).readings.flatMap((syllables) => [
    findRun(syllables, text),
    // Someone who typed u meant ü as well.
    withSyllables(findRun(syllables.map(plainU), text), syllables),
  ])
  return bestFound(found)
}

function initialsPlace(name: string, text: string): Found {
  return bestFound(spellName(name).readings.map((syllables) => findRun(initialsOf(syllables), text)))
}

type Run = { place: Place; from: number; syllables: string[] }

/** Where the parts, joined, begin with the text, and the parts that it covers. */
function findRun(parts: readonly string[], text: string): Run | undefined {
  for (const from of parts.keys()) {
    if (!parts.slice(from).join('').startsWith(text)) continue
    let to = from
    let covered = ''
    while (covered.length < text.length) {
      covered += parts[to] ?? ''
      to += 1
    }
    const isWhole = from === 0 && to === parts.length && covered === text
    return {
      place: isWhole ? 'whole' : from === 0 ? 'start' : 'inside',
      from,
      syllables: parts.slice(from, to),
    }
  }
  return undefined
}

function withSyllables(run: Run | undefined, syllables: readonly string[]): Run | undefined {
  return run && { ...run, syllables: syllables.slice(run.from, run.from + run.syllables.length) }
}

function bestFound(found: readonly (Run | undefined)[]): Found {
  const runs = found.filter((run) => run !== undefined)
  const [best] = runs.sort((left, right) => PLACES.indexOf(left.place) - PLACES.indexOf(right.place))
  return best ?? { place: undefined }
}

function mixedPlace(name: string, query: MixedQuery): Place | undefined {
  const tokens = query.text.match(/\p{Script=Latin}+|./gu) ?? []
  const { units, readings } = spellName(name)
  const places = readings.flatMap((syllables) =>
    [...units.keys()].map((from): Place | undefined => {
      const end = fitTokens({ units, syllables }, tokens, from)
      if (end === undefined) return undefined
      if (from > 0) return 'inside'
      return end === units.length ? 'whole' : 'start'
    }),
  )
  return PLACES.find((place) => places.includes(place))
}

type Reading = { units: SpelledName['units']; syllables: readonly string[] }

/** The unit after the last one that the tokens cover from unit `at` on; undefined where they do not fit. */
function fitTokens(reading: Reading, tokens: readonly string[], at: number): number | undefined {
  const [token, ...rest] = tokens
  if (token === undefined) return at
  const unit = reading.units[at]
  const syllable = reading.syllables[at]
  if (unit === undefined || syllable === undefined) return undefined
  if (unit === token) return fitTokens(reading, rest, at + 1)
  if (!/^\p{Script=Latin}/u.test(token)) return undefined
  for (const left of lettersLeft(plainLetters(token), syllable)) {
    const end = fitTokens(reading, left === '' ? rest : [left, ...rest], at + 1)
    if (end !== undefined) return end
  }
  return undefined
}

/** What is left of typed letters after one syllable: written out, begun as the last, or by its first letter. */
function lettersLeft(letters: string, syllable: string): string[] {
  const left: string[] = []
  for (const form of [syllable, plainU(syllable)]) {
    if (letters.startsWith(form)) left.push(letters.slice(form.length))
    if (form.startsWith(letters)) left.push('')
  }
  if (letters.startsWith(syllable.charAt(0))) left.push(letters.slice(1))
  return left
}

/** Smaller is better, the first difference decides. */
function rankOf(match: Match | undefined, name: string): number[] {
  const { length } = Array.from(foldName(name))
  if (match === undefined) return [PLACES.length, 0, 0, 0, length]
  const { place, isFormer, query } = match
  return [
    PLACES.indexOf(place),
    Number(isFormer),
    KINDS.indexOf(query.kind),
    Number(isCutShort(match)),
    length,
  ]
}

/** Whether the letters end inside a syllable: shan is rather 单 than 尚. */
function isCutShort({ query, syllables }: Match): boolean {
  return query.kind === 'pinyin' && syllables.join('').length > query.text.length
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Scans of different keys for one meaning count once. */
function distinct(queries: readonly SearchQuery[]): SearchQuery[] {
  return [...new Map(queries.map((query) => [`${query.kind} ${query.text}`, query])).values()]
}
