import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Entered,
  findDuplicates,
  recordBatchSuspects,
  recordSuspects,
  sameNameQuestion,
} from '#electron/services/duplicate-check.ts'
import { checkDuplicates, listDuplicatePairs, notSame } from '#electron/services/duplicates.ts'
import { foldName } from '#electron/services/names/name-key.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { all, query, run } from '#electron/store/query.ts'
import { lastAuditSeq, listAudit } from '#electron/store/tables/audit.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { checkResidentId, residentIdCheckDigit } from '#shared/base/resident-id.ts'
import type { DuplicateCandidate } from '#shared/ipc/duplicates.ts'
import { type Invented, invent } from './family-people.ts'
import { wholeTablesRead } from './query-plans.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, idNumber } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

const NAME = '示例·阿依古丽'

/** The number with some of its first 17 digits changed and the check digit put right. */
function changed(number: string, change: (digits: string[]) => void): string {
  const digits = Array.from(number.slice(0, 17))
  change(digits)
  return digits.join('') + residentIdCheckDigit(digits.join(''))
}

function enter(name: string, number: string, changes: Partial<Entered> = {}): DuplicateCandidate[] {
  const { birth, sex } = checkResidentId(number)
  return findDuplicates(office.writer, {
    name,
    idNumber: number,
    birth: birth ?? null,
    sex: sex ?? null,
    ...changes,
  })
}

function found(candidates: DuplicateCandidate[]): [string, string][] {
  return candidates.map(({ strength, why }) => [strength, why])
}

describe('who may be the same person', () => {
  test('the same number in any form, under whatever name', () => {
    const { id } = invent(office, { name: NAME, number: '522121900101007' })
    expect(found(enter(NAME, idNumber(7)))).toEqual([['same', '证件号码相同']])
    expect(enter('示例·别名', ` ${idNumber(7).toLowerCase()} `)).toMatchObject([
      { id, strength: 'same', why: '证件号码相同，姓名不同' },
    ])
    expect(enter('示例·别名', '522121900101007')).toHaveLength(1)
  })

  test.each([
    ['another middle dot', '示例•阿依古丽'],
    ['spaces around the dot', '示例 · 阿依古丽 '],
    ['no width', '示例·阿依\u200b古丽'],
  ])('the same name written with %s, and the same birth date', (_what, name) => {
    invent(office, { name: NAME, number: idNumber(100) })
    expect(found(enter(name, idNumber(301)))).toEqual([['likely', '同名、同日出生，证件号码不同，性别不同']])
    expect(found(enter(name, idNumber(302)))).toEqual([['likely', '同名、同日出生，证件号码不同']])
  })

  test.each([
    ['a variant character', '示例峯', '示例峰'],
    ['a private-use character', '示例\ue863', '示例䶮'],
  ])('the same name with %s', (_what, stored, typed) => {
    if (foldName(stored) !== foldName(typed)) return expect.fail('the two do not fold alike')
    invent(office, { name: stored, number: idNumber(100) })
    expect(enter(typed, idNumber(302))).toHaveLength(1)
  })

  test('the same name with a number that differs by a slip, in the birth date too', () => {
    const number = idNumber(100, '19890213')
    invent(office, { name: NAME, number })
    const digit = changed(number, (digits) => {
      digits[9] = '8'
    })
    const swap = changed(number, (digits) => {
      digits[8] = '9'
      digits[9] = '8'
    })
    const far = changed(number, (digits) => {
      digits[9] = '8'
      digits[13] = '4'
    })
    expect(found(enter(NAME, digit))).toEqual([['likely', '同名，号码只差一位']])
    expect(found(enter(NAME, swap))).toEqual([['likely', '同名，号码有两位颠倒']])
    expect(enter(NAME, far)).toEqual([])
    const sequence = changed(number, (digits) => {
      digits[16] = '4'
    })
    expect(found(enter(NAME, sequence))).toEqual([['likely', '同名、同日出生，号码只差一位']])
    expect(enter('示例·旁人', digit)).toEqual([])
  })

  test('twins are information: same surname, birthplace and day, another given name, numbers close by', () => {
    invent(office, { name: '示甲', number: idNumber(100) })
    expect(found(enter('示乙', idNumber(102)))).toEqual([['twin', '同姓、同日出生、号码相连，可能是双胞胎']])
    expect(enter('示乙', idNumber(111))).toEqual([])
    expect(enter('例乙', idNumber(102))).toEqual([])
    expect(enter('示乙', idNumber(102, '19900102'))).toEqual([])
    invent(office, { name: '古丽·示例', number: idNumber(500) })
    expect(enter('阿里·示例', idNumber(501))).toMatchObject([{ strength: 'twin' }])
    expect(enter('阿里·别家', idNumber(501))).toEqual([])
  })

  test('another person of the same name born on another day is nobody', () => {
    invent(office, { name: NAME, number: idNumber(100, '19700101') })
    expect(enter(NAME, idNumber(100, '19900215'))).toEqual([])
  })

  test('a record is no duplicate of itself; a merged one points to the one that is kept', () => {
    const kept = invent(office, { name: NAME, number: idNumber(100) })
    const merged = invent(office, { name: NAME, number: idNumber(102) })
    expect(enter(NAME, idNumber(100), { exceptSeq: kept.seq })).toMatchObject([{ id: merged.id }])
    transaction(office.writer, (tx) => updateResident(tx, merged.seq, { merged_into: kept.seq, listed: 0 }))
    expect(enter(NAME, idNumber(100), { exceptSeq: kept.seq })).toEqual([])
    expect(enter(NAME, idNumber(102))).toMatchObject([
      { id: kept.id, strength: 'same', why: '证件号码相同（已并入的记录）' },
    ])
  })

  test('the number is masked', () => {
    invent(office, { name: NAME, number: idNumber(100) })
    expect(JSON.stringify(enter(NAME, idNumber(100)))).not.toContain(idNumber(100))
  })
})

