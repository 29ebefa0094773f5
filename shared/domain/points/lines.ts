import { formatX100 } from '../../base/points-text.ts'
import { type Figure, type FigureStatus, leastCertain } from '../../policy/index.ts'
import type { PointsFacts } from '../people/index.ts'
import type { OpenRange, PointsLine } from './assessment.ts'
import { type Moment, NOT_LOADED, UNKNOWN } from './leaf.ts'
import type { People } from './people.ts'
import type { Adjustment, IndicatorProgram, Program, Scoring } from './program.ts'
import type { Explanation, Range } from './rules/index.ts'
import { enter, hundredthsOf } from './scale.ts'
import { FATE, LINE_NOT_LOADED, requireCountable, type Settlement } from './settle.ts'
import { explainScore, missingOf, rawScoreOf, scoreOf } from './subject.ts'
import { UNKNOWN_FAMILY_WORDS } from './words.ts'

/** One settled person, as lines are written about; the person is the only one of `people`. */
export interface Trace {
  program: Program
  settlement: Settlement
  people: People
  facts: PointsFacts
  at: Moment
  /** What each line can come to by itself, without sign. */
  ranges: readonly Range[]
}

const ROW = 0
const NO_CLAUSE = '未注明文号'
const FIGURE_REMEDY = '请主管部门确认分值，并装载新版政策包'
const LIST_REMEDY = '请装载主管部门公布的当年名单'

/** What a line says whatever the person. */
type Frame = Pick<
  PointsLine,
  'code' | 'name' | 'kind' | 'layer' | 'capX100' | 'fields' | 'verifiers' | 'evidence' | 'clause' | 'status'
>

const frames = new WeakMap<Program, readonly Frame[]>()

/** The lines of all indicators, in the order of the pack. */
export function indicatorLines(trace: Trace): PointsLine[] {
  const { program } = trace
  const known = frames.get(program) ?? program.lines.map((line) => makeFrame(program, line))
  frames.set(program, known)
  return program.lines.map((line, index) => indicatorLine(trace, line, { index, frame: known[index] }))
}

function indicatorLine(
  trace: Trace,
  line: IndicatorProgram,
  { index, frame = makeFrame(trace.program, line) }: { index: number; frame: Frame | undefined },
): PointsLine {
  const own = trace.settlement.own[index] ?? UNKNOWN
  if (line.chosen === null) return settled(trace, index, ruleNotLoaded(frame))
  if (Number.isNaN(own))
    return settled(trace, index, unknownLine(trace, frame, { line, index, scoring: line.chosen }))
  const explained = explainScore(line, line.chosen, { people: trace.people, row: ROW, at: trace.at })
  if (own === NOT_LOADED) return settled(trace, index, figureNotLoaded(frame, explained))
  return settled(trace, index, scoredLine(trace, frame, { line, index, scoring: line.chosen, explained }))
}

/** The line of a cap, a rounding or a gate, by its place among the adjustments. */
export function adjustmentLine(
  { code, name, layer, figure, clause, status }: Adjustment,
  x100: number,
  figureX100: number | null,
): PointsLine {
  const isKnown = x100 !== LINE_NOT_LOADED
  return {
    code,
    name,
    kind: 'adjustment',
    layer,
    state: isKnown ? 'SCORED' : 'NOT_LOADED',
    pointsX100: isKnown ? x100 : null,
    ownX100: isKnown ? x100 : null,
    capX100: figureX100,
    basis: '',
    formula: isKnown ? adjustmentWords(code, figureX100) : '未装载',
    capped: false,
    clause,
    status: isKnown ? status : 'UNREAD',
    fields: [],
    verifiers: [],
    evidence: [],
    openX100: null,
    alternativeX100: null,
    ...(figure?.note === undefined ? {} : { note: figure.note }),
    ...(isKnown ? {} : { remedy: FIGURE_REMEDY }),
  }
}

function adjustmentWords(code: string, figureX100: number | null): string {
  if (code === 'rounding') return '总分按政策取整的差额'
  if (code === 'gates') return '不符合计分条件，总分计 0 分'
  const amount = formatX100(figureX100 ?? 0)
  return code === 'total-floor' ? `低于 ${amount} 分的按 ${amount} 分计` : `合计以 ${amount} 分为限`
}

