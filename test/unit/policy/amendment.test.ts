import { describe, expect, it } from 'vitest'
import {
  type Amendment,
  amendedPack,
  type PointsPack,
  parseAmendment,
  parseOutsideList,
} from '#shared/policy/index.ts'
import { day, loadPack, policyJson } from '#test/unit/domain/support.ts'

const strike = parseAmendment(policyJson('amendments/nb-2021-54.json'))
const beilun = loadPack('beilun-2021')

function codesOn(pack: PointsPack, amendments: readonly Amendment[], on: string): string[] {
  return amendedPack(pack, amendments, day(on)).indicators.map(({ code }) => code)
}

describe('a notice that strikes an indicator', () => {
  it('leaves the pack as it is the day before, and strikes from its day on', () => {
    expect(amendedPack(beilun, [strike], day('2021-09-26'))).toBe(beilun)
    expect(codesOn(beilun, [strike], '2021-09-26')).toContain('PLAN')
    expect(codesOn(beilun, [strike], '2021-09-27')).not.toContain('PLAN')
    expect(codesOn(beilun, [strike], '2021-09-27')).toHaveLength(beilun.indicators.length - 1)
    expect(beilun.indicators.map(({ code }) => code)).toContain('PLAN')
  })

  it('leaves packs without that indicator, and packs it does not name, untouched', () => {
    const other = loadPack('yuyao-2021')
    expect(amendedPack(other, [strike], day('2022-01-01'))).toBe(other)
    const elsewhere = { ...strike, packs: ['yuyao-2021'] }
    expect(amendedPack(beilun, [elsewhere], day('2022-01-01'))).toBe(beilun)
  })

  it('takes a struck indicator out of its group, and a group of one away', () => {
    const yuyao = loadPack('yuyao-2021')
    const one: Amendment = { ...strike, change: { kind: 'strike', code: 'YY-EMP-FARM' } }
    const two: Amendment = { ...one, change: { kind: 'strike', code: 'YY-EMP-LICENCE' } }
    expect(amendedPack(yuyao, [one], day('2022-01-01')).groups[0]?.indicators).toEqual([
      'YY-EMP-CONTRACT',
      'YY-EMP-LICENCE',
    ])
    expect(amendedPack(yuyao, [one, two], day('2022-01-01')).groups).toEqual([])
  })

  it('takes the replacement of a struck indicator away with it', () => {
    const demo = loadPack('demo-city')
    const codes = codesOn(demo, [{ ...strike, change: { kind: 'strike', code: 'DEMO-EDU' } }], '2024-01-01')
    expect(codes).not.toContain('DEMO-FALSE')
  })
})

it('replaces an indicator, the later notice last', () => {
  const [age] = loadPack('zj-2022').indicators
  if (age === undefined) throw new Error('no indicator')
  const replace = (name: string, effectiveFrom: string): Amendment => ({
    ...strike,
    effectiveFrom: day(effectiveFrom),
    change: { kind: 'replace', indicator: { ...age, name } },
  })
  const both = [replace('后改', '2022-06-01'), replace('先改', '2022-05-01')]
  const nameOn = (on: string) => amendedPack(loadPack('zj-2022'), both, day(on)).indicators[0]?.name
  expect([nameOn('2022-04-30'), nameOn('2022-05-01'), nameOn('2022-06-01')]).toEqual(['年龄', '先改', '后改'])
})

it.each([
  ['an amendment', () => parseAmendment({ ...strike, change: { kind: 'mend' } }), '$.change.kind'],
  ['an amendment of no pack', () => parseAmendment({ ...strike, packs: [] }), '$.packs'],
  ['a list without entries', () => parseOutsideList({ ...list(), entries: [] }), '$.entries'],
  ['a list of no year', () => parseOutsideList({ ...list(), year: 26 }), '$.year'],
])('refuses %s that is not well formed, and names the place', (_, read, at) => {
  expect(read).toThrow(expect.objectContaining({ code: 'POLICY_BAD', at }))
})

function list() {
  return parseOutsideList(policyJson('lists/demo-shortage-2026.json'))
}
