import type { GainBand, SimulationResult } from '#shared/ipc/policies.ts'
import { formatCount, formatPoints } from '../../components/format.ts'

/** Points with their sign; nothing at all is 0.00. */
export function signedX100(x100: number): string {
  const rounded = Math.round(x100)
  return rounded > 0 ? `+${formatPoints(rounded)}` : formatPoints(rounded)
}

/** Hundredths as short as they are exact: 5, 0.5, 12.25. */
function short(x100: number): string {
  return String(x100 / 100)
}

export type Direction = 'gain' | 'same' | 'lose'

/** Whether a band holds those who gain, lose, or stay as they are. */
export function bandDirection({ from, to }: Pick<GainBand, 'from' | 'to'>): Direction {
  if (from !== null && from >= 0 && !(from === 0 && to === 0)) return 'gain'
  if (to !== null && to <= 0 && !(from === 0 && to === 0)) return 'lose'
  return 'same'
}

/** A band of changes in words: 减 5 至 10 分, 不变, 加 10 分以上. */
export function bandText(band: Pick<GainBand, 'from' | 'to'>): string {
  const { from, to } = band
  const direction = bandDirection(band)
  if (direction === 'same') return '不变'
  const [least, most] = direction === 'gain' ? [from, to] : [to, from]
  const word = direction === 'gain' ? '加' : '减'
  const low = Math.abs(least ?? 0)
  if (most === null) return `${word} ${short(low)} 分以上`
  const high = Math.abs(most)
  // Both edges belong to the band, so that 4.99 is the last before 5.
  if (low <= 1) return `${word}不到 ${short(high + 1)} 分`
  return low === high ? `${word} ${short(low)} 分` : `${word} ${short(low)} 至 ${short(high)} 分`
}

/** A share of a whole in percent with one decimal; a dash where there is no whole. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`
}

/** The main things of a simulation in sentences, the most important first. */
export function simulationSentences(result: SimulationResult): string[] {
  const { residents, gain, same, lose, open } = result
  if (residents === 0) return ['库里还没有可以试算的居民。']
  const counts = [
    `${formatCount(gain)} 人加分（${shareText(gain, residents)}）`,
    `${formatCount(lose)} 人减分（${shareText(lose, residents)}）`,
    `${formatCount(same)} 人不变`,
  ].join('，')
  return [
    `${formatCount(residents)} 人中，${counts}；平均每人 ${signedX100(result.meanChangeX100)} 分。`,
    ...townSentences(result),
    ...indicatorSentences(result),
    ...(open === 0
      ? []
      : [`${formatCount(open)} 人还有未定或未装载的指标，只比较已确定的部分，结果可能再变。`]),
  ]
}

function townSentences({ towns }: SimulationResult): string[] {
  const most = (direction: 'gain' | 'lose') =>
    towns
      .filter((town) => town[direction] > 0)
      .map((town) => ({ town, share: town[direction] / (town.gain + town.same + town.lose) }))
      .sort((a, b) => b.share - a.share)[0]
  const [gaining, losing] = [most('gain'), most('lose')]
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`
  return [
    ...(losing === undefined
      ? []
      : [
          `减分面最大的镇街是${losing.town.town}：${formatCount(losing.town.lose)} 人减分，占该镇街 ${percent(losing.share)}。`,
        ]),
    ...(gaining === undefined
      ? []
      : [
          `加分面最大的镇街是${gaining.town.town}：${formatCount(gaining.town.gain)} 人加分，占该镇街 ${percent(gaining.share)}。`,
        ]),
  ]
}

function indicatorSentences({ indicators }: SimulationResult): string[] {
  const [most] = [...indicators].sort((a, b) => b.gain + b.lose - (a.gain + a.lose))
  if (most === undefined || most.gain + most.lose === 0) return ['没有哪项指标的分数有变化。']
  return [
    `影响最大的指标是${most.name}：${formatCount(most.gain)} 人加分，${formatCount(most.lose)} 人减分。`,
  ]
}
