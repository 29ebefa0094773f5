import process from 'node:process'
import { sha256 } from '#electron/services/hash.ts'
import { drawOrder } from '#shared/domain/allocation/index.ts'
import { medians, report } from './measure.ts'

/** The order of a draw against hashing the same texts and nothing else. */
const count = Number(process.argv[2])
const SEED = sha256('示例种子')
const numbers = Array.from({ length: count }, (_, index) => `2022-${String(index).padStart(7, '0')}`)

const times = medians(
  {
    floor: () => {
      let length = 0
      for (const no of numbers) length += sha256(`${SEED}|${no}`).length
      return length
    },
    draw: () => drawOrder(SEED, numbers, sha256),
  },
  { rounds: 3, callsPerRound: 1 },
)
report({
  bench: 'allocation',
  what: `${count} applications drawn by ticket, against hashing alone (at most 1.5)`,
  median: times.draw / 1_000_000,
  floor: times.floor / 1_000_000,
  ratio: times.draw / times.floor,
  unit: 's',
})
