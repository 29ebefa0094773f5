import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { getCasePage, listCases } from '#electron/services/case-page.ts'
import { previewCase, submitCase } from '#electron/services/case-submission.ts'
import { getPack, pointsKey, policiesOf } from '#electron/services/policies.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { machineStatus, watchStatus } from '#electron/services/status.ts'
import { listStalePoints } from '#electron/store/tables/resident-list.ts'
import type { CaseListRequest } from '#shared/ipc/cases.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import {
  act,
  approvedCase,
  day,
  goodFacts,
  plan,
  record,
  register,
  runToEnd,
  submit,
  YES,
} from './test-people.ts'

let office: TestOffice
let roundId: string
beforeEach(async () => {
  office = await openTestOffice()
  roundId = openRound(office.as('supervisor'), plan()).id
})
afterEach(() => office.close())

function personWithFacts(who: Who = 'clerk', serial = 1): string {
  const id = register(office.as(who), serial)
  for (const fact of goodFacts(serial)) record(office.as(who), id, fact)
  return id
}

function mine(who: Who): string[] {
  const request: CaseListRequest = {
    text: '',
    filters: { mine: true },
    sort: { key: 'receiptNo', descending: false },
    offset: 0,
    limit: 200,
  }
  return listCases(office.as(who), request).rows.map(({ receiptNo }) => receiptNo)
}

test('what is refused names the condition; what is unknown is accepted but not approved', () => {
  const id = personWithFacts()
  record(office.as('clerk'), id, { kind: 'hukou', inCixi: true })
  expect(() => submit(office.as('clerk'), id, roundId)).toThrow(/不符合：新市民/)
  const other = register(office.as('clerk'), 2)
  const caseId = submit(office.as('clerk'), other, roundId).id
  const page = getCasePage(office.as('supervisor'), caseId)
  expect(page.eligibility.verdict).toBe('UNKNOWN')
  expect(page.actions.find(({ action }) => action === 'approve')).toEqual({
    action: 'approve',
    allowed: false,
    reason: expect.stringContaining('尚缺'),
  })
  expect(() => act(office.as('supervisor'), caseId, 'approve')).toThrow(/尚缺/)
  for (const fact of goodFacts(2)) record(office.as('clerk'), other, fact)
  expect(getCasePage(office.as('supervisor'), caseId).today?.verdict).toBe('TRUE')
  expect(act(office.as('supervisor'), caseId, 'approve')).toEqual({ status: 'approved' })
})

test('an answer of no is refused, an answer not yet given is not', () => {
  const id = personWithFacts()
  const answers = { consent: false, healthDataConsent: true }
  const request = { commandId: randomUUID(), residentId: id, roundId, answers }
  expect(previewCase(office.as('clerk'), { residentId: id, roundId, answers }).verdict).toBe('FALSE')
  expect(() => submitCase(office.as('clerk'), request)).toThrow(/本人自愿参加/)
  const open = { ...request, answers: { consent: true, healthDataConsent: null } }
  expect(submitCase(office.as('clerk'), open).receiptNo).toBe('TJ2026-00001')
})

test('nobody approves what they entered: not the submitter, not whoever recorded a fact', () => {
  const submitted = submit(office.as('supervisor'), personWithFacts('clerk', 1), roundId).id
  expect(() => act(office.as('supervisor'), submitted, 'approve')).toThrow(/另一位主管/)
  expect(() => act(office.as('clerk'), submitted, 'approve')).toThrow(/须由主管/)
  expect(act(office.as('second'), submitted, 'approve')).toEqual({ status: 'approved' })
  const person = personWithFacts('clerk', 2)
  record(office.as('supervisor'), person, { kind: 'insurance', months: 60 })
  const recorded = submit(office.as('clerk'), person, roundId).id
  expect(() => act(office.as('supervisor'), recorded, 'approve')).toThrow(/另一位主管/)
  expect(mine('supervisor')).toEqual([])
  expect(mine('second')).toEqual(['TJ2026-00002'])
  expect(act(office.as('second'), recorded, 'approve')).toEqual({ status: 'approved' })
})

test('one case at a time in a round, another after a withdrawal', () => {
  const id = personWithFacts()
  const first = submit(office.as('clerk'), id, roundId)
  expect(() => submit(office.as('clerk'), id, roundId)).toThrow(/TJ2026-00001/)
  expect(act(office.as('clerk'), first.id, 'withdraw')).toEqual({ status: 'withdrawn' })
  expect(submit(office.as('clerk'), id, roundId).receiptNo).toBe('TJ2026-00002')
})

