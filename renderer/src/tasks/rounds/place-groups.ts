import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import type { LeftoversView } from '#shared/ipc/round-results.ts'
import type { PlaceView } from '#shared/ipc/rounds.ts'
import type { BarData } from '../../components/charts/bar-option.ts'

/** The places of one town with their sums; places of no town stand together under 全市. */
export interface TownPlaces {
  town: string
  places: readonly PlaceView[]
  capacity: number
  filled: number
  wished: number
  wishedFirst: number
}

/** What a place of no town is grouped under. */
export const NO_TOWN = '全市'

/** More bars than these are not read at one look; the picture then shows towns. */
const MOST_BARS = 30

/** Places by town, towns in the order in which they first come; the places keep their order. */
export function groupByTown(places: readonly PlaceView[]): TownPlaces[] {
  const groups = new Map<string, PlaceView[]>()
  for (const place of places) {
    const town = place.town ?? NO_TOWN
    groups.set(town, [...(groups.get(town) ?? []), place])
  }
  return [...groups].map(([town, ofTown]) => ({
    town,
    places: ofTown,
    capacity: sum(ofTown, 'capacity'),
    filled: sum(ofTown, 'filled'),
    wished: sum(ofTown, 'wished'),
    wishedFirst: sum(ofTown, 'wishedFirst'),
  }))
}

function sum(places: readonly PlaceView[], key: 'capacity' | 'filled' | 'wished' | 'wishedFirst'): number {
  return places.reduce((total, place) => total + place[key], 0)
}

type Fill = Pick<PlaceView, 'capacity' | 'filled'>

/** How full in words, so that colour never says it alone. 同分同录 may admit more than the number. */
export function fillText({ capacity, filled }: Fill): string {
  if (capacity === 0 && filled === 0) return '没有名额'
  if (filled > capacity) return `已满，同分多录 ${filled - capacity}`
  return filled === capacity ? '已满' : `余 ${capacity - filled}`
}

/** The look of a tile: full, partly filled, or nobody there. */
export function fillLook({ capacity, filled }: Fill): 'full' | 'part' | 'none' {
  if (filled === 0) return 'none'
  return filled >= capacity ? 'full' : 'part'
}

/** The share of the places that are filled, from 0 to 1. */
export function fillShare({ capacity, filled }: Fill): number {
  return capacity === 0 ? (filled === 0 ? 0 : 1) : Math.min(1, filled / capacity)
}

/** Filled and free places of each; the towns instead where there are too many for one look. */
export function placesData(places: readonly PlaceView[]): BarData {
  const bars =
    places.length <= MOST_BARS
      ? places
      : groupByTown(places).map(({ town, capacity, filled }) => ({ name: town, capacity, filled }))
  return {
    categories: bars.map(({ name }) => name),
    series: [
      { name: '入选', tone: 'accent', values: bars.map(({ filled }) => filled) },
      {
        name: '空余',
        tone: 'plain',
        values: bars.map(({ capacity, filled }) => Math.max(0, capacity - filled)),
      },
    ],
    shape: 'rows',
    stacked: true,
    unit: '个',
  }
}

/** A place with room: how many are free, how many wait for it, and whether one of those has to be called first. */
export type Room = LeftoversView['places'][number]

/** The places of a plan with room; a single list is one place, for whichever town its leftovers were kept. */
export function placesWithRoom(
  { places }: Pick<RoundPlan, 'places'>,
  leftovers: Pick<LeftoversView, 'places'>,
): Room[] {
  const [single, ...others] = places
  const [first] = leftovers.places
  if (single === undefined || others.length > 0) return leftovers.places.filter(({ free }) => free > 0)
  const free = leftovers.places.reduce((sum, place) => sum + place.free, 0)
  return first !== undefined && free > 0 ? [{ ...first, id: single.id, name: single.name, free }] : []
}

/** A place with room as one of a list to choose from. */
export function roomText({ name, free, waiting, callFirst }: Room): string {
  if (waiting === 0) return `${name}（余 ${free}，没有人候补）`
  return `${name}（余 ${free}，${waiting} 人候补${callFirst ? '，应先递补' : ''}）`
}

/** What it means that others wait for a place, said before anybody is placed there. */
export function waitedForText({ name, free, waiting, callFirst }: Room): string {
  return callFirst
    ? `${name}余 ${free} 个名额，但有 ${waiting} 人候补，要先按候补次序递补，现在不能统筹安排。`
    : `${name}有 ${waiting} 人候补，余下的名额按规则轮不到他们。统筹安排给本人，请在理由里写明。`
}
