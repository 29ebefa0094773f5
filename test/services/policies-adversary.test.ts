import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getResident } from '#electron/services/getters.ts'
import { sha256 } from '#electron/services/hash.ts'
import { assessPerson } from '#electron/services/judgement.ts'
import { getPack, policiesOf } from '#electron/services/policies.ts'
import { decidePolicy, getPolicy, listPolicies } from '#electron/services/policy-documents.ts'
import { simulate } from '#electron/services/population/simulate.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { watchStatus } from '#electron/services/status.ts'
import { connection } from '#electron/store/connection.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { listPolicyDocuments } from '#electron/store/tables/policies.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import type { SimulationProgress } from '#shared/ipc/policies.ts'
import { type PointsIndicator, parsePack } from '#shared/policy/index.ts'
import { bringIn, decide, draft, INSTALLED, listOf, nextPack, strike } from './policy-files.ts'
import { settleMany } from './population-people.ts'
import { openTestOffice, type TestOffice, testResources } from './test-office.ts'
import { goodFacts, record, register } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const findingsOf = (key: string) => getPolicy(office.as('second'), key).findings
const codesOf = (key: string) => findingsOf(key).map(({ code }) => code)
const refused = (code: string) => expect.objectContaining({ code })

function indicator(code: string): PointsIndicator {
  const found = INSTALLED.indicators.find((candidate) => candidate.code === code)
  if (found === undefined) throw new Error(`no indicator ${code}`)
  return found
}

describe('files that are meant to do harm', () => {
  test.each([
    ['a list nested without end', '['.repeat(200_000)],
    ['a closed list nested without end', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    [
      'a condition nested without end',
      JSON.stringify(nextPack({ requires: [] })).replace(
        '"requires":[]',
        `"requires":[{"code":"A","name":"示例","status":"READ","citation":"示例","when":${'{"kind":"not","of":'.repeat(20_000)}{"kind":"known-by","fact":"appliedOn","title":"示例"}${'}'.repeat(20_000)}}]`,
      ),
    ],
  ])('%s is refused in words', async (_what, text) => {
    await expect(draft(office, text)).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^(BAD_INPUT|POLICY_BAD)$/) }),
    )
    expect(listPolicyDocuments(office.writer)).toEqual([])
  })

  test('a list of very many entries is looked at in a moment', async () => {
    const entries = Array.from({ length: 150_000 }, (_, index) => `示例${index}`)
    const begun = performance.now()
    const key = await draft(office, listOf(2026, [...entries, '示例0']))
    expect(codesOf(key)).toContain('ENTRY_TWICE')
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})

describe('amendments beside packs and one another', () => {
  test('one that changes an indicator an earlier one struck changes nothing, and is refused', async () => {
    await bringIn(office, strike('ZJ-SKILL', { effectiveFrom: day('2026-06-10') }))
    const change = { kind: 'replace', indicator: { ...indicator('ZJ-SKILL'), cap: { value: '40' } } } as const
    const key = await draft(
      office,
      strike('', { id: 'sample-later', effectiveFrom: day('2026-07-01'), change }),
    )
    expect(codesOf(key)).toContain('INDICATOR_UNKNOWN')
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED'))
  })

  test('a pack that those in force would break is refused', async () => {
    const moved = { ...indicator('ZJ-SKILL'), code: 'ZJ-SKILL' }
    await bringIn(office, strike('', { change: { kind: 'replace', indicator: moved } }))
    // The layer of the indicator that is put in does not exist in the new pack.
    const layers = INSTALLED.layers.map((layer) => ({ ...layer, layer: 'city' as const }))
    const indicators = INSTALLED.indicators.map((each) => ({ ...each, layer: 'city' as const }))
    const key = await draft(office, nextPack({ layers, indicators, cases: [] }))
    expect(findingsOf(key)).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        code: 'AMENDED_BAD',
        message: expect.stringContaining('sample-strike'),
      }),
    )
    expect(() => decide(office, key)).toThrow(refused('NOT_ALLOWED'))
    expect(() =>
      getPack(policiesOf(office.writer, testResources()), { on: office.clock.today() }),
    ).not.toThrow()
  })

  test('a pack whose indicators older amendments go on changing says which', async () => {
    await bringIn(office, strike('ZJ-SKILL', { effectiveFrom: day('2026-05-01') }))
    const key = await draft(office, nextPack())
    expect(findingsOf(key)).toContainEqual(
      expect.objectContaining({
        severity: 'notice',
        code: 'AMENDED',
        message: expect.stringMatching(/示例〔2026〕2号.*ZJ-SKILL/),
      }),
    )
    const named = await draft(office, nextPack({ id: 'sample-other' }))
    expect(codesOf(named).filter((code) => code === 'AMENDED')).toHaveLength(1)
  })

  test('a pack that ends without another one is told', async () => {
    const key = await draft(office, nextPack({ effectiveTo: day('2026-12-31') }))
    expect(findingsOf(key)).toContainEqual(
      expect.objectContaining({
        severity: 'notice',
        code: 'PURPOSE_ENDS',
        message: expect.stringContaining('2027-01-01'),
      }),
    )
    expect(codesOf(await draft(office, nextPack({ id: 'sample-open' })))).not.toContain('PURPOSE_ENDS')
  })
})

