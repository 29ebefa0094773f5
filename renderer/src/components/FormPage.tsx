import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { assertNever } from '#shared/base/assert-never.ts'
import type { Failure } from '#shared/base/failure.ts'
import { FailureAlert, Notice } from './FailureAlert.tsx'
import { savedWords } from './form-draft.ts'
import type { Errors, Option, SummaryLine } from './form-page.ts'
import { KeyHint } from './KeyHint.tsx'
import { useKeys } from './keys.tsx'
import { Lines } from './Lines.tsx'
import { PageHead } from './PageHead.tsx'
import { QuestionField } from './QuestionField.tsx'
import { StepList } from './StepList.tsx'
import { errorsOf, type FormState, focusQuestion } from './use-form.ts'

export interface FormPageProps {
  title: string
  /** Whom or what the form is about. */
  about?: ReactNode
  form: FormState
  /** Options that are data, by the name of the question. */
  options?: Readonly<Record<string, readonly Option[]>>
  /** Errors that need the engine, by the name of the question. */
  extraErrors?: Errors
  /** Notes with more than words, by the name of the question. */
  extraNotes?: Readonly<Record<string, ReactNode>>
  /** Whether a last page repeats everything before it is sent. */
  review: boolean
  judgementTitle: string
  judgement: ReactNode
  submitLabel: string
  /** Sends it; true where it was taken, so that the draft can go. */
  submit(): Promise<boolean>
  /** One step back from the first page; undefined where there is nowhere to go back to. */
  leave?: () => void
  busy: boolean
  failure: Failure | undefined
}

/** The form pattern: steps at the left, questions in the middle, the judgement of this moment at the right. */
export function FormPage(props: FormPageProps) {
  const { form } = props
  const turn = useTurning(props)
  useKeys(props.title, [
    { keys: 'Ctrl Enter', label: turn.forwardLabel, run: () => void turn.forward() },
    ...(turn.back === undefined
      ? []
      : [{ keys: 'Esc', label: form.position === 0 ? '离开，草稿保留' : '上一页', run: turn.back }]),
  ])
  return (
    <div className="page">
      <PageHead title={props.title} about={props.about}>
        <DraftLine form={form} />
      </PageHead>
      <Restored form={form} />
      <div className="form-grid">
        <StepList titles={titlesOf(form, props.review)} position={form.position} goTo={form.goTo} />
        <section className="card form-main" aria-labelledby="form-step">
          <h2 id="form-step">{form.step?.title ?? '核对并提交'}</h2>
          {form.step === undefined ? <Review form={form} /> : <Questions {...props} shown={turn.shown} />}
          <FailureAlert failure={props.failure} />
          <TurnButtons turn={turn} first={form.position === 0} busy={props.busy} />
        </section>
        <section className="card form-side" aria-labelledby="form-judgement">
          <h2 id="form-judgement">{props.judgementTitle}</h2>
          {props.judgement}
        </section>
      </div>
    </div>
  )
}

function titlesOf(form: FormState, review: boolean): string[] {
  const titles = form.path.map((step) => step.title)
  return review ? [...titles, '核对并提交'] : titles
}

/** What became of the draft, said quietly. */
function DraftLine({ form }: { form: FormState }) {
  return (
    <span className="source" role="status">
      {draftWords(form)}
    </span>
  )
}

function draftWords({ draft }: FormState): string {
  switch (draft.state) {
    case 'none':
      return ''
    case 'saved':
      return `草稿已保存 ${savedWords(draft.at, new Date().toISOString())}`
    case 'not-saved':
      return '草稿没有保存，可以继续填写，稍后再存'
    case 'not-read':
      return '以前的草稿没有读出，可以重新填写'
    default:
      return assertNever(draft)
  }
}

function Restored({ form }: { form: FormState }) {
  if (form.restoredAt === undefined) return null
  return (
    <Notice tone="plain">
      已恢复 {savedWords(form.restoredAt, new Date().toISOString())} 保存的草稿。{' '}
      <button type="button" className="plain-button link-button" onClick={form.startAgain}>
        清空重填
      </button>
    </Notice>
  )
}

/** Going forward checks the page; going back never loses anything. */
function useTurning(props: FormPageProps) {
  const { form } = props
  const [attemptedAt, setAttemptedAt] = useState<number>()
  const errors = errorsOf(form, props.extraErrors ?? {})
  const attempted = attemptedAt === form.position
  const shown = Object.fromEntries(
    Object.entries(errors).filter(([name]) => attempted || form.touched.has(name)),
  )
  const final = form.position >= (props.review ? form.path.length : form.path.length - 1)

  async function forward(): Promise<void> {
    if (props.busy) return
    const wrong = form.step?.questions.find((question) => errors[question.name] !== undefined)
    if (wrong !== undefined) {
      setAttemptedAt(form.position)
      focusQuestion(wrong.name)
    } else if (!final) form.goTo(form.position + 1)
    else if (await props.submit()) form.forget()
  }
  const back = form.position === 0 ? props.leave : () => form.goTo(form.position - 1)
  return { shown, forward, back, forwardLabel: final ? props.submitLabel : '下一页' }
}

function TurnButtons(props: { turn: ReturnType<typeof useTurning>; first: boolean; busy: boolean }) {
  const { turn, first, busy } = props
  return (
    <div className="form-buttons">
      {turn.back === undefined ? (
        <span />
      ) : (
        <Button onClick={turn.back}>
          {first ? '离开' : '上一页'} <KeyHint keys="Esc" />
        </Button>
      )}
      <Button type="primary" loading={busy} onClick={() => void turn.forward()}>
        {turn.forwardLabel} <KeyHint keys="Ctrl Enter" />
      </Button>
    </div>
  )
}

function Questions(props: FormPageProps & { shown: Errors }) {
  const { form, shown, extraNotes = {}, options = {} } = props
  const notes = form.step?.notes(form.body) ?? {}
  return (
    <div className="form-questions">
      {form.step?.questions.map((question) => (
        <QuestionField
          key={question.name}
          question={question}
          state={{
            answer: form.body[question.name],
            error: shown[question.name],
            note: extraNotes[question.name] ?? notes[question.name],
            options: question.options ?? options[question.name] ?? [],
          }}
          change={(answer) => form.answer(question.name, answer)}
          leave={() => form.touch(question.name)}
        />
      ))}
    </div>
  )
}

function Review({ form }: { form: FormState }) {
  return <SummaryList lines={form.path.flatMap((step) => step.summary(form.body))} />
}

/** Questions with their answers, as they will be kept. */
export function SummaryList({ lines }: { lines: readonly SummaryLine[] }) {
  return <Lines lines={lines.map((line) => [line.question, line.answer])} />
}
