import { expect, test } from 'vitest'
import { awardQuotaFindings, tallyGrants } from '#electron/services/population/award-quota.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import type { PointsFacts } from '#shared/domain/people/index.ts'
import type { PointsPack } from '#shared/policy/index.ts'
import { thirtyPack } from '#test/fixtures/thirty-indicators.ts'

const ON = parsePlainDate('2026-06-18')
const [first] = thirtyPack().indicators
if (first === undefined) throw new Error('the pack has indicators')

/** A pack whose town may grant points to so great a share of its people. */
function pack(mostShare: string | null): PointsPack {
  const share = { value: mostShare, status: mostShare === null ? ('UNREAD' as const) : ('READ' as const) }
  return {
    ...thirtyPack(),
    indicators: [
      {
        ...first,
        code: 'GIVEN',
        rule: {
          kind: 'sum',
          cap: null,
          of: [
            {
              kind: 'granted',
              of: { fact: 'award', codes: ['town'], window: { kind: 'last', unit: 'year', count: 1 } },
              mostEachGiver: { value: '2' },
              mostShare: share,
            },
          ],
        },
      } as PointsPack['indicators'][number],
    ],
  }
}

function given(label: string, day = '2026-01-01', code = 'town'): PointsFacts {
  const on = parsePlainDate(day)
  return { award: [{ code, from: on, to: on, amount: 100, label }] }
}

function grantsOf(people: readonly PointsFacts[]) {
  const tally = tallyGrants(pack('1/100'), ON)
  tally.add(people)
  return tally.grants()
}

test('each person a giver granted points to counts once, within the window and of its kind', () => {
  const twice = { award: [...(given('示例镇').award ?? []), ...(given('示例镇', '2026-02-01').award ?? [])] }
  const people = [
    twice,
    given('示例镇'),
    given('示例街道'),
    given('示例镇', '2024-01-01'),
    given('示例村', ON, 'village'),
    {},
  ]
  expect(grantsOf(people)).toEqual([
    { indicator: 'GIVEN', kind: 'town', giver: '示例镇', residents: 2 },
    { indicator: 'GIVEN', kind: 'town', giver: '示例街道', residents: 1 },
  ])
})

test.each([
  [199, 1, 2],
  [200, 2, null],
  [299, 2, null],
])('of %i people at most %i may be granted points', (heads, most, found) => {
  const grants = [{ indicator: 'GIVEN', kind: 'town' as const, giver: '示例镇', residents: 2 }]
  const findings = awardQuotaFindings(pack('1/100'), { grants, headCounts: new Map([['示例镇', heads]]) })
  expect(findings.map(({ residents, ...finding }) => [residents, finding.most])).toEqual(
    found === null ? [] : [[2, most]],
  )
})

test('a giver whose head-count is not known is told; a share that is not loaded limits nobody', () => {
  const grants = grantsOf([given('示例镇')])
  const [finding] = awardQuotaFindings(pack('1/100'), { grants, headCounts: new Map() })
  expect(finding).toMatchObject({ giver: '示例镇', headCount: null, most: null })
  expect(awardQuotaFindings(pack(null), { grants, headCounts: new Map() })).toEqual([])
})
