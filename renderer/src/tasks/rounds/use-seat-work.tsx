import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Reply, type RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { BatchResult } from '../../components/BatchResult.tsx'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useOneByOne } from '../../components/one-by-one.ts'
import { dueOf, REPLY_MEANING, REPLY_WORDS } from './holding-words.ts'
import { issuePlacePaper } from './issue-place-paper.ts'
import type { RankedRow } from './ranking-place.ts'

/** Props of the list and elements around it for what is done to several seats after publication. */
interface SeatWork {
  aside: string
  list: {
    choosable?(row: RankedRow): boolean
    withChosen?: (ids: readonly string[], clear: () => void) => ReactNode
  }
  result: ReactNode
  dialog: ReactNode
}

interface AskedReply {
  reply: Reply
  ids: readonly string[]
  clear(): void
}

/** Issuing papers to the chosen and recording their answers, one after the other; `known` are the rows read so far. */
export function useSeatWork(round: RoundPage, known: ReadonlyMap<string, RankedRow>): SeatWork {
  const issuing = useOneByOne({ act: (id) => issuePlacePaper(round, rowOf(known, id)), failureOf })
  const [asked, setAsked] = useState<AskedReply>()
  const replying = useOneByOne({
    act: (id) => {
      const reply = asked?.reply ?? 'accepted'
      const { no } = rowOf(known, id)
      return api.roundResults.reply.mutate({ commandId: crypto.randomUUID(), roundId: round.id, no, reply })
    },
    failureOf,
  })
  async function record(): Promise<void> {
    if (asked === undefined || replying.busy) return
    await replying.run(asked.ids)
    asked.clear()
    setAsked(undefined)
  }
  const dueFor = (ids: readonly string[], what: 'paper' | 'reply') =>
    ids.filter((id) => dueOf(rowOf(known, id))[what])
  const withChosen: SeatWork['list']['withChosen'] = (ids, clear) => (
    <ChosenButtons
      papers={dueFor(ids, 'paper')}
      replies={dueFor(ids, 'reply')}
      busy={issuing.busy}
      issue={(due) => void issuing.run(due).then(clear)}
      ask={(reply, due) => setAsked({ reply, ids: due, clear })}
    />
  )
  const published = round.status === 'published'
  return {
    aside: published ? '勾选后可一次出具通知书、登记答复' : '公布后才能出具通知书、登记答复',
    list: published
      ? { withChosen, choosable: (row) => dueOf(row).paper || dueOf(row).reply }
      : { choosable: () => false },
    result: <WorkResults round={round} known={known} issued={issuing.outcome} replied={replying.outcome} />,
    dialog: (
      <ReplyAll
        asked={asked}
        busy={replying.busy}
        close={() => setAsked(undefined)}
        confirm={() => void record()}
      />
    ),
  }
}

function rowOf(known: ReadonlyMap<string, RankedRow>, id: string): RankedRow {
  const row = known.get(id)
  if (row === undefined) throw new Error('a row was chosen that was never read')
  return row
}

function ChosenButtons(props: {
  papers: readonly string[]
  replies: readonly string[]
  busy: boolean
  issue(ids: readonly string[]): void
  ask(reply: Reply, ids: readonly string[]): void
}) {
  const { papers, replies, busy, issue, ask } = props
  return (
    <>
      {papers.length === 0 ? null : (
        <Button size="small" type="primary" loading={busy} onClick={() => issue(papers)}>
          出具 {papers.length} 份通知书
        </Button>
      )}
      {replies.length === 0
        ? null
        : Reply.options.map((reply) => (
            <Button key={reply} size="small" onClick={() => ask(reply, replies)}>
              登记{REPLY_WORDS[reply]} {replies.length} 人
            </Button>
          ))}
    </>
  )
}

function WorkResults(props: {
  round: RoundPage
  known: ReadonlyMap<string, RankedRow>
  issued: Parameters<typeof BatchResult>[0]['outcome']
  replied: Parameters<typeof BatchResult>[0]['outcome']
}) {
  const navigate = useNavigate()
  const open = (id: string) => {
    const { no } = rowOf(props.known, id)
    void navigate({ to: '/rounds/$id/applicants/$no', params: { id: props.round.id, no } })
  }
  return (
    <div className="section-notices">
      <BatchResult outcome={props.issued} done="份已出具" refused="份没有出具" open={open} />
      <BatchResult outcome={props.replied} done="人的答复已登记" refused="人没有登记" open={open} />
    </div>
  )
}

function ReplyAll(props: { asked: AskedReply | undefined; busy: boolean; close(): void; confirm(): void }) {
  const { asked, ...rest } = props
  const title = asked === undefined ? '' : `登记${REPLY_WORDS[asked.reply]} ${asked.ids.length} 人`
  return (
    <ConfirmDialog title={title} open={asked !== undefined} {...rest}>
      {asked === undefined ? null : <p>逐人登记：{REPLY_MEANING[asked.reply]}</p>}
    </ConfirmDialog>
  )
}
