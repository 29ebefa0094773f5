import { describe, expect, test } from 'vitest'
import { PointsLineView } from '#shared/ipc/residents.ts'
import { officialPurposes } from '../../../renderer/src/tasks/residents/official-purposes.ts'
import { pointsGroups } from '../../../renderer/src/tasks/residents/points-groups.ts'
import { sharedRemedy } from '../../../renderer/src/tasks/residents/usual-status.ts'
import { ASSUMPTION_ROWS, readAssumptions } from '../../../renderer/src/tasks/residents/what-if.ts'

function line(code: string, other: Partial<PointsLineView> = {}): PointsLineView {
  const base = { code, name: code, state: 'SCORED', pointsX100: 100, capX100: null, basis: '', formula: '' }
  return { ...PointsLineView.parse({ ...base, clause: '', status: 'READ', source: '' }), ...other }
}

describe('lines of the card', () => {
  test('of one layer need no head', () => {
    const groups = pointsGroups([line('A', { layer: 'province' }), line('B', { layer: 'province' })])
    expect(groups.map(({ title, lines }) => [title, lines.length])).toEqual([[undefined, 2]])
  })

  test('of several layers stand by layer with a subtotal, caps below what they cap, the whole apart', () => {
    const groups = pointsGroups([
      line('CAP', { layer: 'city', kind: 'adjustment', pointsX100: -50 }),
      line('C', { layer: 'city', pointsX100: 300 }),
      line('OPEN', { layer: 'city', state: 'UNKNOWN', pointsX100: null }),
      line('P', { layer: 'province', pointsX100: 200 }),
      line('ALL', { kind: 'adjustment', pointsX100: -25 }),
    ])
    expect(groups.map(({ title, subtotalX100, open }) => [title, subtotalX100, open])).toEqual([
      ['省级指标', 200, 0],
      ['市级指标', 250, 1],
      ['对总分的调整', -25, 0],
    ])
    expect(groups[1]?.lines.map(({ code }) => code)).toEqual(['C', 'OPEN', 'CAP'])
  })

  test('that are not loaded share what to do once there are three', () => {
    const notLoaded = { state: 'NOT_LOADED', remedy: '请装载' } as const
    expect(sharedRemedy([notLoaded, notLoaded])).toBeUndefined()
    expect(sharedRemedy([notLoaded, notLoaded, { state: 'UNKNOWN', remedy: '请装载' }])).toBeUndefined()
    expect(sharedRemedy([notLoaded, notLoaded, notLoaded])).toBe('请装载')
  })
})

test('purposes are offered in their usual order, never those of invented, foreign or past packs', () => {
  const pack = (current: boolean, ...purposes: string[]) => ({ kind: 'pack' as const, current, purposes })
  expect(
    officialPurposes([
      pack(true, 'demo-school', 'demo-sample'),
      pack(true, 'school', 'local-loan'),
      pack(true, 'general', 'health-check'),
      pack(false, 'hukou'),
      pack(true, 'comparison-yuyao'),
    ]),
  ).toEqual(['health-check', 'general', 'school', 'local-loan'])
})

test('what is ticked counts only while its row is shown', () => {
  const state = { housing: { on: true, text: 'owned' }, service: { on: true, text: '10' } }
  const rows = ASSUMPTION_ROWS.filter(({ kind }) => kind === 'service')
  expect(readAssumptions(rows, state).assumptions).toEqual([{ kind: 'service', hours: 10 }])
  expect(readAssumptions(ASSUMPTION_ROWS, state).assumptions).toHaveLength(2)
})
