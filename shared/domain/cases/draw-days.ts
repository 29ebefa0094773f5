import type { PlainDate } from '../../base/plain-date.ts'
import type { RoundState } from './round-state.ts'
import type { RoundAction } from './rounds.ts'

/**
 * Why a step of a draw by commitments may not be taken on this day, or undefined. Nobody may know the public number
 * while the list, or whether a secret or the value fixed for an absence counts, can still be chosen: who could, would
 * choose between two seeds. It may be known at any hour of its day, so lists and secrets are taken before that day.
 */
export function drawDayObjection(
  { plan: { draw }, status, reveals, correctionDue }: RoundState,
  action: RoundAction,
  today: PlainDate,
): string | undefined {
  if (draw.mode === 'named') return undefined
  const { day } = draw.number
  switch (action) {
    case 'freeze':
      if (today < day || correctionDue) return undefined
      return status === 'open'
        ? `公共号码 ${day} 产生，名单要在那天之前冻结；请由主管调整方案，改用以后的号码`
        : `公共号码 ${day} 产生，从那天起不再重读名单，只有成立的异议可以更正名单`
    case 'reveal':
      if (today < day) return undefined
      return `公共号码 ${day} 产生，揭示到前一天为止；没有揭示的登记缺席，用备用值`
    case 'absent':
      return today < day ? `揭示可以等到 ${day} 的前一天，${day} 当天或之后才能登记缺席` : undefined
    case 'number': {
      if (today < day) return `公共号码要到 ${day} 才产生`
      const missing = draw.revealers.filter(({ name }) => !reveals.has(name)).map(({ name }) => name)
      if (missing.length === 0) return undefined
      return `还没有揭示或登记缺席：${missing.join('、')}；号码最后登记，谁也不能看了号码再选`
    }
    default:
      return undefined
  }
}
