import { formatCount } from '../../components/format.ts'

/** Numbers with bars of their share of the largest; a table first, so that nothing is told by the picture alone. */
export function Bars(props: {
  title: string
  unit: string
  bars: readonly { name: string; count: number; of?: number }[]
}) {
  const most = Math.max(1, ...props.bars.map((bar) => bar.of ?? bar.count))
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
                <rect className="bar-fill" width={(bar.count / most) * 100} height="10" />
              </svg>
            </td>
            <td className="end">
              {formatCount(bar.count)}
              {bar.of === undefined ? null : ` / ${formatCount(bar.of)}`} {props.unit}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
