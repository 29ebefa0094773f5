import fc from 'fast-check'
import {
  type Applicant,
  canonicalRound,
  type DeferredAcceptanceRound,
  listText,
  parseRound,
  type Round,
  type RoundResult,
  ticketTable,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { rounds } from './allocation-rounds.ts'

const GROUPS = ['示例镇', '示例街道', 'city-2', '𠮷镇']
const FAMILIES = ['示例户一', '示例户二', 'constructor']

/** A value or nothing at all, since an absent field is not one that is undefined. */
function maybe<Value>(key: string, values: fc.Arbitrary<Value>): fc.Arbitrary<Record<string, Value>> {
  return fc.option(values, { nil: undefined }).map((value) => (value === undefined ? {} : { [key]: value }))
}

/** Points as numbers and as texts with none to two decimals, below nought too. */
const points = fc
  .tuple(fc.integer({ min: -4, max: 8 }), fc.constantFrom(0, 1, 2, 3))
  .map(([quarters, form]) =>
    form === 0 ? quarters / 4 : (Math.floor(quarters / 2) / 2).toFixed(Math.max(1, form - 1)),
  )

const ties = fc.constantFrom(0, -1, 1.5, -0.25, 1e21, 2 ** 53)

const marks = fc
  .tuple(
    maybe('family', fc.constantFrom(...FAMILIES)),
    maybe('refused', fc.constant('示例规则')),
    fc.integer({ min: 0, max: 5 }),
  )
  .map(([family, refused, chance]) => ({ ...family, ...(chance === 0 ? refused : {}) }))

const consents = fc.constantFrom<{ consent?: boolean }>(
  { consent: true },
  { consent: true },
  { consent: true },
  { consent: false },
  {},
)

const orders = fc.constantFrom(
  [{ key: 'points', dir: 'desc' }],
  [
    { key: 'points', dir: 'desc' },
    { key: 'ties.length', dir: 'asc' },
  ],
  [
    { key: 'class', dir: 'asc' },
    { key: 'points', dir: 'desc' },
    { key: 'ties.constructor', dir: 'desc' },
  ],
  [
    { key: 'group', dir: 'desc' },
    { key: 'points', dir: 'asc' },
  ],
)
const ticketLast = fc.constantFrom({ key: 'ticket', dir: 'asc' }, { key: 'ticket', dir: 'desc' })

/** Numbers that differ in what sorts after the first plane, so that only code units put them in order. */
function numberOf(index: number): string {
  return `${['示', '𠮷', 'T', '\u{ff21}'][index % 4]}-${String(index).padStart(3, '0')}`
}

const listPerson = fc
  .record({
    points,
    ties: fc.record({ length: ties, constructor: ties }),
    group: fc.constantFrom(...GROUPS),
    wishes: fc
      .tuple(fc.integer({ min: -1, max: 2 }), fc.integer({ min: 0, max: 6 }))
      .map(([own, chance]) => [
        { place: '示例处', class: own, ...(chance === 0 ? { refused: '示例' } : {}) },
      ]),
  })
  .chain((own) => fc.tuple(marks, consents).map(([mark, consent]) => ({ ...own, ...mark, ...consent })))

/** One list with everything that one can say: quotas, reversion, a line, equals admitted, classes, refused ones. */
export const lists: fc.Arbitrary<Round> = fc
  .record({
    people: fc.array(listPerson, { maxLength: 16, size: 'max' }),
    quotas: fc
      .subarray([...GROUPS, '无人镇'])
      .chain((groups) =>
        fc.tuple(...groups.map((group) => fc.record({ group: fc.constant(group), places: fc.nat(3) }))),
      ),
    open: fc.nat(5),
    order: fc.tuple(orders, ticketLast).map(([keys, last]) => [...keys, last]),
    more: fc
      .tuple(
        maybe('line', points),
        maybe('equals', fc.constant('admit')),
        maybe('reversion', fc.constant('none')),
      )
      .map((parts) => Object.assign({ reversion: 'city-order' }, ...parts)),
    seed: fc.constantFrom('a|b', '示例种子', 'x'),
  })
  .map(({ people, quotas, open, order, more, seed }) => {
    const total = quotas.reduce((sum, { places }) => sum + places, open)
    return parseRound({
      format: 'counter.round/1',
      id: '示例名单',
      mechanism: 'ranked-quota',
      places: [{ id: '示例处', capacity: total }],
      ...(quotas.length === 0 ? {} : { quotas }),
      ...{ order, total, seed, ...more },
      applicants: people.map((person, index) => ({ no: numberOf(index), ...person })),
    })
  })

/** A draw with seats at one place, or an order alone. */
export const draws: fc.Arbitrary<Round> = fc
  .record({
    people: fc.array(listPerson, { maxLength: 12, size: 'max' }),
    capacity: fc.option(fc.nat(6), { nil: undefined }),
    last: ticketLast,
  })
  .map(({ people, capacity, last }) =>
    parseRound({
      format: 'counter.round/1',
      id: '示例摇号',
      mechanism: 'draw',
      order: [last],
      seed: '示例',
      ...(capacity === undefined ? {} : { places: [{ id: '示例处', capacity }] }),
      applicants: people.map(({ wishes, ...person }, index) => ({
        no: numberOf(index),
        ...person,
        ...(capacity === undefined ? {} : { wishes }),
      })),
    }),
  )

/** Schools with kept seats, families, refusals, unwilling ones and, where there are classes, one for siblings. */
export const schools: fc.Arbitrary<DeferredAcceptanceRound> = fc
  .record({
    round: rounds({ marks: true, people: 14 }),
    written: fc.array(fc.tuple(points, ties), { minLength: 14, maxLength: 14 }),
    unwilling: fc.nat(30),
    siblings: fc.integer({ min: -1, max: 1 }),
    places: fc.nat(4),
  })
  .map(({ round, written, unwilling, siblings }) => ({
    ...round,
    ...(round.order.some(({ key }) => key === 'class') &&
    round.order.some(({ key, dir }) => key === 'class' && dir === 'asc')
      ? { siblings: { class: siblings } }
      : {}),
    applicants: round.applicants.map((applicant, index): Applicant => {
      const [own = 0, months = 0] = written[index] ?? []
      return {
        ...applicant,
        no: numberOf(index),
        points: own,
        ties: { months: index % 2 === 0 ? months : (applicant.ties?.months ?? 0) },
        ...(index === unwilling ? { consent: false } : {}),
      }
    }),
  }))

const child = fc
  .tuple(
    fc.record({
      points: fc.integer({ min: 0, max: 3 }),
      ties: fc.record({ months: fc.constantFrom(0, 1.5) }),
      tags: fc.constantFrom<string[]>([], [], ['talent']),
      wishes: fc.shuffledSubarray(['S1', 'S2', 'S3'], { minLength: 1 }).chain((ids) =>
        fc.tuple(
          ...ids.map((place) =>
            fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 9 })).map(([own, chance]) => ({
              place,
              class: own,
              ...(chance === 0 ? { refused: '示例' } : {}),
            })),
          ),
        ),
      ),
    }),
    maybe('family', fc.constantFrom(...FAMILIES)),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([own, family, chance]) => ({
    ...own,
    ...family,
    ...(chance === 0 ? { refused: '示例规则' } : chance === 1 ? { consent: false } : {}),
  }))

