import { expect, test } from 'vitest'
import { findCommands, findOptions } from '../../../renderer/src/app/find-options.ts'
import { taskTitle, upFrom } from '../../../renderer/src/app/places.ts'

test.each([
  ['/', '/'],
  ['/residents', '/'],
  ['/residents/r1', '/residents'],
  ['/residents/new', '/residents'],
  ['/residents/r1/facts/education', '/residents/r1'],
  ['/cases/new/r1/b1', '/residents/r1'],
  ['/cases/c1', '/cases'],
])('one step back from %s is %s', (path, expected) => {
  expect(upFrom(path)).toBe(expected)
})

test('the title names the task and never the record', () => {
  expect(taskTitle('/residents/330282198605044217')).toBe('居民')
  expect(taskTitle('/')).toBe('今日')
})

const commands = [
  { id: 'register', label: '登记新居民', also: 'djxjm', run: () => {} },
  { id: 'lock', label: '锁定', also: 'sd', keys: 'Ctrl L', run: () => {} },
]

test('commands are found by words and by first letters', () => {
  expect(findCommands(commands, '新居').map((command) => command.id)).toEqual(['register'])
  expect(findCommands(commands, 'SD').map((command) => command.id)).toEqual(['lock'])
  expect(findCommands(commands, '没有这个')).toEqual([])
})

test('people come before commands, with the reason of the match', () => {
  const opened: string[] = []
  const options = findOptions({
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
    commands,
    openResident: (id) => opened.push(id),
  })
  expect(options.map((option) => option.id)).toEqual(['resident-r1', 'command-register', 'command-lock'])
  expect(options[0]?.about).toBe('周巷镇 · 证件号后四位')
  options[0]?.run()
  expect(opened).toEqual(['r1'])
})
