import process from 'node:process'
import { type Random, seededRandom } from '#electron/cli/demo/random.ts'
import type { ServiceContext } from '#electron/services/context.ts'
import { namePinyin } from '#electron/services/names/pinyin.ts'
import { initialsOf } from '#electron/services/names/search-keys.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { findResidents, listResidents } from '#electron/services/resident-search.ts'
import { searchResidents } from '#electron/services/search-residents.ts'
import { snapshot } from '#electron/store/snapshot.ts'
import { holdsDigit } from '#shared/base/typed-text.ts'
import type { ResidentListRequest } from '#shared/ipc/residents.ts'
import { type CityPerson, cityPeople } from '#test/fixtures/people-generator.ts'
import { report } from './measure.ts'
import { cityOf, openBoth, residentId, warmUp } from './people-open.ts'

/** Searching, the resident page and the list, on the encrypted store and on the unencrypted one in turn. */
const [folder = '', residents = ''] = process.argv.slice(2)
const count = Number(residents)
const random = seededRandom('questions')
await warmUp(folder)
const { encrypted, plain, withWriter, close } = await openBoth(folder)
const people = sample(1500)

type Side = 'encrypted' | 'plain'
const LIMIT = 8

/** What a clerk types to find this person, by the kind of text. */
const TEXTS: Record<string, (person: CityPerson, random: Random) => string | undefined> = {
  name: ({ name }) => name,
  'surname and one character': ({ name }) => Array.from(name).slice(0, 2).join(''),
  'end of the name': ({ name }) => Array.from(name).slice(-2).join(''),
  'one character': ({ name }) => Array.from(name)[0],
  pinyin: ({ name }) => namePinyin(name).join(''),
  'pinyin begun': ({ name }) => namePinyin(name).join('').slice(0, 6),
  'pinyin of the surname': ({ name }) => namePinyin(name)[0],
  initials: ({ name }) => initialsOf(namePinyin(name)).join(''),
  'characters and initials': ({ name }) =>
    (Array.from(name)[0] ?? '') + initialsOf(namePinyin(name)).slice(1).join(''),
  'identity number': ({ idNumber }) => idNumber,
  'identity number, last 4': ({ idNumber }) => idNumber.slice(-4),
  'identity number, last 6': ({ idNumber }) => idNumber.slice(-6),
  'telephone, last 4': ({ phone }) => phone?.slice(-4),
  'permit number': ({ facts }) => permitNumber(facts),
  employer: ({ facts }) => employerName(facts)?.slice(2, 7),
  'nobody of this name': () => `无名${String.fromCodePoint(0x4e00 + random.below(2000))}`,
}

measureSearches()
measureRecordedSearch()
measurePages()
measureWindows()
close()

function measureSearches(): void {
  const all: Record<Side, number[]> = { encrypted: [], plain: [] }
  for (const [kind, textOf] of Object.entries(TEXTS)) {
    const texts = people.map((person) => textOf(person, random)).filter((text) => text !== undefined)
    const own = inTurn(texts.slice(0, 400), (context, text) => ask(context, text))
    for (const side of ['encrypted', 'plain'] as const) all[side].push(...own[side])
    reportBoth(`search by ${kind}`, own)
  }
  reportBoth('search, all of these', all, { most: 30 })
}

/** As the service answers; what it records for a number is measured for itself. */
function ask(context: ServiceContext, text: string): unknown {
  if (!holdsDigit(text)) return findResidents(context, { text, limit: LIMIT })
  return snapshot(context.reader, () => searchResidents(context.reader, text, LIMIT))
}

function measureRecordedSearch(): void {
  const times = people.slice(0, 300).map(({ idNumber }) => {
    const request = { text: idNumber.slice(-6), limit: LIMIT }
    return timed(() => findResidents(withWriter, request))
  })
  reportOne('search by the last 6 with its record on the disk', times)
}

function measurePages(): void {
  const ids = people.map(({ seq }) => residentId(seq))
  reportBoth(
    'resident page',
    inTurn(ids, (context, id) => getResidentPage(context, id)),
    { most: 50 },
  )
}

function measureWindows(): void {
  const all: number[] = []
  const first: number[] = []
  for (const key of ['name', 'town', 'points', 'registeredAt'] as const) {
    for (const descending of [false, true]) {
      const request: ResidentListRequest = {
        text: '',
        filters: {},
        sort: { key, descending },
        offset: 0,
        limit: 200,
      }
      first.push(timed(() => listResidents(encrypted, { ...request, offset: count - 200 })))
      const times = Array.from({ length: 200 }, () => {
        const offset = random.below(count - 200)
        return timed(() => listResidents(encrypted, { ...request, offset }))
      })
      reportOne(`200 rows at any place, by ${key} ${descending ? 'down' : 'up'}`, times)
      all.push(...times)
    }
  }
  reportOne('200 rows at any place, all orders', all, { most: 30 })
  reportOne('the first far window of an order, which is then kept', first)
}

/** One call after another on both stores, each of them as often the first. */
function inTurn<Question>(
  questions: readonly Question[],
  call: (context: ServiceContext, question: Question) => unknown,
): Record<Side, number[]> {
  const times: Record<Side, number[]> = { encrypted: [], plain: [] }
  const contexts = { encrypted, plain }
  const warmUp = Math.ceil(questions.length / 10)
  for (const [index, question] of questions.entries()) {
    const order: Side[] = index % 2 === 0 ? ['encrypted', 'plain'] : ['plain', 'encrypted']
    for (const side of order) {
      const time = timed(() => call(contexts[side], question))
      if (index >= warmUp) times[side].push(time)
    }
  }
  return times
}

function timed(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}

function reportBoth(what: string, times: Record<Side, number[]>, goal: { most?: number } = {}): void {
  const p99 = { encrypted: percentile(times.encrypted, 99), plain: percentile(times.plain, 99) }
  report({
    bench: 'people',
    what: `${what}, against unencrypted`,
    median: percentile(times.encrypted, 50),
    p99: p99.encrypted,
    floor: p99.plain,
    ratio: p99.encrypted / p99.plain,
    ...goal,
    unit: 'ms',
  })
}

function reportOne(what: string, times: readonly number[], goal: { most?: number } = {}): void {
  report({
    bench: 'people',
    what,
    median: percentile(times, 50),
    p99: percentile(times, 99),
    ...goal,
    unit: 'ms',
  })
}

/** The least value that `percent` of 100 do not exceed. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.ceil((sorted.length * percent) / 100) - 1] ?? Number.NaN
}

/** Residents from every part of the city. */
function sample(size: number): CityPerson[] {
  const wanted = new Set(Array.from({ length: size }, () => 1 + random.below(count)))
  const found: CityPerson[] = []
  for (const person of cityPeople(cityOf(count))) if (wanted.has(person.seq)) found.push(person)
  return found
    .map((person) => ({ person, place: random.below(2 ** 31) }))
    .sort((left, right) => left.place - right.place)
    .map(({ person }) => person)
}

function permitNumber(facts: CityPerson['facts']): string | undefined {
  for (const { value } of facts) if (value.kind === 'permit') return value.number
  return undefined
}

function employerName(facts: CityPerson['facts']): string | undefined {
  for (const { value } of facts) if (value.kind === 'employment') return value.employer
  return undefined
}
