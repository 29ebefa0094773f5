import { mechanismOf, type RoundPlan, totalPlaces } from '#shared/domain/allocation/index.ts'
import { countError, readCount } from '../../components/form-checks.ts'
import {
  type Body,
  type FormPage,
  gatherErrors,
  type Step,
  stepOf,
  textOf,
} from '../../components/form-page.ts'
import { formatCount } from '../../components/format.ts'
import { MOST_PLACES } from './open-round-pages-places.ts'
import { unitOf } from './round-look.ts'

type Place = RoundPlan['places'][number]

const nameOf = ({ id }: Pick<Place, 'id'>) => `capacity.${id}`

/** The one page of a published round's amendment: how many places there are, which is all that may still change. */
export function capacityStep(plan: RoundPlan): Step {
  const unit = unitOf(plan.kind)
  const least = mechanismOf(plan) === 'ranked-quota' ? 1 : 0
  const page: FormPage<Body> = {
    id: 'capacities',
    title: '名额',
    questions: plan.places.map((place) => ({
      name: nameOf(place),
      label: `${place.name}（现在 ${formatCount(place.capacity)} ${unit}）`,
      kind: 'count',
      half: true,
    })),
    read: (body) => body,
    errors: (body) =>
      gatherErrors(
        Object.fromEntries(
          plan.places.map((place) => [
            nameOf(place),
            countError(textOf(body, nameOf(place)), '名额', { least, most: MOST_PLACES, unit: '个' }),
          ]),
        ),
      ),
    next: () => null,
    summary: (body) => changesOf(plan, body),
  }
  return stepOf(page)
}

function changesOf(plan: RoundPlan, body: Body) {
  const amended = withCapacities(plan, body)
  const unit = unitOf(plan.kind)
  const changes = plan.places.flatMap((place, index) => {
    const capacity = amended?.places[index]?.capacity ?? place.capacity
    if (capacity === place.capacity) return []
    return [{ question: place.name, answer: `${place.capacity} 改为 ${capacity} ${unit}` }]
  })
  const total = `${formatCount(totalPlaces(amended ?? plan))} ${unit}`
  return [...changes, { question: '名额共', answer: changes.length === 0 ? `${total}，没有改动` : total }]
}

/** The capacities of a plan as answers. */
export function capacityBody({ places }: RoundPlan): Body {
  return Object.fromEntries(places.map((place) => [nameOf(place), String(place.capacity)]))
}

/** The plan with the capacities typed and everything else as it is; undefined while one cannot be read. */
export function withCapacities(plan: RoundPlan, body: Body): RoundPlan | undefined {
  const places = plan.places.flatMap((place) => {
    const capacity = readCount(textOf(body, nameOf(place)))
    return capacity === undefined ? [] : [{ ...place, capacity }]
  })
  return places.length < plan.places.length ? undefined : { ...plan, places }
}
