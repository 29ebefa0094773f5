import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { compoundFile, type HandMadeEntry, sheetOf, workbookEntries, zipOf } from './files.ts'
import { read, refusalOf } from './reading.ts'

const ROW = '<row><c t="str"><v>姓名</v></c></row><row><c t="str"><v>示例·甲</v></c></row>'

describe('files that are no table', () => {
  it.each([
    ['%PDF-1.7\n', 'PDF'],
    ['\u0089PNG', '图片'],
    ['\u00ff\u00d8\u00ff\u00e0', '图片'],
    ['GIF89a', '图片'],
    ['Rar!\u001a', '压缩包'],
    ['<html><table><tr><td>姓名', '网页'],
    ['\u00ef\u00bb\u00bf<?xml version="1.0"?><Workbook/>', 'XML'],
  ])('refuses %j as %s', async (begin, what) => {
    expect((await refusalOf(Buffer.from(begin, 'latin1'), {}, 'list.csv')).message).toContain(what)
  })

  it('tells other archives from workbooks', async () => {
    const types = { name: '[Content_Types].xml', text: '<Types/>' }
    const refusals = [
      await refusalOf(zipOf([types, { name: 'word/document.xml', text: '<w/>' }])),
      await refusalOf(zipOf([types, { name: 'ppt/presentation.xml', text: '<p/>' }])),
      await refusalOf(zipOf([types, { name: 'xl/workbook.bin', text: 'x' }])),
      await refusalOf(
        zipOf([
          { name: 'mimetype', text: 'x' },
          { name: 'content.xml', text: 'x' },
        ]),
      ),
      await refusalOf(zipOf([{ name: 'list.txt', text: 'x' }])),
    ]
    expect(refusals.map(({ message }) => /Word|演示|xlsb|ods|压缩包/.exec(message)?.[0])).toEqual([
      'Word',
      '演示',
      'xlsb',
      'ods',
      '压缩包',
    ])
  })

  it('tells a protected workbook from an old one', async () => {
    expect((await refusalOf(compoundFile('EncryptionInfo', 'EncryptedPackage'))).message).toContain('密码')
    expect((await refusalOf(compoundFile('Workbook'))).message).toContain('xls')
    expect((await refusalOf(compoundFile('WordDocument'))).message).toContain('Word')
    expect((await refusalOf(compoundFile('Other'))).message).toContain('旧版')
  })

  it('refuses macros, also under another name', async () => {
    const entries = [...workbookEntries(ROW), { name: 'xl/vbaProject.bin', text: 'x' }]
    expect((await refusalOf(zipOf(entries), {}, 'list.xlsx')).message).toContain('宏')
    expect((await refusalOf(zipOf(workbookEntries(ROW)), {}, 'list.XLSM')).message).toContain('宏')
    expect((await read(zipOf(workbookEntries(ROW)))).rows.length).toBe(1)
  })
})

/** The same entries with something more before the end of an element. */
function replaced(entries: HandMadeEntry[], end: string, more: string): HandMadeEntry[] {
  return entries.map((entry) => ({ ...entry, text: entry.text.replace(end, more + end) }))
}

