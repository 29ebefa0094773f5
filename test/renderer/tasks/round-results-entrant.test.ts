import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActionState } from '#shared/ipc/common.ts'
import { entrantSteps, stepLook } from '../../../renderer/src/tasks/rounds/entrant-steps.ts'
import {
  dueOf,
  replacementLines,
  replyLook,
  resultWord,
  viaText,
} from '../../../renderer/src/tasks/rounds/holding-words.ts'
import { comparisonOf, rankText, wishLook } from '../../../renderer/src/tasks/rounds/wish-comparison.ts'

test('points below the cut-off stand before the mark on one scale from zero', () => {
  const shares = comparisonOf({ code: 'LOWER_POINTS', own: '80.00 分', cutoff: '100.00 分' })
  expect(shares?.own).toBeCloseTo(80 / 105)
  expect(shares?.cutoff).toBeCloseTo(100 / 105)
})

test('a negative value moves the beginning of the scale, in the hyphen as in the sign of type', () => {
  for (const own of ['-20.00 分', '−20.00 分']) {
    const shares = comparisonOf({ code: 'BELOW_LINE', own, cutoff: '80.00 分' })
    expect(shares?.own).toBe(0)
    expect(shares?.cutoff).toBeCloseTo(1 / 1.05)
  }
})

test('what is no number of one unit, or where less is better, has no picture', () => {
  const none = [
    { code: 'LOWER_POINTS', own: '80.00 分', cutoff: '24 个月' },
    { code: 'LOWER_CLASS', own: '2', cutoff: '1' },
    { code: 'LOST_TICKET', own: '9a3f', cutoff: '11b2' },
    { code: 'LOST_TIE', own: '2022-06-01', cutoff: '2022-05-01' },
    { code: 'LOWER_POINTS', own: '80.00 分' },
    { code: 'LOWER_POINTS', own: '0 分', cutoff: '0 分' },
    { own: '1 分', cutoff: '2 分' },
  ] as const
  for (const wish of none) expect(comparisonOf(wish)).toBeUndefined()
})

test('shares keep the order of the values and stay within the picture', () => {
  const points = fc.integer({ min: -5000, max: 50_000 })
  fc.assert(
    fc.property(points, points, (own, cutoff) => {
      const text = (value: number) => `${(value / 100).toFixed(2)} 分`
      const shares = comparisonOf({ code: 'LOWER_POINTS', own: text(own), cutoff: text(cutoff) })
      if (shares === undefined) {
        // What an expectation returns would count as the answer of the property.
        expect([own, cutoff]).toEqual([0, 0])
        return
      }
      expect(Math.sign(shares.own - shares.cutoff)).toBe(Math.sign(own - cutoff))
      for (const share of [shares.own, shares.cutoff]) {
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
      }
    }),
  )
})

const allowed = (action: string): ActionState => ({ action, allowed: true })
const ACTIONS = ['object', 'reply', 'replace', 'arrange'].map(allowed)
type Status = Parameters<typeof entrantSteps>[0]['status']

function steps(
  status: Status,
  given: { place?: string; reply?: 'accepted' | 'declined'; freed?: boolean } = {},
) {
  const freed = given.freed === true ? [{ no: 'A-1', place: '1', placeName: '示例小学', awaited: true }] : []
  const page = { no: 'A-1', placeId: given.place ?? null, reply: given.reply ?? null, actions: ACTIONS }
  return entrantSteps({ status, freed }, page).map(({ step }) => step)
}

test('only what can come up for the person is offered', () => {
  expect(steps('open')).toEqual([])
  for (const status of ['frozen', 'ran', 'announced'] as const) expect(steps(status)).toEqual(['object'])
  expect(steps('published', { place: '1' })).toEqual(['reply', 'notice'])
  expect(steps('published', { place: '1', reply: 'accepted' })).toEqual(['reply', 'notice'])
  expect(steps('published', { reply: 'declined', freed: true })).toEqual(['replace'])
  expect(steps('published', { reply: 'declined' })).toEqual([])
  expect(steps('published')).toEqual(['arrange', 'notice'])
  expect(steps('closed', { place: '1' })).toEqual(['notice'])
})

test('a step keeps the reason why it is not allowed, and no two steps share a key', () => {
  const refused = { action: 'arrange', allowed: false, reason: '统筹安排须由主管办理' }
  const page = { no: 'A-1', placeId: null, reply: null, actions: [refused] }
  expect(entrantSteps({ status: 'published', freed: [] }, page)[0]).toEqual({
    step: 'arrange',
    state: refused,
  })
  const keys = (['object', 'reply', 'replace', 'arrange', 'notice'] as const).map(
    (step) => stepLook(step, { freed: [] }, { no: 'A-1', reply: null }).keys,
  )
  expect(new Set(keys).size).toBe(keys.length)
})

