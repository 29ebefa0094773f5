import type { Reader } from '#electron/store/database.ts'
import { listEmployed } from '#electron/store/tables/employer-names.ts'
import {
  type FoundResident,
  listByKey,
  listByReceipt,
  listFormerValues,
  listFound,
  listPaperNumbers,
  listSeqsByKey,
} from '#electron/store/tables/search-keys.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { holdsDigit } from '#shared/base/typed-text.ts'
import type { ResidentMatch } from '#shared/ipc/residents.ts'
import { findEmployers } from './employer-search.ts'
import { findMixed, listMixed } from './mixed-search.ts'
import type { SearchedPerson } from './names/search-keys.ts'
import { bestMatch, rankMatches, whyMatched } from './names/search-match.ts'
import { readQuery, type SearchQuery } from './names/search-query.ts'

/** Somebody whom one meaning of the text may fit. */
type Candidate = SearchedPerson & { resident: FoundResident; via: SearchQuery }
type Found = { resident: FoundResident; query: SearchQuery; why: string }

/** Keys looked at for every wanted match: among the first keys are some that rank low. */
const KEYS_PER_MATCH = 2
const EMPLOYERS = 20

/**
 * The residents whom a typed text fits best, each with the reason; never more of a number than its length. Every
 * meaning of the text is a short scan of keys, whatever the size of the store. Who was merged leads to the kept
 * record; who was taken back is not found.
 */
export function searchResidents(reader: Reader, text: string, limit: number): ResidentMatch[] {
  const queries = readQuery(text)
  const candidates = new Map<number, Candidate>()
  for (const query of queries) {
    // Looking at employers is worth it only where names leave room.
    if (query.kind === 'employer' && candidates.size >= limit) continue
    for (const resident of scan(reader, query, limit)) {
      if (!candidates.has(resident.seq)) candidates.set(resident.seq, candidateOf(resident, query))
    }
  }
  addOtherTexts(reader, queries, candidates)
  const ranked = rankMatches(queries, [...candidates.values()]).flatMap((candidate) =>
    toFound(queries, candidate),
  )
  const chosen = holdsDigit(text) ? inTurn(ranked, limit) : ranked
  return leadToKept(reader, chosen).slice(0, limit)
}

/** Every resident whose name a text fits, for lists that show them all; nobody is looked for by a number. */
export function matchingNames(reader: Reader, text: string): number[] {
  const seqs = new Set<number>()
  for (const query of readQuery(text)) {
    if (query.kind === 'mixed') {
      for (const seq of listMixed(reader, query)) seqs.add(seq)
    } else if (query.kind === 'name' || query.kind === 'pinyin' || query.kind === 'initials') {
      for (const seq of listSeqsByKey(reader, query.prefix)) seqs.add(seq)
    }
  }
  return [...seqs]
}

function scan(reader: Reader, query: SearchQuery, limit: number): FoundResident[] {
  switch (query.kind) {
    case 'mixed':
      return findMixed(reader, query, limit)
    case 'receipt':
      return listByReceipt(reader, query.text, limit)
    case 'uscc':
      return listEmployed(reader, query.text, limit)
    case 'employer':
      return listEmployedUnder(reader, query.text, limit)
    default:
      return scanKeys(reader, query.prefix, limit * KEYS_PER_MATCH)
  }
}

/** The keys that are the prefix itself may be endings of names by the thousand, so the longer ones are asked for too. */
function scanKeys(reader: Reader, prefix: string, limit: number): FoundResident[] {
  return (['same', 'longer'] as const).flatMap((part) => listByKey(reader, { prefix, part, limit }))
}

function listEmployedUnder(reader: Reader, text: string, limit: number): FoundResident[] {
  const employed: FoundResident[] = []
  for (const uscc of findEmployers(reader, text, EMPLOYERS)) {
    if (employed.length >= limit) break
    employed.push(...listEmployed(reader, uscc, limit - employed.length))
  }
  return employed
}

function candidateOf(resident: FoundResident, via: SearchQuery): Candidate {
  const { name, id_number: idNumber, phone } = resident
  return { name, idNumber, phone, formerNames: [], permitNumbers: [], resident, via }
}

/** Former names, and permit numbers where they are asked for, which do not stand in the resident's own row. */
function addOtherTexts(
  reader: Reader,
  queries: readonly SearchQuery[],
  candidates: Map<number, Candidate>,
): void {
  const seqs = [...candidates.keys()]
  if (seqs.length === 0) return
  const former = Map.groupBy(listFormerValues(reader, seqs, ['name']), ({ resident }) => resident)
  const isPermit = queries.some(({ kind }) => kind === 'permit')
  const papers = Map.groupBy(isPermit ? listPaperNumbers(reader, seqs) : [], ({ resident }) => resident)
  for (const [seq, candidate] of candidates) {
    const formerNames = (former.get(seq) ?? []).map(({ value }) => value)
    const permitNumbers = (papers.get(seq) ?? []).filter(({ holds }) => holds).map(({ number }) => number)
    candidates.set(seq, { ...candidate, formerNames, permitNumbers })
  }
}

/** With the reason; nobody where only a key says so that no longer fits. */
function toFound(queries: readonly SearchQuery[], candidate: Candidate): Found[] {
  const { resident, via } = candidate
  const query = bestMatch(queries, candidate)?.query ?? (isKeptElsewhere(via) ? via : undefined)
  return query === undefined ? [] : [{ resident, query, why: whyMatched(query, candidate) }]
}

function isKeptElsewhere({ kind }: SearchQuery): boolean {
  return kind === 'receipt' || kind === 'employer' || kind === 'uscc'
}

/** Gives every meaning of a number its share of the places, so that identity numbers do not hide telephones. */
function inTurn(ranked: readonly Found[], limit: number): Found[] {
  const groups = [...Map.groupBy(ranked, ({ query }) => query.kind).values()]
  const share = Math.ceil(limit / Math.max(1, groups.length))
  const first = new Set(groups.flatMap((group) => group.slice(0, share)))
  return [...ranked.filter((found) => first.has(found)), ...ranked.filter((found) => !first.has(found))]
}

/** Puts the kept record in the place of one that was merged into it, and each record once. */
function leadToKept(reader: Reader, found: readonly Found[]): ResidentMatch[] {
  const matches = new Map<string, ResidentMatch>()
  for (const { resident, why } of found) {
    const kept = keptOf(reader, resident)
    if (matches.has(kept.id)) continue
    matches.set(kept.id, {
      id: kept.id,
      name: kept.name,
      idNumberMasked: maskResidentId(kept.id_number),
      town: kept.town,
      why: kept === resident ? why : `${why} · 已并入`,
    })
  }
  return [...matches.values()]
}

function keptOf(reader: Reader, resident: FoundResident): FoundResident {
  if (resident.merged_into === null) return resident
  const [kept] = listFound(reader, [resident.merged_into])
  return kept === undefined ? resident : keptOf(reader, kept)
}
