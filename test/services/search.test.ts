import { randomUUID } from 'node:crypto'
import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findResidents, listResidents } from '#electron/services/resident-search.ts'
import { amendResident, registerResident } from '#electron/services/residents.ts'
import { openRound } from '#electron/services/rounds/open.ts'
import { keepSearchKeys, refreshSearchKeys } from '#electron/services/search-keys.ts'
import { all, run } from '#electron/store/query.ts'
import { listAudit } from '#electron/store/tables/audit.ts'
import { findResident, updateResident } from '#electron/store/tables/residents.ts'
import { transaction } from '#electron/store/transaction.ts'
import type { AmendRequest } from '#shared/ipc/residents.ts'
import { openTestOffice, type TestOffice } from './test-office.ts'
import { approvedCase, idNumber, plan, record, TOWN, uscc } from './test-people.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openTestOffice()
})
afterEach(() => office.close())

/** People of novels and operas, so that nobody alive is meant. */
const PEOPLE = [
  '单雄信',
  '曾示例',
  '仇示例',
  '查示例',
  '尉迟恭',
  '欧阳锋',
  '买买提·吐尔逊',
  '示例龘',
  '张三丰',
  '张示例',
  '尚示例',
]

function enter(name: string, serial: number, phone = '10000001234', birth?: string): string {
  const request = { commandId: randomUUID(), name, idNumber: idNumber(serial, birth), phone, town: TOWN }
  return registerResident(office.as('clerk'), request).id
}

function enterAll(): Map<string, string> {
  return new Map(PEOPLE.map((name, index) => [name, enter(name, index + 1, `1000001${1000 + index}`)]))
}

function find(text: string, limit = 8) {
  return findResidents(office.as('clerk'), { text, limit })
}

function found(text: string): string[] {
  return find(text).map(({ name, why }) => `${name} ${why}`)
}

function amend(residentId: string, field: AmendRequest['field'], value: string): void {
  const request = { commandId: randomUUID(), residentId, field, value, reason: '示例更正' }
  amendResident(office.as('clerk'), request)
}

function change(residentId: string, columns: Parameters<typeof updateResident>[2]): number {
  const seq = findResident(office.writer, residentId)?.seq ?? 0
  transaction(office.writer, (tx) => {
    updateResident(tx, seq, columns)
    keepSearchKeys(tx, seq)
  })
  return seq
}

describe('by name', () => {
  test('in characters, pinyin, initials and both, from any part on', () => {
    enterAll()
    const expected = {
      shan: '单雄信 拼音 shan',
      sxx: '单雄信 首字母 sxx',
      雄信: '单雄信 姓名',
      zeng: '曾示例 拼音 zeng',
      qiu: '仇示例 拼音 qiu',
      zha: '查示例 拼音 zha',
      yuchi: '尉迟恭 拼音 yu chi',
      ycg: '尉迟恭 首字母 ycg',
      ouyang: '欧阳锋 拼音 ou yang',
      OuYang: '欧阳锋 拼音 ou yang',
      'ou yang feng': '欧阳锋 拼音 ou yang feng',
      maimaiti: '买买提·吐尔逊 拼音 mai mai ti',
      mmt: '买买提·吐尔逊 首字母 mmt',
      tuerxun: '买买提·吐尔逊 拼音 tu er xun',
      吐尔逊: '买买提·吐尔逊 姓名',
      '买买提•吐尔逊': '买买提·吐尔逊 姓名',
      买买提吐尔逊: '买买提·吐尔逊 姓名',
      龘: '示例龘 姓名',
      张sf: '张三丰 姓名和拼音',
      zhang三: '张三丰 姓名和拼音',
      三f: '张三丰 姓名和拼音',
    }
    expect(Object.fromEntries(Object.keys(expected).map((text) => [text, found(text)[0]]))).toEqual(expected)
  })

  test('nobody is found by readings that surnames do not have', () => {
    enterAll()
    for (const text of ['danxiongxin', 'chashili', 'choushili', 'weichi']) expect(found(text)).toEqual([])
  })

  test('who begins so comes before who has it inside, whole syllables before cut ones', () => {
    for (const [index, name] of ['王示山', '尚示例', '单示例', '山示'].entries()) enter(name, index + 1)
    expect(find('shan').map(({ name }) => name)).toEqual(['山示', '单示例', '尚示例', '王示山'])
  })

  test('a common ending does not hide those who begin so', () => {
    for (let serial = 1; serial <= 60; serial += 1) {
      enter(`示${String.fromCodePoint(0x4e00 + serial)}李`, serial, undefined, `${1940 + serial}0101`)
    }
    enter('李示例', 61)
    expect(find('李')[0]?.name).toBe('李示例')
    expect(find('li')[0]?.name).toBe('李示例')
  })

  test('a former name still finds its bearer, and says so', () => {
    const id = enter('示例前', 1)
    amend(id, 'name', '示例后')
    expect(find('示例后')).toMatchObject([{ id, name: '示例后', why: '姓名' }])
    expect(find('示例前')).toMatchObject([{ id, name: '示例后', why: '曾用名' }])
    expect(find('slq')).toMatchObject([{ id, why: '曾用名首字母 slq' }])
  })
})

