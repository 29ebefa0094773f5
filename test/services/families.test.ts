import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { endRelation, moveHousehold, relate } from '#electron/services/families.ts'
import { getResidentPage } from '#electron/services/resident-page.ts'
import { all } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import { type Invented, inventKin, relateTo } from './family-people.ts'
import { wholeTablesRead } from './query-plans.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { day, SOURCE } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

/** A couple with a daughter and a younger son, in one household, each child recorded with one parent alone. */
function familyOfFour() {
  const father = inventKin(office, 1, { birth: '1985-01-01', sex: '男' })
  const mother = inventKin(office, 2, { birth: '1987-01-01', sex: '女' })
  const son = inventKin(office, 3, { birth: '2015-01-01', sex: '男' })
  const daughter = inventKin(office, 4, { birth: '2012-01-01', sex: '女' })
  relateTo(office, father, mother, { kind: 'spouse', together: true })
  relateTo(office, father, son, { kind: 'child', together: true })
  relateTo(office, daughter, mother, { kind: 'parent', together: true })
  return { father, mother, son, daughter }
}

function familyOf({ id }: Invented) {
  return getResidentPage(office.as('clerk'), id).family
}

function words(person: Invented): [string, string][] {
  const names = familyOf(person).members
  return names.map(({ name, word }) => [name.slice(-1), word])
}

describe('the family picture', () => {
  test('a family of four from each of them, first-born first', () => {
    const { father, mother, son, daughter } = familyOfFour()
    expect(words(father)).toEqual([
      ['1', '本人'],
      ['2', '配偶'],
      ['4', '配偶之女'],
      ['3', '儿子'],
    ])
    expect(words(mother)).toEqual([
      ['2', '本人'],
      ['1', '配偶'],
      ['4', '女儿'],
      ['3', '配偶之子'],
    ])
    // A sibling only through the other parent is known by the household alone.
    expect(words(son)).toEqual([
      ['1', '父亲'],
      ['2', '父亲的配偶'],
      ['3', '本人'],
      ['4', '同住人'],
    ])
    relateTo(office, mother, son, { kind: 'child' })
    expect(words(son)).toEqual([
      ['1', '父亲'],
      ['2', '母亲'],
      ['3', '本人'],
      ['4', '姐姐'],
    ])
    const view = familyOf(daughter)
    expect(view.householdId).not.toBeNull()
    expect(view.members.every(({ together }) => together)).toBe(true)
    expect(view.lines).toEqual([
      { from: father.id, to: mother.id, kind: 'spouse' },
      { from: father.id, to: son.id, kind: 'parentOf' },
      { from: mother.id, to: daughter.id, kind: 'parentOf' },
      { from: mother.id, to: son.id, kind: 'parentOf' },
    ])
  })

  test('three generations, in-laws and a guardian stand where they belong', () => {
    const grandmother = inventKin(office, 1, { birth: '1955-01-01', sex: '女' })
    const mother = inventKin(office, 2, { birth: '1980-01-01', sex: '女' })
    const child = inventKin(office, 3, { birth: '2010-01-01', sex: '男' })
    const uncle = inventKin(office, 4, { birth: '1982-01-01', sex: '男' })
    relateTo(office, grandmother, mother, { kind: 'child' })
    relateTo(office, grandmother, uncle, { kind: 'child' })
    relateTo(office, mother, child, { kind: 'child', custody: 'this' })
    relateTo(office, uncle, child, { kind: 'ward' })
    expect(words(child)).toEqual([
      ['1', '外祖母'],
      ['2', '母亲'],
      ['4', '监护人'],
      ['3', '本人'],
    ])
    expect(words(grandmother)).toEqual([
      ['1', '本人'],
      ['2', '女儿'],
      ['4', '儿子'],
      ['3', '外孙'],
    ])
    const page = familyOf(child)
    expect(page.members.map(({ relation }) => relation?.kind)).toEqual([
      undefined,
      'parent',
      'guardian',
      undefined,
    ])
    expect(page.members[1]?.relation).toMatchObject({ custody: 'this', source: SOURCE })
  })

  test('someone alone is a picture of one', () => {
    const alone = inventKin(office, 1, { birth: '1990-01-01', sex: '女' })
    expect(familyOf(alone)).toEqual({
      householdId: null,
      address: null,
      members: [expect.objectContaining({ id: alone.id, word: '本人', age: 36, together: false })],
      lines: [],
    })
  })

  test('no question behind it reads a whole table', () => {
    const { father } = familyOfFour()
    familyOf(father)
    expect(wholeTablesRead(office.writer, ['resident', 'relation', 'household', 'household_member'])).toEqual(
      [],
    )
  })
})

