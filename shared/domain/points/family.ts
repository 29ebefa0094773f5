import type { PlainDate } from '../../base/plain-date.ts'
import type { PointsPack } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import { assessPoints } from './assess.ts'
import type { AssessmentOptions, PointsAssessment } from './assessment.ts'

/**
 * Of a family whose members may each apply, the one whose points count: the highest total, the first of equals.
 * Members' points are never added. Undefined where there is nobody. Errors as `assessPoints`.
 */
export function assessFamily(
  pack: PointsPack,
  members: readonly PointsFacts[],
  { on, ...options }: { on: PlainDate } & AssessmentOptions,
): { member: number; assessment: PointsAssessment } | undefined {
  return members
    .map((facts, member) => ({ member, assessment: assessPoints(pack, facts, on, options) }))
    .reduce<{ member: number; assessment: PointsAssessment } | undefined>(
      (best, next) =>
        best === undefined || next.assessment.totalX100 > best.assessment.totalX100 ? next : best,
      undefined,
    )
}
