import { posix } from 'node:path'
import { unescapeExcel } from './cell-text.ts'
import { builtInFormat, type NumberFormat, parseFormat } from './number-format.ts'
import { createPackedTexts, type PackedTexts } from './packed-texts.ts'
import { damagedWorkbook } from './refusals.ts'
import { readXml } from './xml-reader.ts'
import type { Archive } from './zip-reader.ts'

/** A worksheet that a person sees in the workbook, in the order of its tabs. */
export type VisibleSheet = { name: string; path: string }

/** What the cells of every sheet refer to. */
export interface Workbook {
  sheets: VisibleSheet[]
  /** Whether dates count from 1904 instead of 1900. */
  from1904: boolean
  sharedStrings: PackedTexts
  /** How a cell with the style of this index shows a number. */
  formats: NumberFormat[]
}

/** Excel allows 65,490 cell formats; no other list of parts is as long. */
const MAX_PARTS = 65_536
const MAX_STRINGS = 10_000_000

type Relation = { id: string; type: string; path: string }

/**
 * Reads the parts of a workbook (ECMA-376 Part 1, 12 and 18) that lie outside its sheets. Hidden sheets and sheets
 * that hold no cells, such as charts, are left out. A workbook without its parts is refused with BAD_INPUT.
 */
export async function readWorkbook(archive: Archive, signal?: AbortSignal): Promise<Workbook> {
  const path = (await readRelations(archive, '')).find(({ type }) => type === 'officeDocument')?.path
  if (path === undefined) throw damagedWorkbook('no workbook part')
  const relations = await readRelations(archive, path)
  const { tabs, from1904 } = await readTabs(archive, path)
  const sheets = tabs.flatMap(({ name, id }): VisibleSheet[] => {
    const relation = relations.find((each) => each.id === id)
    return relation?.type === 'worksheet' ? [{ name, path: relation.path }] : []
  })
  if (new Set(sheets.map(({ path }) => path)).size < sheets.length)
    throw damagedWorkbook('two tabs of one sheet')
  const pathOf = (type: string) => relations.find((each) => each.type === type)?.path
  return {
    sheets,
    from1904,
    sharedStrings: await readSharedStrings(archive, pathOf('sharedStrings'), signal),
    formats: await readFormats(archive, pathOf('styles')),
  }
}

async function readRelations(archive: Archive, source: string): Promise<Relation[]> {
  const folder = posix.dirname(source)
  const path = posix.join(folder, '_rels', `${posix.basename(source)}.rels`)
  const relations: Relation[] = []
  if (!archive.has(path)) return relations
  await readXml(archive.read(path), {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes('TargetMode') === 'External') return
      const target = attributes('Target') ?? ''
      requireRoom(relations)
      relations.push({
        id: attributes('Id') ?? '',
        type: posix.basename(attributes('Type') ?? ''),
        path: target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      })
    },
  })
  return relations
}

async function readTabs(
  archive: Archive,
  path: string,
): Promise<{ tabs: { name: string; id: string }[]; from1904: boolean }> {
  const tabs: { name: string; id: string }[] = []
  let from1904 = false
  await readXml(archive.read(path), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes('date1904'))
      if (name !== 'sheet' || (attributes('state') ?? 'visible') !== 'visible') return
      requireRoom(tabs)
      tabs.push({ name: attributes('name') ?? '', id: attributes('id') ?? '' })
    },
  })
  return { tabs, from1904 }
}

async function readSharedStrings(
  archive: Archive,
  path: string | undefined,
  signal: AbortSignal | undefined,
): Promise<PackedTexts> {
  const texts = createPackedTexts()
  if (path === undefined || !archive.has(path)) return texts
  let current = ''
  let isText = false
  let isPhonetic = false
  await readXml(archive.read(path, signal), {
    open(name) {
      if (name === 'si') current = ''
      if (name === 'rPh') isPhonetic = true
      isText = name === 't' && !isPhonetic
    },
    text(text) {
      if (isText) current += text
    },
    close(name) {
      isText = false
      if (name === 'rPh') isPhonetic = false
      if (name !== 'si') return
      if (texts.length >= MAX_STRINGS) throw damagedWorkbook('too many strings')
      texts.append(unescapeExcel(current))
    },
  })
  return texts
}

async function readFormats(archive: Archive, path: string | undefined): Promise<NumberFormat[]> {
  const formats: NumberFormat[] = []
  if (path === undefined || !archive.has(path)) return formats
  const custom = new Map<number, NumberFormat>()
  let isCellStyles = false
  await readXml(archive.read(path), {
    open(name, attributes) {
      const id = Number(attributes('numFmtId') ?? 0)
      if (name === 'numFmt') custom.set(id, parseFormat(attributes('formatCode') ?? ''))
      if (name === 'cellXfs') isCellStyles = true
      if (name !== 'xf' || !isCellStyles) return
      requireRoom(formats)
      formats.push(custom.get(id) ?? builtInFormat(id))
    },
    close(name) {
      if (name === 'cellXfs') isCellStyles = false
    },
  })
  return formats
}

/** Refuses a workbook that would fill the memory with its parts. */
function requireRoom({ length }: readonly unknown[]): void {
  if (length >= MAX_PARTS) throw damagedWorkbook('too many parts')
}

/** A truth value as XML Schema writes it. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}
