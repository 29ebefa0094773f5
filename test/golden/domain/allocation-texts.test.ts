import { describe, expect, it } from 'vitest'
import { parseJson } from '#shared/base/parse-json.ts'
import { allocateRound, parseRound, verifyRound } from '#shared/domain/allocation/index.ts'
import { sha256 } from '#test/unit/domain/support.ts'

const POINTS = { key: 'points', dir: 'desc' }
const TICKET = { key: 'ticket', dir: 'asc' }
const NFD = 'e\u0301'

function textOf(changes: object): string {
  const round = {
    format: 'counter.round/1',
    id: 'TEXTS',
    mechanism: 'ranked-quota',
    order: [POINTS, TICKET],
    seed: 'example-seed',
    total: 1,
    applicants: [applicant({})],
  }
  return JSON.stringify({ ...round, ...changes })
}

function applicant(changes: object): object {
  return { no: 'A', points: 1, consent: true, ...changes }
}

/** A tie of that name, written as text: an object literal would set the prototype instead. */
function withTie(name: string): string {
  return textOf({ applicants: [applicant({ ties: { NAME: 1 } })] }).replace('NAME', name)
}

describe('texts that could have two meanings under one hash are refused, naming the place', () => {
  it.each([
    [
      'a number that is no UTF-8',
      textOf({ applicants: [applicant({ no: '\ud800' })] }),
      '$.applicants[0].no',
    ],
    ['a seed that is none', textOf({ seed: 'seed\udfff' }), '$.seed'],
    [
      'a group that is none',
      textOf({ applicants: [applicant({ group: '\ud800' })] }),
      '$.applicants[0].group',
    ],
    ['a tie that is not in NFC', withTie(NFD), `$.applicants[0].ties.${NFD}`],
    [
      'a key of the order that is not',
      textOf({ order: [{ ...POINTS, key: `ties.${NFD}` }, TICKET] }),
      '$.order[0].key',
    ],
    ['a tie that readers would drop', withTie('__proto__'), '$.applicants[0].ties'],
  ])('%s', (_, text, at) => {
    expect(() => parseRound(parseJson(text, '$'))).toThrow(expect.objectContaining({ code: 'BAD_INPUT', at }))
  })
})

it('names that every object has are names like others', () => {
  const names = ['constructor', 'toString', 'length', 'hasOwnProperty']
  const order = [...names.map((name) => ({ key: `ties.${name}`, dir: 'asc' })), TICKET]
  const applicants = names.map((no, index) =>
    applicant({ no, group: no, ties: Object.fromEntries(names.map((name) => [name, -index / 4])) }),
  )
  const more = { order, reversion: 'none', quotas: [{ group: 'constructor', places: 1 }], total: 2 }
  const round = parseRound(parseJson(textOf({ ...more, applicants }), '$'))
  const result = allocateRound(round, sha256, { explain: true })
  expect(result.seats.map(({ place }) => place)).toEqual(['constructor', null, null, 'city'])
  expect(verifyRound(round, result, sha256)).toEqual([])
  const without = applicants.with(3, applicant({ no: 'x', ties: {} }))
  const missing = parseRound(parseJson(textOf({ ...more, applicants: without }), '$'))
  expect(() => allocateRound(missing, sha256)).toThrow(
    expect.objectContaining({ at: '$.applicants[3].ties.constructor' }),
  )
})

it('a place and a number called __proto__ are kept apart from the rest', () => {
  const round = parseRound(
    parseJson(
      JSON.stringify({
        format: 'counter.round/1',
        id: 'TEXTS',
        mechanism: 'deferred-acceptance',
        order: [POINTS, TICKET],
        seed: 'example-seed',
        places: [{ id: '__proto__', capacity: 1 }],
        applicants: ['__proto__', 'B'].map((no, index) => ({
          no,
          points: -index,
          wishes: [{ place: '__proto__' }],
        })),
      }),
      '$',
    ),
  )
  const result = allocateRound(round, sha256, { explain: true })
  expect(result.seats.map(({ place }) => place)).toEqual(['__proto__', null])
  expect(verifyRound(round, result, sha256)).toEqual([])
})
