import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createCompiler, PAPER_TEMPLATES } from '#electron/documents/index.ts'
import { parseReplyText } from '#shared/domain/documents/index.ts'
import { sampleNotice } from './samples.ts'
import { RESOURCES, readReplySource } from './tools.ts'

const compiler = createCompiler(RESOURCES)
const notice = sampleNotice()
const reply = parseReplyText(readReplySource())
const refusal = (parts: { code: string; at?: string; message?: unknown; hint?: unknown }) =>
  expect.objectContaining(parts)

describe('a paper that cannot be', () => {
  it('is refused with the templates there are when its own is unknown', () => {
    for (const template of ['notice', '../reply', 'toString', '']) {
      expect(() => compiler.pdf(template, notice)).toThrow(
        refusal({
          code: 'BAD_INPUT',
          at: 'template',
          hint: expect.stringContaining(PAPER_TEMPLATES.join('、')),
        }),
      )
    }
  })

  it.each([
    ['a missing field', { ...notice, name: undefined }, '$.name'],
    ['an unknown field', { ...notice, idNumber: '1' }, '$'],
    ['a full identity number', { ...notice, idNumberMasked: '330282199001011234' }, '$.idNumberMasked'],
    ['a day that does not exist', { ...notice, acceptBy: '2022-02-30' }, '$.acceptBy'],
    ['points that are no text', { ...notice, points: 86.5 }, '$.points'],
    ['rank zero', { ...notice, rank: 0 }, '$.rank'],
    ['a line break', { ...notice, name: '示例\n张三' }, '$.name'],
    ['a text that turns direction', { ...notice, name: '示例\u202e张三' }, '$.name'],
    ['a number with leading zero', { ...notice, number: '慈新体检通〔2022〕012号' }, '$.number'],
    ['a number in square brackets', { ...notice, number: '慈新体检通[2022]12号' }, '$.number'],
    ['a name without end', { ...notice, name: '阿'.repeat(101) }, '$.name'],
    ['no object', 'notice', '$'],
  ])('is refused with the place for %s', (_, data, at) => {
    expect(() => compiler.pdf('health-check-notice', data)).toThrow(refusal({ code: 'BAD_INPUT', at }))
    expect(() => compiler.svg('health-check-notice', data)).toThrow(refusal({ code: 'BAD_INPUT', at }))
  })

  it('names the place inside lists', () => {
    const body = [{ kind: 'paragraph', text: '' }]
    expect(() => compiler.pdf('reply', { ...reply, body })).toThrow(
      refusal({ code: 'BAD_INPUT', at: '$.body[0].text' }),
    )
  })

  it('says nothing of the data in the refusal', () => {
    try {
      compiler.pdf('health-check-notice', { ...notice, idNumberMasked: '330282199001011234' })
      expect.unreachable()
    } catch (error) {
      expect(JSON.stringify(error) + String(error)).not.toContain('19900101')
    }
  })
})

describe('a character that no font has', () => {
  it.each([
    'organ',
    'name',
    'receiptNo',
    'roundTitle',
    'employer',
    'town',
    'place',
    'time',
    'contact',
  ] as const)('is refused in the field %s of a notice, on paper and on screen', (field) => {
    const data = { ...notice, [field]: '示例\u{2EBF0}' }
    const missing = refusal({
      code: 'GLYPH_MISSING',
      at: `$.${field}`,
      message: expect.stringContaining('“\u{2EBF0}”（U+2EBF0）'),
    })
    expect(() => compiler.pdf('health-check-notice', data)).toThrow(missing)
    expect(() => compiler.svg('health-check-notice', data)).toThrow(missing)
  })

  it.each([
    ['mark', { mark: '\u{2EBF0}' }],
    ['signer', { signer: '\u{2EBF0}' }],
    ['title[0]', { title: ['\u{2EBF0}'] }],
    ['addressee', { addressee: '\u{2EBF0}' }],
    ['body[0].text', { body: [{ kind: 'heading', text: '\u{2EBF0}' }] }],
    ['body[0].lead', { body: [{ kind: 'item', lead: '\u{2EBF0}', text: null }] }],
    ['body[0].text', { body: [{ kind: 'item', lead: '示例', text: '\u{2EBF0}' }] }],
    ['organ', { organ: '\u{2EBF0}' }],
    ['copyTo', { copyTo: '\u{2EBF0}' }],
    ['contact', { contact: '\u{2EBF0}' }],
    ['printed.organ', { printed: { organ: '\u{2EBF0}', date: '2022-06-06' } }],
  ])('is refused in %s of a reply', (at, over) => {
    expect(() => compiler.pdf('reply', { ...reply, ...over })).toThrow(
      refusal({ code: 'GLYPH_MISSING', at: `$.${at}` }),
    )
  })

  it('is refused when it is an old system’s own form of 䶮', () => {
    expect(() => compiler.pdf('health-check-notice', { ...notice, name: '示例\uE863' })).toThrow(
      refusal({ code: 'GLYPH_MISSING', at: '$.name', message: expect.stringContaining('U+E863') }),
    )
  })

  it('can be asked for while a name is typed', () => {
    expect(compiler.checkCoverage('示例·王喆')).toEqual([])
    expect(compiler.checkCoverage('示例\u{2EBF0}').map((one) => one.codePoint)).toEqual(['U+2EBF0'])
  })
})

