import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import type { EntrantPage } from '#shared/ipc/round-results.ts'
import type { ObjectionView, RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { failureOf } from '../../api/failure.ts'
import { queries } from '../../api/queries.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert, Notice } from '../../components/FailureAlert.tsx'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'
import { Lines } from '../../components/Lines.tsx'
import { Loaded } from '../../components/Loaded.tsx'
import { CorrectionFields } from './CorrectionFields.tsx'
import { correctionErrors, frozenBody, readCorrection } from './correction-form.ts'

const LEAST_REASON = 2
const DIALOG_WIDTH = 720

interface Deciding {
  round: RoundPage
  objection: ObjectionView
  close(): void
}

/** Decides an objection: upheld with a correction of the frozen entry, or not; both with the reason. */
export function DecideObjection(props: {
  round: RoundPage
  objection: ObjectionView | undefined
  close(): void
}) {
  const { round, objection, close } = props
  return (
    <Dialog title="答复异议" open={objection !== undefined} close={close} width={DIALOG_WIDTH}>
      {objection === undefined ? null : <WithEntrant round={round} objection={objection} close={close} />}
    </Dialog>
  )
}

function WithEntrant({ round, objection, close }: Deciding) {
  const entrant = useQuery(queries.entrant(round.id, objection.no))
  return (
    <Loaded query={entrant} failureOf={failureOf}>
      {(page) => <Decide round={round} objection={objection} page={page} close={close} />}
    </Loaded>
  )
}

function Decide({ round, objection, page, close }: Deciding & { page: EntrantPage }) {
  const { run, busy, failure } = useCommand(api.roundResults.decide.mutate)
  const [upheld, setUpheld] = useState<boolean>()
  const [reason, setReason] = useState('')
  const [body, setBody] = useState(() => frozenBody(round.plan, page.frozen))
  const [shown, setShown] = useState(false)
  const errors = upheld === true ? correctionErrors(round.plan, page.frozen, body) : {}
  const ready = upheld !== undefined && reason.trim().length >= LEAST_REASON
  async function give(): Promise<void> {
    setShown(true)
    if (!ready || Object.keys(errors).length > 0) return
    const correction = upheld ? { correction: readCorrection(round.plan, page.frozen, body) } : {}
    const request = { roundId: round.id, objectionId: objection.id, upheld, reason: reason.trim() }
    const done = await run({ ...request, ...correction })
    if (done !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <FrozenLines objection={objection} page={page} />
      <fieldset className="field">
        <legend>答复</legend>
        <Radio.Group
          value={upheld}
          options={[
            { value: true, label: '成立，更正名单' },
            { value: false, label: '不成立' },
          ]}
          onChange={(event) => setUpheld(event.target.value === true)}
        />
      </fieldset>
      {upheld === true ? (
        <CorrectionFields
          plan={round.plan}
          frozen={page.frozen}
          body={body}
          errors={shown ? errors : {}}
          change={(name, answer) => setBody({ ...body, [name]: answer })}
        />
      ) : null}
      <label htmlFor="decide-reason">理由（记入经过，本人会看到）</label>
      <ImeSafeInput
        id="decide-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onEnter={() => void give()}
      />
      <WhatFollows upheld={upheld} />
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <span className="source">{ready ? '' : '请选成立或不成立，并写明理由，至少 2 个字。'}</span>
        <Button type="primary" disabled={!ready} loading={busy} onClick={() => void give()}>
          答复异议
        </Button>
      </div>
    </div>
  )
}

/** What was objected to, and what stands on the frozen list now. */
function FrozenLines({ objection, page }: { objection: ObjectionView; page: EntrantPage }) {
  return (
    <Lines
      lines={[
        ['申请', `${page.no} ${page.name}`],
        ['异议', objection.grounds],
        ...page.values.map(({ name, value }) => [`名单上的${name}`, value] as const),
        ['标签', page.tags.length === 0 ? undefined : page.tags.join('、')],
        ['现在的结果', page.result],
      ]}
    />
  )
}

function WhatFollows({ upheld }: { upheld: boolean | undefined }) {
  return (
    <div aria-live="polite">
      {upheld === undefined ? null : (
        <Notice tone="plain">
          {upheld
            ? '答复后要做两步：名单按这次更正重新冻结（写理由），再重新运行（写理由）。种子还是原来的，别人的数据一概不动；以前的名单和运行都留存。'
            : '名单和结果都不变；答复后告知本人。'}
        </Notice>
      )}
    </div>
  )
}
