import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordSuspects } from '#electron/services/duplicate-check.ts'
import { listDuplicatePairs } from '#electron/services/duplicates.ts'
import { endRelation, moveHousehold } from '#electron/services/families.ts'
import { mergeResidents, undoMerge } from '#electron/services/merge.ts'
import { compareResidents } from '#electron/services/merge-view.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { listResidents } from '#electron/services/resident-search.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { all } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findResidentBySeq } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { FactKind } from '#shared/domain/people/index.ts'
import { type Invented, invent, inventKin, relateTo } from './family-people.ts'
import { openTestOffice, type TestOffice, type Who } from './test-office.ts'
import { act, goodFacts, idNumber, plan, record, submit } from './test-people.ts'

let office: TestOffice
let kept: Invented
let other: Invented
beforeEach(async () => {
  office = await openTestOffice()
  kept = invent(office, { name: '示例·重名', number: idNumber(100), phone: '13800000000' })
  other = invent(office, { name: '示例·重名', number: idNumber(302) })
})
afterEach(() => office.close())

type Pair = { into?: Invented; from?: Invented }

/** A merge request that lets the kept side hold wherever the two differ. */
function request({ into = kept, from = other }: Pair = {}) {
  const { conflicts } = compareResidents(office.as('clerk'), { keptId: into.id, otherId: from.id })
  return {
    commandId: randomUUID(),
    keptId: into.id,
    otherId: from.id,
    reason: '同一个人，证件换过号',
    choices: conflicts.map(({ key, kept: own }) => ({ key, factId: own.id })),
  }
}

function merge(pair: Pair = {}, who: Who = 'clerk'): string {
  return mergeResidents(office.as(who), request(pair)).mergeId
}

function undo(mergeId: string, who: Who = 'clerk') {
  return undoMerge(office.as(who), { commandId: randomUUID(), mergeId, reason: '并错了人' })
}

function page({ id }: Invented) {
  return getResidentPage(office.as('clerk'), id)
}

function current(person: Invented, kind: FactKind): string | undefined {
  return page(person).facts.find((fact) => fact.kind === kind && fact.current !== null)?.current?.text
}

function refused(work: () => unknown, code: string, at?: string): void {
  const more = at === undefined ? {} : { at }
  expect(work).toThrow(expect.objectContaining({ code, hint: expect.stringContaining('请'), ...more }))
}

describe('the comparison', () => {
  test('lists every field and every conflict; numbers are masked and compared whole', () => {
    const clerk = office.as('clerk')
    record(clerk, kept.id, { kind: 'education', level: 'associate' })
    record(clerk, other.id, { kind: 'education', level: 'bachelor' })
    record(clerk, kept.id, { kind: 'hukou', inCixi: false })
    record(clerk, other.id, { kind: 'hukou', inCixi: false })
    record(clerk, other.id, { kind: 'insurance', months: 12 })
    const comparison = compareResidents(clerk, { keptId: kept.id, otherId: other.id })
    expect(comparison.fields.map(({ title, same }) => [title, same])).toEqual([
      ['姓名', true],
      ['证件号码', false],
      ['性别', true],
      ['出生日期', true],
      ['手机号', false],
      ['居住地', true],
      ['登记日', true],
    ])
    expect(comparison.conflicts).toMatchObject([
      { title: '文化程度', kept: { text: '大专（高职）' }, other: { text: '本科（学士）' } },
    ])
    expect(comparison.counts).toEqual([
      { title: '事实', kept: 2, other: 3 },
      { title: '办件', kept: 0, other: 0 },
      { title: '文书', kept: 0, other: 0 },
      { title: '证明材料', kept: 0, other: 0 },
      { title: '家庭关系', kept: 0, other: 0 },
      { title: '双方相同的事实', kept: 1, other: 1 },
    ])
    expect(comparison.blocked).toBeNull()
    expect(JSON.stringify(comparison)).not.toMatch(/13800000000|522121199001011/)
  })

  test('says why two cannot be merged', () => {
    relateTo(office, kept, inventKin(office, 1, { birth: '1990-01-01', sex: '女' }), { kind: 'spouse' })
    relateTo(office, other, inventKin(office, 2, { birth: '1990-01-01', sex: '女' }), { kind: 'spouse' })
    const { blocked } = compareResidents(office.as('clerk'), { keptId: kept.id, otherId: other.id })
    expect(blocked).toMatch(/配偶不是同一个人.*请/)
  })
})