/** Crowds of few families at few schools, so that many of them follow one another, and get in one another's way. */
export const families: fc.Arbitrary<Round> = fc
  .record({
    people: fc.array(child, { minLength: 6, maxLength: 14, size: 'max' }),
    places: fc.tuple(
      ...['S1', 'S2', 'S3'].map((id) => fc.tuple(fc.constant(id), fc.nat(4), fc.nat(2), fc.boolean())),
    ),
    siblings: fc.integer({ min: 0, max: 2 }),
    keys: fc.subarray<{ key: string; dir: 'asc' | 'desc' }>([
      { key: 'points', dir: 'desc' },
      { key: 'ties.months', dir: 'asc' },
    ]),
    last: ticketLast,
    seed: fc.stringMatching(/^[a-z]{4}$/),
  })
  .map(({ people, places, siblings, keys, last, seed }) =>
    parseRound({
      format: 'counter.round/1',
      id: '示例家庭',
      mechanism: 'deferred-acceptance',
      order: [{ key: 'class', dir: 'asc' }, ...keys, last],
      seed,
      siblings: { class: siblings },
      places: places.map(([id, capacity, kept, openFirst]) => ({
        id,
        capacity,
        ...(kept === 0 || kept > capacity
          ? {}
          : {
              reserved: {
                tag: 'talent',
                count: kept,
                precedence: openFirst ? 'open-first' : 'reserved-first',
              },
            }),
      })),
      applicants: people.map((person, index) => ({ no: numberOf(index), ...person })),
    }),
  )

