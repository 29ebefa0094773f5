import { assertNever } from '../../base/assert-never.ts'
import { CounterError } from '../../base/failure.ts'
import type { PlainDate } from '../../base/plain-date.ts'
import type { RoundPlan } from '../allocation/index.ts'
import type { Correction, Reply, RoundEvent, RoundStatus } from './round-events.ts'

/** An objection with its decision once there is one. */
export interface Objection {
  id: string
  no: string
  grounds: string
  at: string
  by: { accountId: string; name: string }
  decision?: {
    /** How many were decided before this one. */
    turn: number
    upheld: boolean
    reason: string
    correction: Correction
    at: string
    by: { accountId: string; name: string }
  }
}

/** What happened to places after publication, oldest first: the fold over the published seats is who holds what. */
export type PlaceEvent = Extract<RoundEvent, { kind: 'reply' | 'replace' | 'arrange' }>

/** The present state of a round, computed from its events. */
export interface RoundState {
  status: RoundStatus
  plan: RoundPlan
  /** The round whose leftovers this one gives out. */
  after?: string
  openedBy: string
  commitments: ReadonlyMap<string, string>
  reveals: ReadonlyMap<string, { secret: string; fallback: boolean }>
  publicNumber?: string
  /** Who recorded the number last. */
  numberBy?: string
  /** Every freeze, first to last. The draw is over the first one's hashes: a correction draws nobody anew. */
  freezes: readonly {
    freezeId: string
    listHash: string
    policyHash: string
    by: string
    at: string
    applicants: number
    /** The list before it with the corrections of objections; else the applications were read. */
    corrects: boolean
  }[]
  runs: readonly { runId: string; by: string; seed: string }[]
  announced?: { from: PlainDate; until: PlainDate }
  /** The plan the result was published under; places may have been added or taken off since. */
  publishedPlan?: RoundPlan
  objections: readonly Objection[]
  /** An objection was upheld after the last freeze: the list is to be frozen and run anew. */
  correctionDue: boolean
  placeEvents: readonly PlaceEvent[]
}

/**
 * The state of a round from its events, oldest first.
 * @throws CounterError STORE_DAMAGED with the event's id where they do not begin with the opening
 */
export function foldRound(events: readonly RoundEvent[]): RoundState {
  const [first, ...others] = events
  if (first?.kind !== 'open') throw contradiction(first?.id)
  const opened: RoundState = {
    status: 'open',
    plan: first.plan,
    ...(first.after === undefined ? {} : { after: first.after }),
    openedBy: first.by.accountId,
    commitments: new Map(),
    reveals: new Map(),
    freezes: [],
    runs: [],
    objections: [],
    correctionDue: false,
    placeEvents: [],
  }
  // Thousands of replies may be recorded: they change nothing else, and no list is copied for each of them.
  const placeEvents = others.filter(isPlaceEvent)
  const state = others.filter((event) => !isPlaceEvent(event)).reduce(applyEvent, opened)
  return { ...state, placeEvents }
}

function isPlaceEvent(event: RoundEvent): event is PlaceEvent {
  return event.kind === 'reply' || event.kind === 'replace' || event.kind === 'arrange'
}

function applyEvent(state: RoundState, event: Exclude<RoundEvent, PlaceEvent>): RoundState {
  switch (event.kind) {
    case 'open':
      throw contradiction(event.id)
    case 'amend':
      return { ...state, plan: event.plan }
    case 'commit':
    case 'reveal':
    case 'number':
      return applyDraw(state, event)
    case 'freeze':
    case 'run':
    case 'announce':
    case 'publish':
    case 'close':
      return applyStep(state, event)
    case 'object':
    case 'decide':
      return applyObjection(state, event)
    default:
      return assertNever(event)
  }
}

type Of<Kind extends RoundEvent['kind']> = Extract<RoundEvent, { kind: Kind }>

function applyDraw(state: RoundState, event: Of<'commit' | 'reveal' | 'number'>): RoundState {
  if (event.kind === 'number') return { ...state, publicNumber: event.value, numberBy: event.by.accountId }
  const { revealer } = event
  if (event.kind === 'commit')
    return { ...state, commitments: new Map(state.commitments).set(revealer, event.commitment) }
  const { secret, fallback } = event
  return { ...state, reveals: new Map(state.reveals).set(revealer, { secret, fallback }) }
}

function applyStep(
  state: RoundState,
  event: Of<'freeze' | 'run' | 'announce' | 'publish' | 'close'>,
): RoundState {
  switch (event.kind) {
    case 'freeze': {
      const { freezeId, listHash, policyHash, applicants } = event
      const { correctionDue: corrects } = state
      const by = event.by.accountId
      const freeze = { freezeId, listHash, policyHash, applicants, by, at: event.at, corrects }
      // The announcement was of a result that no longer counts; the next one has days of its own.
      const { announced: _before, ...standing } = state
      return { ...standing, status: 'frozen', correctionDue: false, freezes: [...state.freezes, freeze] }
    }
    case 'run': {
      const run = { runId: event.runId, by: event.by.accountId, seed: event.seed }
      return { ...state, status: 'ran', runs: [...state.runs, run] }
    }
    case 'announce':
      return { ...state, status: 'announced', announced: { from: event.from, until: event.until } }
    case 'publish':
      return { ...state, status: 'published', publishedPlan: state.plan }
    case 'close':
      return { ...state, status: 'closed' }
    default:
      return assertNever(event)
  }
}

function applyObjection(state: RoundState, event: Of<'object' | 'decide'>): RoundState {
  if (event.kind === 'object') {
    const { objectionId: id, no, grounds, at, by } = event
    return { ...state, objections: [...state.objections, { id, no, grounds, at, by }] }
  }
  const { upheld, reason, correction = {}, at, by } = event
  const turn = state.objections.filter(({ decision }) => decision !== undefined).length
  const objections = state.objections.map((objection) =>
    objection.id === event.objectionId
      ? { ...objection, decision: { turn, upheld, reason, correction, at, by } }
      : objection,
  )
  return { ...state, objections, correctionDue: state.correctionDue || upheld }
}

/** Who holds a place after publication, and what was answered. */
export interface Holding {
  place: string | null
  /** How the place came: by the run, along the waiting order, or 统筹安排. */
  via: 'run' | 'replace' | 'arrange'
  reply: Reply | null
}

/** Who holds what: the seats of the published run, changed by what happened since. */
export function holdingsOf(
  seats: Iterable<readonly [no: string, place: string | null]>,
  events: readonly PlaceEvent[],
): Map<string, Holding> {
  const holdings = new Map<string, Holding>()
  for (const [no, place] of seats) holdings.set(no, { place, via: 'run', reply: null })
  for (const event of events) {
    const before = holdings.get(event.no) ?? { place: null, via: 'run' as const, reply: null }
    if (event.kind === 'reply') {
      const place = event.reply === 'accepted' ? before.place : null
      holdings.set(event.no, { ...before, place, reply: event.reply })
    } else holdings.set(event.no, { place: event.place, via: event.kind, reply: null })
  }
  return holdings
}

function contradiction(id: string | undefined): CounterError {
  return new CounterError('STORE_DAMAGED', '批次的办理记录前后矛盾，无法得出当前状态，为免误办已停止。', {
    ...(id === undefined ? {} : { at: id }),
    hint: '请不要继续办理本批次，记下编号并联系系统管理员核对备份。',
  })
}
