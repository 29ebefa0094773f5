import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Applicant,
  allocateRound,
  type Holdings,
  type Round,
  RoundPlan,
  type RoundResult,
  whoIsNext,
} from '#shared/domain/allocation/index.ts'
import {
  foldRound,
  type Holding,
  holdingsOf,
  isDrawn,
  type PlaceEvent,
  RoundEvent,
  type RoundState,
} from '#shared/domain/cases/index.ts'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const SHA = `sha256:${'1'.repeat(64)}`

const plan = RoundPlan.parse({
  kind: 'school',
  cutOff: '2026-06-15',
  applyFrom: null,
  applyUntil: null,
  publicityDays: 5,
  replyDays: 2,
  towns: ['浒山街道'],
  order: 'points',
  classes: [],
  ties: [],
  equals: 'ticket',
  line: null,
  places: [{ id: '甲', name: '示例甲小学', town: null, capacity: 1 }],
  quotas: [],
  reversion: 'city-order',
  costPerHeadFen: null,
  draw: { mode: 'named', seed: '示例种子' },
  citations: [{ part: 'order', status: 'DECIDED', text: '示例' }],
})

let serial = 0
function event(kind: string, detail: object = {}): RoundEvent {
  serial += 1
  const by = { accountId: 'a1', name: '示例·经办' }
  return RoundEvent.parse({ id: String(serial), at: '2026-06-18T01:00:00Z', by, kind, ...detail })
}

const open = event('open', { plan })
const freeze = (freezeId: string) =>
  event('freeze', { freezeId, listHash: SHA, policyHash: SHA, applicants: 2 })
const run = (runId: string) => event('run', { runId, inputHash: SHA, seed: '示例种子' })
const decide = (upheld: boolean) =>
  event('decide', {
    objectionId: 'o1',
    upheld,
    reason: '示例',
    ...(upheld ? { correction: { points: 1 } } : {}),
  })
const object = event('object', { objectionId: 'o1', no: 'A1', grounds: '示例' })
const announce = event('announce', { from: '2026-06-18', until: '2026-06-26' })
const fold = (...events: RoundEvent[]): RoundState => foldRound([open, ...events])

describe('the fold of a round', () => {
  it('follows the statuses of its life', () => {
    const life = [freeze('f1'), run('r1'), announce, event('publish', { runId: 'r1' }), event('close')]
    const statuses = life.map((_each, index) => fold(...life.slice(0, index + 1)).status)
    expect([fold().status, ...statuses]).toEqual([
      'open',
      'frozen',
      'ran',
      'announced',
      'published',
      'closed',
    ])
  })

  it('is refused where it does not begin with the opening, or opens twice', () => {
    expect(() => foldRound([])).toThrow(/前后矛盾/)
    expect(() => foldRound([freeze('f1')])).toThrow(/前后矛盾/)
    expect(() => fold(event('open', { plan }))).toThrow(/前后矛盾/)
  })

  it('keeps every freeze and every run, and a correction is due until the list is frozen anew', () => {
    const before = [freeze('f1'), run('r1'), announce, object]
    expect(fold(...before, decide(false))).toMatchObject({ correctionDue: false, status: 'announced' })
    const due = [...before, decide(true)]
    expect(fold(...due)).toMatchObject({ correctionDue: true, status: 'announced' })
    expect(fold(...due).objections).toMatchObject([
      { no: 'A1', decision: { upheld: true, correction: { points: 1 } } },
    ])
    const again = fold(...due, freeze('f2'), run('r2'))
    expect(again).toMatchObject({ correctionDue: false, status: 'ran' })
    expect(again.freezes.map(({ freezeId }) => freezeId)).toEqual(['f1', 'f2'])
    expect(again.runs.map(({ runId }) => runId)).toEqual(['r1', 'r2'])
  })

  it('knows the seed as drawn when everybody revealed and the number is there, and after a run for good', () => {
    const revealers = ['示例·甲', '示例·乙'].map((name) => ({ name, role: '示例', fallback: '0000' }))
    const number = { source: '示例', day: '2026-06-20', otherwise: '示例' }
    const drawn = RoundPlan.parse({ ...plan, draw: { mode: 'commit-reveal', revealers, number } })
    const steps = [
      event('amend', { plan: drawn, reason: '示例' }),
      freeze('f1'),
      event('reveal', { revealer: '示例·甲', secret: '1234', fallback: false }),
      event('number', { value: '01 02 03' }),
      event('reveal', { revealer: '示例·乙', secret: '0000', fallback: true }),
    ]
    const drawnAfter = steps.map((_each, index) => isDrawn(fold(...steps.slice(0, index + 1))))
    expect(drawnAfter).toEqual([false, false, false, false, true])
    expect(fold(...steps).reveals.get('示例·乙')).toEqual({ secret: '0000', fallback: true })
    expect(isDrawn(fold())).toBe(true)
  })
})

