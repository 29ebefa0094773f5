import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getResident } from '#electron/services/getters.ts'
import { sha256 } from '#electron/services/hash.ts'
import { refreshPoints } from '#electron/services/points.ts'
import {
  COUNTER_PURPOSE,
  getPack,
  installedPolicies,
  type Policies,
  pointsKey,
  policiesOf,
} from '#electron/services/policies.ts'
import { effectivePacks } from '#electron/services/resources.ts'
import { storePaths } from '#electron/store/create-store.ts'
import { closeStore, openStore } from '#electron/store/database.ts'
import { unlockSlot } from '#electron/store/keys.ts'
import { transaction } from '#electron/store/transaction.ts'
import { parsePlainDate as day } from '#shared/base/plain-date.ts'
import { parsePack } from '#shared/policy/index.ts'
import { bringIn, decide, draft, INSTALLED, listOf, nextPack, SHORTAGE, strike } from './policy-files.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice, testResources } from './test-office.ts'
import { goodFacts, record, register } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const inForce = () => policiesOf(office.writer, testResources())
const packOn = (on: string, policies: Policies = inForce()) => getPack(policies, { on: day(on) })

describe('what is in force', () => {
  test('is what is installed, and the same object, while nothing was decided', async () => {
    const before = inForce()
    expect(before).toBe(installedPolicies(testResources()))
    await draft(office, nextPack())
    expect(inForce()).toBe(before)
    expect(packOn('2026-06-18').policy.id).toBe(INSTALLED.id)
  })

  test('changes with a decision and is worked out once', async () => {
    await bringIn(office, nextPack())
    const after = inForce()
    expect(packOn('2026-06-18').policy.id).toBe('sample-2026')
    expect(inForce()).toBe(after)
  })

  test('is seen by a reader whose store another connection changed', async () => {
    const { store, keys } = storePaths(office.folder)
    const key = await unlockSlot(keys, LOGINS.clerk, PASSWORD)
    const reader = openStore({ path: store, key, mode: 'read' })
    try {
      expect(packOn('2026-06-18', policiesOf(reader, testResources())).policy.id).toBe(INSTALLED.id)
      const added = await bringIn(office, nextPack())
      expect(packOn('2026-06-18', policiesOf(reader, testResources())).policy.id).toBe('sample-2026')
      decide(office, added, { action: 'withdraw' })
      expect(packOn('2026-06-18', policiesOf(reader, testResources())).policy.id).toBe(INSTALLED.id)
    } finally {
      closeStore(reader)
    }
  })

  test('is the same inside a transaction as outside', async () => {
    await bringIn(office, nextPack())
    const outside = inForce()
    transaction(office.writer, (tx) => {
      expect(policiesOf(tx, testResources())).toBe(outside)
    })
  })
})

describe('a pack that supersedes another', () => {
  test('ends it the day before, in the view alone', async () => {
    await bringIn(office, nextPack())
    expect(packOn('2026-05-31').policy).toMatchObject({ id: INSTALLED.id, effectiveTo: '2026-05-31' })
    expect(packOn('2026-05-31').sha256).toBe(packOn('2026-05-31', installedPolicies(testResources())).sha256)
    expect(packOn('2026-06-01').policy.id).toBe('sample-2026')
    expect(testResources().packs.find(({ policy }) => policy.id === INSTALLED.id)?.policy.effectiveTo).toBe(
      null,
    )
  })

  test('takes it out where it would end before it began', () => {
    const older = { policy: INSTALLED, sha256: 'a' }
    const newer = { policy: parsePack(nextPack({ effectiveFrom: INSTALLED.effectiveFrom })), sha256: 'b' }
    expect(effectivePacks([older, newer]).map(({ policy }) => policy.id)).toEqual(['sample-2026'])
  })

  test('does not lengthen a pack that ends earlier', () => {
    const ended = { policy: { ...INSTALLED, effectiveTo: day('2025-12-31') }, sha256: 'a' }
    const newer = { policy: parsePack(nextPack()), sha256: 'b' }
    expect(effectivePacks([ended, newer])[0]?.policy.effectiveTo).toBe('2025-12-31')
  })
})

describe('an amendment', () => {
  test('strikes an indicator from its day on, and the hash tells', async () => {
    const before = packOn('2026-06-09')
    const key = await bringIn(office, strike('ZJ-SKILL'))
    expect(packOn('2026-06-09')).toEqual(before)
    const amended = packOn('2026-06-10')
    expect(amended.policy.indicators.map(({ code }) => code)).not.toContain('ZJ-SKILL')
    const [{ sha256: own } = { sha256: '' }] = inForce().amendments.filter(
      ({ policy }) => policy.id === 'sample-strike',
    )
    expect(amended.sha256).toBe(sha256(`${before.sha256}\n${own}`))
    expect(packOn('2026-06-10')).toBe(amended)
    decide(office, key, { action: 'withdraw' })
    expect(packOn('2026-06-10')).toEqual(before)
  })

  test('that touches nothing of a pack leaves it as it was', async () => {
    await bringIn(office, strike('ZJ-SKILL'))
    const { packs } = installedPolicies(testResources())
    const school = packs.find(({ policy }) => policy.purposes.includes('school'))
    const untouched = school?.policy.indicators.every(({ code }) => code !== 'ZJ-SKILL')
    const found = getPack(inForce(), { purpose: 'school', on: day('2026-06-18') })
    expect(found.sha256 === school?.sha256).toBe(untouched)
  })
})

test('kept points are due anew after each decision that concerns them, and after no other', async () => {
  const keys = new Set<string>()
  const keep = () => keys.add(pointsKey(inForce(), packOn('2026-06-18')))
  keep()
  await bringIn(office, strike('ZJ-SKILL'))
  keep()
  await bringIn(office, listOf(2025))
  keep()
  expect(keys.size).toBe(2)
  await bringIn(office, nextPack({ requires: [SHORTAGE], cases: [] }))
  keep()
  await bringIn(office, listOf(2026))
  keep()
  expect(keys.size).toBe(4)
  for (const key of keys) expect(key).toMatch(/^[a-z0-9-]+#[0-9a-f]{12}$/)
})

test('the points of lists are brought to what is in force', async () => {
  const clerk = office.as('clerk')
  const id = register(clerk, 1)
  for (const fact of goodFacts(48)) record(clerk, id, fact)
  const signal = new AbortController().signal
  await refreshPoints(clerk, signal)
  const pointsOf = () => getResident(office.writer, id).points_x100
  const before = pointsOf()
  const key = await bringIn(office, strike('ZJ-SI'))
  expect(await refreshPoints(clerk, signal)).toBe(1)
  expect(pointsOf()).toBe(Number(before) - 2400)
  decide(office, key, { action: 'withdraw' })
  expect(await refreshPoints(clerk, signal)).toBe(1)
  expect(pointsOf()).toBe(before)
  expect(await refreshPoints(clerk, signal)).toBe(0)
})

test('a file that a later version of the program brings too counts once', async () => {
  await bringIn(office, nextPack())
  const policy = parsePack(nextPack())
  const resources = { ...testResources(), packs: [...testResources().packs, { policy, sha256: 'installed' }] }
  const policies = policiesOf(office.writer, resources)
  expect(getPack(policies, { purpose: COUNTER_PURPOSE, on: day('2026-06-18') }).sha256).toBe('installed')
})

test('a day without a pack is told, and no other is taken', () => {
  expect(() => packOn('2020-01-01')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  expect(() => getPack(inForce(), { purpose: '示例用途', on: day('2026-06-18') })).toThrow(/示例用途/)
})