describe('by number', () => {
  test.each([
    [18, '证件号'],
    [6, '证件号末 6 位'],
    [5, '证件号末 5 位'],
    [4, '证件号末 4 位'],
  ])('the last %i of an identity number', (length, why) => {
    const people = enterAll()
    const text = idNumber(3).slice(-length)
    expect(find(text)).toMatchObject([
      { id: people.get('仇示例'), why, idNumberMasked: expect.stringContaining('********') },
    ])
    expect(find(text.slice(-3))).toEqual([])
  })

  test('an identity number of 15 digits, in full width and with spaces', () => {
    const people = enterAll()
    const eighteen = idNumber(3)
    const fifteen = eighteen.slice(0, 6) + eighteen.slice(8, 17)
    const wide = String(fifteen).replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0))
    for (const text of [fifteen, wide, `${eighteen.slice(0, 6)} ${eighteen.slice(6)}`.toLowerCase()]) {
      expect(find(text)).toMatchObject([{ id: people.get('仇示例'), why: '证件号' }])
    }
  })

  test('the end of a telephone number, the whole and with its country', () => {
    const people = enterAll()
    expect(found('1002')).toEqual(['仇示例 手机号末 4 位'])
    expect(found('10000011002')).toEqual(['仇示例 手机号'])
    expect(find('+86 100 0001 1002')).toMatchObject([{ id: people.get('仇示例') }])
  })

  test('identity numbers do not hide telephones that end alike', () => {
    const tail = idNumber(1, '19800101').slice(-4)
    const births = Array.from({ length: 400 }, (_, days) => new Date(Date.UTC(1970, 0, 1 + days)))
    const alike = births
      .map((birth) => birth.toISOString().slice(0, 10).replaceAll('-', ''))
      .filter((birth) => idNumber(1, birth).endsWith(tail))
      .slice(0, 12)
    for (const [index, birth] of alike.entries()) {
      const request = {
        commandId: randomUUID(),
        name: `示例${index}`,
        idNumber: idNumber(1, birth),
        town: TOWN,
      }
      registerResident(office.as('clerk'), request)
    }
    const id = enter('示例机', 2, `1000000${tail}`)
    expect(alike.length).toBe(12)
    const matches = find(tail)
    expect(matches).toHaveLength(8)
    expect(matches).toContainEqual(expect.objectContaining({ id, why: '手机号末 4 位' }))
  })

  test('a permit number, whole and begun; not one that was superseded', () => {
    const clerk = office.as('clerk')
    const id = enter('示例证', 1)
    const permit = { kind: 'permit', issuedOn: '2024-01-02', endorsedUntil: '2027-01-01' } as const
    const fact = (number: string) => ({ ...permit, number }) as Parameters<typeof record>[2]
    record(clerk, id, fact('330282123456789'))
    expect(found('330282123456789')).toEqual(['示例证 居住证号'])
    expect(found('33028212')).toEqual(['示例证 居住证号'])
    record(clerk, id, fact('330282987654321'))
    expect(found('330282987654321')).toEqual(['示例证 居住证号'])
    expect(found('330282123456789')).toEqual([])
  })

  test('a telephone and an identity number that were corrected are found no longer', () => {
    const id = enter('示例改', 1, '10000005678')
    amend(id, 'phone', '10000009876')
    expect(found('9876')).toEqual(['示例改 手机号末 4 位'])
    expect(found('5678')).toEqual([])
    amend(id, 'idNumber', idNumber(2))
    expect(find(idNumber(2))).toMatchObject([{ id }])
    expect(find(idNumber(1))).toEqual([])
  })

  test('a receipt number leads to its resident', () => {
    const roundId = openRound(office.as('supervisor'), plan()).id
    const { residentId, receiptNo } = approvedCase(office, roundId, 5)
    expect(find(receiptNo)).toMatchObject([{ id: residentId, why: '收件号' }])
    expect(find(receiptNo.toLowerCase().replace('-', ' '))).toMatchObject([{ id: residentId }])
    expect(find(receiptNo.slice(0, -1))).toMatchObject([{ id: residentId }])
  })
})