describe('a damaged template', () => {
  let resources: string

  beforeEach(() => {
    resources = mkdtempSync(join(tmpdir(), 'resources-'))
    symlinkSync(join(RESOURCES, 'fonts'), join(resources, 'fonts'))
    symlinkSync(join(RESOURCES, 'papers'), join(resources, 'papers'))
  })
  afterEach(() => rmSync(resources, { recursive: true }))

  /** A compiler whose notice template is the given source; the other files stay as they are. */
  function compilerWith(source: string) {
    rmSync(join(resources, 'papers'))
    const papers = mkdtempSync(join(resources, 'papers-'))
    const others = ['gongwen.typ', ...PAPER_TEMPLATES.map((template) => `${template}.typ`)].filter(
      (file) => file !== 'health-check-notice.typ',
    )
    for (const file of others) symlinkSync(join(RESOURCES, 'papers', file), join(papers, file))
    writeFileSync(join(papers, 'health-check-notice.typ'), source)
    symlinkSync(papers, join(resources, 'papers'))
    return createCompiler(resources)
  }

  const SOURCE = readFileSync(join(RESOURCES, 'papers/health-check-notice.typ'), 'utf8')

  it.each([
    ['does not parse', '#let', 'expected pattern'],
    ['stops', '#panic("示例")', 'panicked'],
    ['reads a file of the machine', '#read("/etc/hostname")', 'not found'],
    ['only warns: an unknown family', '#text(font: "No Such Font")[字]', 'unknown font family: no such font'],
    ['only warns: a lost block', '#par[#block[字]]', 'block may not occur inside of a paragraph'],
  ])('is refused in words when it %s', (_, source, words) => {
    expect(() => compilerWith(source).pdf('health-check-notice', notice)).toThrow(
      refusal({ code: 'TEMPLATE_BAD', message: expect.stringContaining(words) }),
    )
  })

  it('is refused when its own wording has a character without glyph, by Typst’s PDF/A export', () => {
    const source = '#set text(font: "Noto Serif SC", fallback: false)\n示例\u{2EBF0}'
    expect(() => compilerWith(source).pdf('health-check-notice', notice)).toThrow(
      refusal({ code: 'GLYPH_MISSING', message: expect.stringContaining('U+2EBF0') }),
    )
  })

  it('is refused at once when a file is missing', () => {
    rmSync(join(resources, 'papers'))
    expect(() => createCompiler(resources)).toThrow(
      refusal({ code: 'TEMPLATE_BAD', at: 'resources/papers/gongwen.typ' }),
    )
  })

  it('that was only changed has another version', () => {
    const changed = compilerWith(`${SOURCE}\n// changed\n`).pdf('health-check-notice', notice)
    const original = compiler.pdf('health-check-notice', notice)
    expect(changed.sha256).toBe(original.sha256)
    expect(changed.templateVersion).not.toBe(original.templateVersion)
    expect(original.templateVersion).toMatch(/^[0-9a-f]{12}$/)
  })
})

describe('the picture for the screen', () => {
  it('is one self-contained drawing of all pages, the same every time', () => {
    const svg = compiler.svg('reply', reply)
    const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
    expect(Number(width)).toBeCloseTo(595.28, 1)
    expect(Number(height)).toBeCloseTo(6 * 841.89, 0)
    expect(svg.match(/stroke="#86909c"/g)).toHaveLength(5)
    expect(svg).not.toMatch(/<script|<foreignObject|<image|href="(?!#)/)
    expect(compiler.svg('reply', reply)).toBe(svg)
  })
})
