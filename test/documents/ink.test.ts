import { describe, expect, it } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { parseReplyText } from '#shared/domain/documents/index.ts'
import { RARE_NAME, sampleNotice } from './samples.ts'
import {
  extractWords,
  fontNames,
  type GreyPage,
  RESOURCES,
  readReplySource,
  renderPage,
  type Word,
} from './tools.ts'

/** A font may have an empty glyph for a character, and text extraction would never notice: so the ink is measured. */
const DPI = 300
/** The sparsest Chinese character, 一, inks about 4 % of its cell. */
const LEAST_INK = 0.03
const CHARACTERS = [...RARE_NAME]

const compiler = createCompiler(RESOURCES)

/** The cells of a name's characters wherever the name stands on the first page, left to right. */
function getCells(bytes: Uint8Array, name: string): Word[][] {
  const words = extractWords(bytes)[0]?.filter((word) => word.text.includes(name)) ?? []
  return words.map((word) => {
    const size = word.bottom - word.top
    const start = [...word.text.slice(0, word.text.indexOf(name))].length
    return [...name].map((text, index) => {
      const left = word.left + (start + index) * size
      return { text, left, right: left + size, top: word.top, bottom: word.bottom }
    })
  })
}

/** The darkness of a cell's dots, row by row. */
function cutOut(page: GreyPage, cell: Word): boolean[] {
  const dots = (points: number) => Math.round((points / 72) * DPI)
  const size = dots(cell.right - cell.left)
  return Array.from({ length: size * size }, (_, index) => {
    const row = dots(cell.top) + Math.floor(index / size)
    return (page.pixels[row * page.width + dots(cell.left) + (index % size)] ?? 255) < 128
  })
}

const inkOf = (dots: boolean[]) => dots.filter(Boolean).length / dots.length

/** Each character has ink, and no two have the same (a "missing" box would repeat). */
function expectInked(page: GreyPage, cells: Word[]): void {
  const pictures = cells.map((cell) => cutOut(page, cell))
  const blank = cells.filter((_, index) => inkOf(pictures[index] ?? []) < LEAST_INK).map((cell) => cell.text)
  expect(blank).toEqual([])
  expect(new Set(pictures.map((dots) => dots.map(Number).join(''))).size).toBe(cells.length)
}

describe(`the name ${RARE_NAME}`, () => {
  it('is inked character by character on a notice, as party and as addressee, whole in one font', () => {
    const { bytes } = compiler.pdf('health-check-notice', sampleNotice({ name: RARE_NAME }))
    const places = getCells(bytes, RARE_NAME)
    expect(places).toHaveLength(2)
    const page = renderPage(bytes, 1, DPI)
    for (const cells of places) expectInked(page, cells)
    expect(fontNames(bytes)).not.toContain('HanaMinB')
  })

  it('is inked in the addressee, as signatory, in the title, a heading and the body of a reply', () => {
    const reply = {
      ...parseReplyText(readReplySource()),
      signer: RARE_NAME,
      title: [`关于${RARE_NAME}的答复`],
      addressee: `尊敬的${RARE_NAME}代表`,
      names: [RARE_NAME],
      body: [
        { kind: 'heading', text: `一、${RARE_NAME}` },
        { kind: 'item', lead: `（一）${RARE_NAME}。`, text: null },
        { kind: 'paragraph', text: `示例${RARE_NAME}。` },
      ],
    }
    const { bytes } = compiler.pdf('reply', reply)
    const places = getCells(bytes, RARE_NAME)
    expect(places).toHaveLength(6)
    const page = renderPage(bytes, 1, DPI)
    for (const cells of places) expectInked(page, cells)
  })

  it('is measured by a measure that sees blanks: the cell after the addressee has no ink', () => {
    const { bytes } = compiler.pdf('health-check-notice', sampleNotice({ name: RARE_NAME }))
    const last = getCells(bytes, `${RARE_NAME}：`)[0]?.at(-1)
    if (last === undefined) throw new Error('no addressee on the page')
    const after = { ...last, left: last.right, right: last.right + (last.right - last.left) }
    expect(inkOf(cutOut(renderPage(bytes, 1, DPI), after))).toBe(0)
  })
})

describe('each rare character alone', () => {
  it.each(CHARACTERS)('%s is inked beside 一, the character with the least ink', (character) => {
    const { bytes } = compiler.pdf('health-check-notice', sampleNotice({ name: `${character}一` }))
    const page = renderPage(bytes, 1, DPI)
    for (const cells of getCells(bytes, `${character}一`)) expectInked(page, cells)
  })
})

describe('a name of Extension F, which only the last font has', () => {
  it('is inked', () => {
    const name = '\u{2CEB0}\u{2B746}'
    const { bytes } = compiler.pdf('health-check-notice', sampleNotice({ name }))
    expect(fontNames(bytes)).toContain('HanaMinB')
    const page = renderPage(bytes, 1, DPI)
    for (const cells of getCells(bytes, name)) expectInked(page, cells)
  })
})