describe('by employer', () => {
  const employment = (employer: string) =>
    ({ kind: 'employment', employer, uscc: uscc(), town: TOWN, union: null, frontline: null }) as const

  test('part of the name or the code, of those who work there now', () => {
    const clerk = office.as('clerk')
    const id = enter('示例工', 1)
    expect(find('轴承')).toEqual([])
    record(clerk, id, employment('慈溪市示例轴承有限公司'))
    for (const text of ['轴承', '示例轴承有限', '慈溪市示例轴承有限公司']) {
      expect(find(text)).toMatchObject([{ id, why: '单位' }])
    }
    expect(find(uscc())).toMatchObject([{ id, why: '统一社会信用代码' }])
    // The same employer by a new name: both are known.
    record(clerk, enter('示例匠', 2), employment('慈溪市示例精密有限公司'))
    expect(
      find('精密')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['示例匠', '示例工'])
  })

  test('people of that name come first', () => {
    record(office.as('clerk'), enter('张示例', 1), employment('示例欧阳锋刀具厂'))
    enter('欧阳锋', 2)
    expect(found('欧阳锋')).toEqual(['欧阳锋 姓名', '张示例 单位'])
  })
})

test('a merged record leads to the kept one, once; one taken back is not found', () => {
  const kept = enter('示例留', 1)
  const merged = enter('示例并', 2, '10000004321')
  const back = enter('示例撤', 3)
  const keptSeq = findResident(office.writer, kept)?.seq ?? 0
  change(merged, { listed: 0, merged_into: keptSeq })
  change(back, { listed: 0 })
  expect(find('示例并')).toMatchObject([{ id: kept, name: '示例留', why: '姓名 · 已并入' }])
  expect(find('4321')).toMatchObject([{ id: kept, why: '手机号末 4 位 · 已并入' }])
  expect(find('示例').map(({ id }) => id)).toEqual([kept])
  expect(find('示例撤')).toEqual([])
  change(merged, { listed: 1, merged_into: null })
  change(back, { listed: 1 })
  expect(
    find('示例')
      .map(({ id }) => id)
      .sort(),
  ).toEqual([kept, merged, back].sort())
})

test('keys that an earlier version made are made anew, and only those', async () => {
  const id = enter('单雄信', 1)
  transaction(office.writer, (tx) => {
    run(tx, CompiledQuery.raw('DELETE FROM search_key'))
    run(tx, CompiledQuery.raw("UPDATE resident SET keys_version = 0, sort_key = '', name_key = ''"))
  })
  expect(find('shan')).toEqual([])
  const { signal } = new AbortController()
  expect(await refreshSearchKeys(office.as('clerk'), signal)).toBe(1)
  expect(find('shan')).toMatchObject([{ id }])
  expect(findResident(office.writer, id)).toMatchObject({
    name_key: '单雄信',
    sort_key: 'shan 单 xiong 雄 xin 信',
  })
  expect(await refreshSearchKeys(office.as('clerk'), signal)).toBe(0)
})

test('no reason and no record tells a number or a name; searches by number leave a trace', () => {
  enterAll()
  const texts = [idNumber(3), idNumber(3).slice(-6), '1002', '10000011002']
  for (const text of texts) {
    const [match] = find(text)
    expect(match?.why).not.toMatch(/\d{3}/)
  }
  find('shan')
  find('仇示例')
  const trail = listAudit(office.writer, 'search')
  expect(trail.map(({ action, detail }) => [action, detail])).toEqual(
    texts.map(() => ['residents.findByNumber', '{"matches":1}']),
  )
  const kept = CompiledQuery.raw('SELECT detail FROM audit') as CompiledQuery<{ detail: string }>
  const words = JSON.stringify(all(office.writer, kept))
  for (const text of [...texts, '仇示例']) expect(words).not.toContain(text)
})

test('a name is answered where nothing can be recorded; a number is not', () => {
  enterAll()
  const reading = { ...office.as('clerk'), writer: null }
  expect(findResidents(reading, { text: '单', limit: 8 })).toHaveLength(1)
  expect(() => findResidents(reading, { text: '1002', limit: 8 })).toThrow(/only reads/)
})

test('a list is narrowed by name, pinyin, initials and both, never by a number', () => {
  enterAll()
  const names = (text: string) =>
    listResidents(office.as('clerk'), {
      text,
      filters: {},
      sort: { key: 'name', descending: false },
      offset: 0,
      limit: 200,
    }).rows.map(({ name }) => name)
  expect(names('')).toEqual(IN_ORDER)
  expect(names('shan')).toEqual(['单雄信', '尚示例'])
  expect(names('张')).toEqual(['张三丰', '张示例'])
  expect(names('张sl')).toEqual(['张示例'])
  expect(names('1002')).toEqual([])
})

/** mai, ou, qiu, shan, shang, shi, yu, zeng, zha, zhang san, zhang shi. */
const IN_ORDER = [
  '买买提·吐尔逊',
  '欧阳锋',
  '仇示例',
  '单雄信',
  '尚示例',
  '示例龘',
  '尉迟恭',
  '曾示例',
  '查示例',
  '张三丰',
  '张示例',
]
