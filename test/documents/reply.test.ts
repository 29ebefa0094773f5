import { describe, expect, it } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { parsePlainDate } from '#shared/base/plain-date.ts'
import { parseReplyText, type ReplyDocument } from '#shared/domain/documents/index.ts'
import {
  darkRows,
  extractLines,
  extractText,
  fontNames,
  RESOURCES,
  readReplySource,
  renderPage,
  type Word,
} from './tools.ts'

const POINTS_PER_MM = 72 / 25.4
/** Dots per inch at which a dot is a tenth of a millimetre. */
const TENTHS_OF_MM = 254
const HALF_CHARACTER = 15.75 / 2
const source = readReplySource()
const reply = parseReplyText(source)
const compiler = createCompiler(RESOURCES)
const paper = compiler.pdf('reply', reply)
const pages = extractLines(paper.bytes)

const isPageNumber = (line: Word) => /^—\d+—$/.test(line.text)
const bodyLines = (page: Word[] | undefined) => (page ?? []).filter((line) => !isPageNumber(line))
const inMm = (points: number) => points / POINTS_PER_MM

/** The line that begins with a text, anywhere in the paper. */
function getLine(lines: Word[][], start: string): Word {
  const found = lines.flat().find((line) => line.text.startsWith(start))
  if (found === undefined) throw new Error(`no line begins with ${start}`)
  return found
}

describe('the reply of 2022', () => {
  it('says what its source says, word for word, and besides it only page numbers', () => {
    const lines = extractText(paper.bytes)
      .split(/[\n\f]/)
      .map((line) => line.replace(/\s/g, ''))
    const isNumber = (line: string) => /^—\d+—$/.test(line)
    expect(lines.filter((line) => !isNumber(line)).join('')).toBe(source.replace(/\s/g, ''))
    expect(lines.filter(isNumber)).toEqual(['—1—', '—2—', '—3—', '—4—', '—5—', '—6—'])
  })

  it('has six pages, of which the full ones have 22 lines at one pitch', () => {
    expect(paper.pages).toBe(6)
    for (const page of pages.slice(1, 5)) {
      const lines = bodyLines(page)
      expect(lines).toHaveLength(22)
      const steps = lines.slice(1).map((line, index) => line.bottom - (lines[index]?.bottom ?? 0))
      for (const step of steps) expect(step).toBeCloseTo(29.55, 1)
    }
  })

  it('begins no line with a closing mark and ends none with an opening one', () => {
    const lines = pages.flatMap((page) => bodyLines(page).map((line) => line.text))
    expect(lines.length).toBeGreaterThan(100)
    expect(lines.filter((line) => /^[。，、；：？！）》〉」』】〕”’％℃%]/u.test(line))).toEqual([])
    expect(lines.filter((line) => /[（《〈「『【〔“‘]$/u.test(line))).toEqual([])
  })

  it('keeps numbers whole and with their units, and dashes in pairs', () => {
    const lines = pages.flatMap((page) => bodyLines(page).map((line) => line.text))
    const broken = lines.filter((line, index) => {
      const next = lines[index + 1] ?? ''
      return /[\d.]$/.test(line) || (/—$/.test(line) && /^—/.test(next))
    })
    expect(broken).toEqual([])
  })

  it('keeps every line inside the type area of 156 mm by 225 mm', () => {
    for (const line of pages.flatMap(bodyLines)) {
      // The box of a mark that is squeezed to half width at a line's edge is still a whole character wide.
      const squeezedLeft = /^[（《“〔]/.test(line.text) ? HALF_CHARACTER : 0
      const squeezedRight = /[）》”〕，。、；：]$/.test(line.text) ? HALF_CHARACTER : 0
      expect(inMm(line.left + squeezedLeft)).toBeGreaterThanOrEqual(27.9)
      expect(inMm(line.right - squeezedRight)).toBeLessThanOrEqual(184.1)
      expect(inMm(line.top)).toBeGreaterThanOrEqual(36.9)
      expect(inMm(line.bottom)).toBeLessThanOrEqual(262.1)
    }
  })

  it('is the same bytes from the same data, also from another compiler', () => {
    expect(compiler.pdf('reply', reply)).toEqual(paper)
    expect(createCompiler(RESOURCES).pdf('reply', reply).sha256).toBe(paper.sha256)
  })

  it('sets 仿宋, 楷体, 黑体 and 小标宋, and the signatory 戴珺玫 whole in 宋体 since 楷体 lacks 珺', () => {
    expect(fontNames(paper.bytes)).toEqual([
      'FandolFang-Regular-Identity-H',
      'FandolKai-Regular-Identity-H',
      'NotoSansSC-Medium',
      'NotoSerifSC-Black',
      'NotoSerifSC-Bold',
      'NotoSerifSC-Regular',
    ])
  })
})

