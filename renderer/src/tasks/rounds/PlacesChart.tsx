import type { PlaceView } from '#shared/ipc/rounds.ts'
import { BarChart } from '../../components/charts/BarChart.tsx'
import { placesData } from './place-groups.ts'

/** Filled and free places as bars; the table beside it has the numbers. */
export function PlacesChart({ places }: { places: readonly PlaceView[] }) {
  return <BarChart title="各去处入选和空余的名额，图中的数字见旁边的表" data={placesData(places)} />
}
