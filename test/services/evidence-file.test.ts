import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { PDFName, PDFString } from 'pdf-lib'
import { expect, test } from 'vitest'
import { inspectEvidence, requireThumbnail } from '#electron/services/evidence-file.ts'
import { CounterError } from '#shared/base/failure.ts'
import { EVIDENCE_MOST_BYTES, THUMBNAIL_MOST_BYTES } from '#shared/ipc/evidence.ts'
import { jpeg, PNG_SIGNATURE, pdf, pdfOf, png, pngChunk, pngHeader } from './evidence-samples.ts'

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'

async function refusal(bytes: Uint8Array): Promise<CounterError> {
  try {
    await inspectEvidence(bytes)
  } catch (error) {
    if (error instanceof CounterError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

test('what a file is, its bytes say', async () => {
  expect(await inspectEvidence(jpeg())).toEqual({ mediaType: 'image/jpeg', pages: 1, notes: [] })
  expect(await inspectEvidence(png())).toEqual({ mediaType: 'image/png', pages: 1, notes: [] })
  expect(await inspectEvidence(await pdf(3))).toEqual({ mediaType: 'application/pdf', pages: 3, notes: [] })
  expect(await inspectEvidence(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE]))).toMatchObject({
    pages: 1,
  })
})

test('a telephone may write behind the end of a JPEG', async () => {
  const bytes = Buffer.concat([jpeg(), Buffer.from('SEFT trailer')])
  expect(await inspectEvidence(bytes)).toMatchObject({ mediaType: 'image/jpeg' })
})

test('a file over the limit is refused with the limit and the remedy; one at the limit is not', async () => {
  const filler = (length: number) => Buffer.concat([jpeg(), Buffer.alloc(length - jpeg().length)])
  expect(await inspectEvidence(filler(EVIDENCE_MOST_BYTES))).toMatchObject({ mediaType: 'image/jpeg' })
  const refused = await refusal(filler(EVIDENCE_MOST_BYTES + 1))
  expect(refused).toMatchObject({ code: 'BAD_INPUT', at: 'bytes' })
  expect(refused.message).toBe('文件有 20.1 MB，一份材料最多 20 MB，材料没有保存。')
  expect(refused.hint).toMatch(/300 dpi.*拆成几份/)
})

test.each([
  ['nothing', Buffer.alloc(0), /空的/],
  ['a text', Buffer.from('示例'), /不是 JPEG、PNG 图片/],
  ['a program', Buffer.from('MZ\x90\x00'), /不是 JPEG、PNG 图片/],
  ['a page of the web', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /不是 JPEG、PNG 图片/],
  ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00'), /不是 JPEG、PNG 图片/],
  ['the beginning of a JPEG', Buffer.from([0xff, 0xd8, 0xff]), /没有传完/],
  ['a JPEG without its end', jpeg().subarray(0, -2), /没有传完/],
  ['a JPEG without its picture', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), /没有传完/],
  ['a JPEG without an extent', jpeg({ width: 0 }), /没有传完/],
  [
    'a picture of a billion points',
    jpeg({ width: 65_000, height: 20_000 }),
    /65000×20000 像素，最多 10000 万/,
  ],
  ['a PNG without its end', png().subarray(0, -12), /没有传完/],
  ['a PNG cut in a chunk', png().subarray(0, -3), /没有传完/],
  ['a PNG of its signature', PNG_SIGNATURE, /没有传完/],
  ['a PNG without a header', Buffer.concat([PNG_SIGNATURE, png().subarray(33)]), /没有传完/],
  [
    'a PNG without a picture',
    Buffer.concat([PNG_SIGNATURE, pngHeader(), pngChunk('IEND', Buffer.alloc(0))]),
    /没有传完/,
  ],
  ['a PNG without an extent', png({ height: 0 }), /没有传完/],
  ['a small PNG that unfolds', png({ width: 100_000, height: 100_000 }), /100000×100000 像素/],
])('%s is refused', async (_name, bytes, words) => {
  const refused = await refusal(bytes)
  expect(refused).toMatchObject({ code: 'BAD_INPUT', at: 'bytes', message: expect.stringMatching(words) })
  expect(refused.hint).toMatch(/请/)
})

