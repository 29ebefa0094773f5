import process from 'node:process'
import { createCompiler } from '#electron/documents/index.ts'
import { longPublicList } from '#test/documents/round-samples.ts'
import { report } from './measure.ts'
import { RESOURCES_DIR } from './people-open.ts'

/** The public list of everybody: how long it takes, and the most memory of the process beside the compiler's own. */
const [, residents = ''] = process.argv.slice(2)
const compiler = createCompiler(RESOURCES_DIR)
compiler.pdf('round-public-list', longPublicList(100))
const before = process.resourceUsage().maxRSS
const list = longPublicList(Number(residents))
const begin = performance.now()
const { pages } = compiler.pdf('round-public-list', list)
const what = `${residents} rows of the public list, ${pages} pages`
report({ bench: 'rounds', what, median: performance.now() - begin, unit: 'ms' })
report({
  bench: 'rounds',
  what: `${what}: most memory beside the compiler with a short one`,
  median: (process.resourceUsage().maxRSS - before) / 1024,
  floor: before / 1024,
  ratio: process.resourceUsage().maxRSS / before,
  unit: 'MiB',
})
