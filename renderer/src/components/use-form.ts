import { useEffect, useRef, useState } from 'react'
import { type DraftStatus, draftOf, type Entered, NOTHING_ENTERED, restore } from './form-draft.ts'
import { type Answer, type Body, type Errors, pathOf, type Step } from './form-page.ts'
import { useDraft } from './use-draft.ts'

/** A form under way: where it stands and what was typed. */
export interface FormState {
  /** What was answered, and the defaults where nothing was. */
  body: Body
  path: readonly Step[]
  /** Position on the path; equal to its length on the page that repeats everything. */
  position: number
  step: Step | undefined
  /** What became of the draft last. */
  draft: DraftStatus
  /** When the draft was saved that the form began with. */
  restoredAt: string | undefined
  /** Names whose errors may be shown, because the person has had a chance to avoid them. */
  touched: ReadonlySet<string>
  answer(name: string, answer: Answer): void
  /** The person leaves a question. */
  touch(name: string): void
  goTo(position: number): void
  /** Empties the form and forgets its draft. */
  startAgain(): void
  /** Forgets the draft of a form that was sent. */
  forget(): void
}

/**
 * Keeps a form's answers, and while somebody is signed in their draft under `draftKey` in the store: saved on every
 * pause, restored on opening. `defaults` stand where the person has not answered yet, also when they become known
 * only later.
 */
export function useForm(options: { draftKey: string; steps: readonly Step[]; defaults?: Body }): FormState {
  const { steps } = options
  const [entered, setEntered] = useState<Entered>(NOTHING_ENTERED)
  /** The latest of what was entered, also between two renders. */
  const latest = useRef(entered)
  const [restoredAt, setRestoredAt] = useState<string>()
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const { status, change, flush, forget } = useDraft(options.draftKey, ({ body, savedAt }) => {
    const typedMeanwhile = Object.keys(latest.current.answers).length > 0
    const whole = restore(latest.current, body)
    if (typedMeanwhile) enter(whole)
    else put(whole)
    setRestoredAt(savedAt)
  })
  const body = { ...options.defaults, ...entered.answers }
  const path = pathOf(steps, body)
  const position = Math.min(entered.position, path.length)
  const step = path[position]
  const firstQuestion = step?.questions[0]?.name
  useEffect(() => {
    if (firstQuestion !== undefined) focusQuestion(firstQuestion)
  }, [firstQuestion])

  function put(next: Entered): void {
    latest.current = next
    setEntered(next)
  }
  function enter(next: Entered): void {
    put(next)
    change(draftOf(next, steps))
  }
  function touch(name: string): void {
    setTouched((names) => (names.has(name) ? names : new Set([...names, name])))
  }
  return {
    body,
    path,
    position,
    step,
    draft: status,
    restoredAt,
    touched,
    answer(name, value) {
      enter({ answers: { ...latest.current.answers, [name]: value }, position })
      touch(name)
    },
    touch(name) {
      if (body[name] !== undefined) touch(name)
      flush()
    },
    goTo(next) {
      const { answers } = latest.current
      if (Object.keys(answers).length === 0) put({ answers, position: next })
      else enter({ answers, position: next })
      flush()
    },
    startAgain() {
      put(NOTHING_ENTERED)
      setRestoredAt(undefined)
      setTouched(new Set())
      void forget()
    },
    forget: () => void forget(),
  }
}

/** Moves the focus to the control of a question; of a table to the first cell that is wrong, once cells show it. */
export function focusQuestion(name: string): void {
  const control =
    document.getElementById(`question-${name}`) ??
    document.querySelector(`input[name="${CSS.escape(name)}"]:checked, input[name="${CSS.escape(name)}"]`)
  if (control instanceof HTMLElement) control.focus()
  const table = control?.closest('.table-field')
  setTimeout(() => table?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}

/** What is wrong on the present page: its own checks and, where it asks about them, those of the engine. */
export function errorsOf(form: FormState, extra: Errors): Errors {
  const { step } = form
  if (step === undefined) return {}
  const asked = new Set(step.questions.map((question) => question.name))
  return {
    ...Object.fromEntries(Object.entries(extra).filter(([name]) => asked.has(name))),
    ...step.errors(form.body),
  }
}
