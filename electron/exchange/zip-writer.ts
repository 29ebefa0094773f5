import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** A file of UTF-8 text to be packed, given in pieces. */
export type TextFile = { name: string; pieces: Iterable<string> | AsyncIterable<string> }

/** The day on which the format begins, whatever the time zone: the same files give the same bytes on any day. */
const FIXED_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/**
 * The bytes of a zip archive with these files, packed one after the other. Pieces are taken no faster than they
 * are compressed, so no file is ever held whole. Errors of a source come through.
 */
export async function zipBytes(files: TextFile[]): Promise<Uint8Array> {
  const zip = new ZipFile()
  // yazl does not listen for the errors of its sources.
  const failure = Promise.withResolvers<never>()
  for (const { name, pieces } of files) {
    const source = Readable.from(pieces)
    source.on('error', failure.reject)
    zip.addReadStream(source, name, FIXED_TIME)
  }
  zip.end()
  return Promise.race([buffer(zip.outputStream), failure.promise])
}
