import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { CounterError } from '#shared/base/failure.ts'
import { exportRefused, templateBad } from './diagnostics.ts'
import { allFamilies, CHAINS, fontMissing, loadFonts } from './fonts.ts'
import { getPaper, PAPER_TEMPLATES, type PaperTemplate } from './papers.ts'
import { createTypesetter, type MissingGlyph } from './typesetter.ts'

/** Templates live under this invented root (absolute on Windows too): Typst is given sources and reads no folder. */
const ROOT = resolve('/papers')
const COMMON_LAYOUT = 'gongwen.typ'
/** Every export is PDF/A-2b: there a character without glyph is an error and not a blank. */
const PDF_STANDARD = 'a-2b'
/** The compiler's cache grows without end; entries unused for a round of this many papers are dropped. */
const PAPERS_BETWEEN_EVICTIONS = 20

/** A finished paper. `sha256` in hex of `bytes`; `templateVersion` changes with any file of the template. */
export interface FinishedPaper {
  bytes: Uint8Array
  pages: number
  sha256: string
  templateVersion: string
}

/** Turns the data of a paper into bytes; the same data gives the same bytes. */
export interface DocumentCompiler {
  /** @throws CounterError BAD_INPUT, GLYPH_MISSING, TEMPLATE_BAD */
  pdf(template: string, data: unknown): FinishedPaper
  /** All pages under each other in one self-contained picture, fit for `<img>`. @throws as `pdf` */
  svg(template: string, data: unknown): string
  /** The characters of a text that papers cannot print, to be asked while the text is typed. */
  checkCoverage(text: string): MissingGlyph[]
}

/**
 * Makes a compiler from `resourcesDir/fonts` and `resourcesDir/papers`. It holds some 300 MB and takes about
 * 0.5 s to make: keep one a worker. A batch should yield to the event loop after each paper, for only there is
 * Typst's memory given back (3,000 notices: 380 MB with yielding, 1,400 MB without).
 * @throws CounterError FONT_MISSING, TEMPLATE_BAD
 */
export function createCompiler(resourcesDir: string): DocumentCompiler {
  const fonts = loadFonts(resourcesDir)
  const typesetter = createTypesetter(fonts)
  const typst = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: fonts.blobs }] })
  requireFamilies(typst)
  const versions = addTemplates(typst, join(resourcesDir, 'papers'))
  let sinceEviction = 0

  function evictSometimes(): void {
    sinceEviction += 1
    if (sinceEviction < PAPERS_BETWEEN_EVICTIONS) return
    sinceEviction = 0
    typst.evictCache(1)
  }

  function compile(name: string, data: unknown): { template: PaperTemplate; document: NodeTypstDocument } {
    evictSometimes()
    const { template, layOut } = getPaper(name)
    const inputs = { chains: JSON.stringify(CHAINS), data: JSON.stringify(layOut(data, typesetter)) }
    const result = typst.compile({ mainFilePath: join(ROOT, `${template}.typ`), inputs })
    const trouble = result.hasError() ? result.takeDiagnostics() : result.takeWarnings()
    if (trouble !== null) throw templateBad(template, typst.fetchDiagnostics(trouble))
    if (result.result === null) throw templateBad(template, [])
    return { template, document: result.result }
  }

  return {
    pdf(name, data) {
      const { template, document } = compile(name, data)
      const bytes = new Uint8Array(exportPdf(typst, template, document))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      return { bytes, pages: document.numOfPages, sha256, templateVersion: versions[template] }
    },
    svg(name, data) {
      const { document } = compile(name, data)
      return drawPageEdges(typst.plainSvg(document), document.numOfPages)
    },
    checkCoverage: (text) => typesetter.findMissing(text, 'fang'),
  }
}

/** Typst only warns of an unknown family and prints nothing; so each family is asked for once, here. */
function requireFamilies(typst: NodeCompiler): void {
  const result = typst.compile({
    mainFileContent:
      '#for family in json(bytes(sys.inputs.families)) { text(font: family, fallback: false)[1] }',
    inputs: { families: JSON.stringify(allFamilies()) },
  })
  const trouble = result.hasError() ? result.takeDiagnostics() : result.takeWarnings()
  if (trouble === null) return
  const words = typst.fetchDiagnostics(trouble).map((one: { message: string }) => one.message)
  throw fontMissing(words.join('；'))
}

/** Gives Typst every template's source; returns the version of each: 12 hex digits over its files. */
function addTemplates(typst: NodeCompiler, folder: string): Record<PaperTemplate, string> {
  const common = readTemplate(folder, COMMON_LAYOUT)
  typst.addSource(join(ROOT, COMMON_LAYOUT), common)
  const entries = PAPER_TEMPLATES.map((template) => {
    const source = readTemplate(folder, `${template}.typ`)
    typst.addSource(join(ROOT, `${template}.typ`), source)
    const digest = createHash('sha256').update(common).update('\0').update(source).digest('hex')
    return [template, digest.slice(0, 12)] as const
  })
  return Object.fromEntries(entries) as Record<PaperTemplate, string>
}

function readTemplate(folder: string, file: string): string {
  try {
    return readFileSync(join(folder, file), 'utf8')
  } catch (cause) {
    throw new CounterError('TEMPLATE_BAD', `文书模板文件 ${file} 读不出来，因此不能出文书。`, {
      at: `resources/papers/${file}`,
      hint: '请重新安装本软件；安装后仍有此提示的，请联系管理员。',
      cause,
    })
  }
}

function exportPdf(typst: NodeCompiler, template: PaperTemplate, document: NodeTypstDocument): Buffer {
  try {
    return typst.pdf(document, { pdfStandard: PDF_STANDARD })
  } catch (error) {
    throw exportRefused(template, error)
  }
}

/**
 * Typst puts white pages under each other without a gap; a thin line shows where one ends. It draws the ground of
 * every page at the place of the first, over what is written there: one ground for all takes their place.
 */
function drawPageEdges(svg: string, pages: number): string {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const ground = /<path class="typst-shape" fill="#ffffff"[^>]*\/>/.exec(svg)?.[0]
  const whole = `<path fill="#ffffff" d="M0 0H${width}V${height}H0Z"/>`
  const written = ground === undefined ? svg : svg.replace(ground, whole).replaceAll(ground, '')
  const pageHeight = Number(height) / pages
  const edges = Array.from(
    { length: pages - 1 },
    (_, index) => `<path d="M0 ${(index + 1) * pageHeight}H${width}" stroke="#86909c" stroke-width="0.75"/>`,
  )
  return written.replace(/<\/svg>\s*$/, `${edges.join('')}</svg>\n`)
}
