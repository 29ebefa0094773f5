import type { Failure } from '#shared/base/failure.ts'
import { failureOf } from '../../api/failure.ts'

/** What came of issuing several notices: one that is refused does not stop the others. */
export interface IssueOutcome {
  issued: number
  refused: number
  firstRefusal: Failure | undefined
}

/** Issues one notice after the other with `issue`, in the order of `caseIds`. */
export async function issueNotices(
  caseIds: readonly string[],
  issue: (caseId: string) => Promise<unknown>,
): Promise<IssueOutcome> {
  const outcome: IssueOutcome = { issued: 0, refused: 0, firstRefusal: undefined }
  for (const caseId of caseIds) {
    try {
      await issue(caseId)
      outcome.issued += 1
    } catch (error) {
      outcome.refused += 1
      outcome.firstRefusal ??= failureOf(error)
    }
  }
  return outcome
}
