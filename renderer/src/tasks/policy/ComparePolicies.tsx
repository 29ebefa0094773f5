import './policy.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { PolicyDifference, PolicyDocumentRow } from '#shared/ipc/policies.ts'
import { failureOf } from '../../api/failure.ts'
import { policyQueries } from '../../api/policy-queries.ts'
import { Notice } from '../../components/FailureAlert.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { PageHead } from '../../components/PageHead.tsx'
import { useRemembered } from '../../components/page-memory.tsx'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import {
  CHANGE_LOOK,
  comparable,
  countChanges,
  type DifferenceGroup,
  groupDifferences,
  inOrder,
  isCase,
  withoutCases,
} from './differences.ts'
import { PackChoice, packLabel } from './PackChoice.tsx'

/** Two versions beside each other in words: what was added, changed and struck, part by part. */
export function ComparePolicies() {
  const { key } = useParams({ from: '/policy/$key/compare' })
  const documents = useQuery(policyQueries.documents())
  return (
    <Loaded query={documents} failureOf={failureOf}>
      {(all) => <Comparing document={all.find((row) => row.key === key)} all={all} />}
    </Loaded>
  )
}

function Comparing(props: { document: PolicyDocumentRow | undefined; all: readonly PolicyDocumentRow[] }) {
  const { document, all } = props
  const offered = document === undefined ? [] : comparable(document, all)
  const { value, remember } = useRemembered(`compare:${document?.key}`, '')
  const other = offered.find((row) => row.key === value) ?? offered[0]
  if (document === undefined || other === undefined)
    return (
      <div className="page">
        <PageHead title="版本比较" focus />
        <Notice tone="plain">没有另一个政策包可以比较。导入一份草稿后再来。</Notice>
      </div>
    )
  // An amendment or a list stands against the pack it changes.
  const { before, after } =
    document.kind === 'pack' ? inOrder(document, other) : { before: other, after: document }
  return (
    <div className="page page-scroll">
      <PageHead
        title="版本比较"
        about={
          <Link to="/policy/$key" params={{ key: document.key }}>
            {document.name}
          </Link>
        }
        focus
      />
      <div className="list-tools compare-choice">
        <PackChoice
          label={document.kind === 'pack' ? '与哪一版本比' : '用在哪个政策包上'}
          packs={offered}
          value={other.key}
          change={remember}
        />
      </div>
      <Differences before={before} after={after} all={all} />
    </div>
  )
}

interface Sides {
  before: PolicyDocumentRow
  after: PolicyDocumentRow
  all: readonly PolicyDocumentRow[]
}

function Differences({ before, after, all }: Sides) {
  const differences = useQuery(policyQueries.differences({ before: before.key, after: after.key }))
  return (
    <Loaded query={differences} failureOf={failureOf}>
      {(found) => <Found differences={found} before={before} after={after} all={all} />}
    </Loaded>
  )
}

function Found({ differences, before, after, all }: Sides & { differences: readonly PolicyDifference[] }) {
  const counts = countChanges(differences)
  if (differences.length === 0) return <Notice tone="yes">两个版本的指标、数值和规定都相同。</Notice>
  const groups = groupDifferences(differences)
  const heads = [`前：${packLabel(before)}`, `后：${packLabel(after)}`] as const
  return (
    <>
      <ul className="tiles tiles-three" aria-label={`共 ${withoutCases(differences).length} 处不同`}>
        {(['added', 'changed', 'removed'] as const).map((change) => (
          <li
            key={change}
            className={`tile tile-${counts[change] === 0 ? 'plain' : CHANGE_LOOK[change].tone}`}
          >
            <span className="tile-count">{counts[change]}</span>
            <span>
              <span aria-hidden="true">{CHANGE_LOOK[change].sign} </span>
              {CHANGE_LOOK[change].word}
            </span>
          </li>
        ))}
      </ul>
      {groups.map((group) => (
        <Section key={group.title} title={group.title} aside={`${group.differences.length} 处`}>
          {isCase(group.title) ? (
            <details>
              <summary>自带算例只供核对，不影响任何人的积分</summary>
              <DifferenceTable group={group} heads={heads} all={all} />
            </details>
          ) : (
            <DifferenceTable group={group} heads={heads} all={all} />
          )}
        </Section>
      ))}
    </>
  )
}

function DifferenceTable(props: {
  group: DifferenceGroup
  heads: readonly [string, string]
  all: readonly PolicyDocumentRow[]
}) {
  const { group, heads, all } = props
  // A pack is named by its id where another refers to it; staff know it by its name.
  const named = (text: string | null) =>
    all.find(({ kind, policyId }) => kind === 'pack' && policyId === text)?.name ?? text ?? '—'
  return (
    <table className="difference-table" aria-label={`${group.title}的不同`}>
      <thead>
        <tr>
          <th scope="col">变动</th>
          <th scope="col">哪一处</th>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {group.differences.map((difference) => (
          <tr key={`${difference.place} ${difference.before} ${difference.after}`}>
            <td>
              <Tag {...CHANGE_LOOK[difference.change]} />
            </td>
            <th scope="row">{difference.within === '' ? '整项' : difference.within}</th>
            <td>{named(difference.before)}</td>
            <td>{named(difference.after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
