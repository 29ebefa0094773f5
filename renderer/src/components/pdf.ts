import type { PDFDocumentProxy } from 'pdfjs-dist'
import { BundledFiles } from './pdf-files.ts'

/** How a page is drawn: its width in pixels after turning, and by how many quarters it is turned clockwise. */
export interface Drawing {
  width: number
  turns: number
  signal: AbortSignal
}

/** Pages that can be drawn; numbered from 1, measured in their own units before any turn. */
export interface OpenPages {
  count: number
  size(page: number): Promise<{ width: number; height: number }>
  /** A canvas with the page; rejects where it cannot be drawn or was aborted. */
  draw(page: number, drawing: Drawing): Promise<HTMLCanvasElement>
  close(): void
}

/** The width over which nothing more is seen; a canvas has a largest area. */
export const MOST_WIDTH = 4000

/**
 * Opens a PDF; the library is loaded when the first one is. Scripts in it are never run, and everything beside it
 * comes out of our own bundle.
 * @throws where the bytes are no readable PDF
 */
export async function openPdf(bytes: Uint8Array): Promise<OpenPages> {
  const library = await import('pdfjs-dist')
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = library.PDFWorker.create({ port })
  const task = library.getDocument({
    // The worker takes the bytes over, so it gets a copy.
    data: bytes.slice(),
    worker,
    BinaryDataFactory: BundledFiles,
    cMapUrl: '/',
    standardFontDataUrl: '/',
    wasmUrl: '/',
    useWorkerFetch: false,
    disableWorkerRendering: true,
    enableXfa: false,
  })
  function close(): void {
    void task.destroy()
    worker.destroy()
    port.terminate()
  }
  try {
    return { ...pagesOf(await task.promise), close }
  } catch (error) {
    close()
    throw error
  }
}

function pagesOf(document: PDFDocumentProxy): Omit<OpenPages, 'close'> {
  return {
    count: document.numPages,
    async size(number) {
      const page = await document.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      return { width, height }
    },
    async draw(number, { width, turns, signal }) {
      const page = await document.getPage(number)
      const rotation = (page.rotate + turns * 90) % 360
      const scale = Math.min(width, MOST_WIDTH) / page.getViewport({ scale: 1, rotation }).width
      const viewport = page.getViewport({ scale, rotation })
      const canvas = window.document.createElement('canvas')
      canvas.width = Math.max(1, Math.round(viewport.width))
      canvas.height = Math.max(1, Math.round(viewport.height))
      signal.throwIfAborted()
      const drawing = page.render({ canvas, viewport })
      signal.addEventListener('abort', () => drawing.cancel(), { once: true })
      await drawing.promise
      return canvas
    },
  }
}
