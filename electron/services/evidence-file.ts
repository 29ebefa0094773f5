import { CounterError } from '#shared/base/failure.ts'
import {
  EVIDENCE_MOST_BYTES,
  EVIDENCE_MOST_PIXELS,
  type EvidenceView,
  THUMBNAIL_MOST_BYTES,
  THUMBNAIL_MOST_PIXELS,
} from '#shared/ipc/evidence.ts'
import { inspectPdf } from './evidence-pdf.ts'
import { type PictureSize, readJpegSize, readPngSize } from './evidence-pictures.ts'
import { badFile, damagedFile } from './evidence-refusals.ts'

/** A scan or photo as its bytes say it is; `notes` are for the clerk. */
export type EvidenceFile = { mediaType: EvidenceView['mediaType']; pages: number; notes: string[] }

const JPEG_START = [0xff, 0xd8, 0xff]
const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PDF_START = [0x25, 0x50, 0x44, 0x46, 0x2d]

/**
 * Looks at a scan or photo before it is kept. What it is, its bytes alone say.
 * @throws CounterError BAD_INPUT at `bytes`: empty, too large, of another kind, truncated, damaged, locked, with
 *   scripts, or unfolding to more than a screen can show
 */
export async function inspectEvidence(bytes: Uint8Array): Promise<EvidenceFile> {
  requireWeight(bytes)
  if (beginsWith(bytes, JPEG_START)) {
    requirePixels(readJpegSize(bytes))
    return { mediaType: 'image/jpeg', pages: 1, notes: [] }
  }
  if (beginsWith(bytes, PNG_START)) {
    requirePixels(readPngSize(bytes))
    return { mediaType: 'image/png', pages: 1, notes: [] }
  }
  if (beginsWith(bytes, PDF_START)) return { mediaType: 'application/pdf', ...(await inspectPdf(bytes)) }
  throw badFile(
    '这个文件不是 JPEG、PNG 图片，也不是 PDF（按内容判断，与文件名无关）',
    '请用扫描仪或手机重新扫描，存成 JPEG、PNG 或 PDF 再添加；手机拍的 HEIC 照片请先转成 JPEG。',
  )
}

/** @throws CounterError BAD_INPUT at `thumbnail` where it is not a small whole JPEG */
export function requireThumbnail(bytes: Uint8Array): void {
  if (bytes.length <= THUMBNAIL_MOST_BYTES && beginsWith(bytes, JPEG_START)) {
    const size = readSize(bytes)
    if (size !== undefined && size.width * size.height <= THUMBNAIL_MOST_PIXELS) return
  }
  throw new CounterError('BAD_INPUT', '页面生成的缩略图不能使用，材料没有保存。', {
    at: 'thumbnail',
    hint: '请重新添加一次；再次出现请联系系统管理员。',
  })
}

function readSize(bytes: Uint8Array): PictureSize | undefined {
  try {
    return readJpegSize(bytes)
  } catch (error) {
    if (error instanceof CounterError) return undefined
    throw error
  }
}

function requireWeight({ length }: Uint8Array): void {
  if (length === 0) {
    throw badFile('文件是空的，没有内容', '请确认扫描已经完成、文件能够打开，再重新添加。')
  }
  if (length <= EVIDENCE_MOST_BYTES) return
  throw badFile(
    `文件有 ${megabytes(length)} MB，一份材料最多 ${megabytes(EVIDENCE_MOST_BYTES)} MB`,
    '请把扫描分辨率降到 300 dpi、改用灰度重新扫描，或把多页拆成几份分别添加。',
  )
}

function requirePixels({ width, height }: PictureSize): void {
  if (width === 0 || height === 0) throw damagedFile('picture without an extent')
  if (width * height <= EVIDENCE_MOST_PIXELS) return
  throw badFile(
    `图片有 ${width}×${height} 像素，最多 ${EVIDENCE_MOST_PIXELS / 10_000} 万像素，再大屏幕上无法打开`,
    '请把扫描分辨率降到 300 dpi 重新扫描，或只截取需要的部分。',
  )
}

/** To one place, and rounded up, so that what is over the limit never reads as the limit. */
function megabytes(bytes: number): number {
  return Math.ceil((bytes / 1024 / 1024) * 10) / 10
}

function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
