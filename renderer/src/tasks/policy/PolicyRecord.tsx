import './policy.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { PolicyDocumentPage } from '#shared/ipc/policies.ts'
import { ORIGIN_WORDS, type PointsPack, purposeWords } from '#shared/policy/index.ts'
import { failureOf } from '../../api/failure.ts'
import { policyQueries } from '../../api/policy-queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { daysText, KIND_WORDS, stateLook } from './document-look.ts'
import { FindingsSection } from './FindingsSection.tsx'
import { GatesSection, GroupsSection, TotalSection } from './PackClauses.tsx'
import { PackTables } from './PackTables.tsx'
import { useDeciding } from './use-deciding.tsx'

/** One policy document: what is wrong with it first, then its figures with their sources, and what can be done. */
export function PolicyRecord() {
  const { key } = useParams({ from: '/policy/$key' })
  const document = useQuery(policyQueries.document(key))
  return (
    <Loaded query={document} failureOf={failureOf}>
      {(page) => <Document page={page} />}
    </Loaded>
  )
}

function Document({ page }: { page: PolicyDocumentPage }) {
  const deciding = useDeciding(page)
  const { pack } = page
  return (
    <RecordPage
      title={page.name}
      about={
        <>
          <span className="source">{KIND_WORDS[page.kind]}</span>
          <Tag {...stateLook(page)} />
          {page.current ? <Tag tone="yes" sign="●" word="今天在用" /> : null}
        </>
      }
      actions={deciding.actions}
      notice={<FailureAlert failure={deciding.failure} />}
    >
      <FindingsSection findings={page.findings} />
      <div className="record-grid">
        <div className="record-column">
          <Overview page={page} />
          {page.lines.length === 0 ? null : <WordsSection page={page} />}
        </div>
        <div className="record-column">
          <CasesSection page={page} />
          <Section title="经过" aside={`全部 ${page.timeline.length} 条`}>
            {page.timeline.length === 0 ? (
              <p className="reason-why">随程序安装，没有本中心的经过。</p>
            ) : (
              <Timeline entries={page.timeline} />
            )}
          </Section>
        </div>
      </div>
      {pack === null ? null : <PackSections pack={pack} />}
      {deciding.dialog}
    </RecordPage>
  )
}

function PackSections({ pack }: { pack: PointsPack }) {
  return (
    <>
      <TotalSection pack={pack} />
      <PackTables pack={pack} />
      <GatesSection pack={pack} />
      <GroupsSection pack={pack} />
    </>
  )
}

function Overview({ page }: { page: PolicyDocumentPage }) {
  const { pack } = page
  const replaced = pack?.supersedes === undefined ? undefined : <Superseded policyId={pack.supersedes} />
  return (
    <Section title="概况" aside={`编号 ${page.policyId}`}>
      <Lines
        lines={[
          ['文号', page.documentNumber],
          ['适用地区', pack?.jurisdiction],
          ['有效日期', daysText(page)],
          ['用途', page.purposes.length === 0 ? undefined : page.purposes.map(purposeWords).join('、')],
          ['录入程度', pack === null ? undefined : ORIGIN_WORDS[pack.origin]],
          ['接替', replaced],
          ['文件指纹', <Fingerprint key="hash" hash={page.sha256} />],
          ['说明', pack?.note],
        ]}
      />
    </Section>
  )
}

/** The pack that one takes the place of, by its name where it is known. */
function Superseded({ policyId }: { policyId: string }) {
  const all = useQuery(policyQueries.documents()).data ?? []
  const other = all.find((row) => row.kind === 'pack' && row.policyId === policyId)
  if (other === undefined) return policyId
  return (
    <Link to="/policy/$key" params={{ key: other.key }}>
      {other.name}
    </Link>
  )
}

const LINES_TITLES = { pack: '已有的修订', amendment: '修订内容', list: '名单内容' } as const

/** What an amendment or a list says, or the amendments of a pack, line by line. */
function WordsSection({ page }: { page: PolicyDocumentPage }) {
  return (
    <Section title={LINES_TITLES[page.kind]} aside={`${page.lines.length} 条`}>
      <Lines lines={page.lines.map(({ title, text }) => [title, text])} />
    </Section>
  )
}

/** The worked cases a pack carries, each with whether it comes out as written. */
function CasesSection({ page }: { page: PolicyDocumentPage }) {
  const { cases } = page
  if (page.kind !== 'pack') return null
  const failed = cases.filter(({ ok }) => !ok).length
  return (
    <Section
      title="自带算例"
      aside={cases.length === 0 ? '没有' : failed === 0 ? `${cases.length} 个都算对` : `${failed} 个没有算对`}
    >
      {cases.length === 0 ? (
        <p className="reason-why">这份文件没有自带算例。写几个算例再导入，导入时会逐个核算。</p>
      ) : (
        <>
          <CaseList cases={cases.filter(({ ok }) => !ok)} />
          {failed === cases.length ? null : (
            <details open={failed === 0 && cases.length <= SHOWN_CASES}>
              <summary>算对的 {cases.length - failed} 个</summary>
              <CaseList cases={cases.filter(({ ok }) => ok)} />
            </details>
          )}
        </>
      )}
    </Section>
  )
}

const SHOWN_CASES = 6

function CaseList({ cases }: { cases: PolicyDocumentPage['cases'] }) {
  return (
    <ul className="reasons">
      {cases.map(({ id, title, ok, text }) => (
        <li key={id}>
          {ok ? <Tag tone="yes" sign="✓" word="一致" /> : <Tag tone="no" sign="✕" word="不一致" />}
          <div>
            <p>{title}</p>
            {ok ? null : <p className="reason-why">{text}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
