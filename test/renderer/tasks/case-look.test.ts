import { expect, test } from 'vitest'
import { outcomeText } from '../../../renderer/src/tasks/cases/case-look.ts'

test('a case says what its round gave it, and never waits for a result that will not come', () => {
  const outcome = { rank: 3, seated: true, text: '排名第 3，在 50 个名额之内' }
  expect(outcomeText({ roundStatus: 'open' })).toBe('还没有排序结果')
  expect(outcomeText({ roundStatus: 'frozen' })).toBe('还没有排序结果')
  expect(outcomeText({ roundStatus: 'ran' })).toBe('不在名单内')
  expect(outcomeText({ roundStatus: 'published' })).toBe('不在名单内')
  expect(outcomeText({ roundStatus: 'published', outcome })).toBe('排名第 3，在 50 个名额之内')
})
