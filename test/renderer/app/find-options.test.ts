import { expect, test } from 'vitest'
import type { Found } from '../../../renderer/src/api/queries.ts'
import { findCommands, findGroups } from '../../../renderer/src/app/find-options.ts'

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
      caseId: 'c1',
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
  const groups = findGroups({ found: FOUND, commands, open: (kind, id) => opened.push(`${kind} ${id}`) })
  expect(groups.map((group) => group.title)).toEqual(['居民', '办件', '文书', '命令'])
  for (const group of groups.slice(0, 3)) group.options[0]?.run()
  expect(opened).toEqual(['resident r1', 'case c1', 'paper p1'])
})

test.each([
  ['tj2022-0003', ['周巷镇 · 证件号后四位', '待复核 · 收件号', '体检通知书 · 收件号']],
  ['示例·甲', ['周巷镇 · 证件号后四位', '待复核 · 姓名', '体检通知书 · 姓名']],
  ['〔2022〕1号', ['周巷镇 · 证件号后四位', '待复核 · 姓名', '体检通知书 · 文号']],
])('for %s the reason of each match is said', (text, reasons) => {
  const groups = findGroups({ found: { ...FOUND, text }, commands: [], open: () => {} })
  expect(groups.flatMap((group) => group.options.map((option) => option.about))).toEqual(reasons)
})

test('a kind of which nothing was found has no label', () => {
  const found = { ...NOTHING, text: '没有这个' }
  expect(findGroups({ found, commands, open: () => {} })).toEqual([])
})
