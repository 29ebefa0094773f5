import './results.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { mechanismOf } from '#shared/domain/allocation/index.ts'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { Fingerprint, Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { RecordPage, Section, Timeline } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { EntrantWishes } from './EntrantWishes.tsx'
import { replyLook } from './holding-words.ts'
import { useEntrantActions } from './use-entrant-actions.tsx'
import { rankText } from './wish-comparison.ts'

/** One applicant of a round, as it is explained at the counter: the result, the values that counted, every wish. */
export function EntrantRecord() {
  const { id, no } = useParams({ from: '/rounds/$id/applicants/$no' })
  const round = useQuery(queries.round(id))
  const entrant = useQuery(queries.entrant(id, no))
  return (
    <Loaded query={round} failureOf={failureOf}>
      {(board) => (
        <Loaded query={entrant} failureOf={failureOf}>
          {(page) => <Entrant key={page.no} round={board} page={page} />}
        </Loaded>
      )}
    </Loaded>
  )
}

function Entrant({ round, page }: { round: RoundPage; page: EntrantPage }) {
  const { actions, failure, dialogs, replaced } = useEntrantActions(round, page)
  return (
    <RecordPage
      title={`申请 ${page.no}`}
      about={<About page={page} />}
      actions={actions}
      notice={
        <>
          <FailureAlert failure={failure} />
          {replaced}
        </>
      }
    >
      <div className="record-grid">
        <div className="record-column">
          <Section title="结果">
            <p className="result-sentence">{page.result}</p>
          </Section>
          <WishesSection round={round} page={page} />
        </div>
        <div className="record-column">
          <ValuesSection page={page} />
          <TicketSection page={page} />
          <PapersSection page={page} />
          <Section title="经过" aside={`全部 ${page.timeline.length} 条`}>
            <Timeline entries={page.timeline} />
          </Section>
        </div>
      </div>
      {dialogs}
    </RecordPage>
  )
}

/** Whose application it is and in which round, with the way to the resident or the case behind it. */
function About({ page }: { page: EntrantPage }) {
  const { residentId, caseId, reply } = page
  return (
    <>
      {residentId === null ? (
        <span>{page.name}</span>
      ) : (
        <Link to="/residents/$id" params={{ id: residentId }}>
          {page.name}
        </Link>
      )}
      {caseId === null ? null : (
        <Link to="/cases/$id" params={{ id: caseId }}>
          办件
        </Link>
      )}
      <Link to="/rounds/$id" params={{ id: page.roundId }}>
        {page.roundTitle}
      </Link>
      {reply === null ? null : <Tag {...replyLook(reply)} word={`已答复：${replyLook(reply).word}`} />}
    </>
  )
}

function WishesSection({ round, page }: { round: RoundPage; page: EntrantPage }) {
  const byWishes = mechanismOf(round.plan) === 'deferred-acceptance'
  return (
    <Section
      title={byWishes ? '各志愿为什么' : '为什么'}
      aside={byWishes ? '按志愿先后逐个说明；竖线是该处最后一名' : '竖线是最后一名'}
    >
      <EntrantWishes
        wishes={page.wishes}
        byWishes={byWishes}
        ran={page.rank !== null}
        reply={page.reply}
        outside={page.outside}
      />
    </Section>
  )
}

function ValuesSection({ page }: { page: EntrantPage }) {
  return (
    <Section title="参加排序的数据" aside="照冻结的名单，冻结后不随记录变动">
      <Lines
        lines={[
          ['名次', rankText(page)],
          ['镇街', page.town ?? '—'],
          ...page.values.map(({ name, value }) => [name, value] as const),
          ['标签', page.tags.length === 0 ? undefined : page.tags.join('、')],
        ]}
      />
    </Section>
  )
}

/** The ticket and the one command by which anybody can compute it again. */
function TicketSection({ page: { ticket } }: { page: EntrantPage }) {
  const command = useRef<TextAreaRef>(null)
  if (ticket === null) return null
  function select(): void {
    command.current?.resizableTextArea?.textArea.select()
  }
  return (
    <Section title="签号" aside="种子公开后，任何人都能自己验算">
      <Lines
        lines={[
          ['签号', <Fingerprint key="ticket" hash={ticket.ticket} />],
          ['种子', <Fingerprint key="seed" hash={ticket.seed} />],
        ]}
      />
      <div className="dialog-form ticket-check">
        <label htmlFor="ticket-command">验算的命令（选中后按 Ctrl C 复制）</label>
        <Input.TextArea
          id="ticket-command"
          ref={command}
          readOnly
          autoSize
          className="command-line"
          value={ticket.command}
          onFocus={select}
        />
        <div className="form-buttons">
          <span className="source">算出的文字应与上面的签号逐字相同。</span>
          <Button
            size="small"
            onClick={() => {
              command.current?.focus()
              select()
            }}
          >
            选中命令
          </Button>
        </div>
      </div>
    </Section>
  )
}

function PapersSection({ page: { papers } }: { page: EntrantPage }) {
  if (papers.length === 0) return null
  return (
    <Section title="文书">
      <ul className="plain-list">
        {papers.map((paper) => (
          <li key={paper.id}>
            <Link to="/papers/$id" params={{ id: paper.id }}>
              {paper.title} {paper.number}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
