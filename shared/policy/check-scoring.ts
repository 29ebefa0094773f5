import { compare, fraction } from '../base/fraction.ts'
import { finding, type PackFinding } from './check-findings.ts'
import { type Figure, figureValue } from './figure.ts'
import {
  type IndicatorGroup,
  indicatorFigures,
  type PointsIndicator,
  type PointsPack,
} from './points-pack.ts'
import { isOfficialPurpose, isSelectedPurpose, purposeWords } from './purposes.ts'

/** No person has a hundredth of these points under any document, and sums of them are still exact. */
const MOST_POINTS = 1_000_000

type Path = (string | number)[]

const KIND_WORDS = { points: '加分项', deduction: '扣分项', replacement: '替换项' } as const satisfies Record<
  PointsIndicator['as']['kind'],
  string
>

/** What keeps a pack from being scored, or an invented one from being used: each with its place. */
export function scoringFindings(pack: PointsPack): PackFinding[] {
  return [...sampleFindings(pack), ...groupFindings(pack), ...sizeFindings(pack)]
}

/** An invented pack may be looked at and tried, but nobody's points may come from it. */
function sampleFindings({ origin, purposes }: PointsPack): PackFinding[] {
  if (origin !== 'sample') return []
  return purposes.flatMap((purpose, index) =>
    isSelectedPurpose(purpose) && isOfficialPurpose(purpose)
      ? [
          finding(
            'SAMPLE_IN_USE',
            ['purposes', index],
            `虚构的示例不能用于“${purposeWords(purpose)}”，居民的积分不能据此计算`,
          ),
        ]
      : [],
  )
}

/** Groups whose members cannot be compared, or whose sum would be cut by its own cap and by those of two layers. */
function groupFindings(pack: PointsPack): PackFinding[] {
  return pack.groups.flatMap((group, index) => {
    const unlike = pack.purposes
      .map((purpose) => unlikeMember(group, membersFor(pack, group, purpose)))
      .find((found) => found !== undefined)
    if (unlike === undefined) return []
    const path = ['groups', index, 'indicators', group.indicators.indexOf(unlike.member.code)]
    return [finding('UNLIKE_GROUP', path, `${group.name}：${unlike.words}，无法确定怎样合计`)]
  })
}

function membersFor(pack: PointsPack, { indicators }: IndicatorGroup, purpose: string): PointsIndicator[] {
  return indicators.flatMap((code) =>
    pack.indicators.filter(
      (indicator) =>
        indicator.code === code && (indicator.purposes === undefined || indicator.purposes.includes(purpose)),
    ),
  )
}

function unlikeMember(
  { mode }: IndicatorGroup,
  [first, ...others]: readonly PointsIndicator[],
): { member: PointsIndicator; words: string } | undefined {
  for (const member of others) {
    if (first === undefined) return undefined
    if (member.as.kind !== first.as.kind)
      return {
        member,
        words: `“${first.name}”是${KIND_WORDS[first.as.kind]}，“${member.name}”是${KIND_WORDS[member.as.kind]}`,
      }
    if (mode.kind === 'sum' && member.layer !== first.layer)
      return { member, words: `“${first.name}”和“${member.name}”不在同一层级，合计上限和各层上限会重复扣减` }
  }
  return undefined
}

/** Figures no points can be: what is computed from them cannot be held exactly. */
function sizeFindings({ indicators, layers, total, groups }: PointsPack): PackFinding[] {
  const placed: { name: string; path: Path; figure: Figure | null }[] = [
    ...indicators.flatMap((indicator, index) =>
      indicatorFigures(indicator).map(({ path, figure }) => ({
        name: indicator.name,
        path: ['indicators', index, ...path],
        figure,
      })),
    ),
    ...layers.map(({ name, cap }, index) => ({ name, path: ['layers', index, 'cap'], figure: cap })),
    { name: '总分上限', path: ['total', 'cap'], figure: total.cap },
    { name: '总分下限', path: ['total', 'floor'], figure: total.floor },
    ...groups.flatMap(({ name, mode }, index) =>
      mode.kind === 'sum' ? [{ name, path: ['groups', index, 'mode', 'cap'], figure: mode.cap }] : [],
    ),
  ]
  return placed.flatMap(({ name, path, figure }) =>
    figure !== null && isTooLarge(figure)
      ? [finding('TOO_LARGE', path, `${name}：数值 ${figure.value} 大得不能是分值，算不出结果`)]
      : [],
  )
}

function isTooLarge(figure: Figure): boolean {
  const most = fraction(MOST_POINTS)
  return [figureValue(figure, 'chosen'), figureValue(figure, 'alternative')].some(
    (value) => value !== null && compare(value, most) > 0,
  )
}
