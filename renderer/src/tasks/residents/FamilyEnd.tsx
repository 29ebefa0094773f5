import { Button } from 'antd'
import { useState } from 'react'
import type { FamilyMember } from '#shared/ipc/families.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { useMachine } from '../../api/machine.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { optionalDayError, readDay } from '../../components/form-checks.ts'
import { normalDay } from '../../components/format.ts'
import { QuestionField } from '../../components/QuestionField.tsx'
import { reasonError } from './person-checks.ts'

const MOST_REASON = 100

/** Ends a relation with its reason and, where it is known, the day; what was stays in the history. */
export function FamilyEnd({ member, close }: { member: FamilyMember | undefined; close(): void }) {
  return (
    <Dialog
      title={member === undefined ? '' : `结束关系：${member.word} ${member.name}`}
      open={member !== undefined}
      close={close}
    >
      {member?.relation === undefined ? null : <EndRelation relationId={member.relation.id} close={close} />}
    </Dialog>
  )
}

function EndRelation({ relationId, close }: { relationId: string; close(): void }) {
  const today = useMachine()?.today
  const { run, busy, failure } = useCommand(api.families.endRelation.mutate)
  const [reason, setReason] = useState('')
  const [day, setDay] = useState('')
  const [tried, setTried] = useState(false)
  const errors = {
    reason: reasonError(reason.trim(), MOST_REASON),
    day: optionalDayError(normalDay(day), '结束日期', today),
  }
  async function end(): Promise<void> {
    setTried(true)
    if (errors.reason !== undefined || errors.day !== undefined) return
    const endedOn = readDay(normalDay(day)) ?? null
    if ((await run({ relationId, endedOn, reason: reason.trim() })) !== undefined) close()
  }
  return (
    <div className="dialog-form">
      <QuestionField
        question={{
          name: 'endReason',
          label: '理由',
          kind: 'text',
          hint: '如：离婚证；收养关系解除；登记错了人',
        }}
        state={{ answer: reason, error: tried ? errors.reason : undefined, note: undefined, options: [] }}
        change={(answer) => setReason(String(answer))}
        leave={() => undefined}
      />
      <QuestionField
        question={{
          name: 'endedOn',
          label: '哪天结束的',
          kind: 'day',
          optional: true,
          hint: '照证明填写；不知道就空着',
        }}
        state={{ answer: day, error: tried ? errors.day : undefined, note: undefined, options: [] }}
        change={(answer) => setDay(String(answer))}
        leave={() => undefined}
      />
      <p className="source">结束后家庭图不再显示这条线，历史里仍看得到。同住不随之改变，需要时另行变更。</p>
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" loading={busy} onClick={() => void end()}>
          结束关系
        </Button>
      </div>
    </div>
  )
}
