import { describe, expect, it } from 'vitest'
import { isRefused } from '#electron/exchange/index.ts'
import { sheetOf, workbookBy, workbookEntries, zipOf } from './files.ts'
import { cellsOf, codesOf, read } from './reading.ts'

const HEADER = ['姓名', '证件号码', '日期']

describe('cells of a workbook', () => {
  it('become trimmed text, whatever their type', async () => {
    const bytes = await sheetOf([
      ['文字', '富文本', '链接', '真假', '小数', '大数', '空'],
      [
        ' \u202a示例·甲\u3000',
        { richText: [{ text: '示例' }, { font: { bold: true }, text: '·乙' }] },
        { text: '示例网页', hyperlink: 'https://example.invalid/' },
        true,
        0.1 + 0.2,
        1e14,
        null,
      ],
      ['a&amp;<b>"', '多\r\n行', 'x', false, -0.000001, 123456789012345, null],
    ])
    const table = await read(bytes)
    expect(table).toMatchObject({ format: 'xlsx', encoding: null, sheet: '名单', findings: [] })
    expect(cellsOf(table)).toEqual([
      ['示例·甲', '示例·乙', '示例网页', '是', '0.3', '100000000000000', ''],
      ['a&amp;<b>"', '多\n行', 'x', '否', '-0.000001', '123456789012345', ''],
    ])
  })

  it('shows dates as days without shift, leap days and the false leap day of 1900', async () => {
    const cells = [1, 59, 60, 61, 36585, 45351.99, 2958465, 0, -1, 2958466]
      .map((serial, index) => `<row r="${index + 2}"><c r="A${index + 2}" s="1"><v>${serial}</v></c></row>`)
      .join('')
    const table = await read(
      zipOf(
        workbookEntries(`<row r="1"><c r="A1" t="inlineStr"><is><t>日期</t></is></c></row>${cells}`, {
          cellXfs: '<xf numFmtId="0"/><xf numFmtId="14"/>',
        }),
      ),
    )
    expect(cellsOf(table).flat()).toEqual([
      '1900-01-01',
      '1900-02-28',
      '',
      '1900-03-01',
      '2000-02-29',
      '2024-02-29',
      '9999-12-31',
      '',
      '',
      '',
    ])
    expect(codesOf(table)).toEqual([4, 9, 10, 11].map((row) => `IMPOSSIBLE_DATE@${row}日期`))
  })

  it('reads the dates of another writer, and of a workbook that counts from 1904', async () => {
    const days = [new Date('1904-02-29T00:00:00Z'), new Date('2026-03-05T00:00:00Z')]
    for (const date1904 of [false, true]) {
      const bytes = await workbookBy((workbook) => {
        workbook.properties.date1904 = date1904
        const sheet = workbook.addWorksheet('名单')
        sheet.addRows([['日期'], ...days.map((day) => [day])])
        sheet.getColumn(1).numFmt = 'yyyy"年"m"月"d"日"'
      })
      expect(cellsOf(await read(bytes)).flat()).toEqual(['1904-02-29', '2026-03-05'])
    }
  })

  it('keeps the leading zeros of a format, and takes no other format for a date', async () => {
    const bytes = await sheetOf(
      [
        ['编号', '金额', '时刻', '通用'],
        [123, 1234.5, 0.5, 45000],
      ],
      (sheet) => {
        sheet.getCell('A2').numFmt = '000000'
        sheet.getCell('B2').numFmt = '[Red]#,##0.00"元（日计）"'
        sheet.getCell('C2').numFmt = 'h:mm'
        sheet.getCell('D2').numFmt = '[$-804]G/通用格式'
      },
    )
    expect(cellsOf(await read(bytes))).toEqual([['000123', '1234.5', '12:00:00', '45000']])
  })
})

