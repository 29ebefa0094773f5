import type { PlannedPlace, RoundPlan } from '#shared/domain/allocation/index.ts'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import type { TrialSide } from './what-if-form.ts'

/** More places than these stand folded, so that the result is not pushed out of sight. */
const MOST_OPEN = 8

interface Sides {
  a: TrialSide
  b: TrialSide
}

/** Other numbers of places for each side; an empty field is as planned. */
export function TrialPlaces(props: { plan: RoundPlan; sides: Sides; change(sides: Sides): void }) {
  const { places } = props.plan
  const table = <PlacesTable {...props} />
  if (places.length <= MOST_OPEN) return table
  return (
    <details>
      <summary>改名额（{places.length} 处）</summary>
      {table}
    </details>
  )
}

function PlacesTable({ plan, sides, change }: { plan: RoundPlan; sides: Sides; change(sides: Sides): void }) {
  return (
    <table className="what-if-places" aria-label="试算的名额">
      <thead>
        <tr>
          <th scope="col">去处</th>
          <th scope="col" className="end">
            方案
          </th>
          <th scope="col" className="end">
            甲
          </th>
          <th scope="col" className="end">
            乙
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.places.map((place) => (
          <tr key={place.id}>
            <th scope="row">{place.name}</th>
            <td className="end figures">{place.capacity}</td>
            <td className="end">
              <Capacity
                label={`甲：${place.name}的名额`}
                place={place}
                side={sides.a}
                change={(a) => change({ ...sides, a })}
              />
            </td>
            <td className="end">
              <Capacity
                label={`乙：${place.name}的名额`}
                place={place}
                side={sides.b}
                change={(b) => change({ ...sides, b })}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Capacity(props: {
  label: string
  place: PlannedPlace
  side: TrialSide
  change(side: TrialSide): void
}) {
  const { label, place, side, change } = props
  return (
    <ImeSafeInput
      aria-label={label}
      className="figures"
      inputMode="numeric"
      placeholder={String(place.capacity)}
      value={side.capacities[place.id] ?? ''}
      onChange={(event) =>
        change({ ...side, capacities: { ...side.capacities, [place.id]: event.target.value } })
      }
    />
  )
}
