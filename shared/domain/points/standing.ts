import { fromDays } from '../../base/plain-date.ts'
import type { Standing, StandingReason } from './assessment.ts'
import { type Moment, NOT_LOADED, UNKNOWN } from './leaf.ts'
import type { People } from './people.ts'
import type { FreezeProgram, GateProgram, Program } from './program.ts'
import type { FactSource } from './rules/index.ts'
import { UNKNOWN_FAMILY_WORDS, UNKNOWN_WORDS } from './words.ts'

/** The kinds of standing; a population's standings are places in this list. */
export const STANDINGS = ['open', 'frozen', 'vetoed', 'not-admitted', 'unknown'] as const

/** The weightiest kind wins; only `open` is without a reason. */
const BY_WEIGHT: readonly Standing['kind'][] = ['open', 'unknown', 'frozen', 'not-admitted', 'vetoed']

/** Whether an applicant's points may be used. */
export function standingOf(program: Program, people: People, row: number): Standing['kind'] {
  let weight = 0
  for (const gate of program.gates)
    weight = Math.max(weight, BY_WEIGHT.indexOf(gateVerdict(gate, people, row)))
  for (const freeze of program.freezes)
    weight = Math.max(weight, BY_WEIGHT.indexOf(freezeVerdict(freeze, people, row)))
  return BY_WEIGHT[weight] ?? 'open'
}

/** Whether a standing takes the total to zero. */
export function isBarring(kind: Standing['kind']): boolean {
  return kind === 'vetoed' || kind === 'not-admitted'
}

/** Whether a gate may still take all, which a freeze that already holds does not show. */
export function isGateOpen(program: Program, people: People, row: number): boolean {
  return program.gates.some((gate) => gateVerdict(gate, people, row) === 'unknown')
}

/** As `standingOf`, with every reason in words. */
export function explainStanding(
  program: Program,
  people: People,
  { row, at }: { row: number; at: Moment },
): Standing {
  const gates = program.gates.flatMap((gate) => {
    const verdict = gateVerdict(gate, people, row)
    return verdict === 'open' ? [] : [gateReason(program, gate, { people, row, at, verdict })]
  })
  const freezes = program.freezes.flatMap((freeze) => {
    const verdict = freezeVerdict(freeze, people, row)
    return verdict === 'open' ? [] : [freezeReason(program, freeze, { people, row, at, verdict })]
  })
  return { kind: standingOf(program, people, row), reasons: [...gates, ...freezes] }
}

function valueAt(people: People, row: number, column: number): number {
  return people.tables.applicant.columns[column]?.[row] ?? UNKNOWN
}

function gateVerdict({ kind, column }: GateProgram, people: People, row: number): Standing['kind'] {
  const value = valueAt(people, row, column)
  if (value !== 0 && value !== 1) return 'unknown'
  if (kind === 'vetoes') return value === 1 ? 'vetoed' : 'open'
  return value === 1 ? 'open' : 'not-admitted'
}

function freezeVerdict({ column }: FreezeProgram, people: People, row: number): Standing['kind'] {
  const value = valueAt(people, row, column)
  if (value === 0) return 'open'
  return value < NOT_LOADED ? 'frozen' : 'unknown'
}

interface Case {
  people: People
  row: number
  at: Moment
  verdict: Standing['kind']
}

function gateReason(
  program: Program,
  { gate, column }: GateProgram,
  { verdict, ...one }: Case,
): StandingReason {
  const { code, name, citation } = gate
  const { basis, open } = factWords(program, column, one)
  const text =
    verdict === 'vetoed'
      ? `${basis}，一票否决，总分计 0 分`
      : verdict === 'not-admitted'
        ? `${basis}，不符合参加积分的条件，总分计 0 分`
        : open
  return { code, name, clause: citation, text, until: null }
}

function freezeReason(
  program: Program,
  { freeze, column }: FreezeProgram,
  { verdict, ...one }: Case,
): StandingReason {
  const { code, name, citation } = freeze
  const { basis, open } = factWords(program, column, one)
  const value = valueAt(one.people, one.row, column)
  const common = { code, name, clause: citation }
  if (value === NOT_LOADED)
    return { ...common, text: `${basis}，积分应予冻结，冻结期限未装载，请主管部门确认`, until: null }
  if (verdict === 'unknown') return { ...common, text: open, until: null }
  const until = fromDays(value)
  return { ...common, text: `${basis}，积分冻结至 ${until}（含当日），次日起恢复使用`, until }
}

/** What a column holds in words; where that is open, what settles it. */
function factWords(
  { parts }: Program,
  column: number,
  { people, row, at }: Omit<Case, 'verdict'>,
): { basis: string; open: string } {
  const source = parts.applicant.columns[column]?.source
  const value = valueAt(people, row, column)
  if (source === undefined || Number.isNaN(value)) return { basis: '', open: openText(source) }
  const open = '判断所需的年度名单未装载，请装载主管部门公布的当年名单'
  return { basis: source.basis(people.tables.applicant.who[row] ?? {}, at, value), open }
}

function openText(source: FactSource | undefined): string {
  const words = [
    ...(source?.fields ?? []).map((field) => UNKNOWN_WORDS[field]),
    ...(source?.asksChildren === true ? [UNKNOWN_FAMILY_WORDS.children] : []),
  ]
  const names = words.map(({ name }) => name).join('、')
  return `${names}的记录不足，尚不能判断：${words.map(({ remedy }) => remedy).join('；')}`
}
