import { Link } from '@tanstack/react-router'
import type { ResidentPage } from '#shared/ipc/residents.ts'
import { formatDay } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'

/** The cases and papers of a person; nothing where there are none. */
export function CasesSection({ cases, papers }: Pick<ResidentPage, 'cases' | 'papers'>) {
  if (cases.length === 0 && papers.length === 0) return null
  return (
    <Section title="办件和文书">
      <table className="short-table" aria-label="办件和文书">
        <tbody>
          {cases.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/cases/$id" params={{ id: row.id }}>
                  {row.receiptNo}
                </Link>
              </th>
              <td>{row.title}</td>
              <td>{row.statusText}</td>
            </tr>
          ))}
          {papers.map((paper) => (
            <tr key={paper.id}>
              <th scope="row">
                <Link to="/papers/$id" params={{ id: paper.id }}>
                  {paper.number}
                </Link>
              </th>
              <td>{paper.title}</td>
              <td>{formatDay(paper.issuedAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
