import { sha256 } from '#electron/services/hash.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import {
  type Difference,
  parseResult,
  parseRound,
  type RoundResult,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { defineCommand } from '../command.ts'
import { locate } from '../parse.ts'

/**
 * Whether a result follows from its round, checked without the engine; exit 1 and the differences where it does not. The
 * reasons of a result are checked where it has any; with `--explain` everybody must have been given them.
 */
export const verify = defineCommand({
  usage: ['verify 批次.json 结果.json [--explain]'],
  options: { explain: { type: 'boolean' } },
  words: [2, 2],
  async run({ values, positionals: [roundFile = '-', resultFile = '-'], io }) {
    if (roundFile === '-' && resultFile === '-') {
      throw new CounterError('BAD_INPUT', '标准输入只有一个，不能既是批次又是结果。', { at: 'arguments' })
    }
    const roundText = await io.text(roundFile)
    const resultText = await io.text(resultFile)
    const round = locate(roundFile, () => parseRound(parseJson(roundText, '$')))
    const result = locate(resultFile, () => parseResult(parseJson(resultText, '$')))
    const missing = values.explain === true ? missingReasons(result) : []
    const differences = [...locate(roundFile, () => verifyRound(round, result, sha256)), ...missing]
    const ok = differences.length === 0
    await io.print({ ok, differences })
    return ok ? 0 : 1
  },
})

function missingReasons({ seats }: RoundResult): Difference[] {
  return seats.flatMap(({ why }, index) =>
    why === undefined ? [{ at: `$.seats[${index}].why`, message: '没有写明理由' }] : [],
  )
}
