import type { Reader } from '#electron/store/database.ts'
import type { EntrantTable } from '#electron/store/schema.ts'
import { findEntrant } from '#electron/store/tables/entrants.ts'
import { findHolding } from '#electron/store/tables/holdings.ts'
import { getOffice } from '#electron/store/tables/office.ts'
import { CounterError } from '#shared/base/failure.ts'
import { maskResidentId } from '#shared/base/resident-id.ts'
import { findWorkdayAfter } from '#shared/base/workday.ts'
import { mechanismOf, type RoundPlan } from '#shared/domain/allocation/index.ts'
import type { Holding } from '#shared/domain/cases/index.ts'
import {
  MaskedIdNumber,
  NotifiedKind,
  type PlaceSource,
  type RoundNoPlaceNotice,
  type RoundPlaceNotice,
  type UnmetWish,
} from '#shared/domain/documents/index.ts'
import type { EntrantPage, WishView } from '#shared/ipc/round-results.ts'
import { getWriter, type ServiceContext } from '../context.ts'
import { getResident, getRound } from '../getters.ts'
import { placeName } from '../seat-words.ts'
import { getEntrantPage } from './entrant-page.ts'
import { oneLine } from './papers-words.ts'
import { roundState } from './state.ts'

/** The government of the same level as the issuing organ reviews (行政复议法 art. 24). */
const REVIEWED_BY = '慈溪市人民政府'

/** One applicant of a published round. */
export type Applied = { roundId: string; no: string }
type ToTell = Applied & { number: string }

/** What an applicant holds. @throws CounterError NOT_FOUND */
export function getHolding(reader: Reader, { roundId, no }: Applied): Holding {
  const holding = findHolding(reader, roundId, no)
  if (holding !== undefined) return holding
  throw new CounterError('NOT_FOUND', '本批次的结果里没有这个申请编号，文书没有出具。', {
    at: 'no',
    hint: '请在批次结果里重新选择申请人。',
  })
}

/** The data of the notice that offers a place. */
export function placeNoticeData(context: ServiceContext, about: ToTell): RoundPlaceNotice {
  const writer = getWriter(context)
  const { plan, placeEvents } = roundState(writer, about.roundId)
  const { place, via } = getHolding(writer, about)
  if (place === null) throw new Error('a place is offered to whoever holds one')
  const page = getEntrantPage({ ...context, reader: writer }, about)
  const issuedOn = context.clock.today()
  const arranged = placeEvents.findLast(({ kind, no }) => kind === 'arrange' && no === about.no)
  return {
    ...headPart(context, about),
    kind: NotifiedKind.parse(plan.kind),
    ...applicantPart(writer, { plan, about, page }),
    place: placeName(plan, place),
    wish: wishOf(plan, page, place),
    source: sourceOf(via, arranged?.reason),
    unmet: mechanismOf(plan) === 'ranked-quota' ? [] : unmetWishes(page),
    replyBy: findWorkdayAfter(issuedOn, plan.replyDays, context.resources.calendar) ?? null,
    bring: null,
    issuedOn,
  }
}

/** The data of the notice for whoever has no place, in the words of the screen. */
export function noPlaceNoticeData(context: ServiceContext, about: ToTell): RoundNoPlaceNotice {
  const writer = getWriter(context)
  const { plan } = roundState(writer, about.roundId)
  const page = getEntrantPage({ ...context, reader: writer }, about)
  return {
    ...headPart(context, about),
    kind: plan.kind,
    ...applicantPart(writer, { plan, about, page }),
    result: oneLine(page.result),
    wishes: unmetWishes(page),
    // Of schooling the review comes first (行政复议法 art. 23): no sentence invites to a suit at once.
    remedy: { reviewedBy: REVIEWED_BY, suit: plan.kind !== 'school' },
    issuedOn: context.clock.today(),
  }
}

function headPart(context: ServiceContext, { roundId, number }: ToTell) {
  const writer = getWriter(context)
  const { title } = getRound(writer, roundId)
  return { organ: getOffice(writer).name, number, roundTitle: title, contact: null, copy: false }
}

type Told = { plan: RoundPlan; about: Applied; page: EntrantPage }

function applicantPart(reader: Reader, { plan, about, page }: Told) {
  const entrant = findEntrant(reader, about.roundId, about.no)
  if (entrant === undefined || page.rank === null) throw new Error('whoever was ranked had applied')
  return {
    name: entrant.name,
    idNumberMasked: maskedNumber(reader, plan, entrant),
    no: about.no,
    town: page.town,
    rank: page.rank,
    ranked: page.ranked,
    values: page.values,
  }
}

/** That of the application; else the resident's, but never the parent's beside a child's name. */
function maskedNumber(reader: Reader, { kind }: RoundPlan, entrant: EntrantTable): string | null {
  const { id_number, resident_id } = entrant
  const isOwn = kind !== 'school' && resident_id !== null
  const number = id_number ?? (isOwn ? getResident(reader, resident_id).id_number : null)
  // A number that is none is hidden whole and says nothing on a paper.
  return number === null ? null : (MaskedIdNumber.safeParse(maskResidentId(number)).data ?? null)
}

function wishOf(plan: RoundPlan, { wishes }: EntrantPage, place: string): number | null {
  if (mechanismOf(plan) === 'ranked-quota') return null
  return wishes.find(({ placeId }) => placeId === place)?.wish ?? null
}

function sourceOf(via: Holding['via'], reason: string | undefined): PlaceSource {
  if (via !== 'arrange') return { via }
  return { via, reason: oneLine(reason ?? '') }
}

function unmetWishes({ wishes }: EntrantPage): UnmetWish[] {
  return wishes.filter(({ outcome }) => outcome === 'not').map(unmetWish)
}

function unmetWish({ wish, placeName: place, words, own, cutoff, enough, waiting }: WishView): UnmetWish {
  return {
    wish,
    place,
    reason: words,
    own: own ?? null,
    cutoff: cutoff ?? null,
    enough: enough ?? null,
    waiting,
  }
}
