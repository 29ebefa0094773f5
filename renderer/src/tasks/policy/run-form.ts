import type { PolicyDocumentRow, RunPointsRequest } from '#shared/ipc/policies.ts'
import { dayError, readDay, textError } from '../../components/form-checks.ts'
import { type Errors, gatherErrors } from '../../components/form-page.ts'
import { daysText } from './document-look.ts'

/** What was chosen and typed for a run. */
export interface RunAnswers {
  key: string
  on: string
  purpose: string
  reason: string
}

const LEAST_REASON = 2
const MOST_REASON = 200

/** The packs everybody can be scored under, old ones for old batches as well: not drafts, the newest first. */
export function runnable(all: readonly PolicyDocumentRow[]): PolicyDocumentRow[] {
  return all
    .filter(({ kind, state }) => kind === 'pack' && (state === 'installed' || state === 'inForce'))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))
}

/** What is wrong with the answers, by question; a day on which the pack does not hold is said. */
export function runErrors(answers: RunAnswers, pack: PolicyDocumentRow | undefined): Errors {
  const reason = answers.reason.trim()
  return gatherErrors({
    key: pack === undefined ? '请选择按哪个政策包计分。' : undefined,
    on: dayError(answers.on, '计分日期') ?? outsideError(answers.on, pack),
    reason:
      textError(reason, '理由', MOST_REASON) ??
      (reason.length < LEAST_REASON ? '理由至少 2 个字。' : undefined),
  })
}

function outsideError(on: string, pack: PolicyDocumentRow | undefined): string | undefined {
  if (pack === undefined) return undefined
  const holds = pack.effectiveFrom <= on && (pack.effectiveTo === null || on <= pack.effectiveTo)
  return holds ? undefined : `这个政策包在 ${on} 不适用（${daysText(pack)}）。请换一天或换一个政策包。`
}

/** The request the answers make; undefined while something is wrong. */
export function runRequest(
  answers: RunAnswers,
  pack: PolicyDocumentRow | undefined,
): Omit<RunPointsRequest, 'commandId'> | undefined {
  const on = readDay(answers.on)
  if (pack === undefined || on === undefined || Object.keys(runErrors(answers, pack)).length > 0)
    return undefined
  return { key: pack.key, on, purpose: purposeOf(answers, pack) ?? null, reason: answers.reason.trim() }
}

/** The purpose that was chosen, or the first of the pack. */
export function purposeOf(
  { purpose }: Pick<RunAnswers, 'purpose'>,
  pack: PolicyDocumentRow | undefined,
): string | undefined {
  return pack?.purposes.find((offered) => offered === purpose) ?? pack?.purposes[0]
}
