import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { previewCase } from '#electron/services/case-submission.ts'
import { relate } from '#electron/services/families.ts'
import { sha256 } from '#electron/services/hash.ts'
import { mergeResidents } from '#electron/services/merge.ts'
import { amendResident } from '#electron/services/residents.ts'
import { freezeRound } from '#electron/services/rounds/freeze.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { getRoundPage } from '#electron/services/rounds/page.ts'
import { listSeats } from '#electron/services/rounds/seats.ts'
import { findRun, findRunOfRound } from '#electron/store/tables/runs.ts'
import { parseResult, parseRound, verifyRound } from '#shared/domain/allocation/index.ts'
import type { FactValue } from '#shared/domain/people/index.ts'
import { invent } from './family-people.ts'
import {
  bringIn,
  decide as decidePolicy,
  draft,
  INSTALLED,
  listOf,
  nextPack,
  SHORTAGE,
  strike,
} from './policy-files.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import {
  act,
  approvedCase,
  claim,
  day,
  decide,
  goodFacts,
  idNumber,
  plan,
  record,
  register,
  runFrozen,
  runToEnd,
  SOURCE,
  submit,
  YES,
} from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

function runOf(roundId: string) {
  const run = findRun(office.writer, findRunOfRound(office.writer, roundId)?.id ?? '')
  if (run === undefined) throw new Error('the round ran')
  return run
}

function pointsIn(roundId: string): (number | null)[] {
  const sort = { key: 'rank', descending: false } as const
  const question = { text: '', filters: { roundId }, sort, offset: 0, limit: 9 }
  return listSeats(office.as('clerk'), question).rows.map(({ pointsX100 }) => pointsX100)
}

test('a round counts by the pack in force on its cut-off with the amendments of then, and says so in its hash', async () => {
  const plain = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, plain, 1)
  await runToEnd(office.as('clerk'), plain)
  expect(pointsIn(plain)).toEqual([5275])
  // One holds on the cut-off of 15 June, the other begins after it.
  await bringIn(office, strike('ZJ-SKILL', { id: 'sample-before', effectiveFrom: day('2026-06-15') }))
  await bringIn(office, strike('ZJ-EDU', { id: 'sample-after', effectiveFrom: day('2026-06-16') }))
  const amended = openRound(office.as('supervisor'), plan({ title: '示例2026年第二批' })).id
  approvedCase(office, amended, 1 + 1)
  await runToEnd(office.as('clerk'), amended)
  expect(pointsIn(amended)).toEqual([5275 - 500 + 50])
  expect(runOf(amended).policy_hash).not.toBe(runOf(plain).policy_hash)
})

test('outside lists count in a round, and other lists give another hash', async () => {
  await bringIn(office, nextPack({ requires: [SHORTAGE], cases: [] }))
  const list = await bringIn(office, listOf(2026))
  const hashes = []
  for (const [index, title] of ['示例甲批', '示例乙批'].entries()) {
    const roundId = openRound(office.as('supervisor'), plan({ title })).id
    const id = register(office.as('clerk'), index + 1)
    for (const fact of goodFacts(1)) record(office.as('clerk'), id, fact)
    record(office.as('clerk'), id, { kind: 'office', what: 'volunteer', title: '示例·工种' })
    const { id: caseId } = submit(office.as('clerk'), id, roundId)
    act(office.as('supervisor'), caseId, 'approve')
    await runToEnd(office.as('clerk'), roundId)
    expect(pointsIn(roundId)).toEqual([5275])
    hashes.push(runOf(roundId).policy_hash)
    if (index === 0) {
      decidePolicy(office, list, { action: 'withdraw' })
      await bringIn(office, listOf(2026, ['示例·工种', '示例·另一工种']))
    }
  }
  expect(new Set(hashes).size).toBe(2)
})

test('what was frozen stays and verifies when another pack is put in force afterwards, also for days before it', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, roundId, 1)
  approvedCase(office, roundId, 2)
  await runToEnd(office.as('clerk'), roundId)
  const [page, run] = [getRoundPage(office.as('clerk'), roundId), runOf(roundId)]
  await bringIn(office, nextPack({ indicators: INSTALLED.indicators.slice(0, 2), cases: [] }))
  await bringIn(office, strike('ZJ-AGE'))
  expect(getRoundPage(office.as('clerk'), roundId)).toEqual(page)
  expect(runOf(roundId)).toEqual(run)
  const frozen = parseRound(JSON.parse(run.frozen))
  expect(verifyRound(frozen, parseResult(JSON.parse(run.result)), sha256)).toEqual([])
})

