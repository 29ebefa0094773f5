import { CounterError } from '../../base/failure.ts'
import { formatX100 } from '../../base/points-text.ts'
import { readStrictly } from '../../base/read-strictly.ts'
import {
  checkPack,
  finding,
  isError,
  type OutsideList,
  type PackFinding,
  type PackSurroundings,
  type PointsPack,
  type WorkedCase,
} from '../../policy/index.ts'
import { PointsFacts } from '../people/index.ts'
import { assessPoints } from './assess.ts'
import type { PointsAssessment, PointsLine } from './assessment.ts'

/** What became of one worked case: whether it comes out as written, and in words what does not. */
export interface CaseResult {
  id: string
  title: string
  ok: boolean
  /** One difference each, in words; a case whose facts cannot be read has that alone. */
  differences: string[]
}

const STATE_WORDS = { SCORED: '', UNKNOWN: '未知', NOT_LOADED: '未装载' } as const satisfies Record<
  PointsLine['state'],
  string
>
const STANDING_WORDS = {
  open: '可以使用',
  frozen: '冻结',
  vetoed: '一票否决',
  'not-admitted': '不符合计分前提',
  unknown: '未知',
} as const satisfies Record<PointsAssessment['standing']['kind'], string>

/** A pack's findings, those of its worked cases among them, and what became of each case. */
export interface PackExamination {
  findings: PackFinding[]
  cases: CaseResult[]
}

/** Runs every worked case of a pack on the day and for the purpose it names. */
export function runWorkedCases(pack: PointsPack, lists: readonly OutsideList[] = []): CaseResult[] {
  return pack.cases.map((worked) => {
    const differences = caseDifferences(pack, worked, lists)
    return { id: worked.id, title: worked.title, ok: differences.length === 0, differences }
  })
}

/** All there is to find in a pack, errors first: `checkPack`, and an error for every worked case that fails. */
export function examinePack(pack: PointsPack, surroundings: PackSurroundings = {}): PackExamination {
  const cases = runWorkedCases(pack, surroundings.lists)
  const failed = cases.flatMap(({ title, ok, differences }, index) =>
    ok ? [] : [finding('CASE_FAILED', ['cases', index], `算例“${title}”：${differences.join('；')}`)],
  )
  const found = checkPack(pack, surroundings)
  return {
    findings: [
      ...found.filter(isError),
      ...(found.some(isError) ? [] : scoringFindings(pack)),
      ...failed,
      ...found.filter((one) => !isError(one)),
    ],
    cases,
  }
}

/**
 * What keeps a pack without errors from being scored all the same, such as figures too fine to add up exactly; found
 * for each of its purposes with nobody's facts.
 */
function scoringFindings(pack: PointsPack): PackFinding[] {
  return pack.purposes.flatMap((purpose, index) => {
    try {
      assessPoints(pack, {}, pack.effectiveFrom, { purpose })
      return []
    } catch (error) {
      if (error instanceof CounterError) return [finding('CANNOT_SCORE', ['purposes', index], error.message)]
      throw error
    }
  })
}

function caseDifferences(pack: PointsPack, worked: WorkedCase, lists: readonly OutsideList[]): string[] {
  try {
    const facts = readStrictly(PointsFacts, worked.facts, {
      code: 'POLICY_BAD',
      what: '算例的事实',
      hint: '请按字段说明更正。',
    })
    const { purpose } = worked
    const options = purpose === undefined ? { lists } : { lists, purpose }
    return differencesOf(worked, assessPoints(pack, facts, worked.on, options))
  } catch (error) {
    if (error instanceof CounterError) return [error.message]
    throw error
  }
}

function differencesOf({ expect }: WorkedCase, assessment: PointsAssessment): string[] {
  const lines = Object.entries(expect.lines).flatMap(([code, expected]) => {
    const line = assessment.lines.find((candidate) => candidate.code === code)
    if (line === undefined) return [`没有指标 ${code} 这一行`]
    return differs(line.name, wordsOf(expected), lineWords(line))
  })
  const total =
    expect.total === undefined ? [] : differs('总分', expect.total, formatX100(assessment.totalX100))
  const standing =
    expect.standing === undefined
      ? []
      : differs('能否使用', STANDING_WORDS[expect.standing], STANDING_WORDS[assessment.standing.kind])
  return [...lines, ...total, ...standing]
}

function differs(what: string, expected: string, actual: string): string[] {
  return expected === actual ? [] : [`${what}应为 ${expected}，算出 ${actual}`]
}

function wordsOf(expected: string): string {
  return expected === 'UNKNOWN' || expected === 'NOT_LOADED' ? STATE_WORDS[expected] : expected
}

function lineWords({ state, pointsX100 }: PointsLine): string {
  return pointsX100 === null ? STATE_WORDS[state] : formatX100(pointsX100)
}