describe('no empty value switches a rule off', () => {
  beforeEach(() => {
    invent(office, { name: NAME, number: idNumber(100) })
  })

  test.each([
    ['null', null],
    ['the empty text', ''],
    ['white space', ' '],
  ])('a birth date of %s is read from the number', (_what, birth) => {
    expect(enter(NAME, idNumber(302), { birth: birth as Entered['birth'] })).toHaveLength(1)
  })

  test.each(['0', '52212119', '000000000000000000'])(
    'a number of %s leaves the name to compare',
    (number) => {
      expect(enter(NAME, number, { birth: null })).toMatchObject([{ strength: 'likely' }])
    },
  )

  test('an unknown sex and a record key of 0 exclude nobody', () => {
    expect(enter(NAME, idNumber(302), { sex: null, exceptSeq: 0 })).toHaveLength(1)
    expect(enter(NAME, idNumber(302), { sex: '' as '男', exceptSeq: 0 })).toHaveLength(1)
  })

  test.each([
    ['name', '　', idNumber(302)],
    ['name', '·', idNumber(302)],
    ['name', '\u200b', idNumber(302)],
    ['idNumber', NAME, ' '],
  ])('a %s of which nothing is left is refused', (at, name, number) => {
    expect(() => enter(name, number, { birth: day('1990-01-01') })).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at }),
    )
  })

  test('a name that was registered before names were folded is compared all the same', () => {
    run0((tx) => run(tx, query.updateTable('resident').set({ name_key: '' })))
    expect(enter('示例•阿依古丽', idNumber(302))).toMatchObject([{ strength: 'likely' }])
  })
})

function run0(work: (tx: Parameters<Parameters<typeof transaction>[1]>[0]) => unknown): void {
  transaction(office.writer, (tx) => {
    work(tx)
  })
}

