import { useEffect, useState } from 'react'
import { type Answer, type Body, type Errors, pathOf, type Step } from './form-page.ts'
import { useRemembered } from './page-memory.tsx'

interface Draft {
  /** Only what the person answered, so that defaults never count as a draft. */
  answers: Body
  position: number
  savedAt: string | undefined
}

/** A form under way: where it stands and what was typed. */
export interface FormState {
  /** What was answered, and the defaults where nothing was. */
  body: Body
  path: readonly Step[]
  /** Position on the path; equal to its length on the page that repeats everything. */
  position: number
  step: Step | undefined
  savedAt: string | undefined
  /** Names whose errors may be shown, because the person has had a chance to avoid them. */
  touched: ReadonlySet<string>
  answer(name: string, answer: Answer): void
  touch(name: string): void
  goTo(position: number): void
  forget(): void
}

/**
 * Keeps a form's answers as a draft under `draftKey` in the memory of this window. `defaults` stand where the person
 * has not answered yet, also when they become known only later.
 */
export function useForm(options: { draftKey: string; steps: readonly Step[]; defaults?: Body }): FormState {
  const draft = useRemembered<Draft>(`draft:${options.draftKey}`, {
    answers: {},
    position: 0,
    savedAt: undefined,
  })
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const { answers, savedAt } = draft.value
  const body = { ...options.defaults, ...answers }
  const path = pathOf(options.steps, body)
  const position = Math.min(draft.value.position, path.length)
  const step = path[position]
  const firstQuestion = step?.questions[0]?.name
  useEffect(() => {
    if (firstQuestion !== undefined) focusQuestion(firstQuestion)
  }, [firstQuestion])

  function touch(name: string): void {
    setTouched((names) => (names.has(name) ? names : new Set([...names, name])))
  }
  function answer(name: string, value: Answer): void {
    draft.remember({ answers: { ...answers, [name]: value }, position, savedAt: new Date().toISOString() })
    touch(name)
  }
  return {
    body,
    path,
    position,
    step,
    savedAt,
    touched,
    answer,
    touch: (name) => {
      if (body[name] !== undefined) touch(name)
    },
    goTo: (next) => draft.remember({ answers, position: next, savedAt }),
    forget: draft.forget,
  }
}

/** Moves the focus to the control of a question. */
export function focusQuestion(name: string): void {
  const control =
    document.getElementById(`question-${name}`) ??
    document.querySelector(`input[name="${CSS.escape(name)}"]:checked, input[name="${CSS.escape(name)}"]`)
  if (control instanceof HTMLElement) control.focus()
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