describe('relating', () => {
  test('twice is refused from either end, the command sent twice is done once', () => {
    const parent = inventKin(office, 1, { birth: '1985-01-01', sex: '男' })
    const child = inventKin(office, 2, { birth: '2015-01-01', sex: '男' })
    const request = {
      commandId: randomUUID(),
      residentId: parent.id,
      otherId: child.id,
      kind: 'child' as const,
      together: true,
      source: SOURCE,
    }
    const first = relate(office.as('clerk'), request)
    expect(relate(office.as('clerk'), request)).toEqual(first)
    expect(() => relateTo(office, child, parent, { kind: 'parent' })).toThrow(
      expect.objectContaining({ code: 'DUPLICATE' }),
    )
    expect(familyOf(parent).members).toHaveLength(2)
  })

  test.each([
    ['oneself', { otherId: 'self' }, 'otherId', 'BAD_INPUT'],
    ['custody of a spouse', { kind: 'spouse', custody: 'both' }, 'custody', 'BAD_INPUT'],
    [
      'a source of tomorrow',
      { source: { ...SOURCE, dataDate: day('2026-06-19') } },
      'source.dataDate',
      'BAD_INPUT',
    ],
    ['a child older than the parent', { kind: 'parent' }, 'otherId', 'BAD_INPUT'],
  ] as const)('%s is refused with the place and the remedy', (_what, changes, at, code) => {
    const parent = inventKin(office, 1, { birth: '1985-01-01', sex: '男' })
    const child = inventKin(office, 2, { birth: '2015-01-01', sex: '男' })
    const { otherId, ...more } = { otherId: child.id as string, ...changes }
    const request = { kind: 'child' as const, ...more, otherId: otherId === 'self' ? parent.id : otherId }
    expect(() => relateTo(office, parent, child, request)).toThrow(
      expect.objectContaining({ code, at, hint: expect.stringMatching(/请/) }),
    )
    expect(familyOf(parent).members).toHaveLength(1)
  })

  test('what contradicts another relation is refused and nothing is kept', () => {
    const { father, mother, son } = familyOfFour()
    const stranger = inventKin(office, 9, { birth: '1986-01-01', sex: '女' })
    const refused = (from: Invented, to: Invented, kind: 'spouse' | 'child' | 'parent') =>
      expect(() => relateTo(office, from, to, { kind })).toThrow(
        expect.objectContaining({ code: 'CONFLICT', at: 'otherId', hint: expect.stringContaining('结束') }),
      )
    refused(father, stranger, 'spouse')
    refused(stranger, mother, 'spouse')
    relateTo(office, mother, son, { kind: 'child' })
    refused(stranger, son, 'child')
    const grown = inventKin(office, 10, { birth: '2003-01-01', sex: '女' })
    relateTo(office, grown, father, { kind: 'parent' })
    refused(father, grown, 'spouse')
    expect(familyOf(stranger).members).toHaveLength(1)
  })

  test('circles are refused over generations, also where a birth date was put right later', () => {
    const [a, b, c] = [1, 2, 3].map((serial) =>
      inventKin(office, serial, { birth: `${1940 + serial * 20}-01-01`, sex: '男' }),
    )
    if (a === undefined || b === undefined || c === undefined) throw new Error('three people')
    relateTo(office, a, b, { kind: 'child' })
    relateTo(office, b, c, { kind: 'child' })
    transaction(office.writer, (tx) => updateResident(tx, c.seq, { birth: day('1930-01-01') }))
    expect(() => relateTo(office, c, a, { kind: 'child' })).toThrow(/成一圈/)
    const [guardian, ward] = [inventKin(office, 7, { birth: '1990-01-01', sex: '女' }), b]
    relateTo(office, guardian, ward, { kind: 'ward' })
    expect(() => relateTo(office, ward, guardian, { kind: 'ward' })).toThrow(/成一圈/)
  })

  test('what is possible but odd is recorded with a warning', () => {
    const mother = inventKin(office, 1, { birth: '2000-01-01', sex: '女' })
    const child = inventKin(office, 2, { birth: '2013-12-31', sex: '女' })
    expect(relateTo(office, mother, child, { kind: 'child' }).warnings).toEqual([
      expect.stringContaining('14 周岁'),
    ])
  })
})