function makeFrame({ one }: Program, line: IndicatorProgram): Frame {
  const { indicator, chosen } = line
  const sources = Object.values(chosen?.roots ?? {}).flatMap((root) => root.sources)
  return {
    code: indicator.code,
    name: indicator.name,
    kind: indicator.as.kind,
    layer: indicator.layer,
    capX100: chosen === null || chosen.cap === NOT_LOADED ? null : hundredthsOf(chosen.cap, one),
    fields: [...new Set(sources.flatMap(({ source }) => source.fields))],
    verifiers: indicator.verifiers.departments,
    evidence: indicator.evidence,
    clause: indicator.citation ?? NO_CLAUSE,
    status: indicator.status,
  }
}

/** What became of a line among the others: a group, a choice or a replacement may take its points out. */
function settled({ program, settlement }: Trace, index: number, line: PointsLine): PointsLine {
  const fate = settlement.fate[index] ?? FATE.counts
  if (fate === FATE.counts) return line
  const words = fateWords(program, index, fate)
  const note = line.note === undefined ? words : `${line.note}；${words}`
  if (fate === FATE.choiceOpen) {
    const own = line.ownX100 ?? 0
    const openX100 = line.openX100 ?? { min: Math.min(0, own), max: Math.max(0, own) }
    return {
      ...line,
      state: 'UNKNOWN',
      pointsX100: null,
      openX100,
      note,
      remedy: UNKNOWN_FAMILY_WORDS.choice.remedy,
    }
  }
  const { remedy: _closed, ...rest } = line
  return { ...rest, state: 'SCORED', pointsX100: 0, openX100: null, note }
}

function fateWords({ lines, replacements, groups }: Program, index: number, fate: number): string {
  if (fate === FATE.replaced) {
    const by = replacements.find(({ target }) => target === index)?.line
    return `已由“${lines[by ?? -1]?.indicator.name ?? ''}”取代，本项不计`
  }
  const name = groups.find(({ members }) => members.includes(index))?.group.name ?? ''
  if (fate === FATE.outdone) return `“${name}”只计最高一项，本项不计`
  return fate === FATE.notChosen ? `“${name}”由申请人选择，未选本项` : `“${name}”由申请人选择，尚未选定`
}

interface Scored {
  line: IndicatorProgram
  index: number
  scoring: Scoring
  explained: Explanation
}

function scoredLine(trace: Trace, frame: Frame, { line, index, scoring, explained }: Scored): PointsLine {
  const { program, settlement, people } = trace
  const { cap } = line.indicator
  const capped = rawScoreOf(line, scoring, people, ROW) > scoring.cap
  const own = hundredthsOf(settlement.own[index] ?? UNKNOWN, program.ledger.one)
  // What another line outdoes, or a choice leaves open, enters no sum; it is shown all the same.
  const ownX100 = signed(line, requireCountable(program.pack.id, own))
  const figures = capped && cap !== null ? [...explained.figures, cap] : explained.figures
  const alternativeX100 = otherReading(trace, line, ownX100)
  const { clause, status, notes } = sourcesOf(frame, figures)
  const scored: PointsLine = {
    code: frame.code,
    name: frame.name,
    kind: frame.kind,
    layer: frame.layer,
    state: 'SCORED',
    pointsX100: ownX100,
    ownX100,
    capX100: frame.capX100,
    basis: explained.basis,
    formula: explained.formula,
    capped,
    clause,
    status,
    fields: frame.fields,
    verifiers: frame.verifiers,
    evidence: frame.evidence,
    openX100: null,
    alternativeX100,
  }
  if (alternativeX100 !== null) notes.push(conflictNote(figures, ownX100, alternativeX100))
  if (notes.length > 0) scored.note = notes.join('；')
  return scored
}

/** The amount under the other sources, where any of the indicator's figures has one and it makes a difference. */
function otherReading({ program, people }: Trace, line: IndicatorProgram, ownX100: number): number | null {
  if (line.alternative === null) return null
  const amount = scoreOf(line, line.alternative, people, ROW)
  if (!Number.isFinite(amount)) return null
  const { ledger } = program
  const otherX100 = signed(
    line,
    requireCountable(program.pack.id, hundredthsOf(enter(amount, ledger), ledger.one)),
  )
  return otherX100 === ownX100 ? null : otherX100
}

