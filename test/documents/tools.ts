import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The project's own resources. */
export const RESOURCES = join(import.meta.dirname, '../../resources')

/** A word of a page with its box in points from the page's upper left corner. */
export interface Word {
  text: string
  left: number
  top: number
  right: number
  bottom: number
}

/** A page as 8-bit grey: 0 is black, 255 white. */
export interface GreyPage {
  width: number
  height: number
  pixels: Uint8Array
}

/** The text of a PDF in reading order, one form feed after each page. */
export function extractText(pdf: Uint8Array): string {
  return inFile(pdf, (file) => run('pdftotext', ['-enc', 'UTF-8', file, '-']).toString('utf8'))
}

/** The words of each page with their boxes. */
export function extractWords(pdf: Uint8Array): Word[][] {
  const html = inFile(pdf, (file) => run('pdftotext', ['-enc', 'UTF-8', '-bbox', file, '-']).toString('utf8'))
  const word = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g
  return html
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
        text: unescapeHtml(text),
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    )
}

/** The lines of each page from top to bottom: words that stand on the same height, joined from left to right. */
export function extractLines(pdf: Uint8Array): Word[][] {
  return extractWords(pdf).map((words) => {
    const lines: Word[] = []
    for (const word of words.toSorted((a, b) => a.bottom - b.bottom || a.left - b.left)) {
      const line = lines.find((one) => Math.abs(one.bottom - word.bottom) < 1)
      if (line === undefined) lines.push({ ...word })
      else Object.assign(line, joined(line, word))
    }
    return lines
  })
}

/** Renders one page (from 1) at a resolution in dots per inch. */
export function renderPage(pdf: Uint8Array, page: number, dpi: number): GreyPage {
  const pgm = inFile(pdf, (file) =>
    run('pdftoppm', ['-gray', '-r', `${dpi}`, '-f', `${page}`, '-l', `${page}`, file]),
  )
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.toString('latin1', 0, 40))
  if (header === null) throw new Error('pdftoppm gave no grey picture')
  return {
    width: Number(header[1]),
    height: Number(header[2]),
    pixels: pgm.subarray(header[0].length),
  }
}

/** The objects of a PDF as qpdf's JSON shows them, streams decoded and inline in base64. */
export function readObjects(pdf: Uint8Array): Record<string, { value?: unknown; stream?: PdfStream }> {
  const json = inFile(pdf, (file) =>
    run('qpdf', ['--json', '--json-stream-data=inline', '--decode-level=all', '--json-key=qpdf', file]),
  )
  return JSON.parse(json.toString('utf8')).qpdf[1]
}

export interface PdfStream {
  data: string
  dict: Record<string, unknown>
}

/** Rows of a page, from the top, in which at least `count` dots between two columns are dark. */
export function darkRows(
  page: GreyPage,
  count: number,
  area: { left?: number; right?: number; top?: number } = {},
): number[] {
  const { left = 0, right = page.width, top = 0 } = area
  return Array.from({ length: page.height - top }, (_, index) => top + index).filter((row) => {
    const dots = page.pixels.subarray(row * page.width + left, row * page.width + right)
    return dots.filter((grey) => grey < 160).length >= count
  })
}

/** Whether qpdf finds nothing to complain about. */
export function checksOut(pdf: Uint8Array): boolean {
  return inFile(pdf, (file) => run('qpdf', ['--check', file]).includes('No syntax or stream encoding errors'))
}

/** The PostScript names of a PDF's fonts without their subset prefix. */
export function fontNames(pdf: Uint8Array): string[] {
  const table = inFile(pdf, (file) => run('pdffonts', [file]).toString('utf8'))
  return table
    .split('\n')
    .slice(2)
    .filter((line) => line !== '')
    .map((line) => line.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, '') ?? '')
    .toSorted()
}

function joined(line: Word, word: Word): Partial<Word> {
  return word.left < line.left
    ? { text: word.text + line.text, left: word.left }
    : { text: line.text + word.text, right: word.right }
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

function run(tool: string, args: string[]): Buffer {
  return execFileSync(tool, args, { maxBuffer: 512 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] })
}

function inFile<Result>(pdf: Uint8Array, use: (file: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  const file = join(folder, 'paper.pdf')
  try {
    writeFileSync(file, pdf)
    return use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The golden source: the plain text of the reply of 2022. */
export function readReplySource(): string {
  return readFileSync(join(import.meta.dirname, '../fixtures/reply-2022-6.txt'), 'utf8')
}