describe('ending a relation', () => {
  function couple() {
    const husband = inventKin(office, 1, { birth: '1985-01-01', sex: '男' })
    const wife = inventKin(office, 2, { birth: '1987-01-01', sex: '女' })
    const { id } = relateTo(office, wife, husband, { kind: 'spouse' })
    return { husband, wife, id }
  }
  const ending = (relationId: string, changes: object = {}) => ({
    commandId: randomUUID(),
    relationId,
    endedOn: day('2026-06-18'),
    reason: '离婚证',
    ...changes,
  })

  test('frees both, keeps the history, and is done once', () => {
    const { husband, wife, id } = couple()
    const next = inventKin(office, 3, { birth: '1988-01-01', sex: '女' })
    const request = ending(id)
    endRelation(office.as('clerk'), request)
    endRelation(office.as('clerk'), request)
    expect(familyOf(wife).members).toHaveLength(1)
    relateTo(office, husband, next, { kind: 'spouse' })
    const kept = CompiledQuery.raw('SELECT ended_reason, ended_on FROM relation ORDER BY seq')
    expect(all(office.writer, kept as CompiledQuery<object>)).toEqual([
      { ended_reason: '离婚证', ended_on: '2026-06-18' },
      { ended_reason: null, ended_on: null },
    ])
  })

  test('is refused twice, in the future, before a birth, and where there is none', () => {
    const { id } = couple()
    const refused = (request: object, code: string, at?: string) =>
      expect(() => endRelation(office.as('clerk'), request as ReturnType<typeof ending>)).toThrow(
        expect.objectContaining({ code, ...(at === undefined ? {} : { at }) }),
      )
    refused(ending(id, { endedOn: '2026-06-19' }), 'BAD_INPUT', 'endedOn')
    refused(ending(id, { endedOn: '1986-12-31' }), 'BAD_INPUT', 'endedOn')
    refused(ending('999'), 'NOT_FOUND')
    endRelation(office.as('clerk'), ending(id, { endedOn: null }))
    refused(ending(id), 'CONFLICT', 'relationId')
  })
})

describe('households', () => {
  const moving = (residentId: string, withId: string | null, changes: object = {}) => ({
    commandId: randomUUID(),
    residentId,
    withId,
    ...changes,
  })

  test('a person lives in one household at a time and takes nobody along', () => {
    const { father, son, daughter } = familyOfFour()
    const friend = inventKin(office, 8, { birth: '1990-01-01', sex: '女' })
    const clerk = office.as('clerk')
    const request = moving(daughter.id, friend.id, { address: '示例路1号' })
    const { householdId } = moveHousehold(clerk, request)
    expect(moveHousehold(clerk, request)).toEqual({ householdId })
    expect(familyOf(friend)).toMatchObject({ householdId, address: '示例路1号' })
    expect(words(friend)).toEqual([
      ['8', '本人'],
      ['4', '同住人'],
    ])
    expect(familyOf(son).householdId).toBe(familyOf(father).householdId)
    expect(familyOf(father).members.filter(({ together }) => together)).toHaveLength(3)
    moveHousehold(clerk, moving(daughter.id, null))
    expect(familyOf(daughter).householdId).toBeNull()
    const stays = CompiledQuery.raw(
      `SELECT left_at IS NULL AS here FROM household_member WHERE resident = ${daughter.seq}`,
    )
    expect(all(office.writer, stays as CompiledQuery<object>)).toEqual([{ here: 0 }, { here: 0 }])
  })

  test('an address is noted once; another one is another household', () => {
    const [a, b, c] = [1, 2, 3].map((serial) => inventKin(office, serial, { birth: '1990-01-01', sex: '女' }))
    if (a === undefined || b === undefined || c === undefined) throw new Error('three people')
    const clerk = office.as('clerk')
    moveHousehold(clerk, moving(a.id, b.id))
    moveHousehold(clerk, moving(c.id, b.id, { address: '示例路2号' }))
    expect(familyOf(a).address).toBe('示例路2号')
    const d = inventKin(office, 4, { birth: '1990-01-01', sex: '男' })
    expect(() => moveHousehold(clerk, moving(d.id, b.id, { address: '示例路3号' }))).toThrow(
      expect.objectContaining({ code: 'CONFLICT', at: 'address' }),
    )
    expect(familyOf(d).householdId).toBeNull()
  })

  test('refuses oneself, the household one is in, and leaving none', () => {
    const { father, son } = familyOfFour()
    const alone = inventKin(office, 8, { birth: '1990-01-01', sex: '女' })
    const clerk = office.as('clerk')
    const refused = (request: ReturnType<typeof moving>, code: string) =>
      expect(() => moveHousehold(clerk, request)).toThrow(expect.objectContaining({ code }))
    refused(moving(father.id, father.id), 'BAD_INPUT')
    refused(moving(father.id, son.id), 'DUPLICATE')
    refused(moving(alone.id, null), 'CONFLICT')
    refused(moving(father.id, null, { address: '示例路1号' }), 'BAD_INPUT')
    refused(moving('nobody', father.id), 'NOT_FOUND')
  })
})

test('both histories tell of it, without personal data', () => {
  const { father, son } = familyOfFour()
  for (const { id } of [father, son]) {
    const rows = listAudit(office.writer, `resident:${id}`)
    expect(rows.map(({ action }) => action)).toContain('families.relate')
    expect(JSON.stringify(rows)).not.toMatch(/亲属|522121|198501/)
  }
})
