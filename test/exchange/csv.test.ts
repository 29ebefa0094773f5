import { describe, expect, it } from 'vitest'
import { isRefused } from '#electron/exchange/index.ts'
import { gb18030 } from './files.ts'
import { cellsOf, codesOf, read, refusalOf } from './reading.ts'

describe('encodings', () => {
  it('tells them apart by mark and by content', async () => {
    const text = '姓名,单位\n示例·甲,示例单位\n'
    const bytes: [Uint8Array, string][] = [
      [Buffer.from(text), 'utf-8'],
      [Buffer.from(`\ufeff${text}`), 'utf-8'],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
      [gb18030(text), 'gb18030'],
    ]
    for (const [content, encoding] of bytes) {
      const table = await read(content)
      expect(table).toMatchObject({ format: 'csv', sheet: null, encoding, header: ['姓名', '单位'] })
      expect(cellsOf(table)).toEqual([['示例·甲', '示例单位']])
    }
  })

  it('does not take 联通 in GB 18030 for UTF-8', async () => {
    const table = await read(gb18030('单位\n联通\n示例单位\n联通\n'))
    expect([table.encoding, ...cellsOf(table).flat()]).toEqual(['gb18030', '联通', '示例单位', '联通'])
  })

  it('reads four-byte codes', async () => {
    const content = Buffer.concat([gb18030('姓名\n示例'), Buffer.from([0x95, 0x32, 0x90, 0x31])])
    expect(cellsOf(await read(content))).toEqual([['示例\u{20087}']])
  })

  it('repairs private-use characters and names those it cannot, by place, position and code point', async () => {
    const content = Buffer.concat([
      gb18030('姓名,单位\n示例'),
      Buffer.from([0xfe, 0x51]),
      gb18030(',x\n示例'),
      Buffer.from([0xaa, 0xa1]),
      gb18030(',x\n'),
    ])
    const table = await read(content)
    expect(cellsOf(table)[0]).toEqual(['示例\u{20087}', 'x'])
    expect(codesOf(table)).toEqual(['REPAIRED_CHARACTERS@', 'PRIVATE_USE_CHARACTER@3姓名'])
    expect(table.findings[1]?.message).toMatch(/^第 3 行第 1 列的第 3 个字.*U\+E000/)
    expect(Array.from(table.rows, ({ isSound }) => isSound)).toEqual([true, false])
  })

  it('refuses a file in two encodings and names the first line that differs', async () => {
    for (const parts of [
      [Buffer.from('姓名\n示例甲\n'), gb18030('示例乙\n')],
      [gb18030('姓名\n示例甲\n'), Buffer.from('示例乙\n')],
    ]) {
      const table = await read(Buffer.concat(parts))
      expect(isRefused(table)).toBe(true)
      expect([codesOf(table), table.rows.length]).toEqual([['MIXED_ENCODING@3'], 0])
    }
  })

  it('refuses bytes of no encoding, zero bytes, and a text that breaks off', async () => {
    const broken = Buffer.concat([gb18030('姓名\n示例\n'), Buffer.from([0x81, 0xff, 0x0a])])
    expect((await refusalOf(broken)).at).toBe('第 3 行')
    await refusalOf('姓名\n示例\0甲\n')
    await refusalOf(Buffer.from('\ufeff姓名\n示例\0甲\n', 'utf16le'))
    await refusalOf(Buffer.from('\ufeff姓名\n示例', 'utf16le').subarray(0, -1))
    await refusalOf(Buffer.from('feff59d3', 'hex'))
  })
})

describe('records', () => {
  it('finds the separator outside quotes', async () => {
    for (const separator of [',', ';', '\t']) {
      const table = await read(`"a,;\t,,;;"${separator}b\n1${separator}2\n`)
      expect([table.header.length, cellsOf(table)]).toEqual([2, [['1', '2']]])
    }
  })

  it('keeps quotes and line breaks inside quotes, and names the line a record begins on', async () => {
    const table = await read('a,b\r\n\r\n"x\r\ny ""z""",1\n,\n\n"2",=1+1\r3,4')
    expect(Array.from(table.rows, ({ row, cells }) => [row, ...cells])).toEqual([
      [3, 'x\ny "z"', '1'],
      [7, '2', '=1+1'],
      [8, '3', '4'],
    ])
  })

  it('pads short rows, names long ones, numbers in scientific notation, and lost or control characters', async () => {
    const table = await read('a,b\n1\n1,2,3\n1,2,\n3.30E+17,x\n\ufffd,x\n\u0001x,y\n')
    expect(cellsOf(table).slice(0, 3)).toEqual([
      ['1', ''],
      ['1', '2'],
      ['1', '2'],
    ])
    expect(codesOf(table)).toEqual([
      'ROW_LONGER@3',
      'SCIENTIFIC_NUMBER@5a',
      'LOST_CHARACTER@6a',
      'CONTROL_CHARACTER@7a',
    ])
  })

  it('refuses broken quotes with their line', async () => {
    expect((await refusalOf('a,b\n1,2\n"3"4,5\n')).at).toBe('第 3 行')
    expect((await refusalOf('a,b\n1,2\n3"4,5\n')).at).toBe('第 3 行')
    expect((await refusalOf('a,b\n1,2\n"3,4\n5,6')).at).toBe('第 3 行')
  })

  it('refuses a record without end before it fills the memory', async () => {
    const before = process.memoryUsage().rss
    const endless = Buffer.alloc(40 * 1024 * 1024, 'x')
    endless.write('a,b\n1,2\n')
    expect((await refusalOf(endless)).message).toContain('第 3 行')
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })
})
