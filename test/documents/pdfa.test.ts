import { describe, expect, it } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { parseReplyText } from '#shared/domain/documents/index.ts'
import { longPointsNotice } from './points-samples.ts'
import { longPublicList, roundExample } from './round-samples.ts'
import { RARE_NAME, sampleNotice } from './samples.ts'
import { checksOut, RESOURCES, readObjects, readReplySource } from './tools.ts'

/** A pre-check of PDF/A-2b: what qpdf can show. It is no certification. */
const compiler = createCompiler(RESOURCES)
const reply = compiler.pdf('reply', parseReplyText(readReplySource()))
const notice = compiler.pdf('health-check-notice', sampleNotice({ name: `${RARE_NAME}\u{2CEB0}` }))
const points = compiler.pdf('points-notice', longPointsNotice(12))

type Dictionary = Record<string, unknown>
const isDictionary = (value: unknown): value is Dictionary => typeof value === 'object' && value !== null

describe.each([
  ['reply', reply.bytes],
  ['health-check-notice', notice.bytes],
  ['points-notice', points.bytes],
  ['round-freeze-notice', compiler.pdf('round-freeze-notice', roundExample('round-freeze-notice')).bytes],
  ['round-public-list', compiler.pdf('round-public-list', longPublicList(60)).bytes],
  ['round-place-notice', compiler.pdf('round-place-notice', roundExample('round-place-notice')).bytes],
  [
    'round-no-place-notice',
    compiler.pdf('round-no-place-notice', roundExample('round-no-place-notice')).bytes,
  ],
])('the PDF of %s', (_, bytes) => {
  const objects = readObjects(bytes)
  const trailer = getDictionary('trailer')
  const root = getDictionary(`obj:${trailer['/Root']}`)
  const dictionaries = Object.values(objects).flatMap(({ value, stream }) =>
    isDictionary(value) ? [value] : stream === undefined ? [] : [stream.dict],
  )

  function getDictionary(key: string): Dictionary {
    const found = objects[key]
    const value = found?.value ?? found?.stream?.dict
    if (!isDictionary(value)) throw new Error(`no dictionary ${key}`)
    return value
  }

  it('is sound', () => {
    expect(checksOut(bytes)).toBe(true)
  })

  it('says in its metadata that it is PDF/A part 2, conformance B', () => {
    const data = objects[`obj:${root['/Metadata']}`]?.stream?.data ?? ''
    const xmp = Buffer.from(data, 'base64').toString('utf8')
    expect(xmp).toMatch(/pdfaid:part(?:>|=")2\b/)
    expect(xmp).toMatch(/pdfaid:conformance(?:>|=")B\b/)
  })

  it('names its colours by an output intent with a profile', () => {
    const intents = root['/OutputIntents']
    const references = Array.isArray(intents) ? intents : []
    expect(references).toHaveLength(1)
    const intent = isDictionary(references[0]) ? references[0] : getDictionary(`obj:${references[0]}`)
    expect(intent['/S']).toBe('/GTS_PDFA1')
    expect(objects[`obj:${intent['/DestOutputProfile']}`]?.stream?.data).toBeTruthy()
  })

  it('embeds every font and maps every glyph back to text', () => {
    const descriptors = dictionaries.filter((one) => one['/Type'] === '/FontDescriptor')
    expect(descriptors.length).toBeGreaterThanOrEqual(4)
    expect(descriptors.filter((one) => !('/FontFile2' in one || '/FontFile3' in one))).toEqual([])
    const fonts = dictionaries.filter((one) => one['/Subtype'] === '/Type0')
    expect(fonts).toHaveLength(descriptors.length)
    expect(fonts.filter((font) => !objects[`obj:${font['/ToUnicode']}`]?.stream?.data)).toEqual([])
    expect(dictionaries.filter((one) => one['/Subtype'] === '/Type3')).toEqual([])
  })

  it('has a file identifier, no encryption, no script and no attachment', () => {
    expect(trailer['/ID']).toHaveLength(2)
    expect(trailer).not.toHaveProperty('/Encrypt')
    expect(root).not.toHaveProperty('/OpenAction')
    expect(JSON.stringify(dictionaries)).not.toMatch(/\/JavaScript|\/EmbeddedFile/)
  })
})

describe('dates and names in the file', () => {
  it('are those of the data: a reply without date has none', () => {
    expect(Buffer.from(reply.bytes).toString('latin1')).not.toContain('/CreationDate')
    expect(Buffer.from(notice.bytes).toString('latin1')).toContain('/CreationDate (D:20220615')
  })

  it('never hold the name of a resident in title or author', () => {
    const named = sampleNotice({ name: '示例·隐名' })
    const objects = readObjects(compiler.pdf('health-check-notice', named).bytes)
    const texts = Object.values(objects).map(({ value, stream }) =>
      stream?.dict['/Type'] === '/Metadata'
        ? Buffer.from(stream.data, 'base64').toString('utf8')
        : JSON.stringify(value),
    )
    expect(texts.join('\n')).toContain('新市民免费健康体检通知书')
    expect(texts.join('\n')).not.toContain('隐名')
  })
})
