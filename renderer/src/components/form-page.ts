/** What was typed or chosen under one name: text, or the chosen values of a many-choice question. */
export type Answer = string | readonly string[]
/** Everything typed so far, by the name of the question. */
export type Body = Readonly<Record<string, Answer>>
/** What is wrong, by the name of the question, in words for a colleague. */
export type Errors = Readonly<Record<string, string>>

export interface Option {
  value: string
  label: string
}

/** A column of a table that is filled in; an optional cell may stay empty. */
export interface TableColumn {
  name: string
  label: string
  /** `choice` without options of its own is given them by the screen. */
  kind: 'text' | 'count' | 'choice'
  options?: readonly Option[]
  optional?: boolean
  /** Share of the width, in percent of the table. */
  width: number
  /** What is wrong with a cell that is not empty. */
  check?(text: string): string | undefined
}

export interface Question {
  name: string
  label: string
  /** `code` is a number with check digit, `day` a date, `month` a calendar month, `choice` a few options, `list` many, `many` several at once, `table` rows of `columns`. */
  kind: 'text' | 'code' | 'password' | 'count' | 'day' | 'month' | 'choice' | 'list' | 'many' | 'table'
  hint?: string
  optional?: boolean
  /** Left out where the options are data; the screen then gives them by name. */
  options?: readonly Option[]
  /** The columns of a table. */
  columns?: readonly TableColumn[]
  /** Takes half the width. */
  half?: boolean
}

export interface SummaryLine {
  question: string
  answer: string
}

/** One page of a form: wording, reading, checks and branching of a few questions, tested without a browser. */
export interface FormPage<Facts> {
  id: string
  title: string
  questions: readonly Question[]
  /** Reads what was typed; what is missing or unreadable stays recognisable for `errors`. */
  read(body: Body): Facts
  errors(facts: Facts): Errors
  /** Things worth a second look that hinder nothing. */
  notes?(facts: Facts): Errors
  /** The id of the page that follows, or null for the last one. */
  next(facts: Facts): string | null
  summary(facts: Facts): readonly SummaryLine[]
}

/** A form page with its facts closed over, so that pages with different facts stand in one form. */
export interface Step {
  id: string
  title: string
  questions: readonly Question[]
  errors(body: Body): Errors
  notes(body: Body): Errors
  next(body: Body): string | null
  summary(body: Body): readonly SummaryLine[]
}

export function stepOf<Facts>(page: FormPage<Facts>): Step {
  return {
    id: page.id,
    title: page.title,
    questions: page.questions,
    errors: (body) => page.errors(page.read(body)),
    notes: (body) => page.notes?.(page.read(body)) ?? {},
    next: (body) => page.next(page.read(body)),
    summary: (body) => page.summary(page.read(body)),
  }
}

/** The pages that follow from what was answered, first to last. A page named twice would never end and is refused. */
export function pathOf(steps: readonly Step[], body: Body): Step[] {
  const path: Step[] = []
  let step = steps[0]
  while (step !== undefined) {
    if (path.includes(step)) throw new Error(`form page ${step.id} follows itself`)
    path.push(step)
    const nextId: string | null = step.next(body)
    step = nextId === null ? undefined : steps.find((other) => other.id === nextId)
  }
  return path
}

/** The text under `name`, trimmed; empty where nothing was typed. */
export function textOf(body: Body, name: string): string {
  const answer = body[name]
  return typeof answer === 'string' ? answer.trim() : ''
}

/** The values chosen under `name`. */
export function chosenOf(body: Body, name: string): readonly string[] {
  const answer = body[name]
  return answer === undefined || typeof answer === 'string' ? [] : answer
}

/** The errors that are there, without the names that have none. */
export function gatherErrors(entries: Readonly<Record<string, string | undefined>>): Errors {
  const found = Object.entries(entries).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(found)
}
