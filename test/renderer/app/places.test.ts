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
])('one step back from %s is %s', (path, expected) => {
  expect(upFrom(path)).toBe(expected)
})

test('the title names the task and never the record', () => {
  expect(taskTitle('/residents/330282198605044217')).toBe('居民')
  expect(taskTitle('/')).toBe('今日')
})