describe('damaged and hostile workbooks', () => {
  function withSheet(change: { size?: number; crc?: number; flags?: number; text?: string }): Uint8Array {
    return zipOf(
      workbookEntries(ROW).map((entry) => (entry.name.includes('sheet1') ? { ...entry, ...change } : entry)),
    )
  }

  it('refuses an archive cut off at any place', async () => {
    const whole = zipOf(workbookEntries(ROW))
    for (let length = 4; length < whole.length; length += 37)
      expect((await refusalOf(whole.subarray(0, length))).code).toBe('BAD_INPUT')
  })

  it('never crashes on a changed byte: a refusal, or a table', async () => {
    const whole = zipOf(workbookEntries(ROW))
    for (let at = 0; at < whole.length; at += 11) {
      const changed = Uint8Array.from(whole)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      const outcome = await read(changed).then(
        () => 'read',
        (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
      )
      expect(['read', 'CounterError']).toContain(outcome)
    }
  })

  it('refuses a wrong checksum, an entry that is longer than it says, and an encrypted one', async () => {
    expect((await refusalOf(withSheet({ crc: 1 }))).message).toContain('损坏')
    expect((await refusalOf(withSheet({ size: 10 }))).message).toContain('损坏')
    expect((await refusalOf(withSheet({ flags: 1 }))).message).toContain('密码')
    expect((await refusalOf(withSheet({ flags: 0x41 }))).message).toContain('密码')
  })

  it('refuses two files of one name, bytes after the end, and more files than a workbook has', async () => {
    const entries = workbookEntries(ROW)
    const padding = Array.from({ length: 10_001 - entries.length }, (_, index) => ({
      name: `docProps/${index}`,
      text: '',
    }))
    expect((await read(zipOf([...entries, ...padding.slice(1)]))).rows.length).toBe(1)
    expect((await refusalOf(zipOf([...entries, ...padding]))).message).toContain('损坏')
    expect((await refusalOf(zipOf([...entries, ...entries.slice(-1)]))).message).toContain('损坏')
    expect((await refusalOf(Buffer.concat([zipOf(entries), Buffer.from('\r\n')]))).message).toContain('损坏')
  })

  it('refuses a bomb by what it declares, and by what it is', async () => {
    expect((await refusalOf(withSheet({ size: 2 ** 31 }))).message).toContain('512 MB')
    const zeros = ' '.repeat(64 * 1024 * 1024)
    expect(deflateRawSync(zeros).length).toBeLessThan(100_000)
    const before = process.memoryUsage().rss
    await refusalOf(withSheet({ text: zeros, size: 1000 }))
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024)
  })

  it.each([
    ['elements within elements', workbookEntries('<a>'.repeat(2_000_000))],
    ['a text without end', workbookEntries(`<row><c t="str"><v>${'x'.repeat(8_000_000)}</v></c></row>`)],
    ['an attribute without end', workbookEntries(`<row a="${'x'.repeat(8_000_000)}"/>`)],
    [
      'a cell longer than Excel has',
      workbookEntries(`<row><c t="str"><v>${'x'.repeat(32_768)}</v></c></row>`),
    ],
    ['styles without end', workbookEntries(ROW, { cellXfs: '<xf/>'.repeat(100_000) })],
    [
      'relations without end',
      replaced(workbookEntries(ROW), '</Relationships>', '<Relationship/>'.repeat(100_000)),
    ],
    ['many tabs of one sheet', replaced(workbookEntries(ROW), '</sheets>', '<sheet name="a" id="r1"/>')],
  ])('refuses a small file of %s', async (_name, entries) => {
    const file = zipOf(entries)
    expect(file.length).toBeLessThan(100_000)
    expect((await refusalOf(file)).message).toContain('损坏')
  })

  it('refuses a small file whose cells share one long text', async () => {
    const strings = `<sst><si><t>姓名</t></si><si><t>${'示'.repeat(30_000)}</t></si></sst>`
    const row = (index: number) => `<row><c t="s"><v>${index}</v></c></row>`
    const relation = `<Relationship Id="r9" Type="sharedStrings" Target="sharedStrings.xml"/>`
    const file = zipOf([
      ...replaced(workbookEntries(row(0) + row(1).repeat(5_000)), '</Relationships>', relation),
      { name: 'xl/sharedStrings.xml', text: strings },
    ])
    expect(file.length).toBeLessThan(10_000)
    expect((await refusalOf(file)).message).toContain('256 MB')
  })

  it('refuses XML that is not well formed, that declares entities, or is out of order', async () => {
    const row = '<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
    for (const text of [
      '<worksheet><sheetData><row>',
      '<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>',
      `<worksheet><sheetData>${row}${row}</sheetData></worksheet>`,
      '<worksheet><sheetData><row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      '<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>',
    ])
      expect((await refusalOf(withSheet({ text }))).message).toContain('损坏')
  })
})

describe('files without a list, and too large ones', () => {
  it('refuses an empty file, a file of empty lines, and an empty workbook', async () => {
    await refusalOf('')
    await refusalOf('\n\n , \n')
    await refusalOf(await sheetOf([]))
  })

  it('refuses a file that begins with its data or with a title over the table', async () => {
    expect((await refusalOf('示例·甲,330282199001011234\n')).message).toContain('表头')
    expect(
      (await refusalOf(await sheetOf([['示例名单'], ['姓名', '单位'], ['示例·甲', 'x']]))).message,
    ).toContain('表头')
  })

  it('says how many rows and bytes are allowed', async () => {
    const text = 'a\n1\n2\n3\n'
    expect((await read(text, { maxRows: 3 })).rows.length).toBe(3)
    expect((await refusalOf(text, { maxRows: 2 })).message).toContain('2 行')
    expect((await refusalOf(await sheetOf([['a'], ['1'], ['2'], ['3']]), { maxRows: 2 })).message).toContain(
      '2 行',
    )
    expect(
      (await refusalOf(Buffer.alloc(2 * 1024 * 1024 + 1, 'x'), { maxBytes: 2 * 1024 * 1024 })).message,
    ).toContain('2 MB')
    expect((await refusalOf(`${'a,'.repeat(300)}b\n`)).message).toContain('300 列')
  })

  it('repeats nothing of a cell in a message', async () => {
    const secret = '330282199001011234'
    const table = await read(`a,b\n${secret}\u0001,${secret}\ue000\n${secret},x,${secret}\n`)
    expect(table.findingCount).toBe(3)
    expect(JSON.stringify(table.findings)).not.toContain(secret)
  })
})
