import { formatPoints } from './format.ts'

/** Points with tabular figures; a dash with words for screen readers where they are not known, which is not zero. */
export function Points({ x100 }: { x100: number | null }) {
  if (x100 !== null) return <span className="figures">{formatPoints(x100)}</span>
  return (
    <span className="figures">
      <span aria-hidden="true">—</span>
      <span className="unseen">未知</span>
    </span>
  )
}
