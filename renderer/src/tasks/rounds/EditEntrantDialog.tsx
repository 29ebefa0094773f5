import { Button } from 'antd'
import { useState } from 'react'
import type { EntrantRow } from '#shared/ipc/round-entrants.ts'
import type { RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { type Body, textOf } from '../../components/form-page.ts'
import { QuestionField } from '../../components/QuestionField.tsx'
import { entrantBody, entrantErrors, entrantQuestions, readGiven } from './entrant-form.ts'

const WIDTH = 720

interface Props {
  round: RoundPage
  row: EntrantRow
  close(): void
  done(): void
}

/** Changes what an application says itself, with a reason, while the round is open. */
export function EditEntrantDialog(props: Props) {
  return (
    <Dialog title={`更改申请 ${props.row.no}`} open close={props.close} width={WIDTH}>
      <EditForm {...props} />
    </Dialog>
  )
}

function EditForm({ round, row, close, done }: Props) {
  const [body, setBody] = useState<Body>(() => entrantBody(round.plan, row))
  const [tried, setTried] = useState(false)
  const edit = useCommand(api.entrants.edit.mutate)
  const { plan } = round
  const errors = entrantErrors(plan, row, body)
  async function save(): Promise<void> {
    setTried(true)
    if (Object.keys(errors).length > 0 || edit.busy) return
    const given = readGiven(plan, row, body)
    const saved = await edit.run({ roundId: round.id, no: row.no, given, reason: textOf(body, 'reason') })
    if (saved === undefined) return
    done()
    close()
  }
  return (
    <div className="dialog-form">
      <p className="source">
        {row.name}
        {row.residentId === null ? '' : '；积分和同分各项以库里的为准，在居民页更正'}
      </p>
      <div className="form-questions">
        {entrantQuestions(plan, row).map((question) => (
          <QuestionField
            key={question.name}
            question={question}
            state={{
              answer: body[question.name],
              error: tried ? errors[question.name] : undefined,
              note: undefined,
              options: question.options ?? [],
            }}
            change={(answer) => setBody({ ...body, [question.name]: answer })}
            leave={() => undefined}
          />
        ))}
      </div>
      <FailureAlert failure={edit.failure} />
      <div className="form-buttons">
        <Button onClick={close}>取消</Button>
        <Button type="primary" loading={edit.busy} onClick={() => void save()}>
          保存更改
        </Button>
      </div>
    </div>
  )
}
