import { assertNever } from '../base/assert-never.ts'
import { fractionText, parseFraction } from '../base/fraction.ts'
import { codeWords } from './fact-words.ts'
import type { Figure } from './figure.ts'
import type { Measure } from './measure.ts'
import { conditionDetails, conditionWords, countWords, itemWords, measureWords } from './measure-words.ts'
import type {
  AgeLinearRule,
  BandsRule,
  DividedRule,
  FactRule,
  GrantedRule,
  LookupRule,
  OrdinalRule,
  PointsRule,
  ThresholdRule,
  YearlyRule,
} from './rules/index.ts'

/** One entry of a rule as a clerk reads it: for what, and how much. */
export interface RuleEntry {
  place: string
  text: string
}

/** A rule in plain words, an entry a line. */
export function ruleWords(rule: PointsRule): string[] {
  return ruleEntries(rule).map(({ place, text }) => `${place}：${text}`)
}

/** An exact amount as staff write it: `1/2` is `0.5`, `1/3` stays. */
export function amountWords(value: string): string {
  return fractionText(parseFraction(value))
}

/** An exact figure as it stands in the table: `5 分`, `未装载`; a default or another reading is said. */
export function figureWords(figure: Figure): string {
  if (figure.value === null) return '未装载'
  const marks = [
    ...(figure.status === 'DEFAULT' ? ['默认值'] : []),
    ...(figure.alternative === undefined
      ? []
      : [`另一读法 ${amountWords(figure.alternative.value)} 分，${figure.alternative.citation}`]),
  ]
  return `${amountWords(figure.value)} 分${marks.length === 0 ? '' : `（${marks.join('；')}）`}`
}

/** A rule as a table: what every figure is granted for, in the order of the pack. */
export function ruleEntries(rule: PointsRule): RuleEntry[] {
  switch (rule.kind) {
    case 'sum':
      return [
        ...rule.of.flatMap(ruleEntries),
        { place: '各项合计', text: rule.cap === null ? '不设上限' : `最高 ${figureWords(rule.cap)}` },
      ]
    case 'highest':
      return [...rule.of.flatMap(ruleEntries), { place: '以上各项', text: '只取最高一项' }]
    case 'choose':
      return [
        ...rule.of.flatMap(({ title, rule: part }) => under(title, ruleEntries(part))),
        {
          place: '以上各项',
          text: `由申请人选择一项（${rule.choice}：${rule.of.map(({ option }) => option).join('、')}）`,
        },
      ]
    case 'gated':
      return [
        { place: '前提', text: conditionWords(rule.requires) },
        { place: '前提的判断', text: conditionDetails(rule.requires) },
        ...ruleEntries(rule.rule),
      ]
    default:
      return factEntries(rule)
  }
}

function factEntries(rule: FactRule): RuleEntry[] {
  switch (rule.kind) {
    case 'flat':
      return [
        { place: conditionWords(rule.when), text: figureWords(rule.points) },
        { place: '判断', text: conditionDetails(rule.when) },
      ]
    case 'age-linear':
      return ageEntries(rule)
    case 'bands':
      return bandEntries(rule)
    case 'divided':
      return dividedEntries(rule)
    case 'granted':
      return grantedEntries(rule)
    case 'lookup':
      return lookupEntries(rule)
    case 'ordinal':
      return ordinalEntries(rule)
    case 'per-unit':
      return [{ place: `${measureWords(rule.measure)}，每${rule.unit}`, text: rateWords(rule) }]
    case 'threshold':
      return thresholdEntries(rule)
    case 'yearly':
      return yearlyEntries(rule)
    default:
      return assertNever(rule)
  }
}

function bandEntries({ measure, unit, bands, otherwise }: BandsRule): RuleEntry[] {
  const words = measureWords(measure)
  return [
    ...bands.map(({ from, to, points }) => ({
      place: `${words} ${bandWords(from, to, (count) => countWords(measure, count))}`,
      text: figureWords(points),
    })),
    { place: `${words}不在以上各段`, text: figureWords(otherwise) },
    { place: '计量单位', text: unit },
  ]
}

function dividedEntries({ of, each, firstFactor }: DividedRule): RuleEntry[] {
  return [
    { place: `${itemWords(of)}每件`, text: `${figureWords(each)}，多人共有的平分` },
    { place: `${itemWords(of)}第一完成人`, text: `按平均份额的 ${firstFactor.value ?? '（未装载）'} 倍` },
  ]
}