test.each([
  ['a policy', () => bringIn(office, strike('ZJ-SKILL'))],
  [
    'a claim',
    (id: string) =>
      decide(office.as('supervisor'), claim(office.as('clerk'), id, { kind: 'insurance', months: 60 }), true),
  ],
  [
    'a date of birth',
    (id: string) =>
      amendResident(office.as('supervisor'), {
        commandId: randomUUID(),
        residentId: id,
        field: 'idNumber',
        value: idNumber(900, '19750101'),
        reason: '示例更正',
      }),
  ],
  [
    'a second record',
    (id: string) => {
      const other = invent(office, { name: '示例·第1人', number: idNumber(901) })
      return mergeResidents(office.as('supervisor'), {
        commandId: randomUUID(),
        keptId: id,
        otherId: other.id,
        choices: [],
        reason: '示例同一人',
      })
    },
  ],
  [
    'a spouse',
    (id: string) => {
      const other = invent(office, { name: '示例·配偶', number: idNumber(902, '19910101') })
      return relate(office.as('clerk'), {
        commandId: randomUUID(),
        residentId: id,
        otherId: other.id,
        kind: 'spouse',
        together: false,
        source: SOURCE,
      })
    },
  ],
])('a list during whose reading %s was decided on is not frozen', async (_what, meanwhile) => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  const { residentId } = approvedCase(office, roundId, 1)
  const freeze = freezeRound(
    office.as('clerk'),
    { commandId: randomUUID(), roundId },
    new AbortController().signal,
  )
  await freeze.next()
  await freeze.next()
  await meanwhile(residentId)
  await expect(freeze.next()).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(getRoundPage(office.as('clerk'), roundId).freeze).toBeUndefined()
})

test('a draft alone disturbs no freeze', async () => {
  const roundId = openRound(office.as('supervisor'), plan()).id
  approvedCase(office, roundId, 1)
  const freeze = freezeRound(
    office.as('clerk'),
    { commandId: randomUUID(), roundId },
    new AbortController().signal,
  )
  await freeze.next()
  await draft(office, strike('ZJ-SKILL'))
  for await (const _step of freeze);
  await runFrozen(office.as('clerk'), roundId)
  expect(pointsIn(roundId)).toEqual([5275])
})

const OFFENCE: FactValue = {
  kind: 'offence',
  nature: 'administrative',
  document: '示例字〔2026〕1号',
  decidedOn: day('2026-05-01'),
}
const OF_OFFENCE = {
  name: '示例处罚',
  status: 'READ',
  citation: '示例〔2026〕1号第九条',
} as const

test.each([
  [
    'frozen',
    { freezes: [{ code: 'SAMPLE-FREEZE', of: { fact: 'offence' }, months: 12, ...OF_OFFENCE }] },
    /暂停使用/,
  ],
  [
    'vetoed',
    {
      vetoes: [
        {
          code: 'SAMPLE-VETO',
          when: { kind: 'has', of: { fact: 'offence' }, holding: false, title: '有示例处罚' },
          ...OF_OFFENCE,
        },
      ],
    },
    /不能使用/,
  ],
] as const)('points that are %s take nobody into a health check', async (_what, frame, words) => {
  await bringIn(office, { ...Object(nextPack({ cases: [] })), ...frame })
  const roundId = openRound(office.as('supervisor'), plan()).id
  const checked: FactValue = { kind: 'nothing', field: 'offence', checkedOn: day('2026-06-01') }
  const residentId = register(office.as('clerk'), 1)
  for (const fact of [...goodFacts(1), checked]) record(office.as('clerk'), residentId, fact)
  const { id: caseId, receiptNo } = submit(office.as('clerk'), residentId, roundId)
  act(office.as('supervisor'), caseId, 'approve')
  record(office.as('clerk'), residentId, OFFENCE)
  await expect(runToEnd(office.as('clerk'), roundId)).rejects.toMatchObject({
    code: 'CONFLICT',
    at: receiptNo,
  })
  const other = register(office.as('clerk'), 2)
  for (const fact of [...goodFacts(1), OFFENCE]) record(office.as('clerk'), other, fact)
  const { verdict, reasons } = previewCase(office.as('clerk'), { residentId: other, roundId, answers: YES })
  expect(verdict).toBe('FALSE')
  expect(reasons.find(({ condition }) => condition === 'pointsKnown')?.explanation).toMatch(words)
  expect(() => submit(office.as('clerk'), other, roundId)).toThrow(
    expect.objectContaining({ code: 'NOT_ALLOWED', at: 'pointsKnown' }),
  )
})
