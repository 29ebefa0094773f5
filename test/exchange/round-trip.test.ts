import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ExportSheet, writeTemplate, writeWorkbook } from '#electron/exchange/index.ts'
import { CounterError } from '#shared/base/failure.ts'
import { cellsOf, codesOf, read } from './reading.ts'

const WATERMARK = '示例操作员 一号窗口 2026-03-05 09:30 事由：核对 A&B'

function exportOf(rows: ExportSheet['rows'], more: Partial<ExportSheet> = {}): ExportSheet {
  return {
    name: '名单',
    columns: [
      { title: '姓名', width: 12, kind: 'text' },
      { title: '证件号码', width: 20, kind: 'text' },
      { title: '分值', width: 8, kind: 'number' },
      { title: '出生日期', width: 12, kind: 'date' },
    ],
    rows,
    watermark: WATERMARK,
    ...more,
  }
}

async function openWithExcelJs(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  const sheet = workbook.worksheets[0]
  if (sheet === undefined) throw new Error('no sheet')
  return sheet
}

const pieces = fc.constantFrom(
  '示例',
  '·',
  '𠮷',
  '\u{20087}',
  '𬱖',
  '007',
  '\n',
  '"',
  "'",
  '<',
  '&',
  ',',
  '=1',
  '_x000D_',
  '_',
  ' ',
  'é',
)
const cells = fc
  .array(fc.oneof(pieces, fc.string({ unit: 'grapheme' })), { maxLength: 6 })
  .map((parts) => parts.join(''))
  // What reading mends or forbids has tests of its own; here only what must come back as it was.
  .map((text) =>
    text.replace(/[\p{Co}\p{Cc}\p{Cf}\ufffd\u2028\u2029]/gu, (each) => (each === '\n' ? each : '')).trim(),
  )

describe('an export', () => {
  it('read back gives the same texts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cells, cells), { maxLength: 8 }), async (rows) => {
        const columns = ['甲', '乙'].map((title) => ({ title, width: 10, kind: 'text' as const }))
        const { bytes } = await writeWorkbook(exportOf(rows, { columns, note: ['只含在册人员'] }))
        const table = await read(bytes)
        expect(table.header).toEqual(['甲', '乙'])
        expect(cellsOf(table)).toEqual(rows.filter((row) => row.some((cell) => cell !== '')))
      }),
      { numRuns: 150 },
    )
  })

  it('is what another program understands: text stays text, numbers and days are what they are', async () => {
    const rows = [
      ['=1+1', '330282199001010015', 96.5, '1996-02-29'],
      ['@示例', 12, null, '1899-01-01'],
    ]
    const { bytes, rows: count, sha256 } = await writeWorkbook(exportOf(rows))
    const sheet = await openWithExcelJs(bytes)
    expect(count).toBe(2)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(sheet.getCell('A1').value).toBe(`【导出登记】${WATERMARK}`)
    expect([sheet.getCell('A2').value, sheet.getCell('A2').font.bold]).toEqual(['姓名', true])
    expect([sheet.getCell('A3').type, sheet.getCell('A3').value]).toEqual([ExcelJS.ValueType.String, '=1+1'])
    expect([sheet.getCell('B3').value, sheet.getCell('B4').value]).toEqual(['330282199001010015', '12'])
    expect([sheet.getCell('C3').value, sheet.getCell('C4').value]).toEqual([96.5, null])
    expect([sheet.getCell('D3').value, sheet.getCell('D4').value]).toEqual([
      new Date('1996-02-29'),
      '1899-01-01',
    ])
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
    expect(sheet.headerFooter.oddFooter).toContain('事由：核对 A&&B')
    expect(cellsOf(await read(bytes))).toEqual([
      ['=1+1', '330282199001010015', '96.5', '1996-02-29'],
      ['@示例', '12', '', '1899-01-01'],
    ])
  })

  it('gives the same bytes for the same list, and a footer that Excel accepts', async () => {
    const sheet = exportOf([['示例·甲', '1', 1, '2026-01-01']], {
      watermark: '&'.repeat(400),
      name: '[名]*/?:单'.repeat(9),
    })
    const [first, second] = [await writeWorkbook(sheet), await writeWorkbook(sheet)]
    expect(first.sha256).toBe(second.sha256)
    // Time and date of the first file (APPNOTE 4.3.7): the start of the format, 1 January 1980, not the clock's.
    expect([...first.bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0])
    const written = await openWithExcelJs(first.bytes)
    expect(written.headerFooter.oddFooter?.length).toBeLessThanOrEqual(255)
    expect(written.name.length).toBeLessThanOrEqual(31)
  })

  it('refuses a cell that Excel cannot hold', async () => {
    await expect(writeWorkbook(exportOf([['x'.repeat(32_768), '', 1, '']]))).rejects.toBeInstanceOf(
      CounterError,
    )
  })
})

describe('a template', () => {
  const columns = [
    { title: '姓名', required: true, example: '示例·甲', help: '照证件填写。', kind: 'text' as const },
    {
      title: '证件号码',
      required: true,
      example: '330282199001010015',
      help: '18 位。',
      kind: 'text' as const,
    },
    { title: '出生日期', required: false, example: '1990-01-01', help: '年-月-日。', kind: 'date' as const },
  ]

  it('read back gives its header and the example row, and nothing of the help sheet', async () => {
    const table = await read(await writeTemplate({ sheetName: '人员', columns, notes: ['每人一行。'] }))
    expect(table).toMatchObject({ sheet: '人员', header: ['姓名', '证件号码', '出生日期'] })
    expect(cellsOf(table)).toEqual([['示例·甲', '330282199001010015', '1990-01-01']])
    expect(codesOf(table)).toEqual([])
  })

  it('keeps numbers typed into it as text, and explains each column', async () => {
    const workbook = new ExcelJS.Workbook()
    const bytes = await writeTemplate({ sheetName: '人员', columns, notes: ['每人一行。'] })
    await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['人员', '填写说明'])
    expect(workbook.worksheets[0]?.getColumn(2).numFmt).toBe('@')
    expect(workbook.worksheets[1]?.getRow(3).values).toEqual([
      undefined,
      '证件号码',
      '必填',
      '330282199001010015',
      '18 位。',
    ])
  })

  it('must show an invented example', async () => {
    const real = columns.map((column) => ({ ...column, example: '甲' }))
    await expect(writeTemplate({ sheetName: '人员', columns: real, notes: [] })).rejects.toThrow('invented')
  })
})
