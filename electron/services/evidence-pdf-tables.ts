import { AsyncLocalStorage } from 'node:async_hooks'
import { constants, inflateSync } from 'node:zlib'
import type { PDFDict, PDFDocument, PDFRawStream } from 'pdf-lib'

type Library = typeof import('pdf-lib')

/** A scan of 200 pages has some 100 kB of tables. */
const TABLES_MOST_BYTES = 32 * 1024 * 1024

/** What may still be unfolded of the tables of one file. */
type Room = { left: number; isSwollen: boolean }

const rooms = new AsyncLocalStorage<Room>()
const guarded = new WeakSet<Library>()

/**
 * Reads a PDF of which the parser unfolds no more tables than a scan needs. The parser itself says what is a table:
 * looking for their names in the bytes would miss those that are written with escapes or stand somewhere else.
 * @throws whatever the parser throws; `swollen` where the tables unfold to more
 */
export async function loadModestly(
  library: Library,
  load: () => Promise<PDFDocument>,
  swollen: () => Error,
): Promise<PDFDocument> {
  guard(library)
  const room: Room = { left: TABLES_MOST_BYTES, isSwollen: false }
  try {
    return await rooms.run(room, load)
  } catch (error) {
    // The parser turns every failure of a table into one of its own.
    throw room.isSwollen ? swollen() : error
  }
}

/** Puts the question before each place where the parser unfolds a table; it has no setting for that. */
function guard(library: Library): void {
  if (guarded.has(library)) return
  guarded.add(library)
  const { PDFObjectStreamParser, PDFXRefStreamParser } = library
  const [objects, references] = [PDFObjectStreamParser.forStream, PDFXRefStreamParser.forStream]
  PDFObjectStreamParser.forStream = (stream, shouldWait) => {
    takeRoom(stream, library)
    return objects(stream, shouldWait)
  }
  PDFXRefStreamParser.forStream = (stream) => {
    requireEntries(stream.dict, takeRoom(stream, library), library)
    return references(stream)
  }
}

/** The length of an unfolded table, which the file then has less room for. */
function takeRoom({ dict, contents }: PDFRawStream, library: Library): number {
  const room = rooms.getStore()
  if (room === undefined) return contents.length
  try {
    const length = isFolded(dict, library) ? unfoldedLength(contents, room.left) : contents.length
    room.left -= length
    return length
  } catch (error) {
    room.isSwollen ||= error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw error
  }
}

function unfoldedLength(contents: Uint8Array, most: number): number {
  // Some writers leave the end mark out.
  const options = { maxOutputLength: Math.max(most, 1), finishFlush: constants.Z_SYNC_FLUSH }
  return inflateSync(contents, options).length
}

/** Tables are folded once or not at all (ISO 32000-1, 7.5.7): anything more hides how large they are. */
function isFolded(dict: PDFDict, { PDFArray, PDFName }: Library): boolean {
  const filter = dict.lookup(PDFName.of('Filter'))
  const [first, ...others] = filter instanceof PDFArray ? filter.asArray() : [filter]
  if (first === undefined) return false
  if (others.length > 0 || first !== PDFName.of('FlateDecode')) throw new Error('a table is folded otherwise')
  return true
}

/** A table of references may not claim more entries than it has bytes for (ISO 32000-1, 7.5.8). */
function requireEntries(dict: PDFDict, length: number, { PDFArray, PDFName, PDFNumber }: Library): void {
  const numbers = (name: string) => {
    const array = dict.lookupMaybe(PDFName.of(name), PDFArray)
    return array && Array.from(array.asArray(), (_, index) => array.lookup(index, PDFNumber).asNumber())
  }
  const width = numbers('W')?.reduce((sum, each) => sum + each, 0) ?? 0
  const size = dict.lookup(PDFName.of('Size'), PDFNumber).asNumber()
  const entries = (numbers('Index') ?? [0, size]).reduce((sum, each, index) => sum + (index % 2) * each, 0)
  if (!(width > 0 && entries * width <= length))
    throw new Error('a table of references claims more than it has')
}
