import { SaxesParser } from 'saxes'
import { CounterError } from '#shared/base/failure.ts'
import { damagedWorkbook } from './refusals.ts'

/** An element's attributes by local name: `r:id` is found as `id`. */
export type Attributes = (name: string) => string | undefined

export interface XmlHandlers {
  open(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
  /** Asked between pieces of the file; the rest is left unread when it says so. */
  isDone?(): boolean
}

/** Sheets go some ten elements deep. */
const MAX_DEPTH = 100
/** The longest text, attribute or remark; Excel allows 32,767 characters in a cell. */
const MAX_BYTES_BETWEEN_ELEMENTS = 1024 * 1024

/**
 * Reads XML piece by piece and tells its elements by local name (Excel and others choose their own prefixes). What
 * is not well-formed UTF-8 XML is refused with BAD_INPUT, as is a document type: nothing may define entities. Memory
 * is bounded: neither deep nesting nor a text that does not end is followed.
 */
export async function readXml(source: AsyncIterable<Uint8Array>, handlers: XmlHandlers): Promise<void> {
  const progress: Progress = { depth: 0, silentBytes: 0 }
  const parser = createParser(handlers, progress)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const piece of source) {
      parser.write(decoder.decode(piece, { stream: true }))
      progress.silentBytes += piece.length
      if (progress.silentBytes > MAX_BYTES_BETWEEN_ELEMENTS) throw damagedWorkbook('endless text')
      if (handlers.isDone?.() === true) return
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof CounterError ? error : damagedWorkbook(error)
  }
}

/** How deep the parser is, and how long no element has begun or ended. */
type Progress = { depth: number; silentBytes: number }

function createParser({ open, text, close }: XmlHandlers, progress: Progress): SaxesParser {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw damagedWorkbook('document type')
  })
  parser.on('opentag', ({ name, attributes }) => {
    progress.depth += 1
    progress.silentBytes = 0
    if (progress.depth > MAX_DEPTH) throw damagedWorkbook('depth')
    open(localName(name), (key) => findAttribute(attributes, key))
  })
  if (text !== undefined) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.on('closetag', ({ name }) => {
    progress.depth -= 1
    progress.silentBytes = 0
    close?.(localName(name))
  })
  return parser
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function findAttribute(attributes: Record<string, string>, name: string): string | undefined {
  const exact = attributes[name]
  if (exact !== undefined) return exact
  const key = Object.keys(attributes).find((each) => localName(each) === name)
  return key === undefined ? undefined : attributes[key]
}