test('a return says why; resubmitting freezes the judgement of that day and who entered it', () => {
  const id = register(office.as('clerk'), 1)
  const caseId = submit(office.as('clerk'), id, roundId).id
  expect(() => act(office.as('supervisor'), caseId, 'return')).toThrow(/没有写原因/)
  expect(act(office.as('supervisor'), caseId, 'return', '请补居住证')).toEqual({ status: 'returned' })
  expect(mine('clerk')).toEqual(['TJ2026-00001'])
  for (const fact of goodFacts(1)) record(office.as('clerk'), id, fact)
  expect(act(office.as('second'), caseId, 'resubmit')).toEqual({ status: 'submitted' })
  const page = getCasePage(office.as('second'), caseId)
  expect(page).toMatchObject({ submittedBy: '示例·副主管', eligibility: { verdict: 'TRUE' } })
  expect(page.today).toBeUndefined()
  expect(page.pointsX100).toBe(5275)
  expect(page.timeline.map(({ what }) => what)).toEqual(['重新提交', '退回补正：请补居住证', '受理'])
  expect(() => act(office.as('second'), caseId, 'approve')).toThrow(/另一位主管/)
  expect(act(office.as('supervisor'), caseId, 'approve')).toEqual({ status: 'approved' })
})

test('a returned case waits for the clerk only while its round still takes it', async () => {
  const caseId = submit(office.as('clerk'), register(office.as('clerk'), 1), roundId).id
  act(office.as('supervisor'), caseId, 'return', '请补居住证')
  approvedCase(office, roundId, 2)
  expect(mine('clerk')).toEqual(['TJ2026-00001'])
  expect(getCasePage(office.as('clerk'), caseId).roundStatus).toBe('open')
  await runToEnd(office.as('clerk'), roundId)
  expect(mine('clerk')).toEqual([])
  expect(getCasePage(office.as('clerk'), caseId)).toMatchObject({ status: 'returned', roundStatus: 'ran' })
})

test('an approved case shows today where its judgement became another one', () => {
  const id = personWithFacts()
  const caseId = submit(office.as('clerk'), id, roundId).id
  act(office.as('supervisor'), caseId, 'approve')
  expect(getCasePage(office.as('clerk'), caseId).today).toBeUndefined()
  office.clock.setToday('2027-07-01')
  const page = getCasePage(office.as('clerk'), caseId)
  expect(page.eligibility.verdict).toBe('TRUE')
  expect(page.today?.verdict).toBe('FALSE')
})

test('the frozen document stays as it was read that day', () => {
  const id = personWithFacts()
  const caseId = submit(office.as('clerk'), id, roundId).id
  expect(getCasePage(office.as('clerk'), caseId).answers).toEqual([
    { question: '本人是否愿意参加免费健康体检？', answer: '是' },
    {
      question: '本人是否单独同意为组织体检处理其健康信息？（个人信息保护法第二十八至三十条）',
      answer: '是',
    },
  ])
})

test('every case that waits for a person has an action open to that person', () => {
  const ids = [1, 2, 3].map(
    (serial) => submit(office.as('clerk'), personWithFacts('clerk', serial), roundId).id,
  )
  act(office.as('supervisor'), ids[1] ?? '', 'return', '请补材料')
  for (const who of ['clerk', 'supervisor', 'second'] as const) {
    expect(machineStatus(office.as(who)).waiting.cases).toBe(mine(who).length)
    for (const receiptNo of mine(who)) {
      const caseId = ids[Number(receiptNo.at(-1)) - 1] ?? ''
      const allowed = getCasePage(office.as(who), caseId).actions.filter((state) => state.allowed)
      expect(allowed.length).toBeGreaterThan(0)
    }
  }
  expect(mine('supervisor')).toHaveLength(3)
})

test('the resident page offers the application, and says why not', () => {
  const id = personWithFacts()
  const view = () => getResidentPage(office.as('clerk'), id).programmes[0]
  expect(view()).toMatchObject({ verdict: 'UNKNOWN', roundId, apply: { action: 'apply', allowed: true } })
  submit(office.as('clerk'), id, roundId)
  expect(view()?.apply).toMatchObject({ allowed: false, reason: expect.stringContaining('TJ2026-00001') })
})

test('the status is told at once and again when something changed', async () => {
  const abort = new AbortController()
  const watch = watchStatus(office.as('supervisor'), abort.signal)
  expect((await watch.next()).value).toMatchObject({ waiting: { cases: 0 }, today: '2026-06-18' })
  const next = watch.next()
  const { commandId, answers } = { commandId: randomUUID(), answers: YES }
  submitCase(office.as('clerk'), { commandId, residentId: personWithFacts(), roundId, answers })
  expect((await next).value).toMatchObject({ waiting: { cases: 1 } })
  office.clock.setToday('2026-06-19')
  const tomorrow = watch.next()
  register(office.as('clerk'), 9)
  expect((await tomorrow).value).toMatchObject({ today: '2026-06-19' })
  const end = watch.next()
  // The new day also brought the points of the lists to that day.
  const policies = policiesOf(office.writer, office.as('clerk').resources)
  const packId = pointsKey(policies, getPack(policies, { on: day('2026-06-19') }))
  await vi.waitFor(() =>
    expect(listStalePoints(office.writer, { on: day('2026-06-19'), packId }, 1)).toEqual([]),
  )
  abort.abort()
  expect((await end).done).toBe(true)
})
