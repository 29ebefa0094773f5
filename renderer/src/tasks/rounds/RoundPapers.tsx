import './rounds.css'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api, desktop } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useShellTask } from '../../api/shell-task.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { Section } from '../../components/RecordPage.tsx'

/** The papers of the whole round: the notice of the frozen list, and the list that is put up. */
export function RoundPapers({ round }: { round: RoundPage }) {
  const navigate = useNavigate()
  const freezeNotice = useCommand(api.roundPapers.freezeNotice.mutate)
  const publicList = useCommand(api.roundPapers.publicList.mutate)
  const archive = useShellTask()
  const busy = freezeNotice.busy || publicList.busy || archive.busy
  async function issue(paper: typeof freezeNotice): Promise<void> {
    const issued = await paper.run({ roundId: round.id })
    if (issued !== undefined) void navigate({ to: '/papers/$id', params: { id: issued.id } })
  }
  return (
    <Section title="公告" aside={`已出具 ${round.papers.length} 份`}>
      {round.papers.length === 0 ? (
        <p className="reason-why">{noPaper(round)}</p>
      ) : (
        <ul className="plain-list">
          {round.papers.map((paper) => (
            <li key={paper.id}>
              <Link to="/papers/$id" params={{ id: paper.id }}>
                {paper.title} {paper.number}
              </Link>
            </li>
          ))}
        </ul>
      )}
      <FailureAlert failure={freezeNotice.failure ?? publicList.failure ?? archive.failure} />
      {round.freeze === undefined ? null : (
        <div className="row round-part">
          <Button disabled={busy} onClick={() => void issue(freezeNotice)}>
            出具冻结公告
          </Button>
          {hasPublicList(round) ? (
            <>
              <Button disabled={busy} onClick={() => void issue(publicList)}>
                出具公示名单
              </Button>
              <Link to="/rounds/$id/public-list" params={{ id: round.id }}>
                先看公示名单
              </Link>
            </>
          ) : null}
          {round.run === undefined ? null : (
            <Button
              disabled={busy}
              onClick={() => void archive.run(() => desktop.saveRound.mutate({ id: round.id }))}
            >
              导出整批
            </Button>
          )}
        </div>
      )}
      {round.run === undefined ? null : (
        <p className="source">整批资料没有姓名和证件号码，附有核对程序，任何人都能重算。</p>
      )}
    </Section>
  )
}

function hasPublicList({ status }: RoundPage): boolean {
  return status === 'announced' || status === 'published' || status === 'closed'
}

function noPaper({ freeze }: RoundPage): string {
  return freeze === undefined
    ? '冻结名单之后可以出具冻结公告，公示之后可以出具公示名单。'
    : '冻结公告写明指纹、依据和规则；公示之后可以出具公示名单。'
}
