import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { CounterError } from '#shared/base/failure.ts'
import { damagedWorkbook, oversizedWorkbook, refusal, requireGoingOn } from './refusals.ts'

/** A zip archive held in memory, its files unpacked piece by piece. */
export interface Archive {
  names: string[]
  has(name: string): boolean
  /**
   * The unpacked bytes of `name`. Refused with BAD_INPUT when the file is missing, damaged, or longer than it says;
   * cancelled with CANCELLED.
   */
  read(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array>
}

const MEGABYTE = 1024 * 1024
/** Two hundred thousand rows of eight columns are about 80 MB; a workbook beyond this is no list of a counter. */
const MAX_UNPACKED_MEGABYTES = 512
const MAX_ENTRIES = 10_000

/**
 * Reads the directory of a zip archive. A damaged or protected archive, and one that says it unpacks to more than
 * the limit, are refused with BAD_INPUT before anything is unpacked; cancelled with CANCELLED.
 */
export async function openArchive(bytes: Uint8Array, signal?: AbortSignal): Promise<Archive> {
  const { zip, entries } = await refuseDamage(async () => {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    // Names are decoded here: Excel takes them for UTF-8 without the flag that says so, yauzl would not.
    const zip = await fromBufferPromise(buffer, { decodeStrings: false })
    return { zip, entries: await readDirectory(zip, signal) }
  })
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    read: (name, signal) => unpack(zip, entries.get(name), signal),
  }
}

async function readDirectory(zip: ZipFile, signal: AbortSignal | undefined): Promise<Map<string, Entry>> {
  if (zip.entryCount > MAX_ENTRIES) throw damagedWorkbook('too many files')
  const entries = new Map<string, Entry>()
  let size = 0
  for await (const entry of zip.eachEntry()) {
    requireGoingOn(signal)
    if (entry.isEncrypted()) throw protectedArchive()
    const name = entry.fileNameRaw.toString().replaceAll('\\', '/')
    if (entries.has(name)) throw damagedWorkbook('two files of one name')
    entries.set(name, entry)
    size += entry.uncompressedSize
  }
  if (size > MAX_UNPACKED_MEGABYTES * MEGABYTE) throw oversizedWorkbook(MAX_UNPACKED_MEGABYTES)
  return entries
}

/** yauzl holds an entry to the size it declares; the checksum it leaves to its caller. */
async function* unpack(
  zip: ZipFile,
  entry: Entry | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  if (entry === undefined) throw damagedWorkbook('missing file')
  const stream = await refuseDamage(() => zip.openReadStreamPromise(entry))
  const pieces: AsyncIterable<Buffer> = stream
  let crc = 0
  try {
    for await (const piece of pieces) {
      requireGoingOn(signal)
      crc = crc32(piece, crc)
      yield piece
    }
  } catch (error) {
    throw asRefusal(error)
  }
  if (crc !== entry.crc32) throw damagedWorkbook('checksum')
}

async function refuseDamage<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    throw asRefusal(error)
  }
}

/** Whatever yauzl or zlib cannot read is damage, except strong encryption: yauzl refuses that before it gives the entry. */
function asRefusal(error: unknown): CounterError {
  if (error instanceof CounterError) return error
  if (error instanceof Error && error.message === 'strong encryption is not supported')
    return protectedArchive()
  return damagedWorkbook(error)
}

function protectedArchive(): CounterError {
  return refusal(
    '文件设有打开密码，无法读取，没有导入任何数据。',
    '请去掉打开密码后另存为“Excel 工作簿（*.xlsx）”再导入。',
  )
}