test('no beginning of a JPEG or PNG passes for the whole', async () => {
  for (const whole of [jpeg(), png()])
    for (let length = 0; length < whole.length; length += 1)
      expect((await refusal(whole.subarray(0, length))).code, String(length)).toBe('BAD_INPUT')
})

test('a PNG with any byte changed is refused', async () => {
  for (let at = 0; at < png().length; at += 1) {
    const bytes = png()
    bytes[at] = (bytes[at] ?? 0) ^ 0x40
    expect((await refusal(bytes)).code, String(at)).toBe('BAD_INPUT')
  }
})

test('whatever the bytes, the answer is a kind of file or a refusal in words', async () => {
  const starts = [jpeg(), png(), Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), Buffer.alloc(0)]
  const anything = fc.tuple(
    fc.constantFrom(...starts),
    fc.nat(120),
    fc.uint8Array({ maxLength: 200 }),
    fc.constantFrom('', '\n%%EOF\n'),
  )
  await fc.assert(
    fc.asyncProperty(anything, async ([start, length, noise, end]) => {
      const bytes = Buffer.concat([start.subarray(0, length), noise, Buffer.from(end)])
      const answer = await inspectEvidence(bytes).catch((error: unknown) => error)
      if (answer instanceof Error) expect(answer).toMatchObject({ name: 'CounterError', code: 'BAD_INPUT' })
    }),
    { numRuns: 300 },
  )
})

test('a PDF of 200 pages is kept, one more is refused', async () => {
  expect(await inspectEvidence(await pdf(200))).toMatchObject({ pages: 200 })
  expect((await refusal(await pdf(201))).message).toMatch(/超过 200 页/)
})

test('a PDF with a password is refused with the remedy', async () => {
  const locked = await pdf(1, (document) => document.encrypt({ userPassword: '1', ownerPassword: '2' }))
  const refused = await refusal(locked)
  expect(refused.message).toMatch(/有密码或使用限制/)
  expect(refused.hint).toMatch(/另存为 PDF/)
  const restricted = await pdf(1, (document) => document.encrypt({ userPassword: '', ownerPassword: '2' }))
  expect((await refusal(restricted)).message).toMatch(/有密码或使用限制/)
})

