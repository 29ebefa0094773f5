import { formatX100 } from '#shared/base/points-text.ts'
import type { Cutoff, RoundPlan } from '#shared/domain/allocation/index.ts'

/** Who came in last at a place, or that there is room, in the words of screens and papers. */
export function cutoffWords({ classes }: Pick<RoundPlan, 'classes'>, cutoff: Cutoff | undefined): string {
  if (cutoff === undefined || cutoff.capacity === 0) return '没有名额'
  const { filled, capacity, last } = cutoff
  if (filled < capacity) return `名额未满（${filled}/${capacity}），够条件的全部入选`
  const words: string[] = []
  if (last?.class !== undefined)
    words.push(classes.find((each) => each.class === last.class)?.name ?? `第 ${last.class} 类`)
  if (last?.points !== undefined) words.push(`${formatX100(Math.round(last.points * 100))} 分`)
  return words.length === 0 ? '名额已满，按签号先后' : `最后一名${words.join('，')}`
}
