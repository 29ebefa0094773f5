import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'

/** One file of a hand-made archive; what is given beside name and text overrides the truth. */
export interface HandMadeEntry {
  name: string
  text: string
  size?: number
  crc?: number
  flags?: number
  /** Both sizes in the zip64 extra field, as some servers always write them. */
  isWide?: boolean
}

const WIDE = 0xffffffff

/** A zip archive byte by byte, with whatever lies the entries tell. */
export function zipOf(entries: HandMadeEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const bytes = Buffer.from(entry.text)
    const packed = deflateRawSync(bytes)
    const size = entry.size ?? bytes.length
    const crc = entry.crc ?? crc32(bytes)
    const name = Buffer.from(entry.name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc, 10)
    fields.writeUInt32LE(entry.isWide ? WIDE : packed.length, 14)
    fields.writeUInt32LE(entry.isWide ? WIDE : size, 18)
    fields.writeUInt16LE(name.length, 22)
    const extra = entry.isWide ? wideExtra(size, packed.length) : Buffer.alloc(0)
    fields.writeUInt16LE(extra.length, 24)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, name, extra, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\0'), fields, tail, name, extra]))
    parts.push(local)
    offset += local.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, listing, end])
}

function wideExtra(size: number, packed: number): Buffer {
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(16, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packed), 12)
  return extra
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The parts of the smallest workbook, around the rows given as XML. */
export function workbookEntries(
  sheetData: string,
  more: { after?: string; cellXfs?: string } = {},
): HandMadeEntry[] {
  const styles =
    more.cellXfs === undefined
      ? ''
      : `<Relationship Id="r2" Type="${RELATIONS}/styles" Target="/xl/styles.xml"/>`
  return [
    { name: '[Content_Types].xml', text: '<Types/>' },
    {
      name: '_rels/.rels',
      text: `<Relationships><Relationship Id="r1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: '<workbook><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships><Relationship Id="r1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>${styles}</Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `<worksheet><sheetData>${sheetData}</sheetData>${more.after ?? ''}</worksheet>`,
    },
    ...(more.cellXfs === undefined
      ? []
      : [{ name: 'xl/styles.xml', text: `<styleSheet><cellXfs>${more.cellXfs}</cellXfs></styleSheet>` }]),
  ]
}

/** A workbook made by exceljs, an independent writer. */
export async function workbookBy(make: (workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  make(workbook)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A workbook of one sheet with these rows, then whatever else is done to the sheet. */
export async function sheetOf(
  rows: ExcelJS.CellValue[][],
  more: (sheet: ExcelJS.Worksheet) => void = () => undefined,
): Promise<Uint8Array> {
  return workbookBy((workbook) => {
    const sheet = workbook.addWorksheet('名单')
    sheet.addRows(rows)
    more(sheet)
  })
}

/** The head of an OLE compound file with streams of these names. */
export function compoundFile(...streams: string[]): Uint8Array {
  const directory = streams.map((name) => {
    const entry = Buffer.alloc(128)
    entry.write(`${name}\0`, 'utf16le')
    return entry
  })
  return Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), ...directory])
}

/** Text in GB 18030, by turning the decoder's two-byte table round; ASCII and two-byte characters only. */
export function gb18030(text: string): Buffer {
  return Buffer.concat(Array.from(text, (character) => gbBytes(character)))
}

const decoder = new TextDecoder('gb18030', { fatal: true })
const codes = new Map<string, Buffer>()
for (let lead = 0x81; lead <= 0xfe; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue
    const bytes = Buffer.from([lead, trail])
    codes.set(decoder.decode(bytes), bytes)
  }
}

function gbBytes(character: string): Buffer {
  if (character < '\u0080') return Buffer.from(character)
  const bytes = codes.get(character)
  if (bytes === undefined) throw new Error(`no two-byte code for ${character}`)
  return bytes
}