function grantedEntries({ of, mostEachGiver, mostShare }: GrantedRule): RuleEntry[] {
  return [
    { place: itemWords(of), text: `按评定的分值，同一评定单位最高 ${figureWords(mostEachGiver)}` },
    { place: `${itemWords(of)}名额`, text: shareWords(mostShare) },
  ]
}

function ordinalEntries({ of, amounts, take }: OrdinalRule): RuleEntry[] {
  const items = itemWords(of)
  return [
    ...amounts.map((amount, index) => ({
      place: `${items}第 ${index + 1} 次${index === amounts.length - 1 ? '及以后' : ''}`,
      text: figureWords(amount),
    })),
    { place: `${items}多次的`, text: take === 'sum' ? '各次相加' : '只按最后一次' },
  ]
}

function thresholdEntries(rule: ThresholdRule): RuleEntry[] {
  const words = measureWords(rule.measure)
  const start = countWords(rule.measure, rule.start)
  return [
    { place: `${words}满 ${start}`, text: figureWords(rule.first) },
    { place: `${words}超过 ${start}后，每${rule.unit}`, text: rateWords(rule) },
  ]
}

function yearlyEntries({ of, take, per, unit, rate, yearCap }: YearlyRule): RuleEntry[] {
  const measure: Measure = { kind: 'items', of, take }
  return [
    { place: `${measureWords(measure)}，每${unit}`, text: rateWords({ measure, rate, per, whole: true }) },
    { place: `${itemWords(of)}同一年度`, text: `最高 ${figureWords(yearCap)}` },
  ]
}

function ageEntries(rule: AgeLinearRule): RuleEntry[] {
  return [
    {
      place: bandWords(rule.bandFrom, rule.bandTo, (age) => `${age} 周岁`),
      text: figureWords(rule.bandPoints),
    },
    { place: `${rule.bandFrom} 周岁以下每小 1 岁`, text: `加 ${figureWords(rule.perYearYounger)}` },
    { place: `未满 ${rule.adultFrom} 周岁`, text: figureWords(rule.minors) },
    rule.above.kind === 'flat'
      ? { place: `${rule.bandTo} 周岁以上`, text: figureWords(rule.above.points) }
      : {
          place: `${rule.bandTo} 周岁以上每大 1 岁`,
          text: `减 ${figureWords(rule.above.perYearOlder)}，减到 0 为止`,
        },
  ]
}

function lookupEntries(rule: LookupRule): RuleEntry[] {
  return [
    ...rule.choices.flatMap(({ values, title, points }) => {
      const names = values.map((value) => codeWords(rule.of.fact, value)).join('、')
      const grant = { place: title, text: figureWords(points) }
      return names === title ? [grant] : [grant, { place: `${title}包含`, text: names }]
    }),
    { place: '范围', text: `${itemWords(rule.of)}${rule.holding ? '，当日仍有效的' : ''}` },
    { place: '多项的', text: '只取最高一项' },
    { place: '表中未列的', text: rule.others === 'nothing' ? '不得分' : '未装载，不计分也不作 0 分' },
  ]
}

/** The edges of a band with their unit; money and other amounts are told in the unit people use. */
export function bandEdges(
  { measure, unit }: Pick<BandsRule, 'measure' | 'unit'>,
  { from, to }: { from: number; to: number | null },
): string {
  const isAmount = measure.kind === 'items' && measure.take !== 'count'
  return bandWords(from, to, (count) => (isAmount ? countWords(measure, count) : `${count} ${unit}`))
}

function bandWords(from: number, to: number | null, count: (value: number) => string): string {
  if (to === null) return `${count(from)}及以上`
  return from === to ? count(from) : `${count(from).replace(/\D+$/, '')} 至 ${count(to)}`
}

/** `0.5 分`; where several of the measure's own units make one of the policy, how many. */
function rateWords({
  measure,
  rate,
  per,
  whole,
}: {
  measure: Measure
  rate: Figure
  per: number
  whole: boolean
}): string {
  const units = per === 1 ? '' : `（每 ${countWords(measure, per)}）`
  return `${figureWords(rate)}${units}，${whole ? '不足的不计' : '不足的按比例折算'}`
}

function shareWords(share: Figure | null): string {
  if (share === null) return '不限人数'
  return share.value === null ? '人数上限未装载' : `不超过评定单位人数的 ${share.value}`
}

function under(place: string, entries: RuleEntry[]): RuleEntry[] {
  return entries.map((entry) => ({ ...entry, place: `${place} › ${entry.place}` }))
}
