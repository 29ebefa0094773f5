import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import type { Body } from '../../../renderer/src/components/form-page.ts'
import {
  openRoundSteps,
  readFen,
  readRound,
  roundDefaults,
} from '../../../renderer/src/tasks/rounds/open-round-pages.ts'

const filled = {
  title: '2022 年度示例体检',
  places: '50',
  towns: ['周巷镇', '浒山街道'],
  cost: '680.5',
  cutOff: '2022-06-28',
  ties: 'residence-insured',
  seed: '示例种子 2022075',
}
const errorsOf = (body: Body) => Object.assign({}, ...openRoundSteps.map((step) => step.errors(body)))

describe('the plan of a round', () => {
  test('is a request of the contract when it is whole', () => {
    expect(errorsOf(filled)).toEqual({})
    const commandId = '6d9f3c38-4c3c-4f0e-9d7b-0a6c5f0c9a11'
    expect(OpenRoundRequest.parse({ commandId, ...readRound(filled) })).toMatchObject({
      places: 50,
      costPerHeadFen: 68050,
      ties: ['residenceMonths', 'insuredMonths'],
    })
  })

  test('asks for everything that is missing and is nothing until then', () => {
    expect(Object.keys(errorsOf({})).sort()).toEqual([
      'cost',
      'cutOff',
      'places',
      'seed',
      'ties',
      'title',
      'towns',
    ])
    expect(readRound({})).toBeUndefined()
  })

  test('with a draw alone has no ties', () => {
    expect(readRound({ ...filled, ties: 'ticket' })?.ties).toEqual([])
  })

  test.each([
    [{ places: '0' }, 'places'],
    [{ places: '100001' }, 'places'],
    [{ title: '检' }, 'title'],
    [{ seed: 'abc' }, 'seed'],
    [{ cost: '1,000' }, 'cost'],
    [{ cost: '100000.01' }, 'cost'],
    [{ cutOff: '2022-02-30' }, 'cutOff'],
  ])('with %o is refused at %s', (change, name) => {
    expect(Object.keys(errorsOf({ ...filled, ...change }))).toEqual([name])
  })
})

test('what is usual stands in the form, what must be chosen does not', () => {
  const defaults = roundDefaults(parsePlainDate('2026-11-23'))
  expect(defaults).toEqual({ places: '50', title: '2026 年度新市民职工免费健康体检', cutOff: '2026-11-23' })
  expect(Object.keys(errorsOf({ ...filled, ...defaults }))).toEqual([])
  expect(roundDefaults(undefined)).toEqual({ places: '50' })
})

test.each([
  ['680', 68000],
  ['680.5', 68050],
  ['0.05', 5],
  ['0', 0],
  ['.5', undefined],
  ['1.234', undefined],
  ['-1', undefined],
])('yuan %j are %s fen', (typed, fen) => {
  expect(readFen(typed)).toBe(fen)
})
