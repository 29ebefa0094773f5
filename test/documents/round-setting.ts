import { expect } from 'vitest'
import { createCompiler } from '#electron/documents/index.ts'
import { type RoundPaper, roundExample } from './round-samples.ts'
import { extractText, RESOURCES, renderPage, type Word } from './tools.ts'

export const compiler = createCompiler(RESOURCES)
export const plain = (text: string) => text.replace(/\s/g, '')
export const pagesOf = (bytes: Uint8Array) => extractText(bytes).split('\f').slice(0, -1).map(plain)

/** The example of a paper with other fields, as bytes and as text. */
export function set(paper: RoundPaper, over: Record<string, unknown> = {}) {
  const { bytes, pages } = compiler.pdf(paper, roundExample(paper, over))
  return { bytes, pages, text: plain(extractText(bytes)), texts: pagesOf(bytes) }
}

/** Each character of a word has ink in its cell, and no two have the same ink: a box for a missing one would repeat. */
export function expectInked(bytes: Uint8Array, page: number, word: Word): void {
  const dpi = 200
  const grey = renderPage(bytes, page, dpi)
  const dots = (points: number) => Math.round((points * dpi) / 72)
  const width = (word.right - word.left) / [...word.text].length
  const cells = [...word.text].map((_, index) => {
    const [left, right] = [dots(word.left + index * width), dots(word.left + (index + 1) * width)]
    const rows = Array.from({ length: dots(word.bottom) - dots(word.top) }, (_row, row) => {
      const start = (dots(word.top) + row) * grey.width
      return [...grey.pixels.subarray(start + left, start + right)].map((dot) => (dot < 160 ? 1 : 0)).join('')
    })
    return rows.join('\n')
  })
  expect(cells.filter((cell) => cell.split('1').length < 20)).toEqual([])
  expect(new Set(cells).size).toBe(new Set(word.text).size)
}