/** The files of an exported folder that the public's program reads, but for the result. */
export function publicFiles(round: Round): Record<string, string> {
  const { seed, ...list } = round
  const text = listText(list)
  const draw = {
    mode: 'named',
    title: round.id,
    listHash: `sha256:${sha256(text)}`,
    policyHash: `sha256:${'0'.repeat(64)}`,
    seed,
  }
  return {
    'list.txt': text,
    'draw.json': JSON.stringify(draw),
    'round.json': `${canonicalRound(round)}\n`,
    'tickets.txt': ticketTable(round, sha256),
  }
}

export type Corruption = (result: RoundResult, pick: number) => RoundResult

function seatsChanged(
  result: RoundResult,
  change: (seats: RoundResult['seats']) => RoundResult['seats'],
): RoundResult {
  return { ...result, seats: change(result.seats) }
}

/** What one seat gives, put on another person. */
function given(
  { no: _, ...outcome }: RoundResult['seats'][number],
  no: string,
): RoundResult['seats'][number] {
  return { no, ...outcome }
}

/** Ways in which a result may have been tampered with; where one does not apply the result stays as it is. */
export const CORRUPTIONS: Record<string, Corruption> = {
  'two persons change seats': (result, pick) =>
    seatsChanged(result, (seats) => {
      const [one, other] = [seats[pick % seats.length], seats[(pick + 1 + (pick % 3)) % seats.length]]
      if (one === undefined || other === undefined) return seats
      return seats.map((seat) =>
        seat === one ? given(other, one.no) : seat === other ? given(one, other.no) : seat,
      )
    }),
  'a seat is taken away': (result, pick) =>
    seatsChanged(result, (seats) => {
      const seated = seats.filter(({ place }) => place !== null)
      const gone = seated[pick % seated.length]
      return seats.map((seat) => (seat === gone ? { no: seat.no, place: null } : seat))
    }),
  'one more is seated': (result, pick) =>
    seatsChanged(result, (seats) => {
      const like = seats.find(({ place }) => place !== null)
      const without = seats.filter(({ place }) => place === null)
      const lucky = without[pick % without.length]
      return seats.map((seat) => (seat === lucky && like !== undefined ? given(like, seat.no) : seat))
    }),
  'the ranking changes': (result, pick) => {
    const { order = [] } = result
    const at = pick % Math.max(1, order.length - 1)
    const [one, other] = [order[at], order[at + 1]]
    if (one === undefined || other === undefined) return result
    return { ...result, order: order.with(at, other).with(at + 1, one) }
  },
  'a line of the list is missing': (result, pick) =>
    seatsChanged(result, (seats) => seats.toSpliced(pick % Math.max(1, seats.length), 1)),
  'a cut-off changes': (result, pick) => {
    const at = pick % Math.max(1, result.cutoffs.length)
    const cutoff = result.cutoffs[at]
    if (cutoff === undefined) return result
    return { ...result, cutoffs: result.cutoffs.with(at, { ...cutoff, filled: cutoff.filled + 1 }) }
  },
  'a place is missing among the cut-offs': (result) => ({ ...result, cutoffs: result.cutoffs.slice(1) }),
  'the siblings are others': (result) => {
    const { siblings } = result
    return siblings === undefined ? result : { ...result, siblings: siblings.slice(1) }
  },
  'another input': (result) => ({ ...result, inputHash: `sha256:${'0'.repeat(64)}` }),
}