describe('a merge', () => {
  test('shows both as one person, moves nothing and is done once', () => {
    const clerk = office.as('clerk')
    record(clerk, other.id, { kind: 'insurance', months: 12 })
    const child = inventKin(office, 5, { birth: '2015-01-01', sex: '女' })
    relateTo(office, other, child, { kind: 'child' })
    const merging = request()
    const done = mergeResidents(clerk, merging)
    expect(mergeResidents(clerk, merging)).toEqual(done)
    expect(current(kept, 'insurance')).toBe('12 个月')
    expect(page(kept)).toMatchObject({
      merges: [{ id: done.mergeId, otherId: other.id, mergedBy: '示例·经办' }],
      mergedInto: null,
    })
    expect(page(kept).family.members.map(({ word }) => word)).toEqual(['本人', '女儿'])
    expect(page(child).family.members.map(({ id }) => id)).toEqual([kept.id, child.id])
    expect(page(other).mergedInto).toEqual({ id: kept.id, name: '示例·重名' })
    expect(findResidentBySeq(office.writer, other.seq)).toMatchObject({ merged_into: kept.seq, listed: 0 })
    const rows = CompiledQuery.raw('SELECT resident FROM fact') as CompiledQuery<object>
    expect(all(office.writer, rows)).toEqual([{ resident: other.seq }])
  })

  test('lets the chosen fact hold; the other keeps its history', () => {
    const clerk = office.as('clerk')
    record(clerk, kept.id, { kind: 'education', level: 'associate' })
    record(clerk, other.id, { kind: 'education', level: 'bachelor' })
    const [conflict] = compareResidents(clerk, { keptId: kept.id, otherId: other.id }).conflicts
    const choices = [{ key: conflict?.key ?? '', factId: conflict?.other.id ?? '' }]
    mergeResidents(office.as('supervisor'), { ...request(), choices })
    const [education] = page(kept).facts
    expect(education?.current?.text).toBe('本科（学士）')
    expect(education?.earlier).toMatchObject([
      { text: '大专（高职）', events: [{ who: '示例·主管', what: expect.stringContaining('取代') }] },
    ])
  })

  test('needs one choice for each conflict and no other', () => {
    const clerk = office.as('clerk')
    const mine = record(clerk, kept.id, { kind: 'education', level: 'associate' })
    const theirs = record(clerk, other.id, { kind: 'education', level: 'bachelor' })
    const elsewhere = record(clerk, kept.id, { kind: 'hukou', inCixi: false })
    const whole = request()
    const [choice] = whole.choices
    if (choice === undefined) throw new Error('one conflict')
    const tries = [
      [],
      [choice, choice],
      [choice, { ...choice, factId: theirs }],
      [{ ...choice, factId: elsewhere }],
      [{ ...choice, key: 'hukou ' }],
      [choice, { key: 'hukou ', factId: elsewhere }],
    ]
    for (const choices of tries) {
      refused(
        () => mergeResidents(clerk, { ...whole, commandId: randomUUID(), choices }),
        'BAD_INPUT',
        'choices',
      )
    }
    expect(choice.factId).toBe(mine)
    expect(current(kept, 'education')).toBe('大专（高职）')
    expect(page(other).mergedInto).toBeNull()
  })

  test('is refused with oneself, with the unknown, and with what was merged away', () => {
    const clerk = office.as('clerk')
    const third = invent(office, { name: '示例·第三', number: idNumber(404) })
    const ask = (keptId: string, otherId: string) => () =>
      mergeResidents(clerk, { commandId: randomUUID(), keptId, otherId, reason: '示例', choices: [] })
    refused(ask(kept.id, kept.id), 'BAD_INPUT', 'otherId')
    refused(ask(kept.id, 'nobody'), 'NOT_FOUND')
    merge()
    refused(ask(kept.id, other.id), 'CONFLICT')
    refused(ask(third.id, other.id), 'CONFLICT')
    refused(ask(other.id, third.id), 'CONFLICT')
  })

  test('is refused while both have a case in one round, and allowed once one is withdrawn', () => {
    const clerk = office.as('clerk')
    const roundId = openRound(office.as('supervisor'), plan()).id
    for (const { id } of [kept, other]) for (const fact of goodFacts(60)) record(clerk, id, fact)
    submit(clerk, kept.id, roundId)
    const theirs = submit(clerk, other.id, roundId)
    refused(() => merge(), 'CONFLICT', 'otherId')
    expect(compareResidents(clerk, { keptId: kept.id, otherId: other.id }).blocked).toContain(
      theirs.receiptNo,
    )
    act(clerk, theirs.id, 'withdraw', '重复')
    merge()
    expect(page(kept).cases).toHaveLength(2)
    refused(() => submit(clerk, kept.id, roundId), 'DUPLICATE')
    refused(() => submit(clerk, other.id, roundId), 'CONFLICT')
  })

  test('a case of the merged record is judged by what is known of the person', () => {
    const clerk = office.as('clerk')
    const roundId = openRound(office.as('supervisor'), plan()).id
    for (const fact of goodFacts(60)) record(clerk, kept.id, fact)
    const { id } = submit(clerk, other.id, roundId)
    merge()
    act(office.as('supervisor'), id, 'approve')
    expect(page(kept).cases).toMatchObject([{ id, statusText: expect.any(String) }])
    expect(page(other).points).toEqual(page(kept).points)
  })

  test('is refused where the two families cannot be one', () => {
    const clerk = office.as('clerk')
    const [a, b, c] = [1, 2, 3].map((serial) => inventKin(office, serial, { birth: '1960-01-01', sex: '女' }))
    if (a === undefined || b === undefined || c === undefined) throw new Error('three people')
    relateTo(office, kept, a, { kind: 'parent' })
    relateTo(office, kept, b, { kind: 'parent' })
    relateTo(office, other, b, { kind: 'parent' })
    const { id } = relateTo(office, other, c, { kind: 'parent' })
    refused(() => merge(), 'CONFLICT')
    endRelation(clerk, { commandId: randomUUID(), relationId: id, endedOn: null, reason: '登记错误' })
    // A grandchild of the one is an ancestor of nobody; the mother of both can be merged with neither.
    refused(() => merge({ into: b, from: kept }), 'CONFLICT')
    const grandchild = inventKin(office, 9, { birth: '2015-01-01', sex: '女' })
    relateTo(office, kept, grandchild, { kind: 'child' })
    refused(() => merge({ into: a, from: grandchild }), 'CONFLICT')
    merge()
    expect(page(kept).family.members.map(({ word }) => word)).toEqual(['母亲', '母亲', '本人', '女儿'])
  })

  test('of a couple registered twice goes one after the other; it is one marriage, ended once', () => {
    const spouse = inventKin(office, 1, { birth: '1990-01-01', sex: '女' })
    const { id } = relateTo(office, kept, spouse, { kind: 'spouse' })
    relateTo(office, spouse, inventKin(office, 2, { birth: '2015-01-01', sex: '女' }), { kind: 'child' })
    const double = invent(office, { name: '示例·亲属1', number: idNumber(806) })
    relateTo(office, other, double, { kind: 'spouse' })
    refused(() => merge(), 'CONFLICT')
    noteSuspects(spouse, double)
    merge()
    merge({ into: spouse, from: double })
    expect(page(kept).family.members.map(({ word }) => word)).toEqual(['本人', '配偶', '配偶之女'])
    expect(() => relateTo(office, spouse, kept, { kind: 'spouse' })).toThrow(/没有重复登记/)
    endRelation(office.as('clerk'), {
      commandId: randomUUID(),
      relationId: id,
      endedOn: null,
      reason: '离婚证',
    })
    expect(page(kept).family.members).toHaveLength(1)
  })

  test('lives in the household of the kept record; the other one is left by moving', () => {
    const clerk = office.as('clerk')
    const [host, otherHost] = [1, 2].map((serial) =>
      inventKin(office, serial, { birth: '1960-01-01', sex: '女' }),
    )
    if (host === undefined || otherHost === undefined) throw new Error('two people')
    const move = (person: Invented, withId: string | null) =>
      moveHousehold(clerk, { commandId: randomUUID(), residentId: person.id, withId })
    move(kept, host.id)
    move(other, otherHost.id)
    merge()
    expect(page(kept).family.members.map(({ id }) => id)).toEqual([kept.id, host.id])
    expect(page(otherHost).family.members).toHaveLength(1)
    move(kept, null)
    expect(page(kept).family.householdId).toBeNull()
    move(kept, otherHost.id)
    expect(page(otherHost).family.members.map(({ id }) => id)).toEqual([otherHost.id, kept.id])
  })

  test('leaves the list, and the pair is decided', () => {
    noteSuspects(kept, other)
    const window = {
      text: '',
      filters: {},
      sort: { key: 'name', descending: false },
      offset: 0,
      limit: 50,
    } as const
    const listed = () => listResidents(office.as('clerk'), window).rows.map(({ id }) => id)
    expect(listed()).toHaveLength(2)
    merge()
    expect(listed()).toEqual([kept.id])
    expect(listDuplicatePairs(office.as('clerk'), { offset: 0, limit: 50 }).total).toBe(0)
  })

  test('both histories tell of it, without personal data', () => {
    undo(merge())
    for (const { id } of [kept, other]) {
      const rows = listAudit(office.writer, `resident:${id}`)
      expect(rows.map(({ action }) => action)).toEqual(['duplicates.merge', 'duplicates.undoMerge'])
      expect(JSON.stringify(rows)).not.toMatch(/重名|522121|13800000000/)
    }
  })
})