function unknownLine(
  { program, people, facts, ranges }: Trace,
  frame: Frame,
  { line, index, scoring }: Omit<Scored, 'explained'>,
): PointsLine {
  const { lacking, unclear } = missingOf(line, scoring, { people, row: ROW, facts })
  const names = (words: readonly { name: string }[]) => words.map(({ name }) => name).join('、')
  const basis = [
    ...(lacking.length > 0 ? [`没有${names(lacking)}的记录`] : []),
    ...(unclear.length > 0 ? [`${names(unclear)}的记录不全`] : []),
  ]
  const range = ranges[index]
  return {
    ...frame,
    state: 'UNKNOWN',
    pointsX100: null,
    ownX100: null,
    basis: basis.join('；'),
    formula: '未知，不计 0 分',
    capped: false,
    openX100: range === undefined ? null : shownRange(program, line, range),
    alternativeX100: null,
    remedy: [...lacking, ...unclear].map(({ remedy }) => remedy).join('；'),
  }
}

function shownRange({ ledger }: Program, line: IndicatorProgram, range: Range): OpenRange {
  const shown = (amount: number) => {
    // A bound that cannot be told exactly is none.
    const x100 = hundredthsOf(amount, ledger.one)
    return Number.isSafeInteger(x100) ? signed(line, x100) : null
  }
  const [near, far] = [shown(range.least), shown(range.most)]
  return line.sign === 1 ? { min: near, max: far } : { min: far, max: near }
}

function ruleNotLoaded(frame: Frame): PointsLine {
  return notLoaded(frame, { basis: '', formula: '未装载', figures: [] }, '该指标的计分规则')
}

function figureNotLoaded(frame: Frame, explained: Explanation): PointsLine {
  return notLoaded(frame, { ...explained, formula: `${explained.formula}（未装载）` }, explained.formula)
}

function notLoaded(frame: Frame, { basis, formula, figures }: Explanation, what: string): PointsLine {
  const isList = what.includes('名单')
  return {
    ...frame,
    state: 'NOT_LOADED',
    pointsX100: null,
    ownX100: null,
    basis,
    formula,
    capped: false,
    status: 'UNREAD',
    openX100: null,
    alternativeX100: null,
    note: [...sourcesOf(frame, figures).notes, `${what}，未装载，不计分也不作 0 分`].join('；'),
    remedy: isList ? LIST_REMEDY : FIGURE_REMEDY,
  }
}

/** The clause of the first figure that has one of its own, the least sure status of all, and the notes. */
function sourcesOf(
  frame: Frame,
  figures: readonly Figure[],
): { clause: string; status: FigureStatus; notes: string[] } {
  const [only] = figures
  if (only === undefined || figures.length === 1)
    return {
      clause: only?.citation ?? frame.clause,
      status: only?.status ?? frame.status,
      notes: only?.note === undefined ? [] : [only.note],
    }
  let { clause } = frame
  let isCited = false
  let status = only.status ?? frame.status
  const notes: string[] = []
  for (const figure of figures) {
    if (!isCited && figure.citation !== undefined) {
      clause = figure.citation
      isCited = true
    }
    const own = figure.status ?? frame.status
    if (own !== status) status = leastCertain([status, own])
    if (figure.note !== undefined) notes.push(figure.note)
  }
  return { clause, status, notes }
}

function conflictNote(figures: readonly Figure[], ownX100: number, otherX100: number): string {
  const source =
    figures.find((figure) => figure.alternative !== undefined)?.alternative?.citation ?? '另一来源'
  const gap = Math.abs(ownX100 - otherX100)
  const change = otherX100 < ownX100 ? '减少' : '增加'
  return `来源不一致：这里取 ${formatX100(ownX100)} 分，另一读法（${source}）给 ${formatX100(otherX100)} 分，按另一读法总分${change} ${formatX100(gap)} 分`
}

function signed({ sign }: IndicatorProgram, x100: number): number {
  return sign === -1 ? 0 - x100 : x100
}
