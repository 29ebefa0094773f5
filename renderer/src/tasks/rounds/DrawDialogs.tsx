import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { Commitment, type DrawView, type RoundPage } from '#shared/ipc/rounds.ts'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/commands.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ImeSafeInput } from '../../components/ImeSafeInput.tsx'

interface OfRevealer {
  roundId: string
  revealer: DrawView['revealers'][number]
  close(): void
}

/** Records the commitment a revealer handed over in writing; the secret itself stays with them. */
export function CommitDialog({ roundId, revealer, close }: OfRevealer) {
  const commit = useCommand(api.rounds.commit.mutate)
  async function give(text: string): Promise<void> {
    const done = await commit.run({ roundId, revealer: revealer.name, commitment: text.toLowerCase() })
    if (done !== undefined) close()
  }
  return (
    <AskText
      title={`登记${revealer.name}的承诺值`}
      label="承诺值（64 位十六进制数）"
      submit="登记"
      error={(text) =>
        Commitment.safeParse(text.toLowerCase()).success
          ? undefined
          : `承诺值应为 64 位十六进制数，现在 ${text.length} 位。请照揭示人交来的原件填写。`
      }
      busy={commit.busy}
      failure={commit.failure}
      close={close}
      give={(text) => void give(text)}
    >
      <p>
        承诺值由揭示人自己算出、书面交来：保密内容的
        SHA-256。保密内容本人留存，到揭示时才说出。登记错了的，冻结前可以改正，两次都留在经过里。
      </p>
    </AskText>
  )
}

/** Takes down a secret as it is spoken; one that does not match its commitment is refused. */
export function RevealDialog({ roundId, revealer, close }: OfRevealer) {
  const reveal = useCommand(api.rounds.reveal.mutate)
  async function give(secret: string): Promise<void> {
    const done = await reveal.run({ roundId, revealer: revealer.name, secret })
    if (done !== undefined) close()
  }
  return (
    <AskText
      title={`${revealer.name}揭示`}
      label="揭示的内容，一字不差"
      submit="核对并登记"
      error={() => undefined}
      busy={reveal.busy}
      failure={reveal.failure}
      close={close}
      give={(text) => void give(text)}
    >
      <p>登记时立即与承诺值核对，不相符的不收。登记之后公开，不能再改。</p>
    </AskText>
  )
}

/** The value fixed beforehand counts for whoever does not come. */
export function AbsentDialog({ roundId, revealer, close }: OfRevealer) {
  const reveal = useCommand(api.rounds.reveal.mutate)
  async function confirm(): Promise<void> {
    const done = await reveal.run({ roundId, revealer: revealer.name, secret: null })
    if (done !== undefined) close()
  }
  return (
    <ConfirmDialog
      title={`登记${revealer.name}缺席`}
      open
      busy={reveal.busy}
      close={close}
      confirm={() => void confirm()}
    >
      <p>
        {revealer.name}没有揭示，改用方案里事先定下的备用值“{revealer.fallback}
        ”。登记之后不能再改，本人再来也不重新揭示。
      </p>
      <FailureAlert failure={reveal.failure} />
    </ConfirmDialog>
  )
}

/** Takes down the public number once it is out, or puts right what another person took down. */
export function PublicNumberDialog({ round, close }: { round: RoundPage; close(): void }) {
  const number = useCommand(api.rounds.number.mutate)
  const source = round.draw.number
  const before = source?.value ?? null
  async function give(value: string): Promise<void> {
    const done = await number.run({ roundId: round.id, value })
    if (done !== undefined) close()
  }
  return (
    <AskText
      title={before === null ? '登记公共号码' : '改正公共号码'}
      label="公共号码"
      submit={before === null ? '登记' : '改正'}
      error={(text) => (text.includes('|') ? '公共号码不能含有“|”。' : undefined)}
      busy={number.busy}
      failure={number.failure}
      close={close}
      give={(text) => void give(text)}
    >
      {source === null ? null : (
        <p>
          {source.day} {source.source}。照公布的原样填写；那天没有号码的，{source.otherwise}。
        </p>
      )}
      {before === null ? null : <p>现在登记的是 {before}。改正之后种子重新算出，两次登记都留在经过里。</p>}
      <p>只取数字和字母，空格、标点不计，不写期号和说明。登记错了的，运行以前只能由另一位核对改正。</p>
    </AskText>
  )
}

interface AskTextProps {
  title: string
  label: string
  submit: string
  /** What is wrong with the text, said once it was tried. */
  error(text: string): string | undefined
  busy: boolean
  failure: Failure | undefined
  close(): void
  give(text: string): void
  children: ReactNode
}

function AskText(props: AskTextProps) {
  return (
    <Dialog title={props.title} open close={props.close}>
      <TextForm {...props} />
    </Dialog>
  )
}

function TextForm(props: AskTextProps) {
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const typed = text.trim()
  const error = typed === '' ? `请填写${props.label}。` : props.error(typed)
  function give(): void {
    setTried(true)
    if (error === undefined && !props.busy) props.give(typed)
  }
  return (
    <div className="dialog-form">
      {props.children}
      <div className="field">
        <label htmlFor="draw-text">{props.label}</label>
        <ImeSafeInput
          id="draw-text"
          maxLength={200}
          value={text}
          aria-invalid={tried && error !== undefined}
          aria-describedby="draw-text-error"
          onChange={(event) => setText(event.target.value)}
          onEnter={give}
        />
        <p className="field-error" id="draw-text-error" role="alert">
          {tried ? error : undefined}
        </p>
      </div>
      <FailureAlert failure={props.failure} />
      <div className="form-buttons">
        <Button onClick={props.close}>取消</Button>
        <Button type="primary" loading={props.busy} onClick={give}>
          {props.submit}
        </Button>
      </div>
    </div>
  )
}
