import fc from 'fast-check'
import { openHighs, solveByProgramme } from '#test/property/domain/allocation-highs.ts'
import { granted, rounds, run } from '#test/property/domain/allocation-rounds.ts'
import { report } from './measure.ts'

/** Not a race: whether the integer programme of highs finds the same outcome of small rounds. */
const ROUNDS = 60
const highs = await openHighs()
const invented = fc.sample(rounds({ reserves: false, everyWish: true }), { seed: 20220628, numRuns: ROUNDS })
const equal = invented.filter(
  (round) => granted(run(round)).join() === solveByProgramme(highs, round).join(),
).length
report({
  bench: 'allocation',
  what: `${ROUNDS} small rounds whose outcome the integer programme of highs finds too (must be all)`,
  median: equal,
  floor: ROUNDS,
  ratio: equal / ROUNDS,
  unit: 'rounds',
})
if (equal !== ROUNDS) throw new Error(`${ROUNDS - equal} rounds have another outcome`)
