import { Link } from '@tanstack/react-router'
import { maskResidentId } from '#shared/base/resident-id.ts'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import type { RegisterFacts } from './register-page.ts'

export function CandidateLink({ candidate }: { candidate: DuplicateCandidate }) {
  return (
    <Link to="/residents/$id" params={{ id: candidate.id }}>
      打开 {candidate.name} 的记录
    </Link>
  )
}

/** A sibling of the same day is no obstacle, but worth a look at the certificate. */
export function TwinNote({ twins }: { twins: readonly DuplicateCandidate[] }) {
  return (
    <>
      可能是双胞胎：
      {twins.map((twin) => (
        <span key={twin.id}>
          {twin.name}（{twin.town}，{twin.why}）<CandidateLink candidate={twin} />{' '}
        </span>
      ))}
      核对后照常登记。
    </>
  )
}

/** The one being entered beside those registered, line by line. */
export function LikelyCandidates(props: { facts: RegisterFacts; candidates: readonly DuplicateCandidate[] }) {
  const { facts, candidates } = props
  const { id } = facts
  const rows: readonly [title: string, entered: string, found: (candidate: DuplicateCandidate) => string][] =
    [
      ['姓名', facts.name || '—', ({ name }) => name],
      ['证件号', id.valid ? maskResidentId(id.normal) : '—', ({ idNumberMasked }) => idNumberMasked],
      ['出生日期', id.birth ?? '—', ({ birth }) => birth],
      ['居住地', facts.town || '—', ({ town }) => town],
      ['为什么像', '', ({ why }) => why],
    ]
  return (
    <table className="candidates" aria-label="可能是同一人">
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">项目</span>
          </th>
          <th scope="col">正在登记</th>
          {candidates.map((candidate) => (
            <th scope="col" key={candidate.id}>
              <CandidateLink candidate={candidate} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([title, entered, found]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{entered}</td>
            {candidates.map((candidate) => (
              <td key={candidate.id}>{found(candidate)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
