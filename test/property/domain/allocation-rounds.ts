import fc from 'fast-check'
import {
  allocateRound,
  DeferredAcceptanceRound,
  type OrderKey,
  pointsX100,
  type RoundResult,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

type Applicant = DeferredAcceptanceRound['applicants'][number]
type Wish = NonNullable<Applicant['wishes']>[number]
export type Place = DeferredAcceptanceRound['places'][number]

const ORDERS: Record<string, OrderKey[]> = {
  classFirst: [
    { key: 'class', dir: 'asc' },
    { key: 'points', dir: 'desc' },
    { key: 'ties.months', dir: 'desc' },
    { key: 'ticket', dir: 'asc' },
  ],
  twoOfTheWish: [
    { key: 'class', dir: 'asc' },
    { key: 'priority', dir: 'desc' },
    { key: 'points', dir: 'desc' },
    { key: 'ticket', dir: 'desc' },
  ],
  wishBehindPoints: [
    { key: 'ties.months', dir: 'asc' },
    { key: 'points', dir: 'desc' },
    { key: 'class', dir: 'asc' },
    { key: 'ticket', dir: 'asc' },
  ],
}
const ONE_ORDER: OrderKey[] = [
  { key: 'points', dir: 'desc' },
  { key: 'ties.months', dir: 'desc' },
  { key: 'ticket', dir: 'asc' },
]
const PLACES = ['S1', 'S2', 'S3', 'S4']

interface Shape {
  people?: number
  reserves?: boolean
  oneOrder?: boolean
  everyWish?: boolean
  /** Wishes and persons found not eligible, and families of up to three. */
  marks?: boolean
}

/** Small rounds with few classes, many equal points and scarce seats, so that every key decides often. */
export function rounds(shape: Shape = {}): fc.Arbitrary<DeferredAcceptanceRound> {
  const { people = 9, reserves = true, oneOrder = false, everyWish = false, marks = false } = shape
  const refused = marks
    ? fc.constantFrom<{ refused?: string }>({}, {}, {}, {}, { refused: '示例规则' })
    : fc.constant<{ refused?: string }>({})
  const family = marks
    ? fc.constantFrom<{ family?: string }>({}, {}, { family: '示例户一' }, { family: '示例户二' })
    : fc.constant<{ family?: string }>({})
  const wish = fc
    .tuple(
      fc.record({ class: fc.integer({ min: 0, max: 2 }), priority: fc.integer({ min: 1, max: 2 }) }),
      refused,
    )
    .map(([own, mark]) => ({ ...own, ...mark }))
  const plain = fc.record({
    points: fc.integer({ min: 0, max: 12 }).map((quarters) => quarters / 4),
    ties: fc.record({ months: fc.constantFrom(0, 1.5, 2) }),
    tags: fc.constantFrom<string[]>([], [], ['talent']),
    wishes: fc
      .tuple(
        fc.shuffledSubarray(PLACES, { minLength: everyWish ? PLACES.length : 0 }),
        fc.tuple(wish, wish, wish, wish),
      )
      .map(([ids, own]) => ids.map((place, index) => ({ place, ...own[index] }))),
  })
  const person = fc.tuple(plain, refused, family).map(([own, mark, of]) => ({ ...own, ...mark, ...of }))
  const place = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.nat(3), fc.boolean(), fc.boolean())
  return fc
    .record({
      people: fc.array(person, { maxLength: people }),
      places: fc.tuple(place, place, place, place),
      order: oneOrder ? fc.constant(ONE_ORDER) : fc.constantFrom(...Object.values(ORDERS)),
      seed: fc.stringMatching(/^[a-z]{4}$/),
    })
    .map(({ people: invented, places, order, seed }) =>
      DeferredAcceptanceRound.parse({
        format: 'counter.round/1',
        id: 'LAWS',
        mechanism: 'deferred-acceptance',
        order,
        seed,
        places: places.map(([capacity, kept, keeps, openFirst], index) => ({
          id: PLACES[index],
          capacity,
          ...(reserves && keeps
            ? {
                reserved: {
                  tag: 'talent',
                  count: Math.min(kept, capacity),
                  precedence: openFirst ? 'open-first' : 'reserved-first',
                },
              }
            : {}),
        })),
        applicants: invented.map((each, index) => ({ no: `T-${String(index).padStart(3, '0')}`, ...each })),
      }),
    )
}

export function run(round: DeferredAcceptanceRound): RoundResult {
  return allocateRound(round, sha256, { explain: true })
}

