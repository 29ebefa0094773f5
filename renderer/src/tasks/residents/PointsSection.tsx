import './points.css'
import type { PointsView } from '#shared/ipc/residents.ts'
import { purposeWords } from '#shared/policy/index.ts'
import { formatPoints } from '../../components/format.ts'
import { Section } from '../../components/RecordPage.tsx'
import { Tag } from '../../components/VerdictTag.tsx'
import { PointsTable } from './PointsTable.tsx'
import { STANDING_LOOK } from './standing-words.ts'

interface SectionProps {
  residentId: string
  points: PointsView
  /** Whether a re-check of a line can be asked for here. */
  contestable: boolean
}

/** Points with the reason beside every line. What is not known is shown as such and never counted as zero. */
export function PointsSection({ residentId, points, contestable }: SectionProps) {
  const purpose = points.purpose === '' ? '' : `${purposeWords(points.purpose)} · `
  return (
    <Section title="积分" aside={`${purpose}${points.packName} · 截至 ${points.on}`}>
      <StandingNotice points={points} />
      <p className="points-total">
        <span className="points-big">{formatPoints(points.certainX100)}</span>
        <span>{points.complete ? '已全部确定' : '已确定'}</span>
        {points.complete ? null : <Tag tone="unknown" sign="?" word={openWords(points)} />}
      </p>
      <PointsBar points={points} />
      <PointsTable residentId={residentId} lines={points.lines} contestable={contestable} />
      {points.next.length === 0 ? null : (
        <ul className="points-next" aria-label="到日子会自己变的">
          {points.next.map((change) => (
            <li key={`${change.on} ${change.text}`} className="source">
              {change.on} 起：{change.text}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** Why points may not be used as they stand, before any number; nothing where they may. */
function StandingNotice({ points: { standing } }: { points: PointsView }) {
  if (standing.kind === 'open') return null
  const { tone, sign, words } = STANDING_LOOK[standing.kind]
  return (
    <div role="note" className={`notice notice-${tone}`}>
      <span aria-hidden="true">{sign}</span>
      <div>
        <p className="standing-words">{words}</p>
        {standing.reasons.map((reason) => (
          <p key={reason.code}>
            {reason.name}：{reason.text}
            {reason.until === null ? '' : `，至 ${reason.until}`}（{reason.clause}）
          </p>
        ))}
      </div>
    </div>
  )
}

/** What the total can still become, both ways. */
function openWords({ atLeastX100, atMostX100 }: PointsView): string {
  if (atLeastX100 !== null && atLeastX100 === atMostX100) return '还有待定项，但总分不会变'
  const bounds = [
    ...(atLeastX100 === null ? [] : [`至少 ${formatPoints(atLeastX100)} 分`]),
    ...(atMostX100 === null ? [] : [`至多 ${formatPoints(atMostX100)} 分`]),
  ]
  if (bounds.length === 2) return bounds.join('，')
  return [...bounds, '其中有未装载的分值'].join('，')
}

/** How much of what could be reached is certain; only drawn where the whole is known: one layer, a cap on every line. */
function PointsBar({ points }: { points: PointsView }) {
  const lines = points.lines.filter(({ kind }) => kind === 'points')
  const whole = lines.reduce((sum, { capX100 }) => sum + (capX100 ?? Number.NaN), 0)
  if (!(whole > 0) || new Set(lines.map(({ layer }) => layer)).size > 1) return null
  const share = Math.min(100, Math.max(0, (points.certainX100 / whole) * 100))
  return (
    <svg className="points-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="bar-ground" width="100" height="6" />
      <rect className="bar-fill" width={share} height="6" />
    </svg>
  )
}
