import { describe, expect, test } from 'vitest'
import type { Found } from '../../../renderer/src/api/queries.ts'
import { findCommands, findGroups, numberHint } from '../../../renderer/src/app/find-options.ts'

const commands = [
  { id: 'register', label: '登记新居民', also: 'djxjm', run: () => {} },
  { id: 'lock', label: '锁定', also: 'sd', keys: 'Ctrl L', run: () => {} },
]

const NOTHING: Found = { text: '', residents: [], cases: [], papers: [] }
const FOUND: Found = {
  text: '',
  residents: [
    {
      id: 'r1',
      name: '示例·甲',
      idNumberMasked: '330282********4217',
      town: '周巷镇',
      why: '证件号后四位',
    },
  ],
  cases: [
    {
      id: 'c1',
      receiptNo: 'TJ2022-00036',
      residentId: 'r1',
      name: '示例·甲',
      title: '示例体检',
      status: 'submitted',
      statusText: '待复核',
      pointsX100: 5400,
      submittedAt: '2022-06-28T01:00:00.000Z',
      submittedBy: '示例·窗口乙',
    },
  ],
  papers: [
    {
      id: 'p1',
      number: '示例〔2022〕1号',
      template: 'health-check-notice',
      title: '体检通知书',
      name: '示例·甲',
      residentId: 'r1',
      caseId: 'c1',
      roundId: null,
      issuedAt: '2022-06-28T01:00:00.000Z',
      issuedBy: '示例·窗口乙',
      pages: 1,
      printed: 0,
    },
  ],
}

test('commands are found by words and by first letters', () => {
  expect(findCommands(commands, '新居').map((command) => command.id)).toEqual(['register'])
  expect(findCommands(commands, 'SD').map((command) => command.id)).toEqual(['lock'])
  expect(findCommands(commands, '没有这个')).toEqual([])
})

test('people come first, then cases, papers and commands, and each opens its own record', () => {
  const opened: string[] = []
  const groups = findGroups({
    found: FOUND,
    commands,
    open: (kind, id) => opened.push(`${kind} ${id}`),
    register: () => {},
  })
  expect(groups.map((group) => group.title)).toEqual(['居民', '办件', '文书', '命令'])
  for (const group of groups.slice(0, 3)) group.options[0]?.run()
  expect(opened).toEqual(['resident r1', 'case c1', 'paper p1'])
})

test.each([
  ['tj2022-0003', ['周巷镇 · 证件号后四位', '待复核 · 收件号', '体检通知书 · 收件号']],
  ['示例·甲', ['周巷镇 · 证件号后四位', '待复核 · 姓名', '体检通知书 · 姓名']],
  ['〔2022〕1号', ['周巷镇 · 证件号后四位', '待复核 · 姓名', '体检通知书 · 文号']],
])('for %s the reason of each match is said', (text, reasons) => {
  const groups = findGroups({ found: { ...FOUND, text }, commands: [], open: () => {}, register: () => {} })
  expect(groups.flatMap((group) => group.options.map((option) => option.about))).toEqual(reasons)
})

test('a kind of which nothing was found has no label', () => {
  const found = { ...NOTHING, text: 'no such' }
  expect(findGroups({ found, commands, open: () => {}, register: () => {} })).toEqual([])
})

test('a name that nobody has can be registered at once, and comes filled in', () => {
  const registered: string[] = []
  const found = { ...NOTHING, text: '示例·新来' }
  const groups = findGroups({
    found,
    commands: [],
    open: () => {},
    register: (name) => registered.push(name),
  })
  expect(groups.map((group) => group.title)).toEqual(['没有这个人'])
  groups[0]?.options[0]?.run()
  expect(registered).toEqual(['示例·新来'])
})

test.each(['4217', '示例3', 'chenyizhou'])('%s is no name to register', (text) => {
  expect(
    findGroups({ found: { ...NOTHING, text }, commands: [], open: () => {}, register: () => {} }),
  ).toEqual([])
})

test('somebody who was found is not offered for registering', () => {
  const found = { ...FOUND, text: '示例·甲' }
  const titles = findGroups({ found, commands: [], open: () => {}, register: () => {} }).map(
    ({ title }) => title,
  )
  expect(titles).not.toContain('没有这个人')
})

describe('what a number lacks', () => {
  test.each([
    ['4', '还差 3 位'],
    ['421', '还差 1 位'],
    ['33028219860', undefined],
    ['330282198605', '还差 6 位'],
    ['33028219860504421', '还差 1 位'],
  ])('%s: %s', (text, words) => {
    if (words === undefined) expect(numberHint(text)).toBeUndefined()
    else expect(numberHint(text)).toContain(words)
  })

  test.each(['4217', '421X', '13800000000', '330282860504421', '330282198605044217', '示例', 'TJ2022', ''])(
    '%j lacks nothing',
    (text) => {
      expect(numberHint(text)).toBeUndefined()
    },
  )
})
