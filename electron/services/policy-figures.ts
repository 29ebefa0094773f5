import { assertNever } from '#shared/base/assert-never.ts'
import {
  conditionWords,
  type Figure,
  type FigureStatus,
  indicatorFigures,
  itemWords,
  measureWords,
  type PointsPack,
  type PointsRule,
} from '#shared/policy/index.ts'

type Path = readonly (string | number)[]

/** A figure of a pack: where it stands, whose it is and what it is for, and what holds for it unless it says so. */
export type PackFigure = {
  path: (string | number)[]
  code: string
  name: string
  meaning: string
  figure: Figure
  usual: { status: FigureStatus; citation: string | undefined }
}

/** Every figure of a pack in the order of its text: the total, layers, groups, then indicator by indicator. */
export function packFigures(pack: PointsPack): PackFigure[] {
  const { total } = pack
  const frame = { code: '', name: '总分', usual: total }
  return [
    ...figureAt(total.cap, { ...frame, path: ['total', 'cap'], meaning: '上限' }),
    ...figureAt(total.floor, { ...frame, path: ['total', 'floor'], meaning: '下限' }),
    ...pack.layers.flatMap((layer, index) =>
      figureAt(layer.cap, {
        code: '',
        name: layer.name,
        path: ['layers', index, 'cap'],
        meaning: '上限',
        usual: layer,
      }),
    ),
    ...pack.groups.flatMap((group, index) =>
      figureAt(group.mode.kind === 'sum' ? group.mode.cap : null, {
        code: group.code,
        name: group.name,
        path: ['groups', index, 'mode', 'cap'],
        meaning: '合计上限',
        usual: group,
      }),
    ),
    ...pack.indicators.flatMap((indicator, index) =>
      indicatorFigures(indicator).flatMap(({ path, figure }) =>
        figureAt(figure, {
          code: indicator.code,
          name: indicator.name,
          path: ['indicators', index, ...path],
          meaning: figureMeaning(indicator.rule, path),
          usual: indicator,
        }),
      ),
    ),
  ]
}

function figureAt(
  figure: Figure | null,
  {
    usual,
    ...place
  }: Omit<PackFigure, 'figure' | 'usual'> & {
    usual: { status: FigureStatus; citation?: string | undefined }
  },
): PackFigure[] {
  if (figure === null) return []
  return [{ ...place, figure, usual: { status: usual.status, citation: usual.citation } }]
}

/** What a figure of an indicator is for, in words; its path begins with `cap` or `rule`. */
function figureMeaning(rule: PointsRule | null, [part, ...path]: Path): string {
  return part === 'rule' && rule !== null ? ruleFigureWords(rule, path) : '本项上限'
}

/** What the figure at a path within a rule is for, in words. */
function ruleFigureWords(rule: PointsRule, path: Path): string {
  const [field, index] = path
  switch (rule.kind) {
    case 'sum':
    case 'highest': {
      const part = typeof index === 'number' ? rule.of[index] : undefined
      return field === 'of' && part !== undefined ? ruleFigureWords(part, path.slice(2)) : '各项合计上限'
    }
    case 'choose': {
      const option = typeof index === 'number' ? rule.of[index] : undefined
      return option === undefined ? '' : `${option.title} › ${ruleFigureWords(option.rule, path.slice(3))}`
    }
    case 'gated':
      return ruleFigureWords(rule.rule, path.slice(1))
    case 'bands': {
      const band = field === 'bands' && typeof index === 'number' ? rule.bands[index] : undefined
      if (band === undefined) return '不在各段'
      return `${measureWords(rule.measure)} ${band.from} ${band.to === null ? '及以上' : `至 ${band.to}`}（${rule.unit}）`
    }
    case 'lookup':
      return (typeof index === 'number' ? rule.choices[index]?.title : undefined) ?? ''
    case 'ordinal':
      return `${itemWords(rule.of)}第 ${Number(index) + 1} 次`
    case 'flat':
      return conditionWords(rule.when)
    case 'age-linear':
      return ageWords(rule, path)
    case 'per-unit':
      return `${measureWords(rule.measure)}，每${rule.unit}`
    case 'threshold':
      return field === 'first'
        ? `${measureWords(rule.measure)}达到 ${rule.start} 时`
        : `${measureWords(rule.measure)}达到 ${rule.start} 后，每${rule.unit}`
    case 'divided':
      return field === 'each' ? `${itemWords(rule.of)}每件` : '第一完成人的倍数'
    case 'granted':
      return field === 'mostEachGiver' ? '同一评定单位最高' : '不超过评定单位人数的'
    case 'yearly':
      return field === 'rate' ? `${itemWords(rule.of)}，每${rule.unit}` : '同一年度最高'
    default:
      return assertNever(rule)
  }
}

function ageWords(rule: Extract<PointsRule, { kind: 'age-linear' }>, [field]: Path): string {
  switch (field) {
    case 'bandPoints':
      return `${rule.bandFrom} 至 ${rule.bandTo} 周岁`
    case 'perYearYounger':
      return `${rule.bandFrom} 周岁以下每小 1 岁加`
    case 'minors':
      return `未满 ${rule.adultFrom} 周岁`
    default:
      return rule.above.kind === 'flat' ? `${rule.bandTo} 周岁以上` : `${rule.bandTo} 周岁以上每大 1 岁减`
  }
}
