import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Failure } from '#shared/base/failure.ts'
import { FailureAlert } from './FailureAlert.tsx'
import type { Errors, Option, SummaryLine } from './form-page.ts'
import { formatTime } from './format.ts'
import { KeyHint } from './KeyHint.tsx'
import { useKeys } from './keys.tsx'
import { Lines } from './Lines.tsx'
import { PageHead } from './PageHead.tsx'
import { QuestionField } from './QuestionField.tsx'
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
        {form.savedAt === undefined ? null : (
          <span className="source">草稿在本窗口内存中，{formatTime(form.savedAt)}</span>
        )}
      </PageHead>
      <div className="form-grid">
        <StepList form={form} review={props.review} />
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

function StepList({ form, review }: { form: FormState; review: boolean }) {
  const titles = form.path.map((step) => step.title)
  if (review) titles.push('核对并提交')
  return (
    <nav className="card form-steps" aria-label="步骤">
      <ol>
        {titles.map((title, position) => {
          const state = position < form.position ? 'done' : position === form.position ? 'now' : 'later'
          const words = { done: '已填', now: '正在填', later: '未到' }[state]
          const content = (
            <>
              <span aria-hidden="true">{{ done: '✓', now: '●', later: '○' }[state]} </span>
              {position + 1} {title}
              <span className="unseen">（{words}）</span>
            </>
          )
          return (
            <li
              key={title}
              className={`form-step form-step-${state}`}
              {...(state === 'now' ? { 'aria-current': 'step' } : {})}
            >
              {state === 'done' ? (
                <button type="button" className="plain-button" onClick={() => form.goTo(position)}>
                  {content}
                </button>
              ) : (
                content
              )}
            </li>
          )
        })}
      </ol>
    </nav>
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
