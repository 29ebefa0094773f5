import type { RoundPlan, TieKey } from '#shared/domain/allocation/index.ts'
import { readCount, readDay } from '../../components/form-checks.ts'
import { type Body, type Question, textOf } from '../../components/form-page.ts'
import { normalDay } from '../../components/format.ts'

type Tied = Pick<RoundPlan, 'ties'>

const TIE_NAMES = {
  residenceMonths: '居住登记月数',
  insuredMonths: '社保缴费月数',
  permitMonths: '居住证月数',
  appliedOn: '申请日期',
} as const satisfies Record<TieKey, string>

/** What a tie key counts, in words of staff. */
export function tieName(tie: TieKey): string {
  return TIE_NAMES[tie]
}

const fieldOf = (tie: string) => `tie.${tie}`

/** A question for each key that is compared where points are equal. */
export function tieQuestions({ ties }: Tied): Question[] {
  return ties.map((tie) => ({
    name: fieldOf(tie),
    label: tieName(tie),
    kind: tie === 'appliedOn' ? 'day' : 'count',
    half: true,
  }))
}

/** The values as answers. */
export function tieBody(values: Readonly<Record<string, number>> = {}): Body {
  return Object.fromEntries(
    Object.entries(values).map(([tie, value]) => [fieldOf(tie), tieAsTyped(tie, value)]),
  )
}

/** A day stands on the list as one number, 2024-03-01 as 20240301. */
function tieAsTyped(tie: string, value: number): string {
  const text = String(value)
  return tie === 'appliedOn' ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text
}

function readTie(tie: TieKey, text: string): number | undefined {
  if (tie !== 'appliedOn') return readCount(text)
  const day = readDay(normalDay(text))
  return day === undefined ? undefined : Number(day.replaceAll('-', ''))
}

/** What is wrong with the values as typed, by the names of their questions. */
export function tieErrors({ ties }: Tied, body: Body): Record<string, string | undefined> {
  const error = (tie: TieKey) => {
    if (readTie(tie, textOf(body, fieldOf(tie))) !== undefined) return undefined
    return tie === 'appliedOn'
      ? '申请日期不存在或没写全，如 2022-06-01。'
      : `${tieName(tie)}应为整数，只写数字。`
  }
  return Object.fromEntries(ties.map((tie) => [fieldOf(tie), error(tie)]))
}

/** The values as typed; they are to be without errors. */
export function readTies({ ties }: Tied, body: Body): Record<string, number> {
  return Object.fromEntries(ties.map((tie) => [tie, readTie(tie, textOf(body, fieldOf(tie))) ?? 0]))
}
