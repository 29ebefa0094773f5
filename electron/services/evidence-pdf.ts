import type { PDFDocument, PDFObject } from 'pdf-lib'
import { CounterError } from '#shared/base/failure.ts'
import { EVIDENCE_MOST_PAGES } from '#shared/ipc/evidence.ts'
import { loadModestly } from './evidence-pdf-tables.ts'
import { badFile, damagedFile } from './evidence-refusals.ts'

type Library = typeof import('pdf-lib')
/** What a reader of the file could be made to do beside showing pages. */
type Extras = { acts: boolean; attachments: number }

const END_MARK_WITHIN = 1024
/** Actions that run something, open something or send something (ISO 32000-1, 12.6.4). */
const ACTS = ['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'RichMediaExecute', 'Rendition']

/**
 * Opens a PDF to count its pages. Scripts and actions are refused; attachments are never opened here, so they are
 * only told of.
 * @throws CounterError BAD_INPUT: truncated, damaged, encrypted, with scripts, without pages or with too many
 */
export async function inspectPdf(bytes: Uint8Array): Promise<{ pages: number; notes: string[] }> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!buffer.subarray(-END_MARK_WITHIN).includes('%%EOF')) throw damagedFile('PDF without its end')
  const library = await import('pdf-lib')
  const document = await open(buffer, library)
  if (document.isEncrypted) throw encrypted()
  return asDamage(() => {
    const { acts, attachments } = findExtras(document, library)
    if (acts) throw acting()
    const notes = attachments > 0 ? [`这份 PDF 带有 ${attachments} 个附件；窗口只显示页面，不打开附件。`] : []
    return { pages: countPages(document, library), notes }
  })
}

async function open(buffer: Buffer, library: Library): Promise<PDFDocument> {
  // Strict, because the paper still lies on the counter and can be scanned again.
  const how = { ignoreEncryption: true, throwOnInvalidObject: true, updateMetadata: false }
  try {
    return await loadModestly(library, () => library.PDFDocument.load(buffer, how), swollen)
  } catch (error) {
    if (error instanceof CounterError) throw error
    // Where the tables are encrypted too, the parser stumbles before it can say so.
    throw buffer.includes('/Encrypt') ? encrypted() : damagedFile(error)
  }
}

/** Whatever else is stumbled over in the file is damage of the file. */
function asDamage<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof CounterError ? error : damagedFile(error)
  }
}

/** Pages of the page tree (ISO 32000-1, 7.7.3); the count the file claims is not believed. */
function countPages({ catalog, context }: PDFDocument, { PDFArray, PDFDict, PDFName }: Library): number {
  const seen = new Set<PDFObject>()
  const waiting: PDFObject[] = [catalog.Pages()]
  let pages = 0
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const dict = context.lookup(node, PDFDict)
    // A node that stands in the tree twice could make it endless.
    if (seen.has(dict)) throw new Error('a node stands in the page tree twice')
    seen.add(dict)
    const kids = dict.lookupMaybe(PDFName.of('Kids'), PDFArray)
    if (kids !== undefined) for (const kid of kids.asArray()) waiting.push(kid)
    else if (dict.lookup(PDFName.of('Type')) === PDFName.of('Page')) pages += 1
    else throw new Error('a node of the page tree is no page')
    if (pages > EVIDENCE_MOST_PAGES) throw tooManyPages()
  }
  if (pages === 0) throw new Error('no pages')
  return pages
}

/** Looks through every object, also those that no page leads to. */
function findExtras({ context }: PDFDocument, library: Library): Extras {
  const { PDFArray, PDFDict, PDFName, PDFStream } = library
  const acts = new Set(ACTS.map((name) => PDFName.of(name)))
  const extras: Extras = { acts: false, attachments: 0 }
  const waiting: PDFObject[] = context.enumerateIndirectObjects().map(([, object]) => object)
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (object instanceof PDFArray) for (const item of object.asArray()) waiting.push(item)
    const dict = object instanceof PDFStream ? object.dict : object
    if (!(dict instanceof PDFDict)) continue
    const action = dict.lookup(PDFName.of('S'))
    if (dict.has(PDFName.of('JS')) || (action instanceof PDFName && acts.has(action))) extras.acts = true
    if (dict.has(PDFName.of('EF'))) extras.attachments += 1
    for (const value of dict.values()) waiting.push(value)
  }
  return extras
}

const PRINT_AGAIN = '请用“打印 → 另存为 PDF”重新生成一份，或把纸质原件扫描后再添加。'

function encrypted(): CounterError {
  return badFile(
    '这份 PDF 有密码或使用限制，日后可能打不开',
    `${PRINT_AGAIN}有密码的请先由本人输入密码打开。`,
  )
}

function acting(): CounterError {
  return badFile('这份 PDF 带有脚本或会启动其他程序的动作，有安全风险', PRINT_AGAIN)
}

function tooManyPages(): CounterError {
  return badFile(
    `这份 PDF 超过 ${EVIDENCE_MOST_PAGES} 页，一份材料最多 ${EVIDENCE_MOST_PAGES} 页`,
    '请只保留需要的页，或拆成几份分别添加。',
  )
}

function swollen(): CounterError {
  return badFile('这份 PDF 展开后远大于一份扫描件应有的大小，为防止占满内存没有打开', PRINT_AGAIN)
}
