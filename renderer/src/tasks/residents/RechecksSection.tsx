import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { recheckStateText } from '#shared/domain/cases/index.ts'
import { failureOf } from '../../api/failure.ts'
import { recheckQueries } from '../../api/recheck-queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { monthsShort } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { dueLook, RECHECK_LOOK } from '../../text/recheck-look.ts'

/** The re-checks of a person, newest first; nothing where there are none. */
export function RechecksSection({ residentId }: { residentId: string }) {
  const all = useQuery(recheckQueries.ofResident(residentId))
  if (all.error !== null) return <FailureAlert failure={failureOf(all.error)} />
  const rechecks = all.data ?? []
  if (rechecks.length === 0) return null
  return (
    <Section title="复核" aside={`${rechecks.length} 件`}>
      <table className="short-table" aria-label="复核">
        <tbody>
          {rechecks.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/rechecks/$id" params={{ id: row.id }}>
                  {row.receiptNo}
                </Link>
              </th>
              <td>
                {row.indicatorName}
                {row.months.length === 0 ? null : <p className="source">{monthsShort(row.months)}</p>}
              </td>
              <td>
                <Tag {...RECHECK_LOOK[row.state]} word={recheckStateText(row.state)} />
              </td>
              <td>{row.state === 'asked' ? <Tag {...dueLook(row)} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
