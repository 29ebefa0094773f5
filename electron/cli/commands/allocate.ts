import { sha256 } from '#electron/services/hash.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { allocateRound, parseRound } from '#shared/domain/allocation/index.ts'
import { defineCommand } from '../command.ts'
import { locate } from '../parse.ts'

/** Runs a round and prints its result; the same round gives the same result, whoever runs it. */
export const allocate = defineCommand({
  usage: ['allocate [批次.json] [--explain]'],
  options: { explain: { type: 'boolean' } },
  words: [0, 1],
  async run({ values, positionals: [file = '-'], io }) {
    const text = await io.text(file)
    const result = locate(file, () =>
      allocateRound(parseRound(parseJson(text, '$')), sha256, { explain: values.explain ?? false }),
    )
    await io.print(result)
    return 0
  },
})