/** The wish granted to each applicant, 1 for the first one; Infinity for none, so that smaller is better. */
export function granted(result: RoundResult): number[] {
  return result.seats.map((seat) => seat.wish ?? Number.POSITIVE_INFINITY)
}

/** Written anew from the format's text: negative when the first stands before the second at a place. */
export function compareAt(
  round: DeferredAcceptanceRound,
  place: string,
  pair: readonly [Applicant, Applicant],
): number {
  for (const { key, dir } of round.order) {
    const [one, other] = [valueAt(round, pair[0], { key, place }), valueAt(round, pair[1], { key, place })]
    if (one !== other) return one < other === (dir === 'asc') ? -1 : 1
  }
  const [one, other] = pair
  if (one.no === other.no) return 0
  return one.no < other.no ? -1 : 1
}

/** The number whose ticket counts: the smallest of the family. */
function ticketNo({ applicants }: DeferredAcceptanceRound, { no, family }: Applicant): string {
  if (family === undefined) return no
  const members = applicants.filter((each) => each.family === family).map((each) => each.no)
  return members.sort()[0] ?? no
}

/** Whether verification left the wish out, or the person. */
function isRefused(applicant: Applicant, place: string): boolean {
  const wish = applicant.wishes?.find((each) => each.place === place)
  return applicant.refused !== undefined || wish?.refused !== undefined
}

function valueAt(
  round: DeferredAcceptanceRound,
  applicant: Applicant,
  { key, place }: { key: string; place: string },
): number | string {
  if (key === 'ticket') return sha256(`${round.seed}|${ticketNo(round, applicant)}`)
  if (key === 'points') return pointsX100(applicant.points ?? 0)
  if (key === 'class' || key === 'priority')
    return applicant.wishes?.find((wish: Wish) => wish.place === place)?.[key] ?? 0
  return applicant.ties?.[key.slice('ties.'.length)] ?? 0
}

/** Whom a place takes out of those given: the kept seats and the open ones in turn, then what reverts. */
export function chosenAt(
  round: DeferredAcceptanceRound,
  place: Place,
  candidates: readonly Applicant[],
): Applicant[] {
  const left = candidates.toSorted((one, other) => compareAt(round, place.id, [one, other]))
  const { tag, count, precedence } = place.reserved ?? { tag: '', count: 0, precedence: 'open-first' }
  const chosen: Applicant[] = []
  const take = (seats: number, may: (applicant: Applicant) => boolean) => {
    for (const applicant of left.filter(may).slice(0, seats)) {
      chosen.push(applicant)
      left.splice(left.indexOf(applicant), 1)
    }
  }
  const takeOpen = () => take(place.capacity - count, () => true)
  const takeKept = () => take(count, ({ tags = [] }) => tags.includes(tag))
  if (precedence === 'open-first') takeOpen()
  const before = chosen.length
  takeKept()
  const reverting = count - (chosen.length - before)
  if (precedence === 'reserved-first') takeOpen()
  take(reverting, () => true)
  return chosen
}

/** Every way to give each applicant one of the wishes or nothing, as the granted wishes. */
export function* assignments(round: DeferredAcceptanceRound, from = 0): Generator<number[]> {
  const applicant = round.applicants[from]
  if (applicant === undefined) {
    yield []
    return
  }
  for (const rest of assignments(round, from + 1)) {
    yield [Number.POSITIVE_INFINITY, ...rest]
    for (const [index] of (applicant.wishes ?? []).entries()) yield [index + 1, ...rest]
  }
}

/** Whether each place would keep whom it has, and take nobody who wants to come. */
export function isStable(round: DeferredAcceptanceRound, wishes: readonly number[]): boolean {
  return round.places.every((place) => {
    const inside = round.applicants.filter(
      (applicant, index) => applicant.wishes?.[(wishes[index] ?? 0) - 1]?.place === place.id,
    )
    if (inside.length > place.capacity) return false
    if (inside.some((applicant) => isRefused(applicant, place.id))) return false
    return round.applicants.every((applicant, index) => {
      const position = (applicant.wishes ?? []).findIndex((wish) => wish.place === place.id)
      const wantsToCome = position !== -1 && position + 1 < (wishes[index] ?? 0)
      return (
        !wantsToCome ||
        isRefused(applicant, place.id) ||
        !chosenAt(round, place, [...inside, applicant]).includes(applicant)
      )
    })
  })
}
