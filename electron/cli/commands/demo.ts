import process from 'node:process'
import { defineCommand, requireOption } from '../command.ts'
import { demonstrate } from '../demo/demonstration.ts'
import { parseCountOption } from '../parse.ts'

/** A whole counter year on invented residents; Ctrl+C stops it between two steps. */
export const demo = defineCommand({
  usage: ['demo --out 文件夹 [--residents 人数] [--seed 种子]'],
  options: { out: { type: 'string' }, residents: { type: 'string' }, seed: { type: 'string' } },
  words: [0, 0],
  async run({ values, io }) {
    const folder = requireOption(values.out, 'out', '请给出写演示结果的文件夹。')
    const residents = parseCountOption(values.residents ?? '500', 'residents', [1, 100_000])
    const interruption = new AbortController()
    process.once('SIGINT', () => interruption.abort())
    const watch = { note: io.note, signal: interruption.signal }
    const { resourcesDir } = io
    await io.print(await demonstrate({ folder, residents, seed: values.seed ?? '1', resourcesDir }, watch))
    return 0
  },
})