describe('a document that this version of the program cannot read', () => {
  /** As a later version might leave it: the text is whole, but says something unknown. */
  function spoil(key: string): void {
    const { database } = office.writer[connection]
    database.exec('DROP TRIGGER policy_document_no_update')
    const body = JSON.stringify({ ...Object(nextPack()), format: 'counter.points-pack/9' })
    database
      .prepare('UPDATE policy_document SET body = ?, sha256 = ? WHERE id = ?')
      .run(body, sha256(body), key)
  }

  test('that is a draft or was taken back stands in the way of nothing', async () => {
    const [dead, other] = [await draft(office, nextPack()), await draft(office, strike('ZJ-SKILL'))]
    spoil(dead)
    expect(listPolicies(office.as('clerk')).find(({ key }) => key === dead)).toMatchObject({ errors: 1 })
    expect(findingsOf(dead)).toMatchObject([{ severity: 'error', code: 'UNREADABLE' }])
    expect(() => decide(office, dead)).toThrow(refused('NOT_ALLOWED'))
    decide(office, other)
    decide(office, dead, { action: 'withdraw' })
    expect(listPolicies(office.as('clerk')).find(({ key }) => key === dead)?.state).toBe('withdrawn')
    expect(await draft(office, nextPack())).not.toBe(dead)
  })

  test('that is in force stops scoring, is listed, and can be taken back', async () => {
    const id = register(office.as('clerk'), 1)
    const key = await bringIn(office, nextPack())
    spoil(key)
    // Nothing was decided, so what was read before is still known: another opening of the store begins anew.
    const resources = { ...testResources() }
    const as = (who: 'second' | 'clerk') => ({ ...office.as(who), resources })
    const person = getResident(office.writer, id)
    const on = office.clock.today()
    expect(() => assessPerson(office.writer, person, { resources, on })).toThrow(refused('POLICY_BAD'))
    // The window goes on: its status says so, and nothing is scored in the background.
    const watching = watchStatus(as('clerk'), new AbortController().signal)
    expect((await watching.next()).value).toMatchObject({ policy: expect.stringContaining('没有可用') })
    await watching.return(undefined)
    const row = listPolicies(as('clerk')).find((each) => each.key === key)
    expect(row).toMatchObject({ state: 'inForce', errors: 1, policyId: 'sample-2026' })
    expect(getPolicy(as('second'), key).actions).toContainEqual({ action: 'withdraw', allowed: true })
    decidePolicy(as('second'), { commandId: randomUUID(), key, action: 'withdraw', reason: '示例撤回' })
    expect(() => getResidentPage(as('clerk'), id)).not.toThrow()
  })
})

test('neither names nor reasons stand in the audit', async () => {
  const key = await draft(office, nextPack(), { fileName: '示例·某人的文件.json' })
  decide(office, key, { reason: '示例·某人要求' })
  const details = listAudit(office.writer, `policy:${key}`).map(({ detail }) => detail)
  expect(details).toHaveLength(2)
  for (const detail of details) expect(detail).not.toContain('某人')
})

test('a confirmed pack without its own worked cases is read as it was handed in', async () => {
  const key = await bringIn(office, nextPack({ cases: [] }))
  const id = register(office.as('clerk'), 1)
  for (const fact of goodFacts(48)) record(office.as('clerk'), id, fact)
  expect(getResidentPage(office.as('clerk'), id).points.packId).toBe('sample-2026')
  expect(parsePack(JSON.parse(listPolicyDocuments(office.writer)[0]?.body ?? '')).id).toBe('sample-2026')
  expect(getPolicy(office.as('clerk'), key).state).toBe('inForce')
})

describe('days at the ends of the calendar', () => {
  test.each(['9999-12-31', '2026-12-31'])('a pack that ends on %s is looked at', async (end) => {
    const key = await draft(office, nextPack({ effectiveTo: day(end) }))
    expect(codesOf(key)).not.toContain('SUPERSEDES_UNKNOWN')
  })

  test.each([
    ['a pack', () => nextPack({ effectiveFrom: day('0000-01-01') }), 'SUPERSEDES_LATER'],
    ['an amendment', () => strike('ZJ-SKILL', { effectiveFrom: day('0000-01-01') }), 'RETROACTIVE'],
  ])('%s that begins with the calendar is looked at', async (_what, json, code) => {
    expect(codesOf(await draft(office, json()))).toContain(code)
  })

  test.each(['9999-12-31', '0001-01-01'])(
    'everybody is scored as of %s in words or not at all',
    async (on) => {
      settleMany(office, 50, office.clock.today())
      const request = { before: 'pack:demo-city', after: 'pack:demo-city', on: day(on), purpose: null }
      let last: SimulationProgress | undefined
      for await (const step of simulate(office.as('clerk'), request, new AbortController().signal))
        last = step
      expect(last?.result).toMatchObject({ gain: 0, lose: 0 })
    },
  )
})
