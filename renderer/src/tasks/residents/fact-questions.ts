import type { PlainDate } from '#shared/base/plain-date.ts'
import type { FactPeriod, FactValue } from '#shared/domain/people/index.ts'
import { countError, optionalDayError, readDay } from '../../components/form-checks.ts'
import {
  type Body,
  type Errors,
  gatherErrors,
  type Option,
  type Question,
  textOf,
} from '../../components/form-page.ts'

/** A fact as far as it was typed: the value once it is whole, and what is wrong until then. */
export interface FactDraft {
  value: FactValue | undefined
  /** The days on which it holds; undefined where the kind has none or they are wrong. */
  valid: FactPeriod | undefined
  errors: Errors
  notes: Errors
}

/** What a kind of fact calls the first and the last day on which it holds. */
export interface PeriodNames {
  from: string
  to: string
  /** What an empty last day means, such as 在职不填. */
  open: string
}

/** The questions of one kind of fact and how they are read. */
export interface FactQuestions {
  questions: readonly Question[]
  /** Left out where the value carries its days itself. */
  period?: PeriodNames
  read(body: Body, today: PlainDate | undefined): FactReading
}

export interface FactReading {
  value: FactValue | undefined
  /** The days on which it holds, where the questions of the kind ask for them. */
  valid?: FactPeriod
  errors: Errors
  notes?: Errors
}

export const YES_NO_UNKNOWN = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
  { value: 'unknown', label: '还不知道' },
]

const FIRST_YEAR = 1990

/** What is wrong with a year as typed, which may not lie ahead. */
export function yearError(text: string, what: string, today: PlainDate | undefined): string | undefined {
  const most = today === undefined ? 2100 : Number(today.slice(0, 4))
  return countError(text, what, { least: FIRST_YEAR, most, unit: '年' })
}

/** The value of what was read: nothing while anything is wrong. */
export function reading(
  errors: Readonly<Record<string, string | undefined>>,
  make: () => FactValue | undefined,
): FactReading {
  const found = gatherErrors(errors)
  return { errors: found, value: Object.keys(found).length === 0 ? make() : undefined }
}

/** The members of a union as options in the staff's words. */
export function optionsOf<Value extends string>(
  values: readonly Value[],
  words: (value: Value) => string,
): Option[] {
  return values.map((value) => ({ value, label: words(value) }))
}

/** The text under `name` as a part of a value that is left out while empty. */
export function optionalText<Name extends string>(body: Body, name: Name): { [Key in Name]?: string } {
  const text = textOf(body, name)
  return text === '' ? {} : ({ [name]: text } as { [Key in Name]: string })
}

export function periodQuestions(names: PeriodNames): Question[] {
  return [
    { name: 'validFrom', label: names.from, kind: 'day', half: true, optional: true },
    { name: 'validTo', label: names.to, kind: 'day', half: true, optional: true, hint: names.open },
  ]
}

/** The period as typed; an end before its beginning is refused, a beginning ahead of today only noted. */
export function readPeriod(
  body: Body,
  names: PeriodNames,
  today: PlainDate | undefined,
): { valid: FactPeriod | undefined; errors: Errors; notes: Errors } {
  const [fromText, toText] = [textOf(body, 'validFrom'), textOf(body, 'validTo')]
  const [from = null, to = null] = [readDay(fromText), readDay(toText)]
  const reversed = from !== null && to !== null && to < from
  const errors = gatherErrors({
    validFrom: optionalDayError(fromText, names.from),
    validTo:
      optionalDayError(toText, names.to) ??
      (reversed ? `${names.to}早于${names.from}。请照材料核对。` : undefined),
  })
  const ahead = from !== null && today !== undefined && from > today
  return {
    valid: Object.keys(errors).length === 0 ? { from, to } : undefined,
    errors,
    notes: gatherErrors({ validFrom: ahead ? `${names.from}在今天以后，到那天才算数。` : undefined }),
  }
}

/** A period in words, such as 2021-03-01 起 or 2021-03-01 至 2022-02-28; undefined where nothing is known of it. */
export function periodWords({ from, to }: FactPeriod): string | undefined {
  if (from === null) return to === null ? undefined : `至 ${to}`
  return to === null ? `${from} 起` : `${from} 至 ${to}`
}
