import type { WhatIf } from '#shared/ipc/round-results.ts'
import type { BarData } from '../../components/charts/bar-option.ts'
import { formatCount } from '../../components/format.ts'

/** Why first-preference-first is shown and never used. */
export const WHY_NEVER =
  '志愿优先只作演示：它让照实填志愿的人吃亏，分高的人会输给分低而把这一处填在前面的人，所以正式运行从不采用。'

/** More bars than these are not read at one look. */
const MOST_BARS = 24

/** On what the trial was run, and that nothing is kept. */
export function basisText({
  frozen,
  drawn,
  applicants,
}: Pick<WhatIf, 'frozen' | 'drawn' | 'applicants'>): string {
  const list = frozen ? '用冻结的名单' : '还没有冻结，用目前的申请'
  const seed = drawn ? '种子是本批次的' : '种子还没有定，用试算种子代替，签号与将来的不同'
  return `${list}（${formatCount(applicants)} 人）；${seed}。试算不留记录，不影响本批次。`
}

/** What a change from a to b means for people, the main thing first. */
export function outcomeSentence({ better, worse, same }: Pick<WhatIf, 'better' | 'worse' | 'same'>): string {
  if (better === 0 && worse === 0) return '两种办法下，每个人的结果都一样。'
  return `从甲改为乙：${formatCount(better)} 人更好，${formatCount(worse)} 人更差，${formatCount(same)} 人不变。`
}

/** How many see somebody behind them in a place they wished more. */
export function envyText(count: number): string {
  return count === 0 ? '没有' : `${formatCount(count)} 人`
}

/** Filled places of a and b beside each other, only where they differ. */
export function placesComparison(places: WhatIf['places']): BarData | undefined {
  const different = places.filter(({ a, b }) => a.filled !== b.filled || a.capacity !== b.capacity)
  if (different.length === 0) return undefined
  const shown = different.slice(0, MOST_BARS)
  return {
    categories: shown.map(({ name }) => name),
    series: [
      { name: '甲', tone: 'plain', values: shown.map(({ a }) => a.filled) },
      { name: '乙', tone: 'accent', values: shown.map(({ b }) => b.filled) },
    ],
    shape: 'rows',
    stacked: false,
    unit: '人',
  }
}

/** An example of envy as it would have to be explained at the counter. */
export function envyExample({ no, place, holder }: WhatIf['examples'][number]): string {
  return `${no} 更想去${place}，次序在 ${holder} 之前，名额却给了 ${holder}。`
}
