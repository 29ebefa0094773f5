import { expect, test } from 'vitest'
import { taskTitle, upFrom } from '../../../renderer/src/app/places.ts'

test.each([
  ['/', '/'],
  ['/residents', '/'],
  ['/residents/r1', '/residents'],
  ['/residents/new', '/residents'],
  ['/residents/r1/facts/education', '/residents/r1'],
  ['/cases/new/r1/b1', '/residents/r1'],
  ['/residents/compare/r1/r2', '/residents/duplicates'],
  ['/cases/c1', '/cases'],
  ['/residents/r1/recheck', '/residents/r1'],
  ['/rechecks/h1/answer', '/rechecks/h1'],
  ['/rechecks/h1', '/rechecks'],
  ['/policy/pack:demo-2026/compare', '/policy/pack:demo-2026'],
])('one step back from %s is %s', (path, expected) => {
  expect(upFrom(path)).toBe(expected)
})

test('the title names the task and never the record', () => {
  expect(taskTitle('/residents/330282198605044217')).toBe('居民')
  expect(taskTitle('/')).toBe('今日')
})