describe('who holds what', () => {
  const seats: [string, string | null][] = [
    ['A1', '甲'],
    ['A2', null],
  ]
  const after = (...events: PlaceEvent[]) => Object.fromEntries(holdingsOf(seats, events))

  it('is what the run gave until somebody answers', () => {
    expect(after()).toEqual({
      A1: { place: '甲', via: 'run', reply: null },
      A2: { place: null, via: 'run', reply: null },
    })
    expect(after(replied('A1', 'accepted')).A1).toEqual({ place: '甲', via: 'run', reply: 'accepted' })
    expect(after(replied('A1', 'lapsed')).A1).toEqual({ place: null, via: 'run', reply: 'lapsed' })
  })

  it('follows replacements and arrangements, which ask for a new answer', () => {
    const moved = [replied('A1', 'declined'), replaced('A2', '甲', 'A1')]
    expect(after(...moved).A2).toEqual({ place: '甲', via: 'replace', reply: null })
    const arranged = event('arrange', { no: 'A1', place: '甲', reason: '示例' })
    expect(arranged.kind === 'arrange' && after(arranged).A1?.via).toBe('arrange')
    expect(after(...moved, replied('A2', 'accepted')).A2).toEqual({
      place: '甲',
      via: 'replace',
      reply: 'accepted',
    })
  })
})

function replied(no: string, reply: string): PlaceEvent {
  return placeEvent(event('reply', { no, reply }))
}

function replaced(no: string, place: string, freedBy: string): PlaceEvent {
  return placeEvent(event('replace', { no, place, freedBy }))
}

function placeEvent(made: RoundEvent): PlaceEvent {
  if (made.kind === 'reply' || made.kind === 'replace' || made.kind === 'arrange') return made
  throw new Error('no event about a place')
}

const SCHOOLS = ['甲', '乙', '丙']
const CAPACITY: Readonly<Record<string, number>> = { 甲: 1, 乙: 2, 丙: 1 }

const invented = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 6 }), fc.shuffledSubarray(SCHOOLS, { minLength: 1 }), fc.boolean()),
    {
      minLength: 1,
      maxLength: 10,
    },
  )
  .map((rows): Round => {
    const applicants = rows.map(
      ([points, wishes, tagged], index): Applicant => ({
        no: `A${index}`,
        points,
        tags: tagged ? ['示例标签'] : [],
        wishes: wishes.map((place) => ({ place })),
      }),
    )
    const reserved = { tag: '示例标签', count: 1, precedence: 'open-first' as const }
    const places = SCHOOLS.map((id) => ({
      id,
      capacity: CAPACITY[id] ?? 0,
      ...(id === '乙' ? { reserved } : {}),
    }))
    const order = [
      { key: 'points', dir: 'desc' as const },
      { key: 'ticket', dir: 'asc' as const },
    ]
    return {
      format: 'counter.round/1',
      id: '示例',
      mechanism: 'deferred-acceptance',
      order,
      seed: '示例',
      applicants,
      places,
    }
  })
const choices = fc.array(fc.tuple(fc.nat(), fc.constantFrom('accepted', 'declined', 'lapsed', 'next')), {
  maxLength: 30,
})

it('holdings never exceed a capacity, and who left comes back nowhere, whatever is answered and replaced', () => {
  fc.assert(
    fc.property(invented, choices, (round, steps) => {
      const result = allocateRound(round, hash)
      const events: PlaceEvent[] = []
      const freed: { no: string; place: string }[] = []
      for (const [pick, step] of steps) {
        const now = holdingsAfter(result, events)
        if (step === 'next') callNext({ round, result, events, freed }, pick)
        else answer({ now, events, freed }, pick, step)
        requireSound(holdingsAfter(result, events), events)
      }
    }),
    { numRuns: 300 },
  )
})

type Freed = { no: string; place: string }
type Going = { round: Round; result: RoundResult; events: PlaceEvent[]; freed: Freed[] }

function holdingsAfter({ seats }: RoundResult, events: readonly PlaceEvent[]): Map<string, Holding> {
  return holdingsOf(
    seats.map(({ no, place }) => [no, place]),
    events,
  )
}

function answer(
  { now, events, freed }: { now: Map<string, Holding>; events: PlaceEvent[]; freed: Freed[] },
  pick: number,
  reply: string,
): void {
  const holders = Array.from(now).filter(([, { place }]) => place !== null)
  const [no, holding] = holders[pick % Math.max(1, holders.length)] ?? []
  if (no === undefined || holding?.place == null) return
  if (reply !== 'accepted') freed.push({ no, place: holding.place })
  events.push(replied(no, reply))
}

function callNext({ round, result, events, freed }: Going, pick: number): void {
  const index = pick % Math.max(1, freed.length)
  const entry = freed[index]
  if (entry === undefined) return
  const now = holdingsAfter(result, events)
  const next = whoIsNext(round, hash, { result, freed: entry.place, holdings: standing(now) })
  if (next === undefined) return
  expect([null, 'accepted']).toContain(now.get(next.no)?.reply ?? null)
  freed.splice(index, 1)
  const before = now.get(next.no)?.place ?? null
  if (before !== null) freed.push({ no: next.no, place: before })
  events.push(replaced(next.no, next.place, entry.no))
}

function standing(holdings: ReadonlyMap<string, Holding>): Holdings {
  return {
    places: new Map(Array.from(holdings, ([no, { place }]) => [no, place])),
    left: new Set(
      Array.from(holdings).flatMap(([no, { reply }]) =>
        reply === 'declined' || reply === 'lapsed' ? [no] : [],
      ),
    ),
  }
}

function requireSound(holdings: ReadonlyMap<string, Holding>, events: readonly PlaceEvent[]): void {
  for (const id of SCHOOLS) {
    const holders = [...holdings.values()].filter(({ place }) => place === id)
    expect(holders.length).toBeLessThanOrEqual(CAPACITY[id] ?? 0)
  }
  for (const made of events)
    if (made.kind === 'reply' && made.reply !== 'accepted') expect(holdings.get(made.no)?.place).toBeNull()
}
