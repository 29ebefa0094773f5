import { formatX100 } from '#shared/base/points-text.ts'
import type { Cutoff, KeyValues, RoundPlan } from '#shared/domain/allocation/index.ts'

type Classes = Pick<RoundPlan, 'kind' | 'classes'>

/** What is said of the last admitted besides class and points. */
type More = (last: KeyValues) => string[]

/** Who came in last at a place, or that there is room, in the words of screens and papers. */
export function cutoffWords(plan: Classes, cutoff: Cutoff | undefined, more: More = () => []): string {
  if (cutoff === undefined || cutoff.capacity === 0) return '没有名额'
  const { filled, capacity, last, reserved } = cutoff
  if (filled < capacity) return `名额未满（${filled}/${capacity}），够条件的全部入选`
  const wordsOf = (ground: KeyValues) => [...keyWords(plan, ground), ...more(ground)].join('，')
  const open =
    last === undefined ? '名额已满，都是预留名额' : lastWords(wordsOf(last), '名额已满，按签号先后')
  if (reserved?.last === undefined) return open
  return `${open}；预留名额${lastWords(wordsOf(reserved.last), '按签号先后')}`
}

function lastWords(words: string, byTicket: string): string {
  return words === '' ? byTicket : `最后一名${words}`
}

function keyWords({ kind, classes }: Classes, last: KeyValues): string[] {
  const own = kind === 'housing' ? last.priority : last.class
  return [
    ...(kind === 'housing' && last.class !== undefined ? [sizeWords(last.class)] : []),
    ...(own === undefined ? [] : [classes.find((each) => each.class === own)?.name ?? `第 ${own} 类`]),
    ...(last.points === undefined ? [] : [`${formatX100(Math.round(last.points * 100))} 分`]),
  ]
}

/** The class of a household's wish: see `householdWishes`. */
function sizeWords(size: number): string {
  return size === 1 ? '人口与房型相符' : '人口少于房型所配'
}
