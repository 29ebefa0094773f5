import { crc32, deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'

type Size = { width?: number; height?: number }

function segment(marker: number, content: number[]): Buffer<ArrayBuffer> {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, Buffer.from(content)])
}

/** A JPEG by its structure: every segment is there, the coded data is made up and has stuffing and a restart in it. */
export function jpeg({ width = 30, height = 20 }: Size = {}, remark = '示例'): Buffer<ArrayBuffer> {
  const extent = [height >> 8, height & 0xff, width >> 8, width & 0xff]
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    // Metadata often holds a small JPEG of its own, with markers that must not be taken for those of the whole.
    segment(0xe1, [...Buffer.from(`Exif${remark}`), 0xff, 0xd8, 0xff, 0xc0, 0xff, 0xd9]),
    segment(
      0xdb,
      Array.from({ length: 65 }, () => 1),
    ),
    Buffer.from([0xff, 0xff]),
    segment(0xc0, [8, ...extent, 1, 1, 0x11, 0]),
    segment(
      0xc4,
      Array.from({ length: 17 }, () => 0),
    ),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    Buffer.from([0xff, 0xd9]),
  ])
}

export function pngChunk(type: string, data: Uint8Array): Buffer<ArrayBuffer> {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)])
}

export const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

export function pngHeader({ width = 3, height = 2 }: Size = {}): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  return pngChunk('IHDR', header)
}

/** A PNG in grey; the rows are there whatever size the header claims. */
export function png(size: Size = {}): Buffer<ArrayBuffer> {
  const rows = deflateSync(Buffer.alloc(2 * 4))
  return Buffer.concat([
    PNG_SIGNATURE,
    pngHeader(size),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PDF of blank pages; `change` may add to it. */
export async function pdf(
  pages = 2,
  change: (document: PDFDocument) => void | Promise<void> = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.create()
  for (let page = 0; page < pages; page += 1) document.addPage([200, 300])
  await change(document)
  return new Uint8Array(await document.save())
}

/** A PDF written by hand from its objects, numbered from 1; object 1 is the catalogue. */
export function pdfOf(objects: (string | Buffer)[]): Buffer<ArrayBuffer> {
  const parts = [Buffer.from('%PDF-1.7\n')]
  for (const [index, object] of objects.entries())
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n'))
  parts.push(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n0\n%%EOF\n`))
  return Buffer.concat(parts)
}
