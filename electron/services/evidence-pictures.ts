import { crc32 } from 'node:zlib'
import { damagedFile } from './evidence-refusals.ts'

/** In pixels. */
export type PictureSize = { width: number; height: number }

const SOI_LENGTH = 2
const EOI = 0xd9
const START_OF_SCAN = 0xda
/** Frame headers, which alone tell the size; C4, C8 and CC between them are tables. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

/**
 * The size of a JPEG, whose segments are followed from the first marker to the end-of-image marker (ITU-T T.81,
 * annex B). What a telephone writes behind that marker is left alone.
 * @throws CounterError BAD_INPUT where a segment is cut short or the end is missing
 */
export function readJpegSize(bytes: Uint8Array): PictureSize {
  const view = viewOf(bytes)
  let size: PictureSize | undefined
  let isScanned = false
  let at = SOI_LENGTH
  for (;;) {
    const { marker, next } = readMarker(bytes, at)
    if (marker === EOI) break
    if (next + 2 > bytes.length) throw damagedFile('JPEG segment without a length')
    const end = next + view.getUint16(next)
    if (end < next + 2 || end > bytes.length) throw damagedFile('JPEG segment beyond the end')
    if (FRAMES.has(marker)) {
      if (end < next + 8) throw damagedFile('JPEG frame too short')
      size = { height: view.getUint16(next + 3), width: view.getUint16(next + 5) }
    }
    if (marker === START_OF_SCAN) isScanned = true
    at = marker === START_OF_SCAN ? endOfScan(bytes, end) : end
  }
  if (size === undefined || !isScanned) throw damagedFile('JPEG without a picture')
  return size
}

/** The marker at `at`, before which fill bytes may stand, and the place behind it. */
function readMarker(bytes: Uint8Array, at: number): { marker: number; next: number } {
  if (bytes[at] !== 0xff) throw damagedFile('JPEG marker missing')
  let place = at
  while (bytes[place] === 0xff) place += 1
  const marker = bytes[place]
  if (marker === undefined || marker === 0) throw damagedFile('JPEG marker cut short')
  return { marker, next: place + 1 }
}

/** Where the coded data that begins at `from` ends: at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const following = bytes[at + 1]
    if (following === undefined) break
    const isData = following === 0 || following === 0xff || (following >= 0xd0 && following <= 0xd7)
    if (!isData) return at
  }
  throw damagedFile('JPEG scan without an end')
}

const PNG_SIGNATURE_LENGTH = 8
/** Length, type and check sum around the data of a chunk. */
const CHUNK_FRAME = 12
const HEADER_LENGTH = 13

/**
 * The size of a PNG, whose chunks are followed to IEND, each with its check sum (ISO/IEC 15948, 5).
 * @throws CounterError BAD_INPUT where a chunk is cut short, changed or missing
 */
export function readPngSize(bytes: Uint8Array): PictureSize {
  const view = viewOf(bytes)
  const header = readChunk(bytes, PNG_SIGNATURE_LENGTH)
  if (header.type !== 'IHDR' || header.length !== HEADER_LENGTH) throw damagedFile('PNG without its header')
  const size = {
    width: view.getUint32(PNG_SIGNATURE_LENGTH + 8),
    height: view.getUint32(PNG_SIGNATURE_LENGTH + 12),
  }
  let dataLength = 0
  for (let chunk = header; chunk.type !== 'IEND'; ) {
    chunk = readChunk(bytes, chunk.end)
    if (chunk.type === 'IDAT') dataLength += chunk.length
  }
  if (dataLength === 0) throw damagedFile('PNG without a picture')
  return size
}

function readChunk(bytes: Uint8Array, at: number): { type: string; length: number; end: number } {
  if (at + CHUNK_FRAME > bytes.length) throw damagedFile('PNG chunk missing')
  const view = viewOf(bytes)
  const length = view.getUint32(at)
  const end = at + CHUNK_FRAME + length
  if (end > bytes.length) throw damagedFile('PNG chunk beyond the end')
  const typed = bytes.subarray(at + 4, end - 4)
  if (crc32(typed) !== view.getUint32(end - 4)) throw damagedFile('PNG chunk changed')
  return { type: String.fromCharCode(...typed.subarray(0, 4)), length, end }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
