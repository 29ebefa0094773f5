import { createCompiler } from '#electron/documents/index.ts'
import { parseJson } from '#shared/base/parse-json.ts'
import { defineCommand, requireOption } from '../command.ts'
import { writeWhole } from '../files.ts'

/** Sets a paper from its data and writes it as PDF/A-2b; nothing is written where it is refused. */
export const document = defineCommand({
  usage: ['document 模板 --data 文件 --out 文件.pdf'],
  options: { data: { type: 'string' }, out: { type: 'string' } },
  words: [1, 1],
  async run({ values, positionals: [template = ''], io }) {
    const file = requireOption(values.data, 'data', '请给出文书数据的 JSON 文件；- 为标准输入。')
    const out = requireOption(values.out, 'out', '请给出要写的 PDF 文件。')
    const data = parseJson(await io.text(file), file)
    const { bytes, pages, sha256, templateVersion } = createCompiler(io.resourcesDir).pdf(template, data)
    writeWhole(out, bytes)
    await io.print({ template, templateVersion, pages, sha256 })
    return 0
  },
})
