import type { ReasonView } from '#shared/ipc/common.ts'
import { VerdictTag } from './VerdictTag.tsx'

const WORDS = { TRUE: '符合', UNKNOWN: '待定', FALSE: '不符合' } as const

/** Every condition with its verdict, why, the clause, what would settle it, and the first day on which it changes. */
export function Reasons({ reasons }: { reasons: readonly ReasonView[] }) {
  return (
    <ul className="reasons">
      {reasons.map((reason) => (
        <li key={reason.condition}>
          <VerdictTag verdict={reason.verdict} word={WORDS[reason.verdict]} />
          <div>
            <p>{reason.title}</p>
            <p className="reason-why">{reason.explanation}</p>
            {reason.verdict === 'TRUE' || reason.remedy === undefined ? null : (
              <p className="reason-why">怎么办：{reason.remedy}</p>
            )}
            {reason.firstOn === undefined ? null : <p className="reason-why">最早 {reason.firstOn} 起可以</p>}
            <p className="source">{reason.clause}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Only what is not met or not known, in a line each, with what would settle it. */
export function ReasonsShort({ reasons }: { reasons: readonly ReasonView[] }) {
  return (
    <ul className="reasons-short">
      {reasons
        .filter((reason) => reason.verdict !== 'TRUE')
        .map((reason) => (
          <li key={reason.condition}>
            <VerdictTag verdict={reason.verdict} word={reason.title} />
            {reason.firstOn === undefined
              ? (reason.remedy ?? reason.explanation)
              : `最早 ${reason.firstOn} 起可以`}
          </li>
        ))}
    </ul>
  )
}
