import { formatX100 } from '../../base/points-text.ts'
import { indicatorFigures, type PointsIndicator, type PointsPack } from '../../policy/index.ts'
import type { PointsAssessment, PointsLine } from './assessment.ts'

/**
 * What the difference of a line comes from. `rule`: the pack computes it otherwise. `fact`: what is recorded or
 * assumed. `time`: the day alone. `added`, `struck`: only one of the packs has it.
 */
export type ChangeCause = 'none' | 'rule' | 'fact' | 'time' | 'added' | 'struck'

/** One line of two assessments beside each other; points are hundredths, null where a side is not scored. */
export interface LineChange {
  code: string
  name: string
  before: PointsLine | null
  after: PointsLine | null
  changeX100: number | null
  cause: ChangeCause
  text: string
}

/** The packs of the two assessments, and whether what is known of a line differs between them. */
export interface ComparisonContext {
  before: PointsPack
  after: PointsPack
  factsChanged: (code: string) => boolean
}

const MOST_TOLD = 3

/**
 * Each line of two assessments with what its difference comes from, in words for staff and residents: the lines of
 * the later one in their order, then those that are gone.
 */
export function compareAssessments(
  before: PointsAssessment,
  after: PointsAssessment,
  context: ComparisonContext,
): LineChange[] {
  const earlier = new Map(before.lines.map((line) => [line.code, line]))
  const kept = new Set(after.lines.map(({ code }) => code))
  const pairs: Pair[] = [
    ...after.lines.map((line) => pairOf(earlier.get(line.code), line)),
    ...before.lines
      .filter(({ code }) => !kept.has(code))
      .map((line): Pair => ({ before: line, after: null })),
  ]
  const own = pairs
    .filter((pair) => lineOf(pair).kind !== 'adjustment')
    .map((pair) => lineChange(pair, context))
  const adjusted = pairs.filter((pair) => lineOf(pair).kind === 'adjustment')
  return [...own, ...adjusted.map((pair) => adjustmentChange(pair, own, context))]
}

/** What a resident may be told of two assessments, in one or two sentences. */
export function changeSummary(
  changes: readonly LineChange[],
  before: PointsAssessment,
  after: PointsAssessment,
): string {
  const open = after.lines.filter(({ state }) => state !== 'SCORED').length
  const rest = open === 0 ? '' : `（另有 ${open} 项没有记录或未装载，未计入）`
  const total = after.totalX100 - before.totalX100
  const first =
    total === 0
      ? `合计 ${formatX100(after.totalX100)} 分，没有变化${rest}。`
      : `合计由 ${formatX100(before.totalX100)} 分到 ${formatX100(after.totalX100)} 分，${amountText(total)}${rest}。`
  const moved = changes.filter(({ cause, changeX100 }) => cause !== 'none' && changeX100 !== 0)
  if (moved.length === 0) return first
  const told = [...moved].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, MOST_TOLD)
  const more = moved.length > told.length ? `；变化的共 ${moved.length} 项` : ''
  return `${first}${told.map(({ text }) => text).join('；')}${more}。`
}

/** A line of both assessments, or one that only the earlier or only the later one has. */
type Pair = Both | { before: PointsLine; after: null } | { before: null; after: PointsLine }

interface Both {
  before: PointsLine
  after: PointsLine
}

function pairOf(before: PointsLine | undefined, after: PointsLine): Pair {
  return before === undefined ? { before: null, after } : { before, after }
}

function lineOf(pair: Pair): PointsLine {
  return pair.after ?? pair.before
}

function lineChange(pair: Pair, context: ComparisonContext): LineChange {
  const { code, name } = lineOf(pair)
  const common = { code, name, ...pair, changeX100: changeOf(pair) }
  if (pair.before === null)
    return { ...common, cause: 'added', text: `新增“${name}”，${scoredText(pair.after)}` }
  if (pair.after === null)
    return { ...common, cause: 'struck', text: `“${name}”已取消，原${scoredText(pair.before)}` }
  const both: Both = pair
  const ruleText = ruleDifference(both, context)
  if (ruleText !== undefined) return { ...common, cause: 'rule', text: ruleText }
  if (both.before.state === both.after.state && (common.changeX100 ?? 0) === 0)
    return { ...common, cause: 'none', text: unchangedText(both) }
  return { ...common, cause: context.factsChanged(code) ? 'fact' : 'time', text: movedText(both) }
}

/** Caps, gates and rounding follow what the lines come to, unless the pack itself sets them otherwise. */
function adjustmentChange(
  pair: Pair,
  own: readonly LineChange[],
  { before, after }: ComparisonContext,
): LineChange {
  const { code, name } = lineOf(pair)
  const changeX100 = changeOf(pair)
  const common = { code, name, ...pair, changeX100 }
  if (changeX100 === 0) return { ...common, cause: 'none', text: `${name}没有变化` }
  const moved = own.find(({ cause }) => cause !== 'none')
  const cause = frameText(before) === frameText(after) ? (moved?.cause ?? 'time') : 'rule'
  const outcome = changeX100 === null ? scoredText(lineOf(pair)) : amountText(changeX100)
  return { ...common, cause, text: `${name}，${outcome}` }
}

function changeOf({ before, after }: Pair): number | null {
  if (before === null) return after.pointsX100
  if (after === null) return before.pointsX100 === null ? null : -before.pointsX100
  return before.pointsX100 === null || after.pointsX100 === null ? null : after.pointsX100 - before.pointsX100
}