function noteSuspects(one: Invented, second: Invented): void {
  const candidate = { id: one.id, name: '', idNumberMasked: '', birth: page(one).birth, town: '' }
  transaction(office.writer, (tx) => {
    recordSuspects(tx, second.seq, [{ ...candidate, strength: 'likely', why: '同名' }], {
      at: office.clock.now(),
    })
  })
}

describe('undoing a merge', () => {
  test('gives back what each held, and the pair waits again', () => {
    const clerk = office.as('clerk')
    noteSuspects(kept, other)
    record(clerk, kept.id, { kind: 'education', level: 'associate' })
    record(clerk, other.id, { kind: 'education', level: 'bachelor' })
    const mergeId = merge()
    const request = { commandId: randomUUID(), mergeId, reason: '并错了人' }
    expect(undoMerge(clerk, request)).toEqual({ keptNewer: [] })
    expect(undoMerge(clerk, request)).toEqual({ keptNewer: [] })
    expect([current(kept, 'education'), current(other, 'education')]).toEqual([
      '大专（高职）',
      '本科（学士）',
    ])
    expect(listDuplicatePairs(clerk, { offset: 0, limit: 50 }).total).toBe(1)
    expect(page(kept).merges).toEqual([])
  })

  test('says what newer record stays in the place of what was there', () => {
    const clerk = office.as('clerk')
    record(clerk, kept.id, { kind: 'education', level: 'associate' })
    record(clerk, other.id, { kind: 'education', level: 'bachelor' })
    const [conflict] = compareResidents(clerk, { keptId: kept.id, otherId: other.id }).conflicts
    const choices = [{ key: conflict?.key ?? '', factId: conflict?.other.id ?? '' }]
    const { mergeId } = mergeResidents(clerk, { ...request(), choices })
    record(clerk, kept.id, { kind: 'education', level: 'highschool' })
    expect(undo(mergeId)).toEqual({ keptNewer: ['文化程度'] })
    // What was recorded for the person stays with the kept record; the other gets back what it lost to it.
    expect([current(kept, 'education'), current(other, 'education')]).toEqual([
      '高中（中职）及以下',
      '本科（学士）',
    ])
  })

  test('goes from the last merge to the first, and is refused twice or where there is none', () => {
    const third = invent(office, { name: '示例·第三', number: idNumber(404) })
    const fourth = invent(office, { name: '示例·第四', number: idNumber(506) })
    const first = merge()
    const second = merge({ from: third })
    refused(() => undo(first), 'CONFLICT', 'mergeId')
    const above = merge({ into: fourth, from: kept })
    refused(() => undo(second), 'CONFLICT', 'mergeId')
    undo(above)
    undo(second)
    undo(first)
    refused(() => undo(first), 'CONFLICT', 'mergeId')
    refused(() => undo('nothing'), 'NOT_FOUND')
    expect([kept, other, third, fourth].map((each) => page(each).mergedInto)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  test('of a chain: what was merged before follows, and comes back', () => {
    const clerk = office.as('clerk')
    const top = invent(office, { name: '示例·第三', number: idNumber(404) })
    record(clerk, other.id, { kind: 'insurance', months: 7 })
    const lower = merge()
    const upper = merge({ into: top, from: kept })
    expect(current(top, 'insurance')).toBe('7 个月')
    expect(page(other).mergedInto).toEqual({ id: top.id, name: '示例·第三' })
    expect(page(top).merges).toMatchObject([{ id: upper, otherId: kept.id }])
    expect(page(kept).merges).toMatchObject([{ id: lower, otherId: other.id }])
    undo(upper)
    expect(current(top, 'insurance')).toBeUndefined()
    expect(current(kept, 'insurance')).toBe('7 个月')
    expect(page(other).mergedInto?.id).toBe(kept.id)
    undo(lower)
    expect(current(other, 'insurance')).toBe('7 个月')
  })
})
