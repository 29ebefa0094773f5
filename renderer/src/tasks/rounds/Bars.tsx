import { formatCount } from '../../components/format.ts'

/** Numbers with bars of their share of the largest; a table first, so that nothing is told by the picture alone. */
export function Bars(props: {
  title: string
  unit: string
  /** A count of undefined is not known yet. */
  bars: readonly { name: string; count: number | undefined; of?: number }[]
}) {
  const most = Math.max(1, ...props.bars.map((bar) => bar.of ?? bar.count ?? 0))
  return (
    <table className="bars" aria-label={props.title}>
      <tbody>
        {props.bars.map((bar) => (
          <tr key={bar.name}>
            <th scope="row">{bar.name}</th>
            <td className="bars-picture">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                {bar.of === undefined ? null : (
                  <rect className="bar-ground" width={(bar.of / most) * 100} height="10" />
                )}
                <rect className="bar-fill" width={((bar.count ?? 0) / most) * 100} height="10" />
              </svg>
            </td>
            <td className="end">
              {bar.count === undefined ? '—' : countText({ ...bar, count: bar.count }, props.unit)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function countText({ count, of }: { count: number; of?: number }, unit: string): string {
  return `${formatCount(count)}${of === undefined ? '' : ` / ${formatCount(of)}`} ${unit}`
}