function ruleDifference({ before, after }: Both, packs: ComparisonContext): string | undefined {
  const earlier = packs.before.indicators.find(({ code }) => code === before.code)
  const later = packs.after.indicators.find(({ code }) => code === after.code)
  if (earlier === undefined || later === undefined || scoringText(earlier) === scoringText(later))
    return undefined
  const what = figureDifference(earlier, later) ?? formulaDifference({ before, after })
  const moved = before.basis === after.basis ? [] : [basisText({ before, after })]
  return `${[`计分办法变了：${what}`, ...moved].join('；')}，${outcomeText({ before, after })}`
}

/** What an indicator computes, without the words, sources and papers around it. */
function scoringText(indicator: PointsIndicator): string {
  const { as, cap, subject, verifiers, asOf, requires, whenAbsent, rule } = indicator
  return scoringJson({ as, cap, subject, combine: verifiers.combine, asOf, requires, whenAbsent, rule })
}

/** What a pack does to the sum of its lines. */
function frameText({ layers, total, rounding, groups, requires, vetoes, freezes }: PointsPack): string {
  return scoringJson({ layers, total, rounding, groups, requires, vetoes, freezes })
}

const WORD_KEYS: ReadonlySet<string> = new Set([
  'alternative',
  'citation',
  'name',
  'note',
  'recognisedWithin',
  'status',
  'title',
])

function scoringJson(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => (WORD_KEYS.has(key) ? undefined : part))
}

/** The figures that differ, where all else is the same and there is a short way to say it. */
function figureDifference(before: PointsIndicator, after: PointsIndicator): string | undefined {
  const earlier = indicatorFigures(before)
  const later = indicatorFigures(after)
  if (earlier.length !== later.length) return undefined
  const texts: string[] = []
  for (const [index, { path, figure }] of earlier.entries()) {
    const other = later[index]
    if (other === undefined || other.path.join('.') !== path.join('.')) return undefined
    if (other.figure.value === figure.value) continue
    const words = figureWords(before, path)
    if (words === undefined) return undefined
    texts.push(`${words} ${valueText(figure.value)}改为 ${valueText(other.figure.value).trimEnd()}`)
  }
  return texts.length === 0 ? undefined : texts.join('，')
}

function figureWords({ rule }: PointsIndicator, path: readonly (string | number)[]): string | undefined {
  if (path.join('.') === 'cap') return '最高'
  const place = path.slice(1).join('.')
  if (rule?.kind === 'per-unit' && place === 'rate') return `每${rule.unit.replace(/^个/, '')}`
  if (rule?.kind === 'threshold') return place === 'rate' ? `每${rule.unit.replace(/^个/, '')}` : '起算'
  if (rule?.kind === 'lookup') return rule.choices[Number(path[2])]?.title
  return undefined
}

function valueText(value: string | null): string {
  return value === null ? '未装载' : `${value} 分`
}

function formulaDifference({ before, after }: Both): string {
  return before.formula === after.formula ? '条件不同' : `${before.formula} 改为 ${after.formula}`
}

function movedText({ before, after }: Both): string {
  const birthday = /^\d+ 周岁$/.test(after.basis) && after.fields.includes('birth')
  if (birthday && after.basis !== before.basis && before.state === after.state)
    return `年满 ${after.basis}，${outcomeText({ before, after })}`
  const isOwnKept = before.ownX100 !== null && before.ownX100 === after.ownX100
  const why = isOwnKept ? '自身得分没有变化，因分组取舍、申请人的选择或替换，' : ''
  return `${basisText({ before, after })}，${why}${outcomeText({ before, after })}`
}

function unchangedText({ before, after }: Both): string {
  if (after.state !== 'SCORED') return `${after.name}${stateText(after)}，没有变化`
  return before.basis === after.basis ? `${after.name}没有变化` : `${basisText({ before, after })}，分值不变`
}

function basisText({ before, after }: Both): string {
  const { name } = after
  if (before.state === 'UNKNOWN' && after.state !== 'UNKNOWN')
    return `${name}原来没有记录，现为${spaced(after.basis)}`
  if (after.state === 'UNKNOWN') return `${name}现在没有记录`
  if (after.state === 'NOT_LOADED') return name
  if (before.state === 'NOT_LOADED')
    return after.basis === '' ? `${name}原来未装载` : `${name}原来未装载，现为${spaced(after.basis)}`
  if (before.basis === after.basis) return name
  const more = `${before.basis}、`
  if (after.basis.startsWith(more)) return `${name}新增${spaced(after.basis.slice(more.length))}`
  return `${name}由${spaced(shortened(before.basis, after.basis))}到${spaced(after.basis)}`
}

/** Words that follow others: a number is set apart, Chinese is not. */
function spaced(words: string): string {
  return /^[0-9A-Za-z]/.test(words) ? ` ${words}` : words
}

/** The earlier words without the bracket both end with. */
function shortened(text: string, other: string): string {
  const bracket = /（[^（）]*）$/.exec(text)?.[0]
  return bracket !== undefined && other.endsWith(bracket) ? text.slice(0, -bracket.length) : text
}

function outcomeText({ before, after }: Both): string {
  const change = changeOf({ before, after })
  if (change !== null) return amountText(change)
  return after.pointsX100 === null ? stateText(after) : `计 ${formatX100(after.pointsX100)} 分`
}

function scoredText(line: PointsLine): string {
  return line.pointsX100 === null ? stateText(line) : `计 ${formatX100(line.pointsX100)} 分`
}

function stateText({ state }: PointsLine): string {
  return state === 'UNKNOWN' ? '未知，不计分' : '未装载，不计分'
}

function amountText(x100: number): string {
  if (x100 === 0) return '分值不变'
  return `${x100 > 0 ? '多' : '少'} ${formatX100(Math.abs(x100))} 分`
}

function sizeOf({ changeX100, before, after }: LineChange): number {
  return Math.abs(changeX100 ?? (after?.pointsX100 ?? 0) - (before?.pointsX100 ?? 0))
}
