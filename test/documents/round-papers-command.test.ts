import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { counter } from '../cli/run.ts'
import { ROUND_PAPERS } from './round-samples.ts'
import { RESOURCES } from './tools.ts'

const folder = mkdtempSync(join(tmpdir(), 'round-papers-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each(ROUND_PAPERS)('the example of %s is set by the command line', async (paper) => {
  const out = join(folder, `${paper}.pdf`)
  const data = join(RESOURCES, 'papers/examples', `${paper}.json`)
  const { code, printed } = await counter(['document', paper, '--data', data, '--out', out])
  expect(code).toBe(0)
  expect(printed).toMatchObject([{ template: paper, pages: expect.any(Number) }])
  expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-')
})
