import { sha256 } from '#electron/services/hash.ts'
import { CounterError } from '#shared/base/failure.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { parseResult, parseRound, verifyRound } from '#shared/domain/allocation/index.ts'
import { defineCommand } from '../command.ts'
import { locate } from '../parse.ts'

/** Whether a result follows from its round, checked without the engine; exit 1 and the differences where it does not. */
export const verify = defineCommand({
  usage: ['verify 批次.json 结果.json'],
  options: {},
  words: [2, 2],
  async run({ positionals: [roundFile = '-', resultFile = '-'], io }) {
    if (roundFile === '-' && resultFile === '-') {
      throw new CounterError('BAD_INPUT', '标准输入只有一个，不能既是批次又是结果。', { at: 'arguments' })
    }
    const roundText = await io.text(roundFile)
    const resultText = await io.text(resultFile)
    const round = locate(roundFile, () => parseRound(parseJson(roundText, '$')))
    const result = locate(resultFile, () => parseResult(parseJson(resultText, '$')))
    const differences = locate(roundFile, () => verifyRound(round, result, sha256))
    const ok = differences.length === 0
    await io.print({ ok, differences })
    return ok ? 0 : 1
  },
})
