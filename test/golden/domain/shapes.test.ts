import { describe, expect, it } from 'vitest'
import { formatX100 } from '#shared/base/points-text.ts'
import {
  assessFamily,
  assessPoints,
  examinePack,
  PointsFacts,
  runWorkedCases,
} from '#shared/domain/points/index.ts'
import { type OutsideList, type PointsPack, parseOutsideList, type WorkedCase } from '#shared/policy/index.ts'
import { day, loadPack, policyJson } from '#test/unit/domain/support.ts'
import { SHAPES } from './shapes-table.ts'

const lists: OutsideList[] = [parseOutsideList(policyJson('lists/demo-shortage-2026.json'))]
const PACKS = [
  'zj-2022',
  'zj-2023-38',
  'nb-2022-10',
  'yongkang-2023',
  'beilun-2021',
  'yuyao-2021',
  'demo-city',
]

function caseOf(pack: PointsPack, id: string): WorkedCase {
  const worked = pack.cases.find((candidate) => candidate.id === id)
  if (worked === undefined) throw new Error(`${pack.id} has no case ${id}`)
  return worked
}

function scored(pack: PointsPack, worked: WorkedCase) {
  const options = worked.purpose === undefined ? { lists } : { lists, purpose: worked.purpose }
  return assessPoints(pack, PointsFacts.parse(worked.facts), worked.on, options)
}

it('every shape of the survey has its row', () => {
  expect(SHAPES.map(([number]) => number)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1))
})

describe.each(SHAPES)('shape %i, %s', (number, _, table) => {
  const rows = Object.entries(table).flatMap(([id, cases]) => cases.map((name) => [id, name] as const))

  it.each(rows)('%s: %s', (id, name) => {
    const pack = loadPack(id)
    const worked = caseOf(pack, name)
    const { lines, totalX100, standing } = scored(pack, worked)
    const actual = Object.fromEntries(
      Object.keys(worked.expect.lines).map((code) => {
        const line = lines.find((candidate) => candidate.code === code)
        return [code, line?.pointsX100 == null ? line?.state : formatX100(line.pointsX100)]
      }),
    )
    expect(actual).toEqual(worked.expect.lines)
    if (worked.expect.total !== undefined) expect(formatX100(totalX100)).toBe(worked.expect.total)
    if (worked.expect.standing !== undefined) expect(standing.kind).toBe(worked.expect.standing)
    expect(Object.keys(actual).length + (worked.expect.standing === undefined ? 0 : 1)).toBeGreaterThan(0)
  })

  it('has an edge in and an edge out: its cases do not all come to the same', () => {
    const demo = loadPack('demo-city')
    const own = demo.cases.filter(({ id }) => id.startsWith(`s${String(number).padStart(2, '0')}-`))
    expect(new Set(own.map(({ expect: wanted }) => JSON.stringify(wanted))).size).toBeGreaterThan(1)
    for (const name of table['demo-city'] ?? []) expect(own.map(({ id }) => id)).toContain(name)
  })
})

describe.each(PACKS)('%s', (id) => {
  it('carries cases, all of which come out as written', () => {
    const results = runWorkedCases(loadPack(id), lists)
    expect(results.length).toBeGreaterThan(5)
    expect(results.filter(({ ok }) => !ok)).toEqual([])
  })

  it('the sum of its lines is the total in every case', () => {
    const pack = loadPack(id)
    for (const worked of pack.cases) {
      const { lines, totalX100 } = scored(pack, worked)
      expect(
        lines.reduce((sum, line) => sum + (line.pointsX100 ?? 0), 0),
        worked.id,
      ).toBe(totalX100)
    }
  })
})

it('the invented pack has nothing left to find, and every line of it occurs in some case', () => {
  const demo = loadPack('demo-city')
  expect(examinePack(demo, { lists }).findings).toEqual([])
  const seen = new Set(demo.cases.flatMap(({ expect: wanted }) => Object.keys(wanted.lines)))
  expect(demo.indicators.map(({ code }) => code).filter((code) => !seen.has(code))).toEqual([])
})

describe('what a pack cannot say of itself', () => {
  const demo = loadPack('demo-city')

  it('shape 24: a deduction for one purpose is no line for another', () => {
    const { facts, on } = caseOf(demo, 's24-detention-hukou')
    const codes = assessPoints(demo, PointsFacts.parse(facts), on, {
      lists,
      purpose: 'demo-school',
    }).lines.map(({ code }) => code)
    expect(codes).not.toContain('DEMO-DETENTION')
    expect(codes).toContain('DEMO-AWARD')
  })

  it('shape 30: of a family the highest member counts, and members are never added', () => {
    const members = ['s30-not-added', 's30-other-member'].map((id) =>
      PointsFacts.parse(caseOf(demo, id).facts),
    )
    const best = assessFamily(demo, members, { on: day('2026-06-30'), lists })
    expect(best?.member).toBe(1)
    expect(best?.assessment.totalX100).toBe(2000)
  })
})
