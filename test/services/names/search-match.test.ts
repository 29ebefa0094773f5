import { describe, expect, test } from 'vitest'
import { type SearchedPerson, searchKeys } from '#electron/services/names/search-keys.ts'
import { bestMatch, matchesMixed, rankMatches, whyMatched } from '#electron/services/names/search-match.ts'
import { readQuery, type SearchQuery } from '#electron/services/names/search-query.ts'
import { person } from './found-people.ts'

function ranked(text: string, names: readonly string[]): string[] {
  return rankMatches(
    readQuery(text),
    names.map((name) => person(name)),
  ).map(({ name }) => name)
}

function reason(text: string, sought: SearchedPerson): string {
  const match = bestMatch(readQuery(text), sought)
  return match === undefined ? '' : whyMatched(match.query, sought)
}

describe('the order of matches', () => {
  test('the whole name, then its beginning, then its inner part; short before long', () => {
    expect(ranked('示例', ['张示例', '示例某某', '示例某', '示例', '欧阳示例'])).toEqual([
      '示例',
      '示例某',
      '示例某某',
      '张示例',
      '欧阳示例',
    ])
  })

  test('characters before pinyin before initials at the same place', () => {
    expect(ranked('sl', ['三立', '某三立', 'Slim', '示例'])).toEqual(['三立', '示例', 'Slim', '某三立'])
    expect(ranked('wa', ['文安某', '王某', '万某'])).toEqual(['王某', '万某', '文安某'])
  })

  test('who is found by something else comes last, and equals stay as they came', () => {
    expect(ranked('慈溪', ['张示例', '李示例', '慈溪某'])).toEqual(['慈溪某', '张示例', '李示例'])
    expect(ranked('张', ['张某', '张甲', '张乙'])).toEqual(['张某', '张甲', '张乙'])
  })

  test('the present name before a former one', () => {
    const former = person('李示', { formerNames: ['张示'] })
    const present = person('张示')
    expect(rankMatches(readQuery('张示'), [former, present])).toEqual([present, former])
  })

  test('a whole number before a tail', () => {
    const whole = person('示例某', { phone: '1234' })
    const tail = person('示', { phone: '13800001234' })
    expect(rankMatches(readQuery('1234'), [tail, whole])).toEqual([whole, tail])
  })
})

describe('the reason of a match', () => {
  test.each([
    ['单示', '姓名'],
    ['示', '姓名'],
    ['shanshi', '拼音 shan shi'],
    ['shansh', '拼音 shan shi'],
    ['shili', '拼音 shi li'],
    ['ssl', '首字母 ssl'],
    ['单sl', '姓名和拼音'],
    ['吕示', '曾用名'],
    ['lvshi', '曾用名拼音 lü shi'],
    ['lushi', '曾用名拼音 lü shi'],
    ['ls', '曾用名首字母 ls'],
    ['122x', '证件号末 4 位'],
    ['07122x', '证件号末 6 位'],
    ['33028219900307122x', '证件号'],
    ['1234', '手机号末 4 位'],
    ['13800001234', '手机号'],
    ['r3302820001', '居住证号'],
    ['没有', ''],
    ['9999', ''],
  ])('of %s is %s', (typed, expected) => {
    expect(reason(typed, person('单示例', { formerNames: ['吕示'], permitNumbers: ['R3302820001'] }))).toBe(
      expected,
    )
  })

  test('of what is kept elsewhere is its kind, and no number is ever repeated', () => {
    const sought = person('示例', { permitNumbers: ['33028219900307122X'] })
    const typed = [
      'TJ2026-00001',
      '91330282MA2AF1234X',
      '示例厂',
      '33028219900307122X',
      '13800001234',
      '1234',
    ]
    const words = typed.flatMap((text) =>
      readQuery(text).map((query: SearchQuery) => whyMatched(query, sought)),
    )
    expect(words).toEqual(
      expect.arrayContaining(['收件号', '统一社会信用代码', '单位', '证件号', '手机号', '居住证号']),
    )
    expect(words.join()).not.toMatch(/\d{2}/)
  })
})

describe('characters and letters in turn', () => {
  function fits(typed: string, name: string): boolean {
    return readQuery(typed).some((query) => query.kind === 'mixed' && matchesMixed(name, query))
  }

  test.each([
    '张sf',
    '张sanf',
    '张sanfeng',
    '张sfeng',
    '张三f',
    'zhang三',
    'z三f',
    'z三丰',
    '张s丰',
    '三feng',
    'ＺHANG三',
  ])('%s fits 张三丰', (typed) => {
    expect(fits(typed, '张三丰')).toBe(true)
  })

  test.each(['张fs', '张sx', 'li三', '三zhang', '张sfx', '丰sf'])('%s does not fit 张三丰', (typed) => {
    expect(fits(typed, '张三丰')).toBe(false)
  })

  test('every reading and every ü fits', () => {
    for (const typed of ['示lv', '示lu', '示lü', '示l']) expect(fits(typed, '示吕')).toBe(true)
    expect(fits('yue示', '乐示')).toBe(true)
    expect(fits('le示', '乐示')).toBe(true)
    expect(fits('张john', '张 John')).toBe(true)
  })
})

test('a scan that stops early meets those whose name begins so before the many whose name ends so', () => {
  const many = Array.from({ length: 500 }, (_, index) => person(`${'王赵周吴陈'.charAt(index % 5)}丽`))
  const people = [...many, person('丽示例'), person('李示例')]
  const rows = people.flatMap((someone, seq) =>
    searchKeys(someone).map((key): [string, number] => [key, seq]),
  )
  rows.sort(([left, first], [right, second]) => (left < right ? -1 : left > right ? 1 : first - second))
  const scan = (prefix: string) => rows.filter(([key]) => key.startsWith(prefix)).slice(0, 20)
  const found = (text: string) => {
    const queries = readQuery(text)
    const hits = queries.flatMap(({ prefix }) => (prefix === '' ? [] : scan(prefix).map(([, seq]) => seq)))
    const candidates = [...new Set(hits)].slice(0, 20).flatMap((seq) => people[seq] ?? [])
    return rankMatches(queries, candidates).map(({ name }) => name)
  }
  expect(found('丽')[0]).toBe('丽示例')
  expect(found('li').slice(0, 2)).toEqual(['丽示例', '李示例'])
  expect(found('wangli')[0]).toBe('王丽')
})
