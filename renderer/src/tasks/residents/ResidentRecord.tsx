import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import type { ProgrammeView, ResidentPage } from '#shared/ipc/residents.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { formatDay } from '../../components/format.ts'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { MaskedValue } from '../../components/MaskedValue.tsx'
import { type RecordAction, RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { FactsSection } from './FactsSection.tsx'
import { PointsSection } from './PointsSection.tsx'
import { ProgrammesSection } from './ProgrammesSection.tsx'

/** One resident: points with reasons first, then what can be applied for, clocks, facts, cases, papers, history. */
export function ResidentRecord() {
  const { id } = useParams({ from: '/residents/$id' })
  const resident = useQuery(queries.resident(id))
  return (
    <Loaded query={resident} failureOf={failureOf}>
      {(page) => <Resident resident={page} />}
    </Loaded>
  )
}

function Resident({ resident }: { resident: ResidentPage }) {
  const actions = useResidentActions(resident)
  const open = resident.points.lines.filter((line) => line.state !== 'SCORED').length
  return (
    <RecordPage
      title={resident.name}
      about={
        <>
          <span className="figures">{resident.idNumberMasked}</span>
          <span>
            {resident.sex} · {resident.age} 周岁 · {resident.town}
          </span>
          {open === 0 ? null : <Tag tone="unknown" sign="?" word={`${open} 项积分事实待定`} />}
        </>
      }
      actions={actions}
    >
      <div className="record-grid">
        <div className="record-column">
          <PointsSection points={resident.points} />
          <FactsSection residentId={resident.id} facts={resident.facts} />
        </div>
        <div className="record-column">
          <ProgrammesSection programmes={resident.programmes} />
          <ClocksSection resident={resident} />
          <IdentitySection resident={resident} />
          <CasesAndPapers resident={resident} />
          <Section title="经过" aside={`全部 ${resident.timeline.length} 条`}>
            <Timeline entries={resident.timeline} />
          </Section>
        </div>
      </div>
    </RecordPage>
  )
}

function useResidentActions(resident: ResidentPage): RecordAction[] {
  const navigate = useNavigate()
  const record: RecordAction = {
    label: '记一项事实',
    keys: 'F',
    state: { action: 'recordFact', allowed: true },
    run: () => document.getElementById('fact-kinds')?.querySelector('a')?.focus(),
  }
  return [record, ...resident.programmes.map((programme) => applyAction(programme))]

  function applyAction(programme: ProgrammeView): RecordAction {
    const { roundId } = programme
    return {
      label: `受理${programme.title}`,
      keys: 'N',
      primary: true,
      state: programme.apply,
      run: () => {
        if (roundId === undefined) return
        void navigate({
          to: '/cases/new/$residentId/$roundId',
          params: { residentId: resident.id, roundId },
        })
      },
    }
  }
}

function ClocksSection({ resident }: { resident: ResidentPage }) {
  return (
    <Section title="证件三个时钟" aside="各自起算，互不替代">
      <Lines
        lines={resident.clocks.map((clock) => [
          clock.name,
          clock.known ? clock.text : <Tag key={clock.name} tone="unknown" sign="?" word={clock.text} />,
        ])}
      />
    </Section>
  )
}

function IdentitySection({ resident }: { resident: ResidentPage }) {
  const { idNumberMasked, phoneMasked } = resident
  return (
    <Section title="本人">
      <Lines
        lines={[
          [
            '证件号',
            <Masked key="id" resident={resident} field="idNumber" label="证件号" masked={idNumberMasked} />,
          ],
          [
            '手机号',
            phoneMasked === null ? (
              '未填'
            ) : (
              <Masked key="phone" resident={resident} field="phone" label="手机号" masked={phoneMasked} />
            ),
          ],
          ['出生日期', resident.birth],
        ]}
      />
    </Section>
  )
}

function Masked(props: {
  resident: ResidentPage
  field: 'idNumber' | 'phone'
  label: string
  masked: string
}) {
  const unmask = useCommand(api.residents.unmask.mutate)
  return (
    <MaskedValue
      label={props.label}
      masked={props.masked}
      busy={unmask.busy}
      failure={unmask.failure}
      unmask={async (reason) => {
        const shown = await unmask.run({ residentId: props.resident.id, field: props.field, reason })
        return shown?.value
      }}
    />
  )
}

function CasesAndPapers({ resident }: { resident: ResidentPage }) {
  if (resident.cases.length === 0 && resident.papers.length === 0) return null
  return (
    <Section title="办件和文书">
      <table aria-label="办件和文书">
        <tbody>
          {resident.cases.map((row) => (
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
          {resident.papers.map((paper) => (
            <tr key={paper.id}>
              <th scope="row">
                <Link to="/papers/$id" params={{ id: paper.id }}>
                  {paper.number}
                </Link>
              </th>
              <td>{paper.title}</td>
              <td>{formatDay(paper.issuedAt)} 签发</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
