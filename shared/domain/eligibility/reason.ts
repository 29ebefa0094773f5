import type { PlainDate } from '../../base/plain-date.ts'

/** TRUE, FALSE or UNKNOWN. A missing fact is UNKNOWN and never counts as FALSE. */
export type Verdict = 'TRUE' | 'FALSE' | 'UNKNOWN'

/**
 * One condition of a programme with its verdict. `remedy` is what would settle an UNKNOWN or mend a FALSE;
 * `firstOn` the first day on which a FALSE would hold by time alone. Same shape as `ReasonView` of shared/ipc.
 */
export interface Reason {
  condition: string
  title: string
  verdict: Verdict
  explanation: string
  clause: string
  remedy?: string | undefined
  firstOn?: PlainDate | undefined
}

/** What was found for one condition, without its title and clause. */
export type Finding = Pick<Reason, 'verdict' | 'explanation' | 'remedy' | 'firstOn'>

/** A programme's verdict with every condition, in words. `firstOn`: the day from which all FALSE ones hold by time. */
export interface Eligibility {
  verdict: Verdict
  summary: string
  reasons: Reason[]
  firstOn?: PlainDate
}

/** FALSE if any is FALSE, else UNKNOWN if any is UNKNOWN, else TRUE. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('FALSE')) return 'FALSE'
  return verdicts.includes('UNKNOWN') ? 'UNKNOWN' : 'TRUE'
}

/**
 * The verdict over all reasons with a summary that names the failing or open conditions. `firstOn` is given only
 * when every FALSE condition will hold by time alone: the latest of their days.
 */
export function concludeFrom(reasons: Reason[]): Eligibility {
  const verdict = allOf(reasons.map((reason) => reason.verdict))
  const failing = reasons.filter((reason) => reason.verdict === 'FALSE')
  const days = failing.map((reason) => reason.firstOn).filter((day) => day !== undefined)
  const [first, ...others] = days
  const eligibility = { verdict, summary: summaryOf(verdict, reasons), reasons }
  if (first === undefined || days.length < failing.length) return eligibility
  return { ...eligibility, firstOn: others.reduce((latest, day) => (day > latest ? day : latest), first) }
}

function summaryOf(verdict: Verdict, reasons: readonly Reason[]): string {
  const titles = reasons.filter((reason) => reason.verdict === verdict).map((reason) => reason.title)
  if (verdict === 'TRUE') return '各项条件均符合'
  return verdict === 'FALSE' ? `不符合：${titles.join('、')}` : `待定，尚缺：${titles.join('、')}`
}
