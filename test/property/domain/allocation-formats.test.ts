import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Applicant,
  allocateRound,
  type DeferredAcceptanceRound,
  firstPreferenceFirst,
  type Holdings,
  harmOf,
  holdingsOf,
  parseRound,
  RankedQuotaRound,
  type Round,
  type RoundResult,
  sharedRanks,
  verifyRound,
  waitingOrder,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'
import { assignments, compareAt, granted, isStable, rounds, run } from './allocation-rounds.ts'

const TOWNS = ['town-1', 'town-2', 'town-3']
const MARKED = { marks: true }

const person = fc.record(
  {
    points: fc.integer({ min: 0, max: 6 }),
    group: fc.constantFrom(...TOWNS),
    consent: fc.constantFrom(true, true, true, false),
    refused: fc.constant('示例规则'),
    family: fc.constantFrom('示例户一', '示例户二'),
  },
  { requiredKeys: ['points', 'group', 'consent'] },
)

/** Lists with many equals, quotas with and without reversion, and at times a line and equals admitted. */
const lists: fc.Arbitrary<RankedQuotaRound> = fc
  .record({
    people: fc.array(person, { maxLength: 12 }),
    counts: fc.tuple(fc.nat(3), fc.nat(2)),
    open: fc.nat(4),
    reversion: fc.constantFrom('city-order', 'none'),
    more: fc.record({ line: fc.nat(4), equals: fc.constant('admit') }, { requiredKeys: [] }),
    seed: fc.stringMatching(/^[a-z]{4}$/),
  })
  .map(({ people, counts, open, reversion, more, seed }) =>
    RankedQuotaRound.parse({
      format: 'counter.round/1',
      id: 'LAWS',
      mechanism: 'ranked-quota',
      order: [
        { key: 'points', dir: 'desc' },
        { key: 'ticket', dir: 'asc' },
      ],
      ...{ seed, reversion, ...more },
      quotas: counts.map((places, index) => ({ group: TOWNS[index], places })),
      total: open + counts[0] + counts[1],
      applicants: people.map((each, index) => ({ no: `T-${String(index).padStart(2, '0')}`, ...each })),
    }),
  )

function outcomeOf(round: Round): RoundResult {
  return allocateRound(round, sha256, { explain: true })
}

function winners(round: Round): Set<string> {
  return new Set(outcomeOf(round).seats.flatMap(({ no, place }) => (place === null ? [] : [no])))
}

function takesPart(round: RankedQuotaRound, { consent, refused, points }: Applicant): boolean {
  return consent === true && refused === undefined && Number(points) >= Number(round.line ?? 0)
}

function withApplicant<Of extends Round>(round: Of, index: number, change: Partial<Applicant>): Of {
  const applicant = round.applicants[index]
  if (applicant === undefined) return round
  return { ...round, applicants: round.applicants.with(index, { ...applicant, ...change }) }
}

