import { describe, expect, test } from 'vitest'
import { OpenRoundRequest } from '#shared/ipc/rounds.ts'
import { openRoundSteps, readFen, readRound } from '../../../renderer/src/tasks/rounds/open-round-pages.ts'

const filled = {
  title: '2022 年度示例体检',
  places: '50',
  towns: ['周巷镇', '浒山街道'],
  cost: '680.5',
  cutOff: '2022-06-28',
  ties: 'residence-insured',
  seed: '示例种子 2022075',
}
const errorsOf = (body: Record<string, string | string[]>) =>
  Object.assign({}, ...openRoundSteps.map((step) => step.errors(body)))

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