describe('its head, measured against GB/T 9704-2012', () => {
  const mark = getLine(pages, reply.mark)
  const number = getLine(pages, reply.number)
  const title = getLine(pages, reply.title[0] ?? '')
  const addressee = getLine(pages, reply.addressee)
  const firstLine = getLine(pages, '您在市人大')
  const pitch = 29.55

  it('has the mark 35 mm under the edge of the type area, centred and no wider than it', () => {
    expect(inMm(mark.top)).toBeCloseTo(72, 1)
    expect(inMm((mark.left + mark.right) / 2)).toBeCloseTo(28 + 156 / 2, 0)
    expect(inMm(mark.right - mark.left)).toBeLessThanOrEqual(156)
  })

  it('has number and 签发人 two lines under it, on one line, one character from either edge', () => {
    expect(number.top - mark.bottom).toBeCloseTo(2 * pitch, 0)
    expect(number.text).toBe('慈新服建〔2022〕6号签发人：戴珺玫')
    expect(number.left).toBeCloseTo(28 * POINTS_PER_MM + 15.75, 0)
    expect(number.right).toBeCloseTo(184 * POINTS_PER_MM - 15.75, 0)
  })

  it('has a red line as wide as the type area 4 mm under the number, and the title two lines under that', () => {
    const rows = darkRows(renderPage(paper.bytes, 1, TENTHS_OF_MM), 0.95 * 1560)
    const top = (rows[0] ?? 0) / 10
    expect(top).toBeCloseTo(inMm(number.bottom) + 4, 0)
    expect(rows.length / 10).toBeCloseTo(inMm(1.5), 0)
    expect(Math.abs(title.top - (top * POINTS_PER_MM + 1.5) - 2 * pitch)).toBeLessThan(1)
  })

  it('has the title in two lines of 2号, centred, and the addressee one line under it at the left edge', () => {
    const second = getLine(pages, reply.title[1] ?? '')
    expect(title.bottom - title.top).toBeCloseTo(21, 1)
    expect((second.left + second.right) / 2).toBeCloseTo((title.left + title.right) / 2, 0)
    expect(addressee.top - second.bottom).toBeCloseTo(pitch, 0)
    expect(addressee.left).toBeCloseTo(28 * POINTS_PER_MM, 0)
  })

  it('has the body on the next line, indented by two characters', () => {
    expect(firstLine.bottom - addressee.bottom).toBeCloseTo(pitch, 0)
    expect(firstLine.left).toBeCloseTo(28 * POINTS_PER_MM + 2 * 15.75, 0)
  })

  it('has page numbers at the outer edge, one character in, their dashes 7 mm under the type area', () => {
    const numbers = pages.map((page) => page.find(isPageNumber))
    for (const [index, line] of numbers.entries()) {
      if (index % 2 === 0) expect(line?.right).toBeCloseTo(184 * POINTS_PER_MM - 14, 0)
      else expect(line?.left).toBeCloseTo(28 * POINTS_PER_MM + 14, 0)
    }
    const left = Math.round(inMm(numbers[0]?.left ?? 0) * 10)
    const dash = darkRows(renderPage(paper.bytes, 1, TENTHS_OF_MM), 20, { left, right: left + 40, top: 2630 })
    expect((dash[0] ?? 0) / 10).toBeCloseTo(262 + 7, 0)
  })
})

describe('a reply with all its closing parts', () => {
  const full: ReplyDocument = {
    ...reply,
    organ: '慈溪市新市民服务中心',
    date: parsePlainDate('2022-06-05'),
    contact: '联系人：示例·张三，电话：00000000',
    copyTo: '示例市人大常委会代表工委，示例市人民政府办公室，示例市农业农村局，示例市住建局，示例市医保局',
    printed: { organ: '慈溪市新市民服务中心', date: parsePlainDate('2022-06-06') },
  }
  const lines = extractLines(compiler.pdf('reply', full).bytes)

  it('has the date four characters from the right and the organ centred above it', () => {
    const date = getLine(lines, '2022年6月5日')
    const organ = getLine(lines, '慈溪市新市民服务中心')
    const signature = lines.at(-1)?.find((line) => line.text === '慈溪市新市民服务中心') ?? organ
    expect(date.right).toBeCloseTo(184 * POINTS_PER_MM - 4 * 15.75, 0)
    expect((signature.left + signature.right) / 2).toBeCloseTo((date.left + date.right) / 2, 0)
  })

  it('has the contact in brackets two characters in, and 抄送 with 印发 at the foot of the type area', () => {
    const contact = getLine(lines, '（联系人')
    expect(contact.left + HALF_CHARACTER).toBeCloseTo(28 * POINTS_PER_MM + 2 * 15.75, 0)
    expect(getLine(lines, '抄送：').left).toBeCloseTo(28 * POINTS_PER_MM + 14, 0)
    const last = bodyLines(lines.at(-1)).at(-1)
    expect(last?.text).toBe('慈溪市新市民服务中心2022年6月6日印发')
    expect(inMm(last?.bottom ?? 0)).toBeGreaterThan(258)
  })

  it('never has a page with the signature alone, however long the body is', () => {
    for (let paragraphs = 1; paragraphs <= 24; paragraphs++) {
      const body = Array.from({ length: paragraphs }, () => ({
        kind: 'paragraph' as const,
        text: '示例正文。',
      }))
      const last = extractLines(
        compiler.pdf('reply', { ...full, body, copyTo: null, printed: null }).bytes,
      ).at(-1)
      expect(last?.map((line) => line.text)).toContain('示例正文。')
      expect(last?.map((line) => line.text)).toContain('2022年6月5日')
    }
  })

  it('leaves out each part that the data leaves out', () => {
    const only = compiler.pdf('reply', { ...reply, date: full.date })
    expect(extractText(only.bytes)).toContain('2022年6月5日')
    expect(extractText(only.bytes)).not.toMatch(/抄送|印发\s*—|联系人/)
  })
})