describe('laws of lists with a line, equals, refusals and families', () => {
  it('the checker accepts every result and no other', () => {
    fc.assert(
      fc.property(lists, fc.nat(), (round, pick) => {
        const result = outcomeOf(round)
        expect(verifyRound(round, result, sha256)).toEqual([])
        const index = pick % Math.max(1, result.seats.length)
        const seat = result.seats[index]
        if (seat === undefined) return
        const { no, place } = seat
        const quotas = new Set(round.quotas?.map(({ group }) => group))
        const group = round.applicants[index]?.group ?? ''
        const edited =
          place === null
            ? { no, place: quotas.has(group) ? group : 'city', kind: 'open' as const }
            : { no, place: null }
        const seats = result.seats.with(index, edited)
        const faults = verifyRound(round, { ...result, seats }, sha256)
        expect(faults.filter(({ at }) => !at.endsWith('.why'))).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('nobody refused, unwilling or below the line has a place', () => {
    fc.assert(
      fc.property(lists, (round) => {
        const seated = winners(round)
        for (const applicant of round.applicants)
          if (!takesPart(round, applicant)) expect(seated.has(applicant.no)).toBe(false)
      }),
    )
  })

  it('the admitted are closed under equality, and without it never above the number', () => {
    fc.assert(
      fc.property(lists, (round) => {
        const { seats, cutoffs } = outcomeOf(round)
        for (const { place, capacity, filled, last } of cutoffs) {
          if (round.equals === undefined) expect(filled).toBeLessThanOrEqual(capacity)
          if (round.equals === undefined || filled === 0) continue
          round.applicants.forEach((applicant, index) => {
            if (!takesPart(round, applicant) || Number(applicant.points) !== last?.points) return
            if (place === 'city' || applicant.group === place) expect(seats[index]?.place).not.toBeNull()
          })
        }
      }),
    )
  })

  it('admitting equals takes a place from nobody', () => {
    fc.assert(
      fc.property(lists, ({ equals: _, ...round }) => {
        const seated = winners({ ...round, equals: 'admit' })
        for (const no of winners(round)) expect(seated.has(no)).toBe(true)
      }),
    )
  })

  it('more places, and a withdrawal, hurt nobody else; more points never hurt the person', () => {
    fc.assert(
      fc.property(lists, fc.nat(11), (round, pick) => {
        const seated = winners(round)
        const leaver = round.applicants[pick]?.no
        const after = winners(withApplicant(round, pick, { consent: false }))
        const wider = winners({ ...round, total: round.total + 1 })
        for (const no of seated) {
          expect(wider.has(no)).toBe(true)
          if (no !== leaver) expect(after.has(no)).toBe(true)
        }
        const points = Number(round.applicants[pick]?.points) + 1
        if (leaver !== undefined && seated.has(leaver))
          expect(winners(withApplicant(round, pick, { points })).has(leaver)).toBe(true)
      }),
    )
  })

  it('shown ranks are equal among equals unless the ticket decided, and count on', () => {
    fc.assert(
      fc.property(lists, (round) => {
        const result = outcomeOf(round)
        const ranks = sharedRanks(round, result, sha256)
        const points = new Map(round.applicants.map((each) => [each.no, Number(each.points)]))
        for (const [index, no] of (result.order ?? []).entries()) {
          const better = [...points.values()].filter((other) => other > (points.get(no) ?? 0)).length
          expect([better + 1, index + 1]).toContain(ranks.get(no))
        }
        if (round.equals !== undefined && round.quotas?.every(({ places }) => places === 0))
          for (const [no, rank] of ranks)
            for (const [other, otherRank] of ranks)
              expect(rank === otherRank).toBe(points.get(no) === points.get(other))
      }),
    )
  })

  it('the members of a family stand side by side in a draw, by number', () => {
    fc.assert(
      fc.property(lists, ({ line: _, equals: __, quotas: ___, reversion: ____, total: _____, ...round }) => {
        const draw = parseRound({ ...round, mechanism: 'draw', order: [{ key: 'ticket', dir: 'asc' }] })
        const order = outcomeOf(draw).order ?? []
        for (const family of ['示例户一', '示例户二']) {
          const members = round.applicants.filter((each) => each.family === family).map(({ no }) => no)
          const first = order.findIndex((no) => members.includes(no))
          expect(order.slice(first, first + members.length)).toEqual(members.sort())
        }
      }),
    )
  })

  it('replacement after any leavers ends where the list without them would', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.nat(11), { maxLength: 4 }), (round, picks) => {
        const result = outcomeOf(round)
        const left = new Set(picks.flatMap((pick) => round.applicants[pick]?.no ?? []))
        const places = new Map(holdingsOf(result).places)
        const holders = () =>
          [...places].flatMap(([no, place]) => (place === null || left.has(no) ? [] : [no]))
        for (const freed of ['town-1', 'town-2', 'city', 'town-1', 'town-2', 'city'])
          for (;;) {
            const next = whoIsNext(round, sha256, { result, holdings: { places, left }, freed })
            if (next === undefined) break
            expect(left.has(next.no)).toBe(false)
            expect(holders()).not.toContain(next.no)
            expectFirstOfItsQueue(round, { result, holdings: { places, left }, no: next.no })
            places.set(next.no, next.place)
          }
        const applicants = round.applicants.map((each) =>
          left.has(each.no) ? { ...each, consent: false } : each,
        )
        expect(new Set(holders())).toEqual(winners({ ...round, applicants }))
      }),
      { numRuns: 200 },
    )
  })
})

/** Nobody of the same group who waits stands before the one who comes. */
function expectFirstOfItsQueue(
  round: RankedQuotaRound,
  { result, holdings, no }: { result: RoundResult; holdings: Holdings; no: string },
): void {
  const groupOf = new Map(round.applicants.map((each) => [each.no, each.group]))
  const waiting = waitingOrder(round, sha256, { result, place: 'city', holdings })
  expect(waiting.find((each) => groupOf.get(each) === groupOf.get(no))).toBe(no)
}

describe('laws of deferred acceptance with refusals and families', () => {
  it('is the best stable outcome among all that there are, and the checker agrees', () => {
    fc.assert(
      fc.property(rounds({ ...MARKED, people: 5 }), (round) => {
        const stable = [...assignments(round)].filter((wishes) => isStable(round, wishes))
        const result = run(round)
        const outcome = granted(result)
        expect(stable).toContainEqual(outcome)
        for (const other of stable)
          expect(outcome.every((wish, index) => wish <= (other[index] ?? 0))).toBe(true)
        expect(verifyRound(round, result, sha256)).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('a withdrawal and a refusal hurt nobody else, more points never the person', () => {
    fc.assert(
      fc.property(rounds(MARKED), fc.nat(8), (round, pick) => {
        const before = granted(run(round))
        for (const change of [{ consent: false }, { refused: '示例规则' }]) {
          const after = granted(run(withApplicant(round, pick, change)))
          before.forEach((wish, index) => {
            if (index === pick) expect(after[index]).toBe(Number.POSITIVE_INFINITY)
            else expect(after[index]).toBeLessThanOrEqual(wish)
          })
        }
        const points = Number(round.applicants[pick]?.points) + 1
        const lucky = granted(run(withApplicant(round, pick, { points })))[pick]
        if (lucky !== undefined) expect(lucky).toBeLessThanOrEqual(before[pick] ?? 0)
      }),
    )
  })

  it('the order of the applicants does not matter, siblings and all', () => {
    const shuffled = rounds(MARKED).chain((round) =>
      fc.tuple(
        fc.constant(round),
        fc.shuffledSubarray(round.applicants, { minLength: round.applicants.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([plain, applicants]) => {
        const round = withSiblings(plain)
        const [one, other] = [run(round), run({ ...round, applicants })]
        expect(new Map(other.seats.map((seat) => [seat.no, seat]))).toEqual(
          new Map(one.seats.map((seat) => [seat.no, seat])),
        )
        expect(other.siblings).toEqual(one.siblings)
        expect(other.cutoffs).toEqual(one.cutoffs)
      }),
    )
  })

  it('the checker accepts siblings placed together, and no other list of changed wishes', () => {
    let changed = 0
    fc.assert(
      fc.property(rounds(MARKED), (plain) => {
        const round = withSiblings(plain)
        const result = run(round)
        expect(verifyRound(round, result, sha256)).toEqual([])
        const siblings = result.siblings ?? []
        changed += siblings.length
        if (siblings.length > 0)
          expect(verifyRound(round, { ...result, siblings: siblings.slice(1) }, sha256)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
    expect(changed).toBeGreaterThan(5)
  })

  it('does no harm, siblings and all, while first preference first does', () => {
    let harmed = 0
    fc.assert(
      fc.property(rounds(MARKED), rounds({ ...MARKED, reserves: false }), (kept, round) => {
        for (const each of [kept, withSiblings(kept), round, withSiblings(round)])
          expect(harmOf(each, run(each), sha256)).toEqual({ envious: 0, seats: 0, examples: [] })
        const naive = firstPreferenceFirst(round, sha256)
        const { envious, seats, examples } = harmOf(round, naive, sha256)
        harmed += envious
        expect(envious > 0).toBe(!isStable(round, granted(naive)))
        expect([seats > 0, examples.length]).toEqual([envious > 0, Math.min(envious, 5)])
      }),
    )
    expect(harmed).toBeGreaterThan(0)
  })
})

describe('laws of replacement along wishes', () => {
  it('the waiting order is that of the place, and whoever comes is the first of those alike', () => {
    fc.assert(
      fc.property(rounds(MARKED), fc.nat(8), (round, pick) => {
        const { result, holdings } = afterLeaving(round, pick)
        for (const place of round.places) {
          const waiting = waitingOrder(round, sha256, { result, place: place.id, holdings })
          const people = waiting.flatMap((no) => round.applicants.find((each) => each.no === no) ?? [])
          people.slice(1).forEach((each, index) => {
            expect(compareAt(round, place.id, [people[index] ?? each, each])).toBe(-1)
          })
          const next = whoIsNext(round, sha256, { result, holdings, freed: place.id })
          if (next === undefined) continue
          const isHolder = (each: Applicant) => each.tags?.includes(place.reserved?.tag ?? '') ?? false
          const chosen = people.find(({ no }) => no === next.no)
          expect(people.find((each) => chosen !== undefined && isHolder(each) === isHolder(chosen))).toBe(
            chosen,
          )
          if (place.reserved === undefined) expect(next.no).toBe(waiting[0])
        }
      }),
    )
  })

  it('offered until nobody waits, the places are stable among those who stay', () => {
    fc.assert(
      fc.property(rounds(MARKED), fc.nat(8), (round, pick) => {
        const { result, holdings } = afterLeaving(round, pick)
        const places = new Map(holdings.places)
        let offers = 0
        for (let moved = true; moved; ) {
          moved = false
          for (const { id } of round.places) {
            const next = whoIsNext(round, sha256, { result, holdings: { ...holdings, places }, freed: id })
            if (next === undefined) continue
            offers += 1
            expect(offers).toBeLessThan(50)
            places.set(next.no, next.place)
            moved = true
          }
        }
        const staying = withApplicant(round, pick, { refused: '示例规则' })
        const wishes = staying.applicants.map(({ no, wishes: own = [] }) => {
          const position = holdings.left.has(no) ? -1 : own.findIndex(({ place }) => place === places.get(no))
          return position === -1 ? Number.POSITIVE_INFINITY : position + 1
        })
        expect(isStable(staying, wishes)).toBe(true)
      }),
    )
  })
})

/** With a class that beats all others where the order has classes. */
function withSiblings(round: DeferredAcceptanceRound): DeferredAcceptanceRound {
  return round.order.some(({ key }) => key === 'class') ? { ...round, siblings: { class: -1 } } : round
}

function afterLeaving(
  round: DeferredAcceptanceRound,
  pick: number,
): { result: RoundResult; holdings: Holdings } {
  const result = run(round)
  const leaver = round.applicants[pick]?.no
  return { result, holdings: { ...holdingsOf(result), left: new Set(leaver === undefined ? [] : [leaver]) } }
}
