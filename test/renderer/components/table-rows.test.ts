import { describe, expect, test } from 'vitest'
import type { TableColumn } from '../../../renderer/src/components/form-page.ts'
import {
  answerOf,
  filledRows,
  pasted,
  rowsOf,
  spreadsheetRows,
  tableError,
  withCell,
} from '../../../renderer/src/components/table-rows.ts'

const columns: readonly TableColumn[] = [
  { name: 'id', label: '代码', kind: 'text', width: 20 },
  {
    name: 'name',
    label: '学校',
    kind: 'text',
    width: 50,
    check: (text) => (text.length > 8 ? '太长。' : undefined),
  },
  { name: 'capacity', label: '学位', kind: 'count', width: 10 },
  {
    name: 'use',
    label: '用法',
    kind: 'choice',
    optional: true,
    width: 20,
    options: [{ value: 'reserved-first', label: '先用留额' }],
  },
]
const at = (row: number, column: number) => ({ row, column, columns })

describe('rows copied from a spreadsheet', () => {
  test.each([
    [
      'S1\t示例一小\t40\r\nS2\t示例二小\t35\r\n',
      [
        ['S1', '示例一小', '40'],
        ['S2', '示例二小', '35'],
      ],
    ],
    ['"示例\n一小"\t"含""引号"""\t4', [['示例\n一小', '含"引号"', '4']]],
    ['a\t\tb', [['a', '', 'b']]],
    ['\ta', [['', 'a']]],
    ['a\r\rb', [['a'], ['b']]],
    ['\n\n', []],
    ['', []],
  ])('%j', (text, rows) => {
    expect(spreadsheetRows(text)).toEqual(rows)
  })

  test('fill the table from the cell with the focus, to the right and down', () => {
    const rows = pasted(
      [['S0', '示例零小', '9', '']],
      at(1, 0),
      'S1\t示例一小\t40\t先用留额\nS2\t示例二小\t35',
    )
    expect(rows).toEqual([
      ['S0', '示例零小', '9', ''],
      ['S1', '示例一小', '40', 'reserved-first'],
      ['S2', '示例二小', '35', ''],
    ])
  })

  test('lose the row of column names and what stands beyond the last column', () => {
    expect(pasted([], at(0, 1), '学校\t学位\n示例一小\t40')).toEqual([['', '示例一小', '40', '']])
    expect(pasted([], at(0, 3), '没有这种\t多出来')).toEqual([['', '', '', '没有这种']])
  })
})

test('a pasted word that is none of the choices is refused, with its row', () => {
  const pastedRows = answerOf(pasted([], at(0, 0), 'S1\t示例一小\t40\t先用留额\nS2\t示例二小\t35\t没有这种'))
  expect(tableError(pastedRows, columns)).toBe('第 2 行：用法没有“没有这种”这一项。')
  expect(tableError(pastedRows.slice(0, 1), columns)).toBeUndefined()
})

test('rows are kept one text a row and come back as typed; a typed tab parts no cell', () => {
  const rows = [
    ['S1', '示例 一小', '40', ''],
    ['', '', '', ''],
  ]
  expect(rowsOf(answerOf(rows))).toEqual(rows)
  expect(rowsOf(answerOf([['a\tb', 'c']]))).toEqual([['a b', 'c']])
  expect(rowsOf(undefined)).toEqual([])
})

test('a change of one cell makes the row whole', () => {
  expect(withCell([], { row: 1, column: 2, columns: 3 }, '40')).toEqual([
    ['', '', ''],
    ['', '', '40'],
  ])
})

test('empty rows say nothing and keep the numbers on screen', () => {
  expect(
    filledRows(
      answerOf([
        ['', ''],
        ['S1 ', ' 示例一小', '40'],
      ]),
      columns,
    ),
  ).toEqual([{ number: 2, cells: { id: 'S1', name: '示例一小', capacity: '40', use: '' } }])
})

test.each([
  [['S1', '示例一小', '40'], undefined],
  [['S1', '', '40'], '第 1 行：请填写学校。'],
  [['S1', '示例一小', '四十'], '第 1 行：学位应为整数，只写数字。'],
  [['S1', '示例一小', '４０'], undefined],
  [['S1', '示例第一小学校区东', '40'], '第 1 行：太长。'],
])('row %j: %s', (row, error) => {
  expect(tableError(answerOf([row]), columns)).toBe(error)
})