describe('pairs', () => {
  let one: Invented
  let other: Invented
  beforeEach(() => {
    one = invent(office, { name: NAME, number: idNumber(100) })
    other = invent(office, { name: NAME, number: idNumber(302) })
  })

  function suspect(): void {
    const candidates = enter(NAME, other.idNumber, { exceptSeq: other.seq })
    run0((tx) => recordSuspects(tx, other.seq, candidates, { at: office.clock.now() }))
  }
  function pairs() {
    return listDuplicatePairs(office.as('clerk'), { offset: 0, limit: 50 })
  }
  function decide(changes: object = {}) {
    const request = {
      commandId: randomUUID(),
      firstId: one.id,
      secondId: other.id,
      reason: '当面核对，两个人',
    }
    const whole = { ...request, ...changes }
    notSame(office.as('clerk'), whole)
    return whole
  }

  test('a pair is noted once and shown on both pages', () => {
    suspect()
    suspect()
    expect(pairs()).toMatchObject({ total: 1, rows: [{ first: { id: one.id }, second: { id: other.id } }] })
    expect(JSON.stringify(pairs())).not.toContain(one.idNumber)
    expect(getResidentPage(office.as('clerk'), one.id).suspects).toMatchObject([{ id: other.id }])
    expect(getResidentPage(office.as('clerk'), other.id).suspects).toMatchObject([{ id: one.id }])
  })

  test('newest first, in windows', () => {
    suspect()
    const third = invent(office, { name: NAME, number: idNumber(404) })
    run0((tx) =>
      recordSuspects(tx, third.seq, enter(NAME, third.idNumber, { exceptSeq: third.seq }), {
        at: office.clock.now(),
      }),
    )
    const window = listDuplicatePairs(office.as('clerk'), { offset: 1, limit: 1 })
    expect(window).toMatchObject({ total: 3, rows: [{ second: { id: third.id } }] })
  })

  test('two people stay two people until a name or a number is changed', () => {
    suspect()
    const request = decide()
    expect(notSame(office.as('clerk'), request)).toEqual({})
    suspect()
    expect(pairs().total).toBe(0)
    const change = { before: null, after: null, reason: '示例', at: office.clock.now() }
    const accountId = office.as('clerk').account.accountId
    run0((tx) =>
      run(
        tx,
        query
          .insertInto('resident_change')
          .values({ ...change, resident: one.seq, field: 'phone', account_id: accountId }),
      ),
    )
    suspect()
    expect(pairs().total).toBe(0)
    run0((tx) =>
      run(
        tx,
        query
          .insertInto('resident_change')
          .values({ ...change, resident: one.seq, field: 'name', account_id: accountId }),
      ),
    )
    suspect()
    expect(pairs().total).toBe(1)
  })

  test('two nobody suspected can be told apart; twice, oneself and the unknown are refused', () => {
    decide()
    expect(() => decide()).toThrow(expect.objectContaining({ code: 'DUPLICATE' }))
    expect(() => decide({ secondId: one.id })).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }))
    expect(() => decide({ secondId: 'nobody' })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    suspect()
    expect(pairs().total).toBe(0)
  })

  test('a decision taken while registering is kept with its reason', () => {
    const different = { reason: '堂姐妹', accountId: office.as('clerk').account.accountId }
    const candidates = enter(NAME, other.idNumber, { exceptSeq: other.seq })
    run0((tx) => recordSuspects(tx, other.seq, candidates, { at: office.clock.now(), different }))
    const rows = CompiledQuery.raw('SELECT state, reason FROM duplicate_pair') as CompiledQuery<object>
    expect(all(office.writer, rows)).toEqual([{ state: 'different', reason: '堂姐妹' }])
    suspect()
    expect(pairs().total).toBe(0)
  })

  test('the trace has no personal data', () => {
    suspect()
    decide()
    const rows = [
      ...listAudit(office.writer, `resident:${one.id}`),
      ...listAudit(office.writer, `resident:${other.id}`),
    ]
    expect(rows.map(({ action }) => action)).toEqual(['duplicates.notSame', 'duplicates.notSame'])
    expect(JSON.stringify(rows)).not.toMatch(/古丽|522121/)
  })
})

