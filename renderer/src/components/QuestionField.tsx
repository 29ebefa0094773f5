import { Checkbox, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { assertNever } from '#shared/base/assert-never.ts'
import type { Answer, Option, Question } from './form-page.ts'
import { normalDay, normalMonth } from './format.ts'
import { ImeSafeInput } from './ImeSafeInput.tsx'
import { TableField } from './TableField.tsx'

export interface FieldState {
  answer: Answer | undefined
  error: string | undefined
  note: ReactNode
  options: readonly Option[]
}

interface FieldProps {
  question: Question
  state: FieldState
  change(answer: Answer): void
  leave(): void
}

/** One question: label, control, hint, and what is wrong or noteworthy, tied together for screen readers. */
export function QuestionField(props: FieldProps) {
  const { question } = props
  const id = `question-${question.name}`
  const label = question.optional ? `${question.label}（可不填）` : question.label
  const className = question.half ? 'field field-half' : 'field'
  if (question.kind === 'choice' || question.kind === 'many') {
    return (
      <fieldset className={className} aria-describedby={describedBy(id, props)}>
        <legend>{label}</legend>
        <Control {...props} id={id} />
        <Below {...props} id={id} />
      </fieldset>
    )
  }
  return (
    <div className={className}>
      <label htmlFor={id}>{label}</label>
      <Control {...props} id={id} />
      <Below {...props} id={id} />
    </div>
  )
}

/** What stands under a control: its hint, and the error or note read out as it appears. */
function Below({ id, question, state }: FieldProps & { id: string }) {
  return (
    <>
      {question.hint === undefined ? null : (
        <p className="source" id={`${id}-hint`}>
          {question.hint}
        </p>
      )}
      <div aria-live="polite">
        {state.error === undefined ? null : (
          <p className="field-error" id={`${id}-error`}>
            <span aria-hidden="true">✕ </span>
            {state.error}
          </p>
        )}
        {state.note === undefined ? null : (
          <div className="field-note" id={`${id}-note`}>
            {state.note}
          </div>
        )}
      </div>
    </>
  )
}

function describedBy(id: string, props: { question: Question; state: FieldState }): string | undefined {
  const parts = [
    props.question.hint === undefined ? undefined : `${id}-hint`,
    props.state.error === undefined ? undefined : `${id}-error`,
    props.state.note === undefined ? undefined : `${id}-note`,
  ].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' ')
}

function Control(props: FieldProps & { id: string }) {
  const { question } = props
  switch (question.kind) {
    case 'choice':
    case 'many':
      return <Options {...props} />
    case 'list':
      return <ListChoice {...typed(props)} options={props.state.options} />
    case 'password':
      return <Input.Password {...typed(props)} autoComplete="off" />
    case 'day':
      return <DateInput {...props} normal={normalDay} example="年-月-日，如 2022-06-01" />
    case 'month':
      return <DateInput {...props} normal={normalMonth} example="年-月，如 2022-06" />
    case 'text':
      return <ImeSafeInput {...typed(props)} />
    case 'code':
      return <ImeSafeInput {...typed(props)} className="figures" />
    case 'count':
      return <ImeSafeInput {...typed(props)} className="figures" inputMode="numeric" />
    case 'table':
      return (
        <TableField
          {...props}
          answer={props.state.answer}
          options={props.state.options}
          showErrors={props.state.error !== undefined}
          describedBy={describedBy(props.id, props)}
        />
      )
    default:
      return assertNever(question.kind)
  }
}

/** What every control with a value of text is given. */
function typed(props: FieldProps & { id: string }) {
  const { id, state, change, leave } = props
  const invalid = state.error !== undefined
  const described = describedBy(id, props)
  return {
    id,
    'aria-invalid': invalid,
    ...(described === undefined ? {} : { 'aria-describedby': described }),
    ...(invalid ? { status: 'error' as const } : {}),
    value: textAnswer(state),
    onBlur: leave,
    onChange: (event: { target: { value: string } }) => change(event.target.value),
  }
}

function textAnswer({ answer }: FieldState): string {
  return typeof answer === 'string' ? answer : ''
}

/** A day or month is put into its usual form when the field is left. */
function DateInput(props: FieldProps & { id: string; normal(text: string): string; example: string }) {
  const { state, change, leave, normal, example } = props
  function onBlur(): void {
    const text = textAnswer(state)
    const usual = normal(text)
    if (usual !== text) change(usual)
    leave()
  }
  return <ImeSafeInput {...typed(props)} className="figures" placeholder={example} onBlur={onBlur} />
}

function Options({ question, state, change }: FieldProps) {
  if (question.kind === 'choice') {
    return (
      <Radio.Group
        value={textAnswer(state)}
        name={question.name}
        options={[...state.options]}
        onChange={(event) => change(String(event.target.value))}
      />
    )
  }
  return (
    <Checkbox.Group
      value={typeof state.answer === 'object' ? [...state.answer] : []}
      name={question.name}
      options={[...state.options]}
      onChange={(values) => change(values.map(String))}
    />
  )
}

/** A long list of options. The system's own list: complete for keyboard and screen readers, and never cut off. */
export function ListChoice(props: {
  id?: string
  value: string
  options: readonly Option[]
  /** Shown for the empty value. */
  empty?: string
  status?: 'error'
  autoFocus?: boolean
  'aria-invalid'?: boolean
  'aria-describedby'?: string
  onBlur?(): void
  onChange(event: { target: { value: string } }): void
}) {
  const { options, empty, status, ...rest } = props
  return (
    <select {...rest} className={status === 'error' ? 'list-choice list-choice-error' : 'list-choice'}>
      <option value="">{empty ?? '请选择'}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