test.each(['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'RichMediaExecute', 'Rendition'])(
  'a PDF that would %s is refused',
  async (action) => {
    const bytes = await pdf(1, ({ catalog, context }) => {
      catalog.set(PDFName.of('OpenAction'), context.obj({ Type: 'Action', S: action, F: PDFString.of('x') }))
    })
    expect((await refusal(bytes)).message).toMatch(/脚本/)
  },
)

test('a script is found wherever it is hidden: in a list, in a stream, under a written-out name, off the pages', async () => {
  const nested = await pdf(1, ({ catalog, context }) => {
    const script = context.obj({ Next: [[{ S: 'JavaScript', JS: PDFString.of('x') }]] })
    catalog.set(PDFName.of('AA'), context.obj({ WC: context.register(script) }))
  })
  expect((await refusal(nested)).message).toMatch(/脚本/)
  const catalog = '<< /Type /Catalog /Pages 2 0 R >>'
  const unused = pdfOf([catalog, PAGES, PAGE, '<< /S /Java#53cript /JS 5 0 R >>'])
  expect((await refusal(unused)).message).toMatch(/脚本/)
  const stream = pdfOf([catalog, PAGES, PAGE, '<< /Length 1 /S /Launch >>\nstream\nx\nendstream'])
  expect((await refusal(stream)).message).toMatch(/脚本/)
  const link = pdfOf([catalog, PAGES, PAGE, '<< /S /URI /URI (http://example.org) >>'])
  expect(await inspectEvidence(link)).toMatchObject({ pages: 1 })
})

test('attachments are told of, not refused', async () => {
  const bytes = await pdf(1, (document) => document.attach(Buffer.from('示例'), '示例.xml'))
  const { notes } = await inspectEvidence(bytes)
  expect(notes).toEqual(['这份 PDF 带有 1 个附件；窗口只显示页面，不打开附件。'])
})

test.each([
  ['no pages', ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']],
  ['pages that are not there', ['<< /Type /Catalog /Pages 9 0 R >>']],
  ['no catalogue', ['<< /Type /Font >>']],
  [
    'a page tree that is a ring',
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [2 0 R] /Count 1 >>'],
  ],
  ['a page that is none', ['<< /Type /Catalog /Pages 2 0 R >>', PAGES, '<< /Type /Font >>']],
  ['kids that are no list', ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids 3 >>']],
  [
    'a page tree that doubles',
    ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R 3 0 R] >>', PAGE],
  ],
  ['an object that is none', ['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, '<< /A ']],
])('a PDF with %s is refused as damaged', async (_name, objects) => {
  expect((await refusal(pdfOf(objects))).message).toMatch(/已损坏/)
})

test('a PDF nested deeper than the parser goes is refused as damaged', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  expect((await refusal(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, deep]))).message).toMatch(
    /已损坏/,
  )
})

test('a PDF cut short is refused, wherever', async () => {
  const whole = await pdf(2)
  for (const part of [0.1, 0.5, 0.9, 0.99])
    expect((await refusal(whole.subarray(0, Math.floor(whole.length * part)))).message).toMatch(/已损坏/)
})

/** A table of a PDF: `entries` of its dictionary, then the data as they are. */
function tableOf(entries: string, data: Uint8Array): Buffer {
  const head = `<< ${entries} /Length ${data.length} >>\nstream\r\n`
  return Buffer.concat([Buffer.from(head), data, Buffer.from('\nendstream')])
}

const SWELLING = deflateSync(Buffer.alloc(40 * 1024 * 1024, 0x20))

test.each([
  ['as usual', [tableOf('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', SWELLING)], /展开后/],
  [
    'under an escaped name',
    [tableOf('/Type /Obj#53tm /N 1 /First 4 /Filter [/Flate#44ecode]', SWELLING)],
    /展开后/,
  ],
  [
    'under a name kept elsewhere',
    ['/ObjStm', tableOf('/Type 4 0 R /N 1 /First 4 /Filter /FlateDecode', SWELLING)],
    /展开后/,
  ],
  [
    'together',
    Array.from({ length: 3 }, () => {
      const part = deflateSync(Buffer.concat([Buffer.from('9 0 null'), Buffer.alloc(12 * 1024 * 1024, 0x20)]))
      return tableOf('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', part)
    }),
    /展开后/,
  ],
  [
    'only when unfolded twice',
    [tableOf('/Type /ObjStm /N 1 /First 4 /Filter [/FlateDecode /FlateDecode]', deflateSync(SWELLING))],
    /已损坏/,
  ],
])(
  'a PDF whose tables unfold beyond measure, %s, is refused before they are unfolded',
  async (_how, tables, told) => {
    const bytes = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, ...tables])
    expect(bytes.length).toBeLessThan(100_000)
    const before = process.memoryUsage().arrayBuffers
    expect((await refusal(bytes)).message).toMatch(told)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 * 1024)
  },
)

test.each([
  ['a billion references', '/Index [0 1000000000] /W [1 2 1]'],
  ['references that take no room', '/Index [0 1000000000] /W [0 0 0]'],
])('a PDF whose table claims %s is refused as damaged', async (_name, claim) => {
  const table = tableOf(`/Type /XRef /Size 5 /Root 1 0 R ${claim}`, Buffer.alloc(20))
  expect((await refusal(pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, table]))).message).toMatch(
    /已损坏/,
  )
})

test('names of tables without tables cost nothing', async () => {
  const names = Buffer.from(`(${'/ObjStm /XRef '.repeat(1_000_000)})`)
  const bytes = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', PAGES, PAGE, names, tableOf('', SWELLING)])
  const began = performance.now()
  expect(await inspectEvidence(bytes)).toMatchObject({ pages: 1 })
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a small picture is a small whole JPEG', () => {
  expect(() => requireThumbnail(jpeg())).not.toThrow()
  const large = Buffer.concat([jpeg(), Buffer.alloc(THUMBNAIL_MOST_BYTES)])
  const wide = jpeg({ width: 2000, height: 501 })
  for (const bytes of [png(), large, wide, jpeg().subarray(0, -2), Buffer.alloc(0)])
    expect(() => requireThumbnail(bytes)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT', at: 'thumbnail' }),
    )
})
