// `npm test`: prepares the machine, runs every check, and ends with one line that counts them all.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  binary,
  ensureBuild,
  ensureDebianTools,
  ensureDependencies,
  environment,
  nodePath,
  project,
  run,
  say,
} from '../electron/cli/prepare.mjs'

const results = join(project, 'test-results')
const total = { passed: 0, failed: 0, skipped: 0 }

await ensureDependencies()
await ensureDebianTools(['chromium', 'pdftotext', 'qpdf', 'Xvfb', 'xauth'])
mkdirSync(results, { recursive: true })

await check(
  'types',
  async () =>
    (await tool('typescript', ['--noEmit', '-p', 'tsconfig.json'])) +
    (await tool('typescript', ['--noEmit', '-p', 'shared/tsconfig.json'])),
)
await check('lint', () => tool('@biomejs/biome', ['check', '--error-on-warnings', '.']))
await check('build', async () => ((await ensureBuild()) ? 0 : 1))
await unitTests()
await endToEndTests()

process.stdout.write(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1

/** A step that counts as one test. */
async function check(name, work) {
  say(`\n── ${name}`)
  const passed = (await work()) === 0
  add(passed ? { passed: 1 } : { failed: 1 })
  say(`── ${name}: ${passed ? 'passed' : 'failed'}`)
}

async function unitTests() {
  say('\n── vitest')
  const file = join(results, 'vitest.json')
  rmSync(file, { force: true })
  const code = await tool('vitest', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  const report = read(file)
  if (report === undefined) return add({ failed: 1 })
  // A file that could not even be loaded has no tests of its own to count.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = report.numFailedTests + unloaded.length
  add({
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  })
}

async function endToEndTests() {
  say('\n── playwright')
  const file = join(results, 'playwright.json')
  rmSync(file, { force: true })
  const env = environment({ PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  const code = await tool(
    '@playwright/test',
    ['test', '-c', 'test/e2e/playwright.config.ts', '--reporter=list,json'],
    env,
  )
  const report = read(file)
  if (report === undefined) return add({ failed: 1 })
  const { expected, unexpected, flaky, skipped } = report.stats
  const failed = unexpected + flaky
  add({ passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped })
}

function tool(name, args, env = environment()) {
  return run(nodePath(), [binary(name), ...args], { env, stdio: 'inherit' })
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function add({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
}
