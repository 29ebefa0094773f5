import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256 } from '#electron/services/hash.ts'
import { checkFrozen } from '#electron/services/rounds/frozen-check.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { runRound } from '#electron/services/rounds/run.ts'
import { roundState } from '#electron/services/rounds/state.ts'
import { unlockOffice } from '#electron/services/session.ts'
import { connection } from '#electron/store/connection.ts'
import { closeStore } from '#electron/store/database.ts'
import { updateEntrant } from '#electron/store/tables/entrants.ts'
import { findFreeze } from '#electron/store/tables/rounds.ts'
import { findRun, listRunSeats } from '#electron/store/tables/runs.ts'
import { transaction } from '#electron/store/transaction.ts'
import {
  canonicalRound,
  parseResult,
  parseRound,
  roundOfList,
  verifyRound,
} from '#shared/domain/allocation/index.ts'
import { bringIn, decide as decidePolicy, strike } from './policy-files.ts'
import { child, listPlan, openedRound, person, SEED, schoolPlan, uphold } from './round-fixture.ts'
import { LOGINS, openTestOffice, PASSWORD, type TestOffice } from './test-office.ts'
import { approvedCase, day, freezeToEnd, plan, record, runFrozen, TOWN } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const SCHOOLS = schoolPlan({ A: 1, B: 1 })
const CHILDREN = [
  child('1', 90, ['A', 'B']),
  child('2', 80, ['A', 'B']),
  child('3', 70, ['A']),
  child('4', 95, ['B']),
]

async function frozenRound(title?: string): Promise<string> {
  const { roundId } = await openedRound(office, SCHOOLS, CHILDREN, title === undefined ? {} : { title })
  await freezeToEnd(office.as('clerk'), roundId)
  return roundId
}

const state = (roundId: string) => roundState(office.writer, roundId)

function runOf(roundId: string, index = -1) {
  const run = findRun(office.writer, state(roundId).runs.at(index)?.runId ?? '')
  if (run === undefined) throw new Error('the round ran')
  return run
}

