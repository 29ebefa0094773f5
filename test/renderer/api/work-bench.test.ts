import { expect, test } from 'vitest'
import { benchOf, RESTING } from '../../../renderer/src/api/work-bench.ts'

const failure = { code: 'CONFLICT', message: '示例', hint: '示例' } as const

test('a page that comes back finds the work that goes on under its name', () => {
  const first = benchOf('freeze 示例批次')
  const leave = first.watch(() => undefined)
  first.put({ ...RESTING, running: true })
  leave()
  first.put({ ...RESTING, running: true, progress: 3 })
  const seen: unknown[] = []
  const again = benchOf('freeze 示例批次')
  expect(again.standing).toEqual({ ...RESTING, running: true, progress: 3 })
  again.watch(() => seen.push(again.standing.progress))
  first.put({ ...RESTING, running: true, progress: 4 })
  expect(seen).toEqual([4])
  expect(benchOf('run 示例批次').standing).toEqual(RESTING)
  expect(benchOf(undefined)).not.toBe(benchOf(undefined))
})

test('a failure that came while the page was away is told once', () => {
  const bench = benchOf('run 示例另一批次')
  const leave = bench.watch(() => undefined)
  bench.put({ ...RESTING, running: true })
  leave()
  bench.put({ ...RESTING, failure })
  const leaveAgain = bench.watch(() => undefined)
  expect(bench.standing.failure).toEqual(failure)
  leaveAgain()
  expect(bench.standing).toEqual(RESTING)
})
