import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from './folder.ts'
import { counter } from './run.ts'

const resources = new URL('../../resources/policy/', import.meta.url).pathname
const pack = join(resources, 'points', 'zj-2022.json')

function readPack(): Record<string, unknown> {
  return JSON.parse(readFileSync(pack, 'utf8'))
}

/** A file with the 2022 pack changed in some fields. */
function changedPack(changes: Record<string, unknown>): string {
  const file = join(temporaryFolder(), 'pack.json')
  writeFileSync(file, JSON.stringify({ ...readPack(), ...changes }))
  return file
}

function firstFinding(printed: unknown[]) {
  const [{ ok, findings }] = printed as [{ ok: boolean; findings: unknown[] }]
  return { ok, first: findings[0] }
}

describe('policy list', () => {
  it('lists packs, programmes, amendments and lists', async () => {
    const { code, printed } = await counter(['policy', 'list'])
    expect(code).toBe(0)
    expect(printed).toContainEqual(expect.objectContaining({ id: 'zj-2022', effectiveFrom: '2022-04-01' }))
    expect(printed).toContainEqual(
      expect.objectContaining({
        format: 'counter.points-amendment/1',
        id: 'nb-2021-54',
        effectiveFrom: '2021-09-27',
      }),
    )
    expect(printed).toContainEqual(
      expect.objectContaining({
        format: 'counter.outside-list/1',
        id: 'demo-shortage',
        effectiveFrom: '2026-01-01',
        effectiveTo: '2026-12-31',
      }),
    )
    const files = ['points', 'programmes', 'amendments', 'lists'].flatMap((folder) =>
      readdirSync(join(resources, folder)),
    )
    expect(printed).toHaveLength(files.filter((name) => name.endsWith('.json')).length)
  })
})

describe('policy check', () => {
  it.each(readdirSync(join(resources, 'points')))(
    '%s can be used, and its cases come out as written',
    async (name) => {
      const { code, printed } = await counter(['policy', 'check', join(resources, 'points', name)])
      expect(code).toBe(0)
      expect(printed).toMatchObject([
        { ok: true, cases: { failed: 0 }, hash: expect.stringMatching(/^sha256:/) },
      ])
    },
  )

  it('shows the figures of a good pack that are not loaded, with what to do', async () => {
    const { printed } = await counter(['policy', 'check', pack])
    const [{ findings }] = printed as [{ findings: { code: string; severity: string; remedy: string }[] }]
    expect(findings).toContainEqual(expect.objectContaining({ code: 'NOT_LOADED', severity: 'notice' }))
    for (const { remedy } of findings) expect(remedy).toContain('请')
  })

  it('answers no to a pack that overlaps with an installed one', async () => {
    const { code, printed } = await counter(['policy', 'check', changedPack({ id: 'zj-2022-again' })])
    expect(code).toBe(1)
    expect(firstFinding(printed)).toMatchObject({ ok: false, first: { code: 'OVERLAP', severity: 'error' } })
    expect(JSON.stringify(printed)).toMatch(/zj-2022-again 与 zj-2022 /)
  })

  it('answers no to a pack whose own cases fail', async () => {
    const [first] = readPack().cases as { expect: object }[]
    const wrong = { ...first, expect: { lines: { 'ZJ-AGE': '1.00' } } }
    const { code, printed } = await counter(['policy', 'check', changedPack({ cases: [wrong] })])
    expect(code).toBe(1)
    expect(printed).toMatchObject([{ cases: { passed: 0, failed: 1 } }])
    expect(firstFinding(printed)).toMatchObject({
      ok: false,
      first: { code: 'CASE_FAILED', at: '$.cases[0]' },
    })
  })

  it.each(['amendments/nb-2021-54.json', 'lists/demo-shortage-2026.json'])('reads %s', async (name) => {
    const { code, printed } = await counter(['policy', 'check', join(resources, name)])
    expect(code).toBe(0)
    expect(printed).toMatchObject([{ ok: true }])
  })

  it('refuses what is no policy and names the place', async () => {
    const { code, printed, error } = await counter(['policy', 'check', changedPack({ colour: 'red' })])
    expect({ code, printed, errorCode: error?.code }).toEqual({
      code: 2,
      printed: [],
      errorCode: 'POLICY_BAD',
    })
    expect((await counter(['policy', 'check', '/no/such/file'])).error?.code).toBe('NOT_FOUND')
    expect((await counter(['policy', 'mend'])).code).toBe(2)
  })
})
