import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openHighs, solveByProgramme } from './allocation-highs.ts'
import { granted, rounds, run } from './allocation-rounds.ts'

const SEED = 20220628

it.each([
  ['short lists', { reserves: false }],
  ['complete lists', { reserves: false, everyWish: true }],
  ['one order at all places', { reserves: false, oneOrder: true }],
])('an integer programme finds the same outcome: %s', async (_, shape) => {
  const highs = await openHighs()
  for (const round of fc.sample(rounds(shape), { seed: SEED, numRuns: 24 }))
    expect(granted(run(round))).toEqual(solveByProgramme(highs, round))
})

it('the programme is asked in earnest: outcomes differ from those of each one’s first wish', async () => {
  const highs = await openHighs()
  const outcomes = fc
    .sample(rounds({ reserves: false, everyWish: true }), { seed: SEED, numRuns: 24 })
    .map((round) => solveByProgramme(highs, round))
  expect(outcomes.filter((wishes) => wishes.some((wish) => wish > 1)).length).toBeGreaterThan(8)
})