describe('running', () => {
  test('takes the frozen text and the seed, and keeps what can be verified and performed again', async () => {
    const roundId = await frozenRound()
    const commandId = randomUUID()
    const events = await runFrozen(office.as('clerk'), roundId, { commandId })
    const run = runOf(roundId)
    expect(events).toEqual([
      { stage: '核对名单', done: 0, total: 4 },
      { stage: '排序', done: 0, total: 4 },
      { stage: '保存', done: 0, total: 4 },
      { stage: '保存', done: 4, total: 4, id: run.id },
    ])
    const freeze = findFreeze(office.writer, run.freeze_id ?? '')
    const round = roundOfList(freeze?.list ?? '', SEED)
    expect(run.frozen).toBe(canonicalRound(round))
    expect(run).toMatchObject({ seed: SEED, policy_hash: freeze?.policy_hash })
    expect(
      verifyRound(parseRound(JSON.parse(run.frozen)), parseResult(JSON.parse(run.result)), sha256),
    ).toEqual([])
    expect(state(roundId)).toMatchObject({ status: 'ran', runs: [{ runId: run.id, seed: SEED }] })
    const again = await runFrozen(office.as('clerk'), roundId, { commandId })
    expect(again).toEqual([{ stage: '保存', done: 1, total: 1, id: run.id }])
    expect(state(roundId).runs).toHaveLength(1)
  })

  test('ranks everybody of a round by wishes in one order, whatever they wished', async () => {
    const roundId = await frozenRound()
    await runFrozen(office.as('clerk'), roundId)
    const seats = listRunSeats(office.writer, runOf(roundId).id)
    expect(seats.map(({ no, rank, place, points_x100 }) => [no, rank, place, points_x100])).toEqual([
      ['4', 1, 'B', 9500],
      ['1', 2, 'A', 9000],
      ['2', 3, null, 8000],
      ['3', 4, null, 7000],
    ])
    expect(seats.map(({ shown_rank, town }) => [shown_rank, town])).toEqual(
      [1, 2, 3, 4].map((rank) => [rank, TOWN]),
    )
    expect(JSON.parse(seats[0]?.outcome ?? '{}')).toMatchObject({ no: '4', place: 'B', wish: 1 })
    for (const { why } of seats) expect(why).not.toBe('')
  })

  test('shows equals of a single list one rank where the ticket decided nothing', async () => {
    const applicants = [person('1', 9), person('2', 8), person('3', 8), person('4', 7)]
    const { roundId } = await openedRound(office, listPlan(3), applicants)
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    const seats = listRunSeats(office.writer, runOf(roundId).id)
    expect(seats.map(({ rank, shown_rank }) => [rank, shown_rank])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 4],
    ])
    expect(seats[2]?.why).toMatch(/^排名第 2，/)
  })

  test('leaves nothing behind where it is cancelled', async () => {
    const roundId = await frozenRound()
    const abort = new AbortController()
    const run = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, abort.signal)
    await run.next()
    await run.next()
    await run.next()
    abort.abort()
    await expect(run.next()).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(state(roundId)).toMatchObject({ status: 'frozen', runs: [] })
    await runFrozen(office.as('clerk'), roundId)
  })

  test('goes on once at a time, also beside a freeze, and may follow when the other was given up', async () => {
    const roundId = await frozenRound()
    const other = (await openedRound(office, SCHOOLS, CHILDREN, { title: '另一批' })).roundId
    const { signal } = new AbortController()
    const first = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
    await first.next()
    await expect(runFrozen(office.as('supervisor'), roundId)).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(freezeToEnd(office.as('supervisor'), other)).rejects.toMatchObject({ code: 'CONFLICT' })
    await first.return(undefined)
    await runFrozen(office.as('supervisor'), roundId)
  })

  test('waits for the freeze, and is not done twice over one list', async () => {
    const { roundId } = await openedRound(office, SCHOOLS, CHILDREN)
    await expect(runFrozen(office.as('clerk'), roundId)).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(runFrozen(office.as('clerk'), 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await freezeToEnd(office.as('clerk'), roundId)
    await runFrozen(office.as('clerk'), roundId)
    await expect(runFrozen(office.as('clerk'), roundId, { reason: '示例' })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })

  test('is not kept where the list was frozen anew meanwhile', async () => {
    const roundId = await frozenRound()
    const { signal } = new AbortController()
    const run = runRound(office.as('clerk'), { commandId: randomUUID(), roundId }, signal)
    await run.next()
    await run.next()
    await run.next()
    await freezeElsewhere(roundId)
    await expect(run.next()).rejects.toThrow(/名单重新冻结过/)
    expect(state(roundId).runs).toEqual([])
  })

  /** Another process has a connection of its own, and does not know what this one is doing. */
  async function freezeElsewhere(roundId: string): Promise<void> {
    const login = { login: LOGINS.clerk, password: PASSWORD }
    const { writer } = await unlockOffice(office.folder, login, { clock: office.clock, refused: [] })
    const there = { ...office.as('clerk'), reader: writer, writer }
    await freezeToEnd(there, roundId, { reason: '示例重读' }).finally(() => closeStore(writer))
  }
})

describe('what happens in the store after the freeze', () => {
  test('an edited applicant changes nothing in the round, and is reported', async () => {
    const [edited, untouched] = [await frozenRound(), await copyOffice()]
    const given = JSON.stringify({ points: 1, wishes: [{ place: 'A' }] })
    transaction(office.writer, (tx) => updateEntrant(tx, { roundId: edited, no: '1' }, { given }))
    await runFrozen(office.as('clerk'), edited)
    const { total, differences } = await checkFrozen(office.as('clerk'), edited)
    expect({ total, nos: [...new Set(differences.map(({ no }) => no))] }).toEqual({ total: 2, nos: ['1'] })
    expect(differences).toContainEqual({ no: '1', what: '积分', frozen: '90.00', now: '1.00' })
    const [here, there] = [runOf(edited), untouched.run]
    expect([here.frozen, here.result, here.input_hash]).toEqual([
      there.frozen,
      there.result,
      there.input_hash,
    ])
  })

  /** The same round in another store, run without any edit. */
  async function copyOffice() {
    const other = await openTestOffice()
    try {
      const { roundId } = await openedRound(other, SCHOOLS, CHILDREN)
      await freezeToEnd(other.as('clerk'), roundId)
      await runFrozen(other.as('clerk'), roundId)
      const run = findRun(other.writer, roundState(other.writer, roundId).runs[0]?.runId ?? '')
      if (run === undefined) throw new Error('the copy ran')
      return { run }
    } finally {
      other.close()
    }
  }

  test('a fact of a resident changes nothing in a round of the health check, and is reported', async () => {
    const roundId = openRound(office.as('supervisor'), plan({ places: 1 })).id
    const [first, second] = [approvedCase(office, roundId, 1), approvedCase(office, roundId, 30)]
    await freezeToEnd(office.as('clerk'), roundId)
    record(office.as('clerk'), first.residentId, { kind: 'insurance', months: 100 })
    await runFrozen(office.as('clerk'), roundId)
    const seats = listRunSeats(office.writer, runOf(roundId).id)
    expect(seats.map(({ no, case_id, place }) => [no, case_id, place])).toEqual([
      [second.receiptNo, second.caseId, 'city'],
      [first.receiptNo, first.caseId, null],
    ])
    const { differences } = await checkFrozen(office.as('clerk'), roundId)
    expect(differences.map(({ no, what }) => [no, what])).toEqual([[first.receiptNo, '积分']])
  })

  test('another policy for the cut-off stops the run until the list is frozen again', async () => {
    const roundId = await frozenRound()
    await bringIn(office, strike('ZJ-AGE'))
    const run = runFrozen(office.as('clerk'), roundId)
    await expect(run).rejects.toMatchObject({
      code: 'CONFLICT',
      at: 'policy',
      hint: expect.stringContaining('重新冻结'),
    })
    expect(state(roundId).runs).toEqual([])
    await freezeToEnd(office.as('clerk'), roundId, { reason: '政策文件变更' })
    await runFrozen(office.as('clerk'), roundId)
  })

  test('a frozen text that is no longer the one that was hashed is not run', async () => {
    const roundId = await frozenRound()
    const { database } = office.writer[connection]
    database.exec('DROP TRIGGER round_freeze_no_update')
    database.exec(`UPDATE round_freeze SET list = replace(list, '"90.00"', '"10.00"')`)
    await expect(runFrozen(office.as('clerk'), roundId)).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
    expect(state(roundId).runs).toEqual([])
  })

  test('a policy that begins after the cut-off stops nothing', async () => {
    const roundId = await frozenRound()
    await bringIn(office, strike('ZJ-AGE', { effectiveFrom: day('2026-06-16') }))
    await runFrozen(office.as('clerk'), roundId)
  })
})

/** The first child's points were too many. */
const TOO_MANY = { no: '1', correction: { points: '75.00' } }

describe('a second run', () => {
  test('follows a corrected list with a reason, keeps the seed and the first run', async () => {
    const roundId = await frozenRound()
    await runFrozen(office.as('clerk'), roundId)
    uphold(office, roundId, TOO_MANY)
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议成立' })
    await expect(runFrozen(office.as('clerk'), roundId)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      at: 'reason',
    })
    await runFrozen(office.as('clerk'), roundId, { reason: '异议成立，更正后重算' })
    const [first, second] = [runOf(roundId, 0), runOf(roundId)]
    expect(second.seed).toBe(first.seed)
    expect(second.freeze_id).not.toBe(first.freeze_id)
    const placed = (runId: string) =>
      listRunSeats(office.writer, runId).flatMap(({ no, place }) => (place === 'A' ? [no] : []))
    expect([placed(first.id), placed(second.id)]).toEqual([['1'], ['2']])
    expect(state(roundId).status).toBe('ran')
  })

  test('is stopped by another policy, and goes on once that is withdrawn', async () => {
    const roundId = await frozenRound()
    await runFrozen(office.as('clerk'), roundId)
    uphold(office, roundId, TOO_MANY)
    await freezeToEnd(office.as('clerk'), roundId, { reason: '异议成立' })
    const key = await bringIn(office, strike('ZJ-AGE'))
    const reason = '异议成立，更正后重算'
    await expect(runFrozen(office.as('clerk'), roundId, { reason })).rejects.toMatchObject({
      code: 'CONFLICT',
      hint: expect.stringContaining('撤回'),
    })
    decidePolicy(office, key, { action: 'withdraw' })
    await runFrozen(office.as('clerk'), roundId, { reason })
    expect(state(roundId).runs).toHaveLength(2)
  })
})