test('a place that was left is named where the person left one', () => {
  const left = { no: 'A-1', place: '1', placeName: '示例小学', awaited: true }
  expect(stepLook('replace', { freed: [left] }, { no: 'A-1', reply: null }).label).toBe('递补示例小学')
  expect(
    stepLook('replace', { freed: [left, { ...left, place: '2' }] }, { no: 'A-1', reply: null }).label,
  ).toBe('递补')
  expect(stepLook('replace', { freed: [left] }, { no: 'A-2', reply: null }).label).toBe('递补')
})

test('whoever accepted can still give the place up, and nothing else', () => {
  const look = (reply: 'accepted' | null) => stepLook('reply', { freed: [] }, { no: 'A-1', reply })
  expect(look(null)).toMatchObject({ label: '登记答复', primary: true })
  expect(look('accepted')).toEqual({ label: '登记放弃', keys: look(null).keys })
})

test('who is called for a place is named with the turn and what is left for it', () => {
  const next = { no: 'A-2', name: '示例·乙', rank: 7, wish: 1, waiting: 2, kept: true, leaves: '示例二小' }
  const lines = replacementLines({ placeId: '1', placeName: '示例一小', next }, 'A-1')
  expect(Object.fromEntries(lines)).toEqual({
    去处: '示例一小',
    由谁空出: 'A-1',
    递补的人: 'A-2 示例·乙',
    凭什么: '候补次序第 2 位，用预留名额，本人第 1 志愿，总名次第 7',
    现在的去处: '示例二小',
  })
  const single = { ...next, wish: null, waiting: null, kept: false, leaves: null }
  const words = Object.fromEntries(
    replacementLines({ placeId: '1', placeName: '示例补贴名额', next: single }, '新增名额'),
  )
  expect(words).toMatchObject({
    名额: '新增名额',
    凭什么: '候补次序的下一位，总名次第 7',
    现在的去处: '没有',
  })
})

test('whoever does not wait is not said to wait', () => {
  expect(resultWord({ seated: true, waits: false })).toBe('已入选')
  expect(resultWord({ seated: false, waits: true })).toBe('候补')
  expect(resultWord({ seated: false, waits: false })).toBe('没有名额')
})

test('answers and ways to a place have a word and a sign', () => {
  expect(replyLook('declined')).toEqual({ sign: '✕', word: '放弃', tone: 'no' })
  expect(replyLook('lapsed').tone).toBe('unknown')
  expect(viaText('run')).toBeUndefined()
  expect([viaText('replace'), viaText('arrange')]).toEqual(['递补', '统筹安排'])
})

test('a paper and an answer are due from those who hold a place and have none', () => {
  expect(dueOf({ seated: true, paperId: null, reply: null })).toEqual({ paper: true, reply: true })
  expect(dueOf({ seated: true, paperId: 'p', reply: 'accepted' })).toEqual({ paper: false, reply: false })
  expect(dueOf({ seated: false, paperId: null, reply: null })).toEqual({ paper: false, reply: false })
})

test('a rank is said with how many were ranked', () => {
  expect(rankText({ rank: 17, ranked: 600 })).toBe('第 17 名，共 600 人')
  expect(rankText({ rank: 1017, ranked: 12588 })).toBe('第 1,017 名，共 12,588 人')
  expect(rankText({ rank: null, ranked: 600 })).toBe('不在排序之内')
})

test('staff say 录取 of a wish and 入选 of the one list; a place given up is told by the answer', () => {
  const look = (outcome: 'seated' | 'not' | 'unneeded', byWishes = true) =>
    wishLook({ outcome, code: 'LOWER_POINTS' }, { byWishes, reply: null })
  expect(look('not')).toEqual({ sign: '✕', word: '未录取', tone: 'no' })
  expect(look('seated', false).word).toBe('入选')
  expect(look('unneeded').tone).toBe('plain')
  expect(wishLook({ outcome: 'not' }, { byWishes: true, reply: 'declined' }).word).toBe('放弃')
  expect(wishLook({ outcome: 'not' }, { byWishes: true, reply: null }).word).toBe('未录取')
  const another = wishLook({ outcome: 'not', code: 'LOWER_POINTS' }, { byWishes: true, reply: 'declined' })
  expect(another.word).toBe('未录取')
})
