import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { RoundPlan } from '#shared/domain/allocation/index.ts'
import { Reply } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { queries } from '../../api/queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { ListChoice } from '../../components/QuestionField.tsx'
import { ReasonDialog } from '../../components/ReasonDialog.tsx'
import { REPLY_MEANING, REPLY_WORDS } from './holding-words.ts'
import { placesWithRoom, roomText, waitedForText } from './place-groups.ts'

const LEAST_REASON = 2

interface OfEntrant {
  roundId: string
  no: string
}

interface DialogState {
  open: boolean
  close(): void
}

/** Records an objection with its grounds as they were given. */
export function ObjectDialog({ roundId, no, open, close }: OfEntrant & DialogState) {
  const { run, busy, failure, clear } = useCommand(api.roundResults.object.mutate)
  async function give(grounds: string): Promise<void> {
    const done = await run({ roundId, no, grounds })
    if (done !== undefined) close()
  }
  return (
    <ReasonDialog
      title="登记异议"
      open={open}
      busy={busy}
      close={() => {
        clear()
        close()
      }}
      give={(grounds) => void give(grounds)}
    >
      <p>照本人原话写明对哪一项有异议、依据什么。由主管答复；答复之前不能公布结果。</p>
      <FailureAlert failure={failure} />
    </ReasonDialog>
  )
}

interface Answering extends OfEntrant, DialogState {
  /** What was answered before: whoever accepted can only give the place up. */
  before: Reply | null
}

/** Records the answer to a place. */
export function ReplyDialog(props: Answering) {
  return (
    <Dialog title="登记答复" open={props.open} close={props.close}>
      <AskReply {...props} />
    </Dialog>
  )
}

function AskReply({ roundId, no, before, close }: Answering) {
  const { run, busy, failure } = useCommand(api.roundResults.reply.mutate)
  const [options] = useState<readonly Reply[]>(before === null ? Reply.options : ['declined'])
  const [reply, setReply] = useState<Reply>(options[0] ?? 'declined')
  async function give(): Promise<void> {
    const done = await run({ roundId, no, reply })
    if (done !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <fieldset className="field">
        <legend>本人对名额的答复</legend>
        <Radio.Group
          value={reply}
          options={options.map((value) => ({ value, label: REPLY_WORDS[value] }))}
          onChange={(event) => setReply(Reply.parse(event.target.value))}
        />
      </fieldset>
      <p aria-live="polite">{REPLY_MEANING[reply]}</p>
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <span />
        <Button type="primary" danger={reply !== 'accepted'} loading={busy} onClick={() => void give()}>
          登记{REPLY_WORDS[reply]}
        </Button>
      </div>
    </div>
  )
}

/** Gives somebody without a place one where there is room, by a supervisor and with the reason. */
export function ArrangeDialog(props: OfEntrant & DialogState & { plan: RoundPlan }) {
  return (
    <Dialog title="统筹安排" open={props.open} close={props.close}>
      <AskPlace {...props} />
    </Dialog>
  )
}

function AskPlace({ roundId, no, plan, close }: OfEntrant & DialogState & { plan: RoundPlan }) {
  const { run, busy, failure } = useCommand(api.roundResults.arrange.mutate)
  const leftovers = useQuery(queries.leftovers(roundId))
  const free = leftovers.data === undefined ? undefined : placesWithRoom(plan, leftovers.data)
  const [place, setPlace] = useState('')
  const [reason, setReason] = useState('')
  const chosen = free?.find(({ id }) => id === place)
  const ready = chosen?.callFirst === false && reason.trim().length >= LEAST_REASON
  async function give(): Promise<void> {
    if (!ready) return
    const done = await run({ roundId, no, place, reason: reason.trim() })
    if (done !== undefined) close()
  }
  if (free?.length === 0) return <Notice tone="plain">各去处都没有空余的名额，现在不能统筹安排。</Notice>
  return (
    <div className="dialog-form">
      <p>
        安排到还有名额、没有人候补的去处，不改变候补次序：本人接受之前仍候补原来的志愿，轮到递补时安排的名额空出。由谁安排、什么理由，都记入经过。
      </p>
      <label htmlFor="arrange-place">去处（空余名额）</label>
      <ListChoice
        id="arrange-place"
        value={place}
        autoFocus
        aria-describedby="arrange-waiting"
        options={(free ?? []).map((each) => ({ value: each.id, label: roomText(each) }))}
        onChange={(event) => setPlace(event.target.value)}
      />
      <div aria-live="polite" id="arrange-waiting">
        {chosen === undefined || chosen.waiting === 0 ? null : (
          <Notice tone="unknown">{waitedForText(chosen)}</Notice>
        )}
      </div>
      <label htmlFor="arrange-reason">理由（记入经过，本人可能看到）</label>
      <ImeSafeInput
        id="arrange-reason"
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={() => void give()}
      />
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <span className="source">
          {ready
            ? ''
            : chosen?.callFirst === true
              ? '请先递补，或另选没有人候补的去处。'
              : '请选去处并写明理由，至少 2 个字。'}
        </span>
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void give()}>
          统筹安排
        </Button>
      </div>
    </div>
  )
}
