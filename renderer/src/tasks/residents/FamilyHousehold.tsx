import { Button } from 'antd'
import { useState } from 'react'
import type { FamilyMember, FamilyView } from '#shared/ipc/families.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { optionalTextError } from '../../components/form-checks.ts'
import { QuestionField } from '../../components/QuestionField.tsx'

const MOST_ADDRESS = 100
/** The choice of living with nobody who is registered. */
const OUT = 'out'

/** Moves a resident in with a member of the family, or out of the household. */
export function FamilyHousehold(props: {
  residentId: string
  family: FamilyView
  open: boolean
  close(): void
}) {
  return (
    <Dialog title="变更同住和住址" open={props.open} close={props.close}>
      <Move {...props} />
    </Dialog>
  )
}

/** Whom the resident may live with: those of the family who are not in the same household already. */
function hosts({ members }: FamilyView, residentId: string): FamilyMember[] {
  return members.filter(({ id, together }) => id !== residentId && !together)
}

function Move(props: { residentId: string; family: FamilyView; close(): void }) {
  const { residentId, family, close } = props
  const { run, busy, failure } = useCommand(api.families.moveHousehold.mutate)
  const [choice, setChoice] = useState('')
  const [address, setAddress] = useState('')
  const [tried, setTried] = useState(false)
  const options = [
    ...hosts(family, residentId).map(({ id, word, name }) => ({
      value: id,
      label: `与${word} ${name} 同住`,
    })),
    ...(family.householdId === null ? [] : [{ value: OUT, label: '从这一户迁出' }]),
  ]
  const movesIn = choice !== '' && choice !== OUT
  const errors = {
    choice: choice === '' ? '请选择变更成什么样。' : undefined,
    address: movesIn ? optionalTextError(address.trim(), '住址', MOST_ADDRESS) : undefined,
  }
  async function move(): Promise<void> {
    setTried(true)
    if (errors.choice !== undefined || errors.address !== undefined) return
    const written = movesIn && address.trim() !== '' ? { address: address.trim() } : {}
    const moved = await run({ residentId, withId: choice === OUT ? null : choice, ...written })
    if (moved !== undefined) close()
  }
  if (options.length === 0) {
    return <p>先添加家庭成员，才能登记与谁同住。添加时也可以直接选“同住”。</p>
  }
  return (
    <div className="dialog-form">
      <QuestionField
        question={{ name: 'household', label: '变更为', kind: 'choice', options }}
        state={{ answer: choice, error: tried ? errors.choice : undefined, note: undefined, options }}
        change={(answer) => setChoice(String(answer))}
        leave={() => undefined}
      />
      {movesIn ? (
        <QuestionField
          question={{
            name: 'address',
            label: '住址',
            kind: 'text',
            optional: true,
            hint: '对方那一户还没有住址时记下；写到门牌号',
          }}
          state={{ answer: address, error: tried ? errors.address : undefined, note: undefined, options: [] }}
          change={(answer) => setAddress(String(answer))}
          leave={() => undefined}
        />
      ) : null}
      <FailureAlert failure={failure} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" loading={busy} onClick={() => void move()}>
          变更
        </Button>
      </div>
    </div>
  )
}