describe('a whole file', () => {
  test('is compared in one go, and again gives nothing new', () => {
    const before = invent(office, { name: NAME, number: idNumber(100) })
    const came = [302, 404].map((serial) => invent(office, { name: NAME, number: idNumber(serial) }))
    invent(office, { name: '示例·旁人', number: idNumber(506) })
    const batch = importBatch()
    run0((tx) => {
      for (const { seq } of came) updateResident(tx, seq, { batch })
    })
    const note = () => transaction(office.writer, (tx) => recordBatchSuspects(tx, batch, office.clock.now()))
    expect(note()).toBe(3)
    expect(note()).toBe(0)
    const { rows } = listDuplicatePairs(office.as('clerk'), { offset: 0, limit: 50 })
    const ids = [before, ...came].map(({ id }) => id)
    expect(rows.map(({ first, second }) => [ids.indexOf(first.id), ids.indexOf(second.id)]).sort()).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ])
  })

  test('waits while names are still being folded', () => {
    const { seq } = invent(office, { name: NAME, number: idNumber(100) })
    run0((tx) => updateResident(tx, seq, { name_key: '' }))
    expect(() => transaction(office.writer, (tx) => recordBatchSuspects(tx, 1, office.clock.now()))).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
  })

  test('a row asks whether another number has the name and the birth date', () => {
    const { idNumber: number } = invent(office, { name: NAME, number: idNumber(100) })
    const isTaken = sameNameQuestion(office.writer)
    const key = foldName(NAME)
    expect(isTaken(key, day('1990-01-01'), number)).toBe(false)
    expect(isTaken(key, day('1990-01-01'), idNumber(302))).toBe(true)
    expect(isTaken(key, day('1990-01-02'), idNumber(302))).toBe(false)
  })
})

test('the check asked by the page leaves a trace where the number is whole', () => {
  invent(office, { name: NAME, number: idNumber(100) })
  const clerk = office.as('clerk')
  const before = lastAuditSeq(office.writer)
  expect(checkDuplicates(clerk, { name: NAME, idNumber: idNumber(100).slice(0, 16) })).toMatchObject([
    { strength: 'likely' },
  ])
  expect(lastAuditSeq(office.writer)).toBe(before)
  expect(checkDuplicates(clerk, { name: NAME, idNumber: idNumber(100) })).toHaveLength(1)
  const [row] = listAudit(office.writer, 'search')
  expect(row).toMatchObject({ action: 'duplicates.check', detail: '{"matches":1}' })
})

test('no question behind it reads a whole table', () => {
  const one = invent(office, { name: NAME, number: idNumber(100) })
  const candidates = enter(NAME, idNumber(302))
  run0((tx) => recordSuspects(tx, one.seq, candidates, { at: office.clock.now() }))
  getResidentPage(office.as('clerk'), one.id)
  const tables = ['resident', 'duplicate_pair', 'resident_merge', 'resident_change']
  expect(wholeTablesRead(office.writer, tables)).toEqual([])
})

function importBatch(): number {
  const row = {
    id: 'batch-1',
    dataset: 'residents' as const,
    source: '{}',
    file_name: '示例.csv',
    sha256: '0'.repeat(64),
    byte_count: 1,
    rows: 2,
    added: 2,
    unchanged: 0,
    differing: 0,
    set_aside: 0,
    account_id: office.as('clerk').account.accountId,
    at: office.clock.now(),
  }
  const values = { ...row, undone_reason: null, undone_by: null, undone_at: null }
  run0((tx) => run(tx, query.insertInto('import_batch').values(values)))
  return 1
}