describe('what may not be trusted', () => {
  it('names an identity number that was typed as a number and lost its last digits', async () => {
    const table = await read(
      await sheetOf([HEADER, ['示例·甲', 330282199001011200, ''], ['示例·乙', 330282900101123, '']]),
    )
    expect(codesOf(table)).toEqual(['LONG_NUMBER@2证件号码'])
    expect(table.findings[0]?.message).toContain('第 2 行 B 列')
    expect([...table.rows].map(({ cells, isSound }) => [cells[1], isSound])).toEqual([
      ['', false],
      ['330282900101123', true],
    ])
  })

  it('never trusts the stored result of a formula, shared and array formulas included', async () => {
    const table = await read(
      await sheetOf([HEADER, ['示例·甲', '1', 1], ['示例·乙', '2', 2], ['示例·丙', '3', 3]], (sheet) => {
        sheet.getCell('C2').value = { formula: '1+1', result: 2 }
        sheet.fillFormula('C3:C4', 'A3', [3, 4])
      }),
    )
    expect(codesOf(table)).toEqual([2, 3, 4].map((row) => `FORMULA@${row}日期`))
    const array = workbookEntries(
      '<row><c t="str"><v>甲</v></c><c t="str"><v>乙</v></c></row>' +
        '<row><c><f t="array" ref="A2:B3">X</f><v>1</v></c><c><v>2</v></c></row>' +
        '<row><c><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c><c><v>6</v></c></row>',
    )
    const spilled = await read(zipOf(array))
    expect(cellsOf(spilled)).toEqual([
      ['', ''],
      ['', ''],
      ['5', '6'],
    ])
    expect(spilled.findingCount).toBe(4)
  })

  it('names error values', async () => {
    const table = await read(await sheetOf([HEADER, ['示例·甲', { error: '#N/A' }, '']]))
    expect(codesOf(table)).toEqual(['ERROR_CELL@2证件号码'])
  })

  it('names merged cells among the data, and makes every row they cover unsound', async () => {
    const table = await read(
      await sheetOf([HEADER, ['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i'], ['j', 'k', 'l']], (sheet) =>
        sheet.mergeCells('B3:B4'),
      ),
    )
    expect(codesOf(table)).toEqual(['MERGED_CELLS@3证件号码'])
    expect(table.findings[0]?.message).toContain('B3:B4')
    expect(Array.from(table.rows, ({ isSound }) => isSound)).toEqual([true, false, false, true])
    expect(table.rows.unsound).toBe(2)
  })

  it('forbids a merged header', async () => {
    const table = await read(await sheetOf([HEADER, ['a', 'b', 'c']], (sheet) => sheet.mergeCells('A1:B1')))
    expect(isRefused(table)).toBe(true)
    expect(codesOf(table)[0]).toBe('HEADER_MERGED@1')
  })

  it('names titles that are missing or twice, and rows longer than the header', async () => {
    const table = await read(await sheetOf([['姓名', '', '姓名'], ['a'], ['a', 'b', 'c', '', 'e']]))
    expect(codesOf(table)).toEqual(['EMPTY_TITLE@1', 'DUPLICATE_TITLE@1姓名', 'ROW_LONGER@3'])
    expect(cellsOf(table)).toEqual([
      ['a', '', ''],
      ['a', 'b', 'c'],
    ])
  })
})

describe('sheets and rows', () => {
  it('takes the first visible sheet with content and names the others', async () => {
    const bytes = await workbookBy((workbook) => {
      workbook.addWorksheet('藏', { state: 'veryHidden' }).addRow(['不读'])
      workbook.addWorksheet('空')
      workbook.addWorksheet('甲').addRows([['姓名'], ['示例·甲']])
      workbook.addWorksheet('乙').addRow(['另一张'])
      workbook.addWorksheet('填写说明').addRow(['说明'])
    })
    const table = await read(bytes)
    expect(table).toMatchObject({ sheet: '甲', header: ['姓名'] })
    expect(
      table.findings.map(({ severity, message }) => [
        severity,
        message.includes('“乙”'),
        message.includes('填写说明'),
      ]),
    ).toEqual([['note', true, false]])
  })

  it('skips empty rows, keeps the row numbers a person sees, and tells of hidden rows', async () => {
    const table = await read(
      await sheetOf([[], [' '], ['姓名'], [], ['示例·甲'], [null], ['示例·乙']], (sheet) => {
        sheet.getRow(7).hidden = true
      }),
    )
    expect(Array.from(table.rows, ({ row, cells }) => [row, ...cells])).toEqual([
      [5, '示例·甲'],
      [7, '示例·乙'],
    ])
    expect(codesOf(table)).toEqual(['HIDDEN_ROWS@'])
  })

  it('keeps the first thousand findings, counts all, and knows every unsound row', async () => {
    const rows = Array.from({ length: 1500 }, () => [{ error: '#N/A' as const }])
    const table = await read(await sheetOf([['姓名'], ...rows]))
    expect([table.findings.length, table.findingCount, table.rows.unsound]).toEqual([1000, 1500, 1500])
  })

  it('reads an archive whose sizes stand in the zip64 field, and prefixed elements', async () => {
    const entries = workbookEntries(
      '<x:row><x:c t="str"><x:v>姓名</x:v></x:c></x:row><x:row><x:c t="str"><x:v>示例_x0041__x005F_x0042_</x:v></x:c></x:row>',
    )
    const bytes = zipOf(entries.map((entry) => ({ ...entry, isWide: true })))
    expect(cellsOf(await read(bytes))).toEqual([['示例A_x0042_']])
  })

  it('finds a sheet whose file has a Chinese name, though the archive does not say that it is UTF-8', async () => {
    const row = (text: string) => `<row><c t="str"><v>${text}</v></c></row>`
    const entries = workbookEntries(row('姓名') + row('示例·甲')).map(({ name, text }) => ({
      name: name.replace('sheet1', '名单'),
      text: text.replace('sheet1', '名单'),
    }))
    expect(cellsOf(await read(zipOf(entries)))).toEqual([['示例·甲']])
  })
})
