import type { Failure } from '#shared/base/failure.ts'
import { type EvidenceView, THUMBNAIL_MOST_BYTES } from '#shared/ipc/evidence.ts'
import { MOST_WIDTH, type OpenPages, openPdf } from '../../components/pdf.ts'
import { bytesFailure, UNREADABLE } from './evidence-files.ts'

const THUMBNAIL_SIDE = 320
const JPEG_QUALITIES = [0.8, 0.6, 0.4] as const

/** A scan that is not shown, in words. */
export class UnshownScan extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

/**
 * Reads a scan out of the store and opens it for drawing.
 * @throws UnshownScan with the reason; AbortError
 */
export async function openScan(
  { id, mediaType }: Pick<EvidenceView, 'id' | 'mediaType'>,
  signal: AbortSignal,
): Promise<OpenPages> {
  const answer = await fetch(`/evidence/${encodeURIComponent(id)}`, { signal })
  if (!answer.ok) throw new UnshownScan(bytesFailure(answer.status))
  const bytes = await answer.blob()
  try {
    return await openPages(new Blob([bytes], { type: mediaType }))
  } catch {
    throw new UnshownScan(UNREADABLE)
  }
}

/** A small JPEG of the first page; undefined where the file cannot be drawn, which the engine then says. */
export async function makeThumbnail(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const pages = await openPages(file)
    try {
      return await smallJpeg(pages)
    } finally {
      pages.close()
    }
  } catch {
    return undefined
  }
}

async function openPages(file: Blob): Promise<OpenPages> {
  if (file.type === 'application/pdf') return openPdf(new Uint8Array(await file.arrayBuffer()))
  return openPicture(file)
}

/** A picture as one page; the browser has turned it as its camera says. */
async function openPicture(file: Blob): Promise<OpenPages> {
  const address = URL.createObjectURL(file)
  const image = new Image()
  image.src = address
  const close = () => URL.revokeObjectURL(address)
  try {
    await image.decode()
  } catch (error) {
    close()
    throw error
  }
  const { naturalWidth, naturalHeight } = image
  return {
    count: 1,
    size: async () => ({ width: naturalWidth, height: naturalHeight }),
    async draw(_page, { width, turns, signal }) {
      signal.throwIfAborted()
      return drawTurned(image, { width: Math.min(width, MOST_WIDTH), turns })
    },
    close,
  }
}

function drawTurned(
  image: HTMLImageElement,
  { width, turns }: { width: number; turns: number },
): HTMLCanvasElement {
  const { naturalWidth, naturalHeight } = image
  const lying = turns % 2 === 1
  const scale = width / (lying ? naturalHeight : naturalWidth)
  const [wide, high] = [naturalWidth * scale, naturalHeight * scale]
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(lying ? high : wide))
  canvas.height = Math.max(1, Math.round(lying ? wide : high))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas to draw on')
  context.imageSmoothingQuality = 'high'
  context.translate(canvas.width / 2, canvas.height / 2)
  context.rotate((turns * Math.PI) / 2)
  context.drawImage(image, -wide / 2, -high / 2, wide, high)
  return canvas
}

async function smallJpeg(pages: OpenPages): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { width, height } = await pages.size(1)
  const across = Math.max(1, Math.round(width * Math.min(1, THUMBNAIL_SIDE / Math.max(width, height))))
  const drawn = await pages.draw(1, { width: across, turns: 0, signal: new AbortController().signal })
  const canvas = onWhite(drawn)
  for (const quality of JPEG_QUALITIES) {
    const blob = await new Promise<Blob | null>((give) => canvas.toBlob(give, 'image/jpeg', quality))
    if (blob !== null && blob.size <= THUMBNAIL_MOST_BYTES) return new Uint8Array(await blob.arrayBuffer())
  }
  return undefined
}

/** A JPEG has no transparency; what is clear in a PNG would turn black. */
function onWhite(drawn: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = drawn.width
  canvas.height = drawn.height
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('no canvas to draw on')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(drawn, 0, 0)
  return canvas
}
